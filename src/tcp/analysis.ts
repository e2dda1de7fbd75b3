import type { AddressTable } from '../decode/address-table.ts';
import { type ChecksumKind, checksumKind } from '../decode/checksum.ts';
import { type Packet, readPacket, timeNs } from '../decode/packet.ts';
import type { ProtocolName } from '../decode/packet-batch.ts';
import { type ConnectionFacts, readConnection } from './connection.ts';
import type { ConnectionTable } from './connection-table.ts';
import { findCopies } from './copies.ts';
import type { Exchange, ReplyRule } from './exchanges.ts';
import type { LabelName } from './label.ts';
import { type LifeCycle, lifeCycle } from './life-cycle.ts';
import type { Acknowledged, Note } from './note.ts';
import { framingNotes, plainNotes } from './plain-notes.ts';
import { countProtocols, cutFrames, indexPrevious, indexRows } from './row-index.ts';
import type { RowStore } from './row-store.ts';
import { readSegment, type Segment } from './segment.ts';
import { readLabels, type SegmentLabels } from './segment-labels.ts';
import type { StatePair } from './states.ts';
import { type Walk, walkConnection } from './walk.ts';
import type { ZeekVerdict } from './zeek.ts';

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
	/** The packet that this one is a copy of; it counts for nothing then. */
	readonly duplicateOf: number | null;
	/** States of both sides after this packet (RFC 9293, section 3.3.2); `null` for a copy. */
	readonly states: StatePair | null;
	/** Whether its checksum is whole; offload leaves it to the network card, which is no error. */
	readonly checksum: ChecksumKind;
	/** What we say of it where Wireshark may be wrong: in a copy nothing was sent again. */
	readonly verdictLabels: readonly LabelName[];
	readonly notes: readonly Note[];
}

/** A connection with its exchanges. */
export interface Connection extends ConnectionFacts {
	/** From the SYN to the ACK that completes the handshake. */
	readonly handshakeNs: bigint | null;
	readonly exchanges: readonly Exchange[];
	/** As Zeek would log it. */
	readonly zeek: ZeekVerdict;
	/** Segments that were really sent again. */
	readonly retransmissions: number;
	/** Which of the ways of RFC 9293 it took. */
	readonly lifeCycle: LifeCycle;
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

/** What a packet of no connection has. */
const NO_SEGMENT = { segment: null, acknowledged: null, labels: null, states: null, verdictLabels: [] } as const;

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
	const knownFacts = new Map<number, ConnectionFacts>();
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

	let previous: Int32Array | undefined;

	/** The connection before this one between the same two ends, or -1. */
	function previousOf(stream: number): number {
		previous ??= indexPrevious(Array.from({ length: table.count() }, (_, i) => readConnection(table, i, addresses)));
		return previous[stream] ?? -1;
	}

	let copies: Int32Array | undefined;

	function copyOf(row: number): number {
		copies ??= findCopies(store);
		return copies[row] ?? 0;
	}

	function factsOf(stream: number): ConnectionFacts {
		const known = knownFacts.get(stream) ?? countOnce(stream);
		knownFacts.set(stream, known);
		return known;
	}

	/** A connection's facts with each packet counted once. */
	function countOnce(stream: number): ConnectionFacts {
		const read = readConnection(table, stream, addresses);
		const rows = rowsOf(stream).filter((row) => copyOf(row) === 0);
		if (rows.length === read.packets) return read;
		const bytes = [0, 0];
		for (const row of rows) {
			const side = columns.side[row] ?? 0;
			bytes[side] = (bytes[side] ?? 0) + (columns.payloadBytes[row] ?? 0);
		}
		const once = (packets: readonly number[]) => [...new Set(packets.map((number) => copyOf(number - 1) || number))];
		return {
			...read,
			packets: rows.length,
			clientBytes: bytes[0] ?? 0,
			serverBytes: bytes[1] ?? 0,
			handshake: { ...read.handshake, packets: once(read.handshake.packets) },
			close: { ...read.close, packets: once(read.close.packets) },
		};
	}

	function* steps(facts: ConnectionFacts) {
		for (const row of rowsOf(facts.stream)) {
			if (copyOf(row) > 0) continue;
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
		const stream = columns.connection[row] ?? -1;
		const of = copyOf(row);
		const checksum = checksumKind(columns, row, store.frame(row), store.datagram(row));
		const common = { packet: read, relativeNs: read.timeNs - timeOf(0), duplicateOf: of || null, checksum };
		const copyNotes: readonly Note[] = of > 0 ? [{ kind: 'copy', of }] : [];
		if (stream < 0) return { ...common, ...NO_SEGMENT, notes: of > 0 ? copyNotes : plainNotes(read) };
		const facts = factsOf(stream);
		const walked = walk(facts);
		return {
			...common,
			segment: readSegment(columns, row, facts),
			acknowledged: walked.acknowledged.get(number) ?? null,
			labels: readLabels(columns, row, timeOf),
			states: walked.states.get(number) ?? null,
			verdictLabels: walked.verdicts.get(number) ?? [],
			notes: [...copyNotes, ...(walked.notes.get(number) ?? []), ...framingNotes(read)],
		};
	}

	function connection(number: number): Connection {
		if (!(Number.isInteger(number) && number >= 1 && number <= table.count()))
			throw new RangeError(`The capture has no connection ${number}`);
		const facts = factsOf(number - 1);
		const [first] = facts.handshake.packets;
		const last = facts.handshake.packets.at(-1);
		const isComplete = facts.handshake.complete && first !== undefined && last !== undefined;
		const { steps, exchanges, zeek, verdicts } = walk(facts);
		const before = previousOf(facts.stream);
		const previous = before < 0 ? null : { connection: before + 1, steps: walk(factsOf(before)).steps };
		return {
			...facts,
			handshakeNs: isComplete ? timeOf(last - 1) - timeOf(first - 1) : null,
			exchanges,
			zeek,
			lifeCycle: lifeCycle(steps, previous),
			retransmissions: [...verdicts.values()].filter((names) => names.includes('retransmission')).length,
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
