import { PROTOCOL_NAMES, type ProtocolName } from '../decode/packet-batch.ts';
import type { Columns } from '../file/columns.ts';
import type { ConnectionFacts } from './connection.ts';
import type { StoredColumn } from './row-store.ts';

/** For each connection the one before it between the same two ends, or -1. */
export function indexPrevious(connections: readonly ConnectionFacts[]): Int32Array {
	const latest = new Map<string, number>();
	return Int32Array.from(connections, ({ client, server, stream }) => {
		const ends = [client, server].map(({ address, port }) => `${address} ${port}`);
		const key = ends.sort().join(' ');
		const before = latest.get(key) ?? -1;
		latest.set(key, stream);
		return before;
	});
}

/** Frames of which the capture tool kept only the beginning. */
export function cutFrames(
	columns: Columns<StoredColumn>,
	rows: number,
): { readonly count: number; readonly first: number | null } {
	let count = 0;
	let first: number | null = null;
	for (let row = 0; row < rows; row++) {
		if ((columns.capturedBytes[row] ?? 0) >= (columns.originalBytes[row] ?? 0) >>> 0) continue;
		count++;
		first ??= row + 1;
	}
	return { count, first };
}

/** Packets by their innermost protocol. */
export function countProtocols(columns: Columns<StoredColumn>, rows: number): ReadonlyMap<ProtocolName, number> {
	const counts = new Map<ProtocolName, number>();
	for (let row = 0; row < rows; row++) {
		const name = PROTOCOL_NAMES[columns.protocol[row] ?? 0] ?? 'other';
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	return counts;
}

/** The rows whose innermost protocol this is. */
export function rowsOfProtocol(columns: Columns<StoredColumn>, rows: number, name: ProtocolName): Int32Array {
	const wanted = PROTOCOL_NAMES.indexOf(name);
	const found: number[] = [];
	for (let row = 0; row < rows; row++) if (columns.protocol[row] === wanted) found.push(row);
	return Int32Array.from(found);
}

/** Rows of each connection in file order, by counting: one pass to count, one to place. */
export function indexRows(connections: Int32Array, rows: number, count: number): (connection: number) => Int32Array {
	const starts = new Int32Array(count + 1);
	for (let row = 0; row < rows; row++) {
		const connection = connections[row] ?? -1;
		if (connection >= 0) starts[connection + 1] = (starts[connection + 1] ?? 0) + 1;
	}
	for (let i = 0; i < count; i++) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
	const placed = starts.slice();
	const order = new Int32Array(starts[count] ?? 0);
	for (let row = 0; row < rows; row++) {
		const connection = connections[row] ?? -1;
		if (connection < 0) continue;
		const at = placed[connection] ?? 0;
		order[at] = row;
		placed[connection] = at + 1;
	}
	return (connection) => order.subarray(starts[connection], starts[connection + 1]);
}
