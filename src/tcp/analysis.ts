import type { AddressTable } from '../decode/address-table.ts';
import { type ChecksumKind, checksumKind } from '../decode/checksum.ts';
import { type Packet, readOptions, readPacket, readPayload, timeNs } from '../decode/packet.ts';
import type { ProtocolName } from '../decode/packet-batch.ts';
import { FLAG } from '../decode/tcp.ts';
import { type Close, closeOf, isEndSeen } from './close.ts';
import { type ConnectionFacts, readConnection } from './connection.ts';
import type { ConnectionTable } from './connection-table.ts';
import { findCopies } from './copies.ts';
import { countOnce } from './count-once.ts';
import type { Exchange, ReplyRule } from './exchanges.ts';
import { type Frame, readFrame } from './frame.ts';
import type { LabelName } from './label.ts';
import { handshakeOf, type LifeCycle, lifeCycle } from './life-cycle.ts';
import { createList, type List, remembering } from './list.ts';
import type { Acknowledged, Note } from './note.ts';
import { framingNotes, plainNotes } from './plain-notes.ts';
import { countProtocols, cutFrames, indexPrevious, indexRows, rowsOfProtocol } from './row-index.ts';
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
	/** The window in bytes, scaled as Wireshark's `tcp.window_size`; `null` where the scale was not captured. */
	readonly scaledWindow: number | null;
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
	/** Both FINs and the ACKs of them, or an RST, were captured. */
	readonly endSeen: boolean;
	readonly close: Close;
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

/** The human plane of a capture: objects are made when somebody asks for them. */
export interface Analysis {
	readonly packetCount: number;
	readonly connectionCount: number;
	/** All packets in file order: packet 1 is at index 0. */
	readonly packets: List<AnnotatedPacket>;
	/** All connections in the order of their first packets: connection 1 is at index 0. */
	readonly connections: List<Connection>;
	/** Frames of which the capture tool kept only the beginning (snaplen). */
	readonly cutFrames: { readonly count: number; readonly first: number | null };
	/** Packets by their innermost protocol. */
	readonly protocols: ReadonlyMap<ProtocolName, number>;
	/** Time of the first and last packet in file order; `null` in an empty capture. */
	readonly span: { readonly firstNs: bigint; readonly lastNs: bigint } | null;
	/** The packets of ARP, in file order. */
	readonly arpPackets: List<AnnotatedPacket>;
	/** The packets of a connection in file order, copies among them. @throws RangeError if there is no such connection. */
	readonly packetsOf: (connection: number) => List<AnnotatedPacket>;
	/** A frame as it was captured. @throws RangeError if the capture has no packet with this number. */
	readonly frame: (number: number) => Frame;
	/** @param number As in Wireshark, from 1. @throws RangeError if the capture has no packet with this number. */
	readonly packet: (number: number) => AnnotatedPacket;
	/** @param connection From 1. @throws RangeError if there is no such connection. */
	readonly connection: (connection: number) => Connection;
}

/** So many are remembered: a lab capture is decoded once, a long one does not fill the memory. */
const REMEMBERED_PACKETS = 4096;
const REMEMBERED_CONNECTIONS = 1024;

/** What a packet of no connection has. */
const NO_SEGMENT = {
	segment: null,
	acknowledged: null,
	labels: null,
	scaledWindow: null,
	states: null,
	verdictLabels: [],
} as const;

/**
 * Makes the human plane over the rows and connections of one capture, which must not grow any more.
 *
 * @param roughTimes Times were taken in user space: what is a difference of two is `null`.
 */
