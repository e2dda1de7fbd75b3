import type { AnnotatedPacket } from '../tcp/analysis.ts';
import { type Exchange, joinBytes, type Message } from '../tcp/exchanges.ts';
import { acknowledgedRequests } from './request-acks.ts';
import { segmentFormula } from './segment-formula.ts';
import type { Statement } from './statement.ts';
import { labName, numbersOf, type Told } from './subject.ts';

type Statements = readonly Statement[];

/** More exchanges than that have no row. */
export const SHOWN_EXCHANGES = 50;

/** What can be said of the messages of a connection. */
export function dataStatements(told: Told): Statements {
	const { connection } = told;
	const { exchanges } = connection;
	if (exchanges.length === 0) return [{ kind: 'no-data', packets: [] }];
	return [
		...firstSpeaker(told),
		...order(told),
		...rule(told),
		...requestAcks(told),
		...ackSum(told),
		...splitMessages(exchanges),
		...unanswered(told),
		...resent(told),
		...endWord(told),
		...formula(told),
		...leftOut(exchanges),
	];
}

/** Messages in order, of which all bytes were captured; empty if one was not whole. */
function wholeMessages(exchanges: readonly Exchange[]): readonly Message[] {
	const all = exchanges.flatMap(({ request, reply }) => [request, reply].filter((one) => one !== null));
	return all.every(({ whole }) => whole) ? all : [];
}

function firstSpeaker({ connection }: Told): Statements {
	const first = wholeMessages(connection.exchanges)[0];
	if (!connection.handshake.complete || first === undefined) return [];
	return [{ kind: 'first-speaker', side: first.side, packets: first.packets.slice(0, 1) }];
}

/** Whether the server speaks only when it is spoken to. */
function order({ connection, profile }: Told): Statements {
	const { exchanges, startSeen } = connection;
	if (wholeMessages(exchanges).length === 0) return [];
	const lab = labName(profile);
	// Without its start, the first message of the server may answer a request that was not captured.
	const unasked = exchanges.filter(({ request }, i) => request === null && (i > 0 || startSeen));
	if (unasked.length > 0) {
		const packets = unasked.flatMap(({ reply }) => reply?.packets.slice(0, 1) ?? []);
		return [{ kind: 'server-unasked', count: unasked.length, lab, packets }];
	}
	const replies = exchanges.flatMap(({ request, reply }) => (request !== null && reply !== null ? [reply] : []));
	if (replies.length === 0 || exchanges[0]?.request === null) return [];
	return [
		{
			kind: 'server-follows',
			count: replies.length,
			lab,
			packets: replies.flatMap(({ packets }) => packets.slice(0, 1)),
		},
	];
}

function rule({ connection, profile }: Told): Statements {
	const prefix = profile?.replyPrefix;
	if (typeof prefix !== 'string') return [];
	const judged = connection.exchanges.filter(({ followsRule }) => followsRule !== null);
	const following = judged.filter(({ followsRule }) => followsRule);
	const breaking = judged.filter(({ followsRule }) => !followsRule);
	const addedBytes = new TextEncoder().encode(prefix).length;
	// A reply to several segments may have the prefix several times.
	const isPlain = following.every(({ request, reply }) => reply?.length === (request?.length ?? 0) + addedBytes);
	return [
		...(following.length > 0 && isPlain
			? [
					{
						kind: 'replies-follow-rule' as const,
						...{ following: following.length, judged: judged.length, prefix, addedBytes },
						packets: repliesOf(following),
					},
				]
			: []),
		...(breaking.length > 0
			? [{ kind: 'replies-break-rule' as const, count: breaking.length, prefix, packets: repliesOf(breaking) }]
			: []),
	];
}

function repliesOf(exchanges: readonly Exchange[]): readonly number[] {
	return exchanges.flatMap(({ reply }) => reply?.packets ?? []);
}

function requestAcks(told: Told): Statements {
	const acks = acknowledgedRequests(told);
	const own = acks.flatMap((ack) => ack.own ?? []);
	const byReply = acks.flatMap((ack) => ack.byReply ?? []);
	const isShared = new Set([...own, ...byReply]).size < own.length + byReply.length;
	if (own.length + byReply.length === 0 || isShared) return [];
	const onlyFirst = own.length === 1 && acks[0]?.own === own[0] && told.connection.startSeen;
	return [
		{
			kind: 'request-acks',
			...{ requests: own.length + byReply.length, own, byReply, onlyFirst },
			packets: [...own, ...byReply].sort((a, b) => a - b),
		},
	];
}

