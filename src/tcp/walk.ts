import type { TcpOption } from '../decode/tcp-options.ts';
import { type ByteStream, createByteStream, type StreamPart } from './byte-stream.ts';
import type { ConnectionFacts } from './connection.ts';
import { type Exchange, joinMessages, type Message, pairExchanges, type ReplyRule } from './exchanges.ts';
import type { LabelName } from './label.ts';
import { crossingSide } from './life-ending.ts';
import type { Acknowledged, Note, NoteOf } from './note.ts';
import { createOutstanding, type Outstanding, type Receipt, type Sent } from './outstanding.ts';
import { createWindowReader } from './scaled-window.ts';
import { opposite, type Segment } from './segment.ts';
import type { Side } from './segment-batch.ts';
import { advance } from './sequence.ts';
import { synAnswer } from './server-answer.ts';
import { createStates, type StatePair } from './states.ts';
import { type ZeekVerdict, zeekVerdict } from './zeek.ts';

/** A segment with what the walk needs beside it. */
export interface WalkStep {
	readonly segment: Segment;
	readonly timeNs: bigint;
	/** The captured payload. */
	readonly payload: Uint8Array;
	/** Of a SYN; `null` when they were not captured whole, and for every other segment. */
	readonly options: readonly TcpOption[] | null;
}

/** What a walk along one connection finds out. */
export interface Walk {
	/** The segments, copies left out. */
	readonly steps: readonly WalkStep[];
	readonly exchanges: readonly Exchange[];
	readonly notes: ReadonlyMap<number, readonly Note[]>;
	/** For each packet that acknowledges something for the first time: what. */
	readonly acknowledged: ReadonlyMap<number, Acknowledged>;
	/** States of both sides after each packet. */
	readonly states: ReadonlyMap<number, StatePair>;
	/** What we say of each packet, in the names of Wireshark's labels. */
	readonly verdicts: ReadonlyMap<number, readonly LabelName[]>;
	/** The true window of each packet, in bytes; `null` where the scale is not known. */
	readonly windows: ReadonlyMap<number, number | null>;
	readonly zeek: ZeekVerdict;
}

interface SideState {
	readonly outstanding: Outstanding;
	readonly stream: ByteStream;
}

/** Walks along a connection's segments in file order: who acknowledges what, who says what, and why each number is what it is. */
export function walkConnection(facts: ConnectionFacts, steps: Iterable<WalkStep>, rule: ReplyRule | undefined): Walk {
	const sides: Record<Side, SideState> = { client: openSide(facts, 'client'), server: openSide(facts, 'server') };
	const joined = joinMessages(rule);
	const found: { step: WalkStep; sent: Sent; receipt: Receipt | null }[] = [];
	for (const step of steps) {
		const { segment } = step;
		const me = sides[segment.side];
		const peer = sides[opposite(segment.side)];
		const listen = (side: Side, parts: readonly StreamPart[]): void => {
			for (const part of parts) joined.add(side, part, step.timeNs);
		};
		const receipt = segment.ack ? peer.outstanding.acknowledge(segment) : null;
		if (segment.ack) listen(opposite(segment.side), peer.stream.acknowledged(segment.acknowledgment));
		const sent: Sent = segment.rst ? { kind: 'in-order' } : me.outstanding.send(segment);
		const first = advance(segment.sequence, segment.syn ? 1 : 0);
		listen(segment.side, me.stream.add(segment.number, first, segment.payloadBytes, step.payload));
		found.push({ step, sent, receipt });
	}
	const exchanges = pairExchanges(joined.messages, rule);
	const roles = dataNotes(exchanges);
	const news = found.flatMap(({ step, receipt }) =>
		receipt?.kind === 'new' ? [[step.segment.number, receipt.acknowledged] as const] : [],
	);
	const segments = found.map(({ step }) => step.segment);
	const writer = createNoteWriter(facts, roles, crossingOf(segments));
	const notes = new Map(
		found.map((each) => [each.step.segment.number, writer(each.step.segment, each.sent, each.receipt)]),
	);
	return {
		steps: found.map(({ step }) => step),
		exchanges,
		notes,
		acknowledged: new Map(news),
		states: statesOf(facts, segments),
		verdicts: new Map(found.map(({ step, sent, receipt }) => [step.segment.number, verdictOf(sent, receipt)])),
		windows: windowsOf(found.map(({ step }) => step)),
		zeek: zeekVerdict(segments),
	};
}

function statesOf(facts: ConnectionFacts, segments: readonly Segment[]): ReadonlyMap<number, StatePair> {
	const states = createStates({
		startSeen: facts.startSeen,
		answer: synAnswer(segments),
		crossing: crossingSide(segments),
	});
	return new Map(segments.map((segment) => [segment.number, states.after(segment)]));
}

/** What both sides did at once: open, close (RFC 9293, figures 7 and 13). */
interface Crossing {
	readonly syns: boolean;
	readonly fins: boolean;
}

function crossingOf(segments: readonly Segment[]): Crossing {
	return { syns: synAnswer(segments) === 'simultaneous', fins: crossingSide(segments) !== null };
}

function windowsOf(steps: readonly WalkStep[]): ReadonlyMap<number, number | null> {
	const read = createWindowReader();
	return new Map(steps.map(({ segment, options }) => [segment.number, read(segment, options)]));
}

