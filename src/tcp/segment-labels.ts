import type { Columns } from '../file/columns.ts';
import { type LabelName, labelNames } from './label.ts';
import type { StoredColumn } from './row-store.ts';

/** The labels of a segment with the numbers that belong to them; `null` is what Wireshark would not show. */
export interface SegmentLabels {
	readonly names: readonly LabelName[];
	readonly duplicateAck: { readonly frame: number; readonly number: number } | null;
	/** The packet that this one acknowledges, and the time since it. */
	readonly acknowledgesFrame: number | null;
	readonly ackRttNs: bigint | null;
	/** For a retransmission: the packet whose timer ran out, and the time since it. */
	readonly timeoutFrame: number | null;
	readonly timeoutNs: bigint | null;
	/** After this packet. */
	readonly bytesInFlight: number | null;
	/** Since the last PSH. */
	readonly pushBytesSent: number | null;
}

/** Reads the labels of row `row`. @param timeOf Time of a row, in ns. */
export function readLabels(
	columns: Columns<StoredColumn>,
	row: number,
	timeOf: (row: number) => bigint,
): SegmentLabels {
	const cell = (name: StoredColumn): number | null => columns[name][row] || null;
	// Wireshark does not show a time of exactly 0.
	const since = (frame: number | null): bigint | null =>
		(frame === null ? null : timeOf(row) - timeOf(frame - 1)) || null;
	const number = cell('duplicateAckNumber');
	const acknowledgesFrame = cell('acknowledgesFrame');
	const timeoutNs = since(cell('timeoutFrame'));
	return {
		names: labelNames(cell('labels') ?? 0),
		duplicateAck: number === null ? null : { frame: cell('duplicateAckFrame') ?? 0, number },
		acknowledgesFrame,
		ackRttNs: since(acknowledgesFrame),
		timeoutFrame: timeoutNs === null ? null : cell('timeoutFrame'),
		timeoutNs,
		bytesInFlight: cell('bytesInFlight'),
		pushBytesSent: cell('pushBytesSent'),
	};
}
