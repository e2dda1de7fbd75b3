import type { Packet } from '../decode/packet.ts';
import type { FlagName } from '../decode/tcp.ts';
import type { Statement, StatementKind, StatementOf } from '../report/statement.ts';
import type { Analysis } from '../tcp/analysis.ts';

/** What a statement is checked against: headers as they are in the frames, and nothing that the analysis made of them. */
export interface Headers {
	readonly count: number;
	readonly packet: (number: number) => Packet;
	/** All TCP packets between the same two ends as this one, in file order. */
	readonly around: (number: number) => readonly Packet[];
	readonly all: readonly Packet[];
	/** Packets that the recorder made twice. */
	readonly copies: ReadonlySet<number>;
}

/** The headers of a capture. */
export function headersOf(analysis: Analysis): Headers {
	const all = Array.from(analysis.packets, ({ packet }) => packet);
	const copies = [...analysis.packets].flatMap(({ packet, duplicateOf }) =>
		duplicateOf === null ? [] : [packet.number],
	);
	const packet = (number: number): Packet => {
		const found = all[number - 1];
		if (found === undefined) throw new Error(`There is no #${number}`);
		return found;
	};
	return {
		count: all.length,
		packet,
		all,
		copies: new Set(copies),
		around: (number) => all.filter((one) => one.tcp !== null && endsOf(one) === endsOf(packet(number))),
	};
}

function endsOf({ ipv4, ipv6, tcp }: Packet): string {
	const ip = ipv4 ?? ipv6;
	return [`${ip?.source}:${tcp?.sourcePort}`, `${ip?.destination}:${tcp?.destinationPort}`].sort().join(' ');
}

type Checks = { readonly [K in StatementKind]?: (statement: StatementOf<K>, headers: Headers) => boolean };

/** What is wrong with a statement, if anything: `undefined` if it is true as far as its packets' headers tell. */
export function falseStatement(statement: Statement, headers: Headers): string | undefined {
	const outside = statement.packets.filter((number) => !(number >= 1 && number <= headers.count));
	if (outside.length > 0) return `${statement.kind} names packets ${outside} of ${headers.count}`;
	const check = CHECKS[statement.kind] as ((of: Statement, headers: Headers) => boolean) | undefined;
	if (check === undefined || check(statement, headers)) return undefined;
	const text = JSON.stringify(statement, (_key, value) => (typeof value === 'bigint' ? `${value}` : value));
	return `not true: ${text}`;
}

function has(packet: Packet, ...flags: readonly FlagName[]): boolean {
	return flags.every((flag) => packet.tcp?.flags.includes(flag));
}

function lacks(packet: Packet, ...flags: readonly FlagName[]): boolean {
	return flags.every((flag) => !packet.tcp?.flags.includes(flag));
}

function isFrom(a: Packet, b: Packet): boolean {
	return a.tcp?.sourcePort === b.tcp?.sourcePort && (a.ipv4 ?? a.ipv6)?.source === (b.ipv4 ?? b.ipv6)?.source;
}

/** Raw number behind a segment, in 32 bits. */
function endOf(packet: Packet): number {
	const { sequence = 0 } = packet.tcp ?? {};
	const extra = (has(packet, 'SYN') ? 1 : 0) + (has(packet, 'FIN') ? 1 : 0);
	return (sequence + packet.payloadBytes + extra) >>> 0;
}

function acknowledges(ack: Packet, of: Packet): boolean {
	const distance = ((ack.tcp?.acknowledgment ?? 0) - endOf(of)) | 0;
	return has(ack, 'ACK') && !isFrom(ack, of) && distance >= 0;
}

function isPureSyn(packet: Packet): boolean {
	return has(packet, 'SYN') && lacks(packet, 'ACK', 'RST');
}

function isSilentAck(packet: Packet): boolean {
	return has(packet, 'ACK') && lacks(packet, 'SYN', 'FIN', 'RST') && packet.payloadBytes === 0;
}