/** One example of where an Ack comes from: the last that acknowledges data alone. */
function ackSum({ packets }: Told): Statements {
	const example = packets.findLast(({ acknowledged, segment }) => {
		if (acknowledged === null || segment === null) return false;
		const { bytes, syn, fin } = acknowledged;
		return bytes > 0 && !syn && !fin && segment.payloadBytes > 0 && acknowledged.packets.length === 1;
	});
	if (!example?.acknowledged) return [];
	const { acknowledged } = example;
	const packet = example.packet.number;
	return [{ kind: 'ack-sum', packet, acknowledged, packets: [...acknowledged.packets, packet] }];
}

const TOLD_SPLITS = 3;

function splitMessages(exchanges: readonly Exchange[]): Statements {
	const split = exchanges.flatMap(({ request, reply }, i) =>
		[request, reply].flatMap((one) => (one && one.packets.length > 1 ? [{ one, exchange: i + 1 }] : [])),
	);
	return split.slice(0, TOLD_SPLITS).map(({ one, exchange }) => ({
		kind: 'split-message',
		...{ side: one.side, exchange, segments: one.packets.length },
		packets: one.packets,
	}));
}

/** Requests after which the capture holds no message of the server; the end word of a lab is not expected to get one. */
function unanswered({ connection, profile }: Told): Statements {
	const requests = connection.exchanges.flatMap(({ request, reply }) =>
		request !== null && reply === null && !isEndWord(request, profile) ? [request] : [],
	);
	if (requests.length === 0) return [];
	return [
		{ kind: 'unanswered', count: requests.length, packets: requests.flatMap(({ packets }) => packets.slice(-1)) },
	];
}

function resent({ connection, packets }: Told): Statements {
	const again = packets.filter(
		({ verdictLabels, segment }) => verdictLabels.includes('retransmission') && (segment?.payloadBytes ?? 0) > 0,
	);
	if (connection.retransmissions === 0 || again.length === 0) return [];
	return [{ kind: 'data-resent', count: again.length, packets: numbersOf(again) }];
}

/** Whether the word at which the client ends went over the wire; said only if the whole way of the client was captured. */
function endWord({ connection, packets, profile }: Told): Statements {
	if (profile === null) return [];
	const word = profile.endWord;
	const sent = connection.exchanges.find(({ request }) => request !== null && isEndWord(request, profile));
	if (sent?.request) {
		if (profile.endWordIsSent) return [];
		const { reply, request } = sent;
		return [
			{
				kind: 'end-word-sent',
				word,
				isAnswered: reply !== null,
				packets: [...request.packets, ...(reply?.packets ?? [])],
			},
		];
	}
	const fin = packets.find(({ segment }) => segment?.fin && segment.side === 'client')?.segment ?? null;
	const messages = wholeMessages(connection.exchanges).filter(({ side }) => side === 'client');
	const said = messages.reduce((sum, { length }) => sum + length, 0);
	if (fin === null || !connection.handshake.complete || connection.close.starter !== 'client') return [];
	const isWholeWay = fin.relativeSequence + fin.payloadBytes === said + 1;
	const isSaidInside = messages.some(({ parts }) => decode(joinBytes(parts)).includes(word));
	// Messages that are not whole are none of `messages`.
	if (!isWholeWay || isSaidInside || (messages.length === 0 && connection.exchanges.length > 0)) return [];
	return [{ kind: 'end-word-absent', word, fin: fin.number, packets: [fin.number] }];
}

function isEndWord({ parts, whole }: Message, profile: Told['profile']): boolean {
	return whole && profile !== null && decode(joinBytes(parts)).trim() === profile.endWord;
}

function decode(bytes: Uint8Array): string {
	return new TextDecoder().decode(bytes);
}

function formula(told: Told): Statements {
	const sum = segmentFormula(told);
	return sum === null ? [] : [{ kind: 'segment-formula', ...sum, packets: endsOf(told.packets) }];
}

function endsOf(packets: readonly AnnotatedPacket[]): readonly number[] {
	const [first, last] = [packets[0], packets.at(-1)];
	return first && last ? [first.packet.number, last.packet.number] : [];
}

function leftOut(exchanges: readonly Exchange[]): Statements {
	if (exchanges.length <= SHOWN_EXCHANGES) return [];
	return [{ kind: 'exchanges-left-out', shown: SHOWN_EXCHANGES, count: exchanges.length, packets: [] }];
}
