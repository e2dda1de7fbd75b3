import { INPUT, OPTIONS, OPTIONS_BYTES } from './layout.ts';
import { load, store } from './memory.ts';
import { isStopped, readOptions } from './options.ts';
import {
	ROW_ACKNOWLEDGES_FRAME,
	ROW_AT,
	ROW_BYTES_IN_FLIGHT,
	ROW_CAPTURED_BYTES,
	ROW_DATAGRAM,
	ROW_DUPLICATE_ACK_FRAME,
	ROW_DUPLICATE_ACK_NUMBER,
	ROW_LABELS,
	ROW_PAYLOAD_AT,
	ROW_PUSH_BYTES_SENT,
	ROW_TIMEOUT_FRAME,
	ROW_TRANSPORT_AT,
} from './rows.ts';

const TCP_BYTES: i32 = 20;

/** The options lie in the frame, or where the host put them if fragments made up the segment. */
export function readRowOptions(row: i32): void {
	const start = load(row + ROW_TRANSPORT_AT) + TCP_BYTES;
	const finish = load(row + ROW_PAYLOAD_AT);
	if (load(row + ROW_DATAGRAM) !== 0) {
		const at = OPTIONS + (row >>> 2) * OPTIONS_BYTES;
		readOptions(row, at, at + (finish - start));
		return;
	}
	const frame = INPUT + load(row + ROW_AT);
	const captured = load(row + ROW_CAPTURED_BYTES);
	readOptions(row, frame + start, frame + (captured < finish ? captured : finish));
}

/** The snaplen cut the options, or Wireshark stops in them. */
export function stopsInOptions(row: i32): boolean {
	if (load(row + ROW_DATAGRAM) === 0 && load(row + ROW_CAPTURED_BYTES) < load(row + ROW_PAYLOAD_AT)) return true;
	return isStopped !== 0;
}

/** Wireshark remembers such a packet, but prints nothing of its analysis. */
export function hideLabels(row: i32): void {
	store(row + ROW_LABELS, 0);
	store(row + ROW_DUPLICATE_ACK_FRAME, 0);
	store(row + ROW_DUPLICATE_ACK_NUMBER, 0);
	store(row + ROW_ACKNOWLEDGES_FRAME, 0);
	store(row + ROW_TIMEOUT_FRAME, 0);
	store(row + ROW_BYTES_IN_FLIGHT, 0);
	store(row + ROW_PUSH_BYTES_SENT, 0);
}
