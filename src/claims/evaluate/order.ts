import type { Connection } from '../../tcp/analysis.ts';
import type { Side } from '../../tcp/segment-batch.ts';
import type { EventName, Finding } from '../fact.ts';
import type { OrderedEvent, OrderSay, UniversalSay } from '../grammar/say-connections.ts';
import type { AcknowledgesSay } from '../grammar/say-packets.ts';
import { type CaptureModel, isCovered, rowAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { confirmed, faceOf, refuted, unchecked } from './finding.ts';
import { isHost, missingHost } from './hosts.ts';
import { flagsFit, isOnlyFlag, matches, textFit } from './match.ts';

/** One before the other: the nearest pair confirms, only a clear reversal refutes. */
export function judgeOrder(model: CaptureModel, { first, second }: OrderSay): Finding {
	if (
		[first, second].some(
			({ query }) =>
				missingHost(model, query?.from ?? null) === 'unbound' || missingHost(model, query?.to ?? null) === 'unbound',
		)
	)
		return unchecked('UNBOUND');
	const a = eventRows(model, first);
	const b = eventRows(model, second);
	if (first.name === 'packets' || second.name === 'packets') return judgeEnds(model, first, second);
	if (a.length === 0 || b.length === 0) return unchecked('NOT_IN_CAPTURE', [...a, ...b].slice(0, 3));
	const isWhole = isOfWhole(first.name) && isOfWhole(second.name);
	const pair = isWhole ? wholePair(a, b) : nearestPair(a, b);
	if (pair) return confirmed(pair, orderFact(first.name, pair.slice(0, 1), second.name, pair.slice(-1)));
	const [late] = a;
	const end = b.at(-1);
	const start = b[0];
	if (!late || !end || !start) return unchecked('NOT_IN_CAPTURE');
	if (isWhole ? start.number < late.number : end.number < late.number) {
		const shown = leadRows(model, second.name, b);
		const isMidway =
			model.connections.some(({ startSeen }) => !startSeen) && (first.name === 'arp' || first.name === 'handshake');
		if (isMidway && first.name === 'arp') return unchecked('NOT_IN_CAPTURE', [...shown, ...a.slice(0, 4)]);
		return refuted([...shown, ...a.slice(0, 4)], orderFact(first.name, a.slice(0, 4), second.name, shown));
	}
	return unchecked('UNBOUND', [late, end]);
}

/** Of these there is one whole; of other packets there are many. */
function isOfWhole(name: EventName): boolean {
	return (
		name === 'arp' || name === 'tcp' || name === 'handshake' || name === 'close' || name === 'syn' || name === 'fin'
	);
}

function wholePair(a: readonly CaptureRow[], b: readonly CaptureRow[]): readonly CaptureRow[] | null {
	const [x] = a;
	const [y] = b;
	return x && y && x.number < y.number ? [...a.filter(({ number }) => number < y.number).slice(0, 4), y] : null;
}

function nearestPair(a: readonly CaptureRow[], b: readonly CaptureRow[]): readonly CaptureRow[] | null {
	for (const x of a) {
		const y = b.find(
			({ number, connection }) =>
				number > x.number && (connection === x.connection || connection === null || x.connection === null),
		);
		if (y) return [x, y];
	}
	return null;
}

/** "Diawali dengan SYN": the first packet of the connection, or of the capture. */
function judgeEnds(model: CaptureModel, first: OrderedEvent, second: OrderedEvent): Finding {
	const isBegin = second.name === 'packets';
	const named = isBegin ? first : second;
	const rows = eventRows(model, named);
	const main = model.main;
	if (!main) return unchecked('NOT_IN_CAPTURE');
	if (isBegin ? !main.startSeen : !main.endSeen) return unchecked('NOT_IN_CAPTURE');
	const [end] = [isBegin ? rowAt(model, main.firstPacket) : rowAt(model, main.lastPacket)];
	const own = rows.filter(({ connection }) => connection === main.connection);
	if (named.name === 'close' || named.name === 'fin')
		return own.length > 0 && !isBegin ? confirmed(own) : unchecked('UNBOUND', own);
	if (!end) return unchecked('NOT_IN_CAPTURE');
	if (rows.some(({ number }) => number === end.number) || (isBegin && rows[0]?.number === 1))
		return confirmed(rows.slice(0, 3));
	if (isBegin && (named.name === 'arp' || named.name === 'handshake'))
		return rows.length > 0 && (rows[0]?.number ?? 9) < main.firstPacket + 3
			? confirmed(rows.slice(0, 3))
			: unchecked('UNBOUND');
	return named.name === 'syn' || named.name === 'rst' || named.name === 'data'
		? refuted([end], orderFact('packets', [end], named.name, own.slice(0, 1)))
		: unchecked('UNBOUND', [end]);
}

/** The packets of a part of the conversation. */
export function eventRows(model: CaptureModel, { name, query }: OrderedEvent): readonly CaptureRow[] {
	const { tcp, arp, connections } = model;
	const at = (numbers: readonly number[]): readonly CaptureRow[] =>
		numbers.flatMap((number) => rowAt(model, number) ?? []);
	if (query !== null) {
		const [set] = query.flags;
		const found = model.once.filter(
			(row) => matches(model, row, query) && (name !== 'reply' || row.side === 'server' || query.from !== null),
		);
		const only = set ? found.filter((row) => isOnlyFlag(row, set)) : found;
		return only.length > 0 ? only : found;
	}
	switch (name) {
		case 'arp':
			return arp;
		case 'tcp':
			return tcp;
		case 'handshake':
			return at(connections.flatMap(({ handshake }) => (handshake.complete ? handshake.packets : [])));
		case 'close':
			return at(connections.flatMap(({ close }) => close.packets));
		case 'syn':
			return tcp.filter((row) => flagsFit(row, ['SYN'], false));
		case 'packets':
			return model.once;
		default:
			return tcp.filter(({ bytes }) => bytes > 0);
	}
}

/** The handshake stands for the beginning of TCP. */
function leadRows(model: CaptureModel, name: EventName, rows: readonly CaptureRow[]): readonly CaptureRow[] {
	const [first] = rows;
	const connection = model.connections.find((each) => each.connection === first?.connection);
	if (name === 'tcp' && connection?.handshake.complete)
		return connection.handshake.packets.flatMap((number) => rowAt(model, number) ?? []);
	return rows.slice(0, 3);
}

function orderFact(first: EventName, a: readonly CaptureRow[], second: EventName, b: readonly CaptureRow[]) {
	const [x, y] = [a[0], b[0]];
	const gapNs = x && y ? (x.ns > y.ns ? x.ns - y.ns : y.ns - x.ns) : null;
	return {
		kind: 'order' as const,
		first,
		firstPackets: a.map(({ number }) => number),
		second,
		secondPackets: b.map(({ number }) => number),
		gapNs,
	};
}

/** "Every": all instances are looked at, and one counter-example is shown. */
export function judgeUniversal(model: CaptureModel, { what }: UniversalSay): Finding {
	const all = (good: readonly CaptureRow[], counters: readonly CaptureRow[]): Finding => {
		const [counter] = counters;
		const of = good.length + counters.length;
		if (of === 0) return unchecked('NOT_IN_CAPTURE');
		const fact = {
			kind: 'all-of' as const,
			holds: good.length,
			of,
			packets: good.slice(0, 60).map(({ number }) => number),
			counter: counter ? faceOf(counter) : null,
		};
		// It may be said of one connection of several, in which it is so.
		const isSoInOne = good.some(({ connection }) => !counters.some((each) => each.connection === connection));
		if (counter && isSoInOne) return unchecked('UNBOUND', good.slice(0, 6), fact);
		return counter ? refuted([counter], fact) : confirmed(good.slice(0, 60), fact);
	};
	const row = (number: number | undefined): readonly CaptureRow[] =>
		rowAt(model, number ?? 0) ? [rowAt(model, number ?? 0) as CaptureRow] : [];
	if (what.kind === 'packets-are') {
		const scope = model.tcp.filter((each) => matches(model, each, what.scope));
		return all(
			scope.filter((each) => matches(model, each, what.query)),
			scope.filter((each) => !matches(model, each, what.query)),
		);
	}
	const exchanges = model.connections.flatMap((connection) =>
		connection.exchanges.map((exchange) => ({ exchange, connection })),
	);
	if (what.kind === 'message-is-answered') {
		const asked = exchanges.filter(({ exchange }) => exchange.request !== null);
		const unanswered = asked.filter(
			({ exchange, connection }) => exchange.reply === null && isCovered(model, connection),
		);
		const answered = asked.filter(({ exchange }) => exchange.reply !== null);
		return all(
			answered.flatMap(({ exchange }) => [...row(exchange.request?.packets[0]), ...row(exchange.reply?.packets[0])]),
			unanswered.flatMap(({ exchange }) => row(exchange.request?.packets[0])),
		);
	}
	if (what.kind === 'reply-is-longer') {
		const pairs = exchanges.flatMap(({ exchange: { request, reply } }) =>
			request?.whole && reply?.whole ? [{ request, reply }] : [],
		);
		const isLonger = ({ request, reply }: (typeof pairs)[number]): boolean =>
			reply.length - request.length === what.bytes;
		return all(
			pairs.filter(isLonger).flatMap(({ reply }) => row(reply.packets[0])),
			pairs.filter((pair) => !isLonger(pair)).flatMap(({ reply }) => row(reply.packets[0])),
		);
	}
	if (what.kind === 'message-follows') {
		const followers = model.connections.flatMap((connection) => followersOf(model, connection, what.side));
		return all(
			followers.filter(({ follows }) => follows).flatMap(({ packet }) => row(packet)),
			followers.filter(({ follows }) => !follows).flatMap(({ packet }) => row(packet)),
		);
	}
	if (what.kind === 'reply-has') {
		const said = model.messages.filter(({ side }) => side === (what.side ?? 'server'));
		const has = (text: string): boolean => textFit(text, what.text) !== 'none';
		return all(
			said.filter(({ text }) => has(text)).flatMap(({ packets }) => row(packets[0])),
			said.filter(({ text, isWhole }) => !has(text) && isWhole).flatMap(({ packets }) => row(packets[0])),
		);
	}
	const ofSegments = model.tcp.filter(
		({ bytes, side, wasResent }) => bytes > 0 && !wasResent && (what.side === null || side === what.side),
	);
	const acked = (each: CaptureRow): CaptureRow | undefined =>
		model.tcp.find(
			(other) =>
				other.connection === each.connection &&
				other.side !== each.side &&
				other.number > each.number &&
				(other.acknowledgment ?? 0) >= (each.sequence ?? 0) + each.bytes,
		);
	const isAcked = (each: CaptureRow): boolean => {
		const by = acked(each);
		return by !== undefined && (!what.isSeparate || by.bytes === 0);
	};
	// A message of several segments is acknowledged where its last one is.
	const ofMessages = model.messages
		.filter(({ side }) => what.side === null || side === what.side)
		.flatMap(({ packets }) => row(packets.at(-1)));
	const data = ofMessages.length > 0 && ofMessages.every(isAcked) ? ofMessages : ofSegments;
	const good = data.filter(isAcked);
	const open = data.filter((each) => acked(each) === undefined);
	const counters = data.filter((each) => !good.includes(each) && !open.includes(each));
	if (what.side === null && !what.isSeparate && counters.length > 0) return unchecked('UNBOUND', good);
	return all(
		good.flatMap((each) => [each, ...row(acked(each)?.number)]),
		counters,
	);
}

/** Messages of a side, and whether the message before each is of the other; before the first of a part may be any. */
function followersOf(
	model: CaptureModel,
	{ connection, startSeen }: Connection,
	side: Side,
): readonly { readonly packet: number; readonly follows: boolean }[] {
	const own = model.messages
		.filter((message) => message.connection === connection)
		.toSorted((a, b) => (a.packets[0] ?? 0) - (b.packets[0] ?? 0));
	return own.flatMap((message, i) => {
		if (message.side !== side || (i === 0 && !startSeen)) return [];
		return [{ packet: message.packets[0] ?? 0, follows: i > 0 && own[i - 1]?.side !== side }];
	});
}

/** Hosts that have no connection with each other acknowledge nothing of each other. */
export function judgeAcknowledges(model: CaptureModel, { from, of }: AcknowledgesSay): Finding {
	if ([from, of].some((host) => missingHost(model, host) !== null)) return unchecked('UNBOUND');
	const acks = model.tcp.filter((row) => row.flags.includes('ACK') && isHost(model, row, 'source', from));
	const talks = acks.filter((row) => isHost(model, row, 'destination', of));
	if (talks.length > 0) return confirmed(talks.slice(0, 6));
	const [ack] = acks;
	if (!ack || (from.role === null && (from.address === null || of.address === null))) return unchecked('UNBOUND');
	const own = acks.filter((row) => row.bytes === 0).slice(0, 1);
	const other = model.tcp.filter((row) => row.bytes === 0 && isHost(model, row, 'destination', of)).slice(0, 1);
	return refuted([...own, ...other], {
		kind: 'never-talk',
		hosts: [ack.source, other[0]?.destination ?? ''],
		packets: [...own, ...other].map(({ number }) => number),
	});
}