export function createAnalysis(
	store: RowStore,
	table: ConnectionTable,
	rules: readonly ReplyRule[],
	addresses: AddressTable,
	roughTimes = false,
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
		const known = knownFacts.get(stream);
		if (known) return known;
		const made = countOnce(readConnection(table, stream, addresses), rowsOf(stream), columns, copyOf);
		knownFacts.set(stream, made);
		return made;
	}

	function* steps(facts: ConnectionFacts) {
		for (const row of rowsOf(facts.stream)) {
			if (copyOf(row) > 0) continue;
			const [frame, datagram] = [store.frame(row), store.datagram(row)];
			const hasOptions = ((columns.flags[row] ?? 0) & FLAG.syn) !== 0 && columns.stop[row] === 0;
			yield {
				segment: readSegment(columns, row, facts),
				timeNs: timeOf(row),
				payload: readPayload(columns, row, frame, datagram),
				options: hasOptions ? readOptions(columns, row, frame, datagram) : null,
			};
		}
	}

	const rowOf = (number: number): number => indexOf('packet', number, packetCount);

	let arpRows: Int32Array | undefined;

	function listOf(rows: Int32Array): List<AnnotatedPacket> {
		return createList(rows.length, (i) => packetAt(rows[i] ?? 0));
	}

	function labelsOf(row: number): SegmentLabels {
		const labels = readLabels(columns, row, timeOf);
		return roughTimes ? { ...labels, ackRttNs: null, timeoutNs: null } : labels;
	}

	function makePacket(row: number): AnnotatedPacket {
		const number = row + 1;
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
			labels: labelsOf(row),
			scaledWindow: walked.windows.get(of || number) ?? null,
			states: walked.states.get(number) ?? null,
			verdictLabels: walked.verdicts.get(number) ?? [],
			notes: [...copyNotes, ...(walked.notes.get(number) ?? []), ...framingNotes(read)],
		};
	}

	function makeConnection(stream: number): Connection {
		const facts = factsOf(stream);
		const { steps, exchanges, zeek, verdicts } = walk(facts);
		const segments = steps.map(({ segment }) => segment);
		const before = previousOf(facts.stream);
		const previous = before < 0 ? null : { connection: before + 1, steps: walk(factsOf(before)).steps };
		const life = lifeCycle(steps, previous);
		const close = closeOf(life, segments);
		const handshake = handshakeOf(facts.handshake, life);
		const [first, last] = [handshake.packets[0], handshake.packets.at(-1)];
		const isComplete = handshake.complete && first !== undefined && last !== undefined;
		return {
			...facts,
			handshake,
			endSeen: isEndSeen(close, segments),
			close,
			handshakeNs: isComplete && !roughTimes ? timeOf(last - 1) - timeOf(first - 1) : null,
			exchanges: roughTimes ? exchanges.map((exchange) => ({ ...exchange, waitNs: null })) : exchanges,
			zeek,
			lifeCycle: life,
			retransmissions: [...verdicts.values()].filter((names) => names.includes('retransmission')).length,
			lab: ruleOf(facts) ?? null,
		};
	}

	const packetAt = remembering(REMEMBERED_PACKETS, makePacket);
	const connectionAt = remembering(REMEMBERED_CONNECTIONS, makeConnection);
	return {
		packetCount,
		connectionCount: table.count(),
		packets: createList(packetCount, packetAt),
		connections: createList(table.count(), connectionAt),
		cutFrames: cutFrames(columns, packetCount),
		protocols: countProtocols(columns, packetCount),
		span: packetCount === 0 ? null : { firstNs: timeOf(0), lastNs: timeOf(packetCount - 1) },
		get arpPackets() {
			arpRows ??= rowsOfProtocol(columns, packetCount, 'arp');
			return listOf(arpRows);
		},
		packetsOf: (connection) => listOf(rowsOf(indexOf('connection', connection, table.count()))),
		frame: (number) => readFrame(store, rowOf(number)),
		packet: (number) => packetAt(rowOf(number)),
		connection: (number) => connectionAt(indexOf('connection', number, table.count())),
	};
}

function indexOf(what: 'packet' | 'connection', number: number, count: number): number {
	if (Number.isInteger(number) && number >= 1 && number <= count) return number - 1;
	throw new RangeError(`The capture has no ${what} ${number}`);
}
