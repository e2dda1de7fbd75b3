import type { AddressTable } from '../decode/address-table.ts';
import { type Packet, readPacket, timeNs } from '../decode/packet.ts';
import { PROTOCOL_NAMES, type ProtocolName } from '../decode/packet-batch.ts';
import type { Columns } from '../file/columns.ts';
import { type ConnectionFacts, readConnection } from './connection.ts';
import type { ConnectionTable } from './connection-table.ts';
import type { Exchange, ReplyRule } from './exchanges.ts';
import type { Acknowledged, Note } from './note.ts';
import { framingNotes, plainNotes } from './plain-notes.ts';
import type { RowStore, StoredColumn } from './row-store.ts';
import { readSegment, type Segment } from './segment.ts';
import { readLabels, type SegmentLabels } from './segment-labels.ts';
import { type Walk, walkConnection } from './walk.ts';

/** A packet with all that the analysis knows about it. */
export interface AnnotatedPacket {
	readonly packet: Packet;
	/** Since the first packet of the capture. */
	readonly relativeNs: bigint;
	/** `null` unless it is a TCP packet. */
	readonly segment: Segment | null;
	readonly acknowledged: Acknowledged | null;
	/** What Wireshark says of it; `null` unless it is a TCP packet. */
	readonly labels: SegmentLabels | null;
	readonly notes: readonly Note[];
}

/** A connection with its exchanges. */
export interface Connection extends ConnectionFacts {
	/** From the SYN to the ACK that completes the handshake. */
	readonly handshakeNs: bigint | null;
	readonly exchanges: readonly Exchange[];
	/** The lab whose port the server has. */
	readonly lab: ReplyRule | null;
}

/** A frame as captured, before any decoding. */
export interface Frame {
	readonly timeNs: bigint;
	readonly originalBytes: number;
	readonly bytes: Uint8Array;
}

/** The human plane of a capture: objects are made when somebody asks for them. */
export interface Analysis {
	readonly packetCount: number;
	readonly connectionCount: number;
	/** Frames of which the capture tool kept only the beginning (snaplen). */
	readonly cutFrames: { readonly count: number; readonly first: number | null };
	/** Packets by their innermost protocol. */
	readonly protocols: ReadonlyMap<ProtocolName, number>;
	/** Time of the first and last packet in file order; `null` in an empty capture. */
	readonly span: { readonly firstNs: bigint; readonly lastNs: bigint } | null;
	/** A frame as it was captured. @throws RangeError if the capture has no packet with this number. */
	readonly frame: (number: number) => Frame;
	/** @throws RangeError if the capture has no packet with this number. */
	readonly packet: (number: number) => AnnotatedPacket;
	/** @param connection From 1. @throws RangeError if there is no such connection. */
	readonly connection: (connection: number) => Connection;
}

/** Makes the human plane over the rows and connections of one capture, which must not grow any more. */
export function createAnalysis(
	store: RowStore,
	table: ConnectionTable,
	rules: readonly ReplyRule[],
	addresses: AddressTable,
): Analysis {
	const columns = store.columns();
	const packetCount = store.count();
	const walks = new Map<number, Walk>();
	const rowsOf = indexRows(columns.connection, packetCount, table.count());

	const timeOf = (row: number): bigint => timeNs(columns.seconds[row] ?? 0, columns.nanoseconds[row] ?? 0);
	const ruleOf = (facts: ConnectionFacts): ReplyRule | undefined =>
		rules.find(({ port }) => port === facts.server.port);

	function walk(facts: ConnectionFacts): Walk {
		const known = walks.get(facts.stream);
		if (known) return known;
		const made = walkConnection(facts, steps(facts), ruleOf(facts));
		walks.set(facts.stream, made);
		return made;
	}

	function* steps(facts: ConnectionFacts) {
		for (const row of rowsOf(facts.stream)) {
			const { payload } = readPacket(columns, row, row + 1, store.frame(row), store.datagram(row));
			yield { segment: readSegment(columns, row, facts), timeNs: timeOf(row), payload };
		}
	}

	function rowOf(number: number): number {
		if (Number.isInteger(number) && number >= 1 && number <= packetCount) return number - 1;
		throw new RangeError(`The capture has no packet ${number}`);
	}

	function frame(number: number): Frame {
		const row = rowOf(number);
		const view = store.frame(row);
		return {
			timeNs: timeOf(row),
			originalBytes: (columns.originalBytes[row] ?? 0) >>> 0,
			bytes: new Uint8Array(view.buffer, view.byteOffset, view.byteLength),
		};
	}

	function packet(number: number): AnnotatedPacket {
		const row = rowOf(number);
		const read = readPacket(columns, row, number, store.frame(row), store.datagram(row));
		const relativeNs = read.timeNs - timeOf(0);
		const stream = columns.connection[row] ?? -1;
		if (stream < 0)
			return { packet: read, relativeNs, segment: null, acknowledged: null, labels: null, notes: plainNotes(read) };
		const facts = readConnection(table, stream, addresses);
		const walked = walk(facts);
		const notes = walked.notes.get(number) ?? [];
		return {
			packet: read,
			relativeNs,
			segment: readSegment(columns, row, facts),
			acknowledged: walked.acknowledged.get(number) ?? null,
			labels: readLabels(columns, row, timeOf),
			notes: [...notes, ...framingNotes(read)],
		};
	}

	function connection(number: number): Connection {
		if (!(Number.isInteger(number) && number >= 1 && number <= table.count()))
			throw new RangeError(`The capture has no connection ${number}`);
		const facts = readConnection(table, number - 1, addresses);
		const [first] = facts.handshake.packets;
		const last = facts.handshake.packets.at(-1);
		const isComplete = facts.handshake.complete && first !== undefined && last !== undefined;
		return {
			...facts,
			handshakeNs: isComplete ? timeOf(last - 1) - timeOf(first - 1) : null,
			exchanges: walk(facts).exchanges,
			lab: ruleOf(facts) ?? null,
		};
	}

	return {
		packetCount,
		connectionCount: table.count(),
		cutFrames: cutFrames(columns, packetCount),
		protocols: countProtocols(columns, packetCount),
		span: packetCount === 0 ? null : { firstNs: timeOf(0), lastNs: timeOf(packetCount - 1) },
		frame,
		packet,
		connection,
	};
}

function cutFrames(columns: Columns<StoredColumn>, rows: number): Analysis['cutFrames'] {
	let count = 0;
	let first: number | null = null;
	for (let row = 0; row < rows; row++) {
		if ((columns.capturedBytes[row] ?? 0) >= (columns.originalBytes[row] ?? 0) >>> 0) continue;
		count++;
		first ??= row + 1;
	}
	return { count, first };
}

function countProtocols(columns: Columns<StoredColumn>, rows: number): ReadonlyMap<ProtocolName, number> {
	const counts = new Map<ProtocolName, number>();
	for (let row = 0; row < rows; row++) {
		const name = PROTOCOL_NAMES[columns.protocol[row] ?? 0] ?? 'other';
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	return counts;
}

/** Rows of each connection in file order, by counting: one pass to count, one to place. */
function indexRows(connections: Int32Array, rows: number, count: number): (connection: number) => Int32Array {
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
