import type { Columns } from '../file/columns.ts';
import type { ConnectionFacts } from './connection.ts';
import type { StoredColumn } from './row-store.ts';

/**
 * A connection's facts with each packet counted once, however often it was recorded.
 *
 * @param rows The connection's rows.
 * @param copyOf The packet that a row is a copy of, or 0.
 */
export function countOnce(
	facts: ConnectionFacts,
	rows: Int32Array,
	columns: Columns<StoredColumn>,
	copyOf: (row: number) => number,
): ConnectionFacts {
	const counted = rows.filter((row) => copyOf(row) === 0);
	if (counted.length === facts.packets) return facts;
	const bytes = [0, 0];
	for (const row of counted) {
		const side = columns.side[row] ?? 0;
		bytes[side] = (bytes[side] ?? 0) + (columns.payloadBytes[row] ?? 0);
	}
	const handshake = [...new Set(facts.handshake.packets.map((number) => copyOf(number - 1) || number))];
	return {
		...facts,
		packets: counted.length,
		clientBytes: bytes[0] ?? 0,
		serverBytes: bytes[1] ?? 0,
		handshake: { ...facts.handshake, packets: handshake },
	};
}
