import type { AddressTable } from '../decode/address-table.ts';
import * as R from '../kernel/record.ts';
import type { Close, CloseShape } from './close.ts';
import { type ConnectionFacts, readRecord } from './connection.ts';
import type { ConnectionTable } from './connection-table.ts';

/** A connection whose segments were not kept. */
export interface RecordedConnection extends ConnectionFacts {
	/**
	 * As its record has it: the first FIN of each side, and the first RST, whether its receiver heeded it or not. What the
	 * segments themselves tell is in the life cycle.
	 */
	readonly close: Close;
	/** Both FINs and the ACKs of them, or an RST, were captured. */
	readonly endSeen: boolean;
}

/** Makes the facts of the connection whose record lies at an address, and its end, out of the record alone. */
export function readRecordedConnection(
	table: ConnectionTable,
	record: number,
	addresses: AddressTable,
): RecordedConnection {
	const words = table.words();
	const word = (offset: number): number => words[(record + offset) >>> 2] ?? 0;
	const bits = word(R.BITS);
	const isClosed = (bits & R.BOTH_FINS_ACKNOWLEDGED) === R.BOTH_FINS_ACKNOWLEDGED;
	const endSeen = isClosed || (bits & R.BIT_RESET) !== 0;
	// Not by `...`: V8 would give each of a million objects a shape of its own, which takes longer than all else here.
	return Object.assign(readRecord(table, record, addresses), { close: closeOf(word, bits), endSeen });
}

function closeOf(word: (offset: number) => number, bits: number): Close {
	const client = (bits & R.BIT_CLIENT_IS_END_1) !== 0 ? 1 : 0;
	const first = (bits & R.BIT_END_1_CLOSES_FIRST) !== 0 ? 1 : 0;
	const fins = [word(R.FIN_PACKET + first * 4), word(R.FIN_PACKET + (1 - first) * 4)];
	const acks = [word(R.FIN_ACKNOWLEDGED_BY + first * 4), word(R.FIN_ACKNOWLEDGED_BY + (1 - first) * 4)];
	const isClosing = (bits & (R.BOTH_FINS | R.BIT_RESET)) !== 0;
	return {
		shape: closeShape(bits, fins[1] ?? 0, acks[0] ?? 0),
		starter: isClosing ? (first === client ? 'client' : 'server') : null,
		packets: inOrder([...fins, ...acks, word(R.RESET_PACKET)]),
	};
}

/** Each number once; 0 is none. */
function inOrder(packets: readonly number[]): readonly number[] {
	const sorted = packets.filter((packet) => packet > 0).sort((a, b) => a - b);
	return sorted.filter((packet, i) => packet !== sorted[i - 1]);
}

/** @param secondFin Packet of the second FIN. @param firstAcknowledged Packet that first acknowledged the first FIN. */
function closeShape(bits: number, secondFin: number, firstAcknowledged: number): CloseShape {
	if ((bits & R.BIT_RESET) !== 0) return 'reset';
	if ((bits & R.BOTH_FINS) === 0) return 'none';
	if ((bits & R.BOTH_FINS) !== R.BOTH_FINS) return 'half';
	if (firstAcknowledged === secondFin) return 'three-segment';
	return firstAcknowledged > 0 && firstAcknowledged < secondFin ? 'four-segment' : 'simultaneous';
}
