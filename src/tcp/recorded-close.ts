import type { AddressTable } from '../decode/address-table.ts';
import type { Close, CloseShape } from './close.ts';
import { type ConnectionFacts, readConnection } from './connection.ts';
import { BIT, BOTH_FINS, BOTH_FINS_ACKNOWLEDGED, COLD, HOT, RECORD_NUMBERS } from './connection-layout.ts';
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

/** Makes the facts of connection `index` and its end out of its records alone. */
export function readRecordedConnection(
	table: ConnectionTable,
	index: number,
	addresses: AddressTable,
): RecordedConnection {
	const { hot, cold } = table.records();
	const at = index * RECORD_NUMBERS;
	const bits = hot[at + HOT.bits] ?? 0;
	const isClosed = (bits & BOTH_FINS_ACKNOWLEDGED) === BOTH_FINS_ACKNOWLEDGED;
	return {
		...readConnection(table, index, addresses),
		close: closeOf(cold, at, bits),
		endSeen: isClosed || (bits & BIT.reset) !== 0,
	};
}

function closeOf(cold: Int32Array, at: number, bits: number): Close {
	const client = (bits & BIT.clientIsEnd1) !== 0 ? 1 : 0;
	const first = (bits & BIT.end1ClosesFirst) !== 0 ? 1 : 0;
	const fins = [cold[at + COLD.fin + first] ?? 0, cold[at + COLD.fin + 1 - first] ?? 0];
	const acks = [cold[at + COLD.finAcknowledgedBy + first] ?? 0, cold[at + COLD.finAcknowledgedBy + 1 - first] ?? 0];
	const packets = [...fins, ...acks, cold[at + COLD.reset] ?? 0].filter((packet) => packet > 0);
	const isClosing = (bits & (BOTH_FINS | BIT.reset)) !== 0;
	return {
		shape: closeShape(bits, fins[1] ?? 0, acks[0] ?? 0),
		starter: isClosing ? (first === client ? 'client' : 'server') : null,
		packets: [...new Set(packets)].sort((a, b) => a - b),
	};
}

/** @param secondFin Packet of the second FIN. @param firstAcknowledged Packet that first acknowledged the first FIN. */
function closeShape(bits: number, secondFin: number, firstAcknowledged: number): CloseShape {
	if ((bits & BIT.reset) !== 0) return 'reset';
	if ((bits & BOTH_FINS) === 0) return 'none';
	if ((bits & BOTH_FINS) !== BOTH_FINS) return 'half';
	if (firstAcknowledged === secondFin) return 'three-segment';
	return firstAcknowledged > 0 && firstAcknowledged < secondFin ? 'four-segment' : 'simultaneous';
}