function verdictOf(sent: Sent, receipt: Receipt | null): readonly LabelName[] {
	const ofSent = (
		{ 'in-order': null, 'after-gap': 'lost_segment', 'fills-gap': 'out_of_order', resent: 'retransmission' } as const
	)[sent.kind];
	return [...(ofSent ? [ofSent] : []), ...(receipt?.kind === 'unseen' ? ['ack_lost_segment' as const] : [])];
}

function openSide(facts: ConnectionFacts, side: Side): SideState {
	const base = facts.base[side];
	const isStartKnown = side === 'client' ? facts.startSeen : facts.handshake.packets.length > (facts.startSeen ? 1 : 0);
	return {
		outstanding: createOutstanding(base),
		stream: createByteStream(isStartKnown ? advance(base, 1) : undefined),
	};
}

/** The `data` note of each packet that carries a part of a message. */
function dataNotes(exchanges: readonly Exchange[]): ReadonlyMap<number, DataNote> {
	const notes = new Map<number, DataNote>();
	const add = (message: Message, role: 'request' | 'reply' | 'unasked', exchange: number): void => {
		message.packets.forEach((packet, i) => {
			notes.set(packet, { kind: 'data', side: message.side, role, exchange, continued: i > 0 });
		});
	};
	let requests = 0;
	for (const { request, reply } of exchanges) {
		if (request) requests += 1;
		if (request) add(request, 'request', requests);
		if (reply) add(reply, request ? 'reply' : 'unasked', requests);
	}
	return notes;
}

type DataNote = Omit<NoteOf<'data'>, 'bytes'>;
type NoteWriter = (segment: Segment, sent: Sent, receipt: Receipt | null) => readonly Note[];

/** Writes the notes of one segment after the other: what it does, then what it acknowledges. */
function createNoteWriter(facts: ConnectionFacts, data: ReadonlyMap<number, DataNote>, crossing: Crossing): NoteWriter {
	let finsSeen = 0;
	let finsAcknowledged = 0;
	// What completes a simultaneous open is no ACK, but both SYN-ACKs.
	let isEstablished = crossing.syns || (!facts.startSeen && facts.handshake.packets.length === 0);
	let isFirst = true;

	function opening(segment: Segment, acknowledged: Acknowledged | null): Note | undefined {
		const { side, sequence: initialSequence } = segment;
		if (segment.syn && segment.ack && crossing.syns)
			return { kind: 'accepts-too', side, initialSequence, acknowledged };
		if (segment.syn && segment.ack) return { kind: 'accepts', side, initialSequence, acknowledged };
		if (segment.syn) return { kind: 'opens', side, initialSequence };
		if (isEstablished || segment.number !== facts.handshake.packets.at(-1) || !facts.handshake.complete)
			return undefined;
		isEstablished = true;
		return { kind: 'handshake-done', acknowledged };
	}

	function closing(segment: Segment, acknowledged: Acknowledged | null): Note | undefined {
		const { side } = segment;
		if (acknowledged?.fin) finsAcknowledged++;
		if (segment.rst) {
			const syn = facts.handshake.packets[0];
			const isRefusal =
				facts.startSeen && syn !== undefined && side === 'server' && facts.handshake.packets.length === 1;
			return isRefusal ? { kind: 'refused', syn, port: facts.server.port } : { kind: 'reset', side };
		}
		if (segment.fin) {
			finsSeen++;
			if (crossing.fins) return { kind: 'closes-at-once', side };
			return finsSeen === 1 ? { kind: 'closes-first', side } : { kind: 'closes-too', side, acknowledged };
		}
		const isDone = finsSeen === 2 && (!crossing.fins || finsAcknowledged === 2);
		return acknowledged?.fin && isDone ? { kind: 'close-done', acknowledged } : undefined;
	}

	function receiptNote(segment: Segment, receipt: Receipt): Note | undefined {
		const isPureAck = segment.payloadBytes === 0 && !segment.syn && !segment.fin && !segment.rst;
		if (receipt.kind === 'new') return { kind: 'acknowledges', acknowledged: receipt.acknowledged };
		if (receipt.kind === 'unseen') return { kind: 'acknowledges-unseen', bytes: receipt.bytes };
		if (!isPureAck) return undefined;
		if (receipt.kind === 'earlier') return { kind: 'acknowledges-earlier' };
		return { kind: 'repeats-ack', number: segment.relativeAcknowledgment ?? 0 };
	}

	return (segment, sent, receipt) => {
		const notes: Note[] = [];
		const acknowledged = receipt?.kind === 'new' ? receipt.acknowledged : null;
		if (isFirst && !facts.startSeen) notes.push({ kind: 'start-not-captured' });
		isFirst = false;
		if (sent.kind === 'after-gap') notes.push({ kind: 'gap', bytes: sent.bytes });
		if (sent.kind === 'fills-gap') notes.push({ kind: 'fills-gap' });
		const message = data.get(segment.number);
		if (message) notes.push({ ...message, bytes: segment.payloadBytes });
		if (sent.kind === 'resent') return [...notes, sent];
		const special = [opening(segment, acknowledged), closing(segment, acknowledged)].filter(
			(note) => note !== undefined,
		);
		notes.push(...special);
		const saysReceipt = special.some((note) => 'acknowledged' in note) || segment.rst;
		const other = receipt && !saysReceipt ? receiptNote(segment, receipt) : undefined;
		if (other) notes.push(other);
		return notes;
	};
}
