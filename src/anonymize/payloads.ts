import type { Analysis, AnnotatedPacket } from '../tcp/analysis.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Side } from '../tcp/segment-batch.ts';
import { createWordMap, type WordMap } from './words.ts';

/** What one side sent without a gap, from one place in its stream on, and what stands there instead. */
interface Run {
	readonly at: number;
	readonly bytes: Uint8Array;
	readonly fresh: Uint8Array;
}

interface Piece {
	readonly at: number;
	readonly bytes: Uint8Array;
}

/**
 * New bytes for payloads. Words are taken from what a side sent as a whole, so that a word which two segments share,
 * and bytes which were sent twice, become the same again.
 */
export function createPayloads(analysis: Analysis): (packet: AnnotatedPacket) => Uint8Array {
	const words = createWordMap();
	const known = new Map<number, Readonly<Record<Side, readonly Run[]>>>();

	function runsOf(connection: number): Readonly<Record<Side, readonly Run[]>> {
		const runs = known.get(connection) ?? {
			client: joinRuns(piecesOf(analysis, connection, 'client'), breaksOf(analysis, connection, 'client'), words),
			server: joinRuns(piecesOf(analysis, connection, 'server'), breaksOf(analysis, connection, 'server'), words),
		};
		known.set(connection, runs);
		return runs;
	}

	return ({ packet: { payload }, segment }) => {
		const run =
			segment && runsOf(segment.connection)[segment.side].find((one) => holds(one, placeOf(segment), payload));
		if (!segment || !run) return words.replace(payload);
		const from = placeOf(segment) - run.at;
		return run.fresh.subarray(from, from + payload.length);
	};
}

/** Of its first byte; a SYN has a number of its own before it (RFC 9293, section 3.4). */
function placeOf({ relativeSequence, syn }: Segment): number {
	return relativeSequence + (syn ? 1 : 0);
}

function piecesOf(analysis: Analysis, connection: number, side: Side): Piece[] {
	const pieces: Piece[] = [];
	for (const { packet, segment } of analysis.packetsOf(connection)) {
		if (segment?.side !== side || packet.payload.length === 0) continue;
		pieces.push({ at: placeOf(segment), bytes: packet.payload });
	}
	return pieces.sort((a, b) => a.at - b.at);
}

/**
 * Lengths of what a side said, one after the other: no word goes on from one message to the next. A server that read
 * the parts of a request one by one answered each by itself, so its reply ends as often.
 */
function breaksOf(analysis: Analysis, connection: number, side: Side): readonly number[] {
	const { exchanges, lab } = analysis.connection(connection);
	const prefix = new TextEncoder().encode(lab?.replyPrefix ?? '').length;
	return exchanges.flatMap(({ request, reply }) => {
		const message = side === 'client' ? request : reply;
		if (message === null) return [];
		const isEach = request !== null && reply?.length === request.length + prefix * request.parts.length;
		if (!isEach || request.parts.length < 2 || prefix === 0) return [message.length];
		return request.parts.map((part) => part.length + (side === 'server' ? prefix : 0));
	});
}

/** The first bytes that were captured for a place count. */
function joinRuns(pieces: readonly Piece[], breaks: readonly number[], words: WordMap): readonly Run[] {
	const groups: Piece[][] = [];
	let end = -1;
	for (const piece of pieces) {
		if (piece.at <= end) groups.at(-1)?.push(piece);
		else groups.push([piece]);
		end = Math.max(end, piece.at + piece.bytes.length);
	}
	const places: number[] = [];
	let place = pieces[0]?.at ?? 0;
	for (const length of breaks) {
		place += length;
		places.push(place);
	}
	return groups.map((group) => {
		const at = group[0]?.at ?? 0;
		const bytes = new Uint8Array(Math.max(...group.map((piece) => piece.at + piece.bytes.length)) - at);
		for (const piece of [...group].reverse()) bytes.set(piece.bytes, piece.at - at);
		return {
			at,
			bytes,
			fresh: replaceBetween(
				bytes,
				places.map((one) => one - at),
				words,
			),
		};
	});
}

/** Replaces what lies between two places, and between the next two, each by itself. */
function replaceBetween(bytes: Uint8Array, places: readonly number[], words: WordMap): Uint8Array {
	const fresh = new Uint8Array(bytes.length);
	let from = 0;
	for (const to of [...places.filter((place) => place > 0 && place < bytes.length), bytes.length]) {
		fresh.set(words.replace(bytes.subarray(from, to)), from);
		from = to;
	}
	return fresh;
}

function holds({ at, bytes }: Run, place: number, payload: Uint8Array): boolean {
	const from = place - at;
	return from >= 0 && from + payload.length <= bytes.length && payload.every((byte, i) => bytes[from + i] === byte);
}