const CHECKS: Checks = {
	'capture-summary'({ count, copies, segments, arp, other }, headers) {
		const kept = headers.all.filter(({ number }) => !headers.copies.has(number));
		const of = (protocol: string): number => kept.filter((one) => one.protocol === protocol).length;
		const isCounted = segments === of('tcp') && arp === of('arp') && other === kept.length - segments - arp;
		return count === headers.count && copies === headers.copies.size && isCounted;
	},
	'connection-complete'({ handshake, close, isReset }, { packet }) {
		const [syn, synAck, ack] = handshake.map(packet);
		const isOpen = syn && synAck && ack && isPureSyn(syn) && has(synAck, 'SYN', 'ACK') && acknowledges(ack, synAck);
		const ends = close.map(packet);
		return isOpen === true && ends.some((one) => has(one, isReset ? 'RST' : 'FIN'));
	},
	'connections-begin': ({ count, packets }, { packet }) =>
		count === packets.length && packets.every((number) => isPureSyn(packet(number))),
	'connections-began-before': ({ packets }, { around, packet }) =>
		packets.every((number) => isPureSyn(packet(number)) === false && around(number).length > 0),
	opens({ client, server, packets }, { packet }) {
		const [syn, synAck, ack] = packets.map(packet);
		if (!syn || !synAck || !ack) return false;
		const isNamed = syn.tcp?.sourcePort === client.port && syn.tcp.destinationPort === server.port;
		return isNamed && isPureSyn(syn) && acknowledges(synAck, syn) && acknowledges(ack, synAck);
	},
	'initial-numbers'({ client, server, packets }, { packet }) {
		const [syn, synAck] = packets.map(packet);
		return syn?.tcp?.sequence === client && synAck?.tcp?.sequence === server;
	},
	'syn-counts-one'({ syn, ack, sequence, acknowledgment }, { packet }) {
		const [first, second] = [packet(syn), packet(ack)];
		const isSum = acknowledgment === (sequence + 1) >>> 0;
		return (
			isSum && has(first, 'SYN') && first.tcp?.sequence === sequence && second.tcp?.acknowledgment === acknowledgment
		);
	},
	'handshake-time': ({ ns, packets }, { packet }) =>
		ns === packet(packets.at(-1) ?? 0).timeNs - packet(packets[0] ?? 0).timeNs,
	refused: ({ syn, rst, port }, { packet }) =>
		isPureSyn(packet(syn)) && has(packet(rst), 'RST') && packet(syn).tcp?.destinationPort === port,
	'no-answer': ({ packets }, { packet, around }) =>
		around(packets[0] ?? 0).every((one) => isFrom(one, packet(packets[0] ?? 0))),
	'syn-resent': ({ packets, waitsNs }, { packet }) =>
		waitsNs.length === packets.length - 1 && packets.every((number) => isPureSyn(packet(number))),
	'syn-ack-resent': ({ packets }, { packet }) => packets.every((number) => has(packet(number), 'SYN', 'ACK')),
	'first-speaker'({ packets }, { packet, around }) {
		const [first = 0] = packets;
		const before = around(first).filter(({ number, payloadBytes }) => number < first && payloadBytes > 0);
		return packet(first).payloadBytes > 0 && before.every((one) => isFrom(one, packet(first)));
	},
	'server-follows': ({ count, packets }, { packet }) =>
		count === packets.length && packets.every((number) => packet(number).payloadBytes > 0),
	'replies-follow-rule'({ prefix, packets }, { packet }) {
		const [first = 0] = packets;
		return new TextDecoder().decode(packet(first).payload).startsWith(prefix.slice(0, packet(first).payloadBytes));
	},
	'request-acks'({ own, byReply, requests }, { packet }) {
		const isOwn = own.every((number) => isSilentAck(packet(number)));
		const isReply = byReply.every((number) => has(packet(number), 'ACK') && packet(number).payloadBytes > 0);
		return requests === own.length + byReply.length && isOwn && isReply;
	},
	'ack-sum'({ packet: number, acknowledged }, { packet }) {
		const { from, bytes, number: sum, packets } = acknowledged;
		return from + bytes === sum && packets.every((of) => acknowledges(packet(number), packet(of)));
	},
	'end-word-absent'({ word, fin }, { packet, around }) {
		const mine = around(fin).filter((one) => isFrom(one, packet(fin)));
		const said = mine.map(({ payload }) => new TextDecoder().decode(payload)).join('');
		return has(packet(fin), 'FIN') && !said.includes(word);
	},
	'split-message': ({ packets, segments }, { packet }) =>
		segments === packets.length && packets.every((number) => packet(number).payloadBytes > 0),
	'segment-formula'({ messages: k, segments, packets, formula }, { packet, around, copies }) {
		const [first = 0, last = 0] = packets;
		const all = around(first).filter(({ number }) => number >= first && number <= last && !copies.has(number));
		const isSum = segments === (formula === '3k + 7' ? 3 * k + 7 : 2 * k + 8);
		const data = all.filter(({ payloadBytes }) => payloadBytes > 0).length;
		return isSum && isPureSyn(packet(first)) && all.length === segments && data === 2 * k;
	},
	'data-resent'({ count, packets }, { packet, around }) {
		const isAgain = packets.every((number) => {
			const one = packet(number);
			const before = around(number).filter((of) => of.number < number && isFrom(of, one) && of.payloadBytes > 0);
			return before.some((of) => ((endOf(of) - (one.tcp?.sequence ?? 0)) | 0) > 0);
		});
		return count === packets.length && isAgain;
	},
	'arp-finds': ({ packets, firstSegment }, { packet }) =>
		packets.every((number) => packet(number).arp !== null && number < firstSegment),
	'arp-rechecks': ({ count, packets, firstSegment }, { packet }) =>
		count === packets.length &&
		packets.every((number) => packet(number).arp?.class === 'unicast' && number > firstSegment),
	'closes-three'({ packets }, { packet }) {
		const [fin, finAck, ack] = packets.map(packet);
		if (!fin || !finAck || !has(fin, 'FIN') || !has(finAck, 'FIN', 'ACK') || !acknowledges(finAck, fin)) return false;
		return ack === undefined || acknowledges(ack, finAck);
	},
	'closes-four'({ packets, pauseNs }, { packet }) {
		const [fin, ack, otherFin, lastAck] = packets.map(packet);
		if (!fin || !ack || !otherFin || !has(fin, 'FIN') || !has(otherFin, 'FIN')) return false;
		const isApart = lacks(ack, 'FIN') && acknowledges(ack, fin) && !isFrom(otherFin, fin);
		const isEnd = lastAck === undefined || acknowledges(lastAck, otherFin);
		return isApart && isEnd && pauseNs === otherFin.timeNs - ack.timeNs && pauseNs >= 0n;
	},
	'closes-simultaneously'({ packets }, { packet }) {
		const fins = packets.map(packet).filter((one) => has(one, 'FIN'));
		const [a, b] = fins;
		return a !== undefined && b !== undefined && !isFrom(a, b) && !acknowledges(b, a);
	},
	'closes-half'({ packets }, { packet, around }) {
		const fin = packet(packets[0] ?? 0);
		const fins = around(fin.number).filter((one) => has(one, 'FIN') && lacks(one, 'RST'));
		return has(fin, 'FIN') && fins.every((one) => isFrom(one, fin));
	},
	aborted: ({ packets }, { packet }) => packets.every((number) => has(packet(number), 'RST')),
	'fin-answered-by-reset'({ packets }, { packet }) {
		const [fin, rst] = packets.map(packet);
		return fin !== undefined && rst !== undefined && has(fin, 'FIN') && has(rst, 'RST') && !isFrom(fin, rst);
	},
	'last-ack-missing': ({ fin }, { packet, around }) =>
		has(packet(fin), 'FIN') && !around(fin).some((one) => one.number > fin && acknowledges(one, packet(fin))),
	'fin-counts-one'({ fin, ack, acknowledged }, { packet }) {
		const isSum = acknowledged.from + acknowledged.bytes + 1 === acknowledged.number;
		return isSum && has(packet(fin), 'FIN') && packet(ack).tcp?.acknowledgment === endOf(packet(fin));
	},
	'time-wait'({ ack, from }, { packet, around }) {
		const theirs = around(ack).filter((one) => has(one, 'FIN') && !isFrom(one, packet(ack)));
		return from <= ack || theirs.length > 0 ? theirs.some((fin) => acknowledges(packet(ack), fin)) : false;
	},
	'open-at-end': ({ last }, { around }) => around(last).every((one) => lacks(one, 'FIN')),
};
