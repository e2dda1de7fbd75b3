import type { CountedThing, Finding } from '../fact.ts';
import type { AbsenceSay, CountSay } from '../grammar/say-counts.ts';
import type { LengthsSay, RowFlagsSay } from '../grammar/say-packets.ts';
import { type CaptureModel, isCovered, rowAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { filterRows } from './display-filter.ts';
import { confirmed, refuted, unchecked } from './finding.ts';
import { isHost } from './hosts.ts';
import { flagsFit } from './match.ts';

interface Counted {
	readonly found: number;
	readonly rows: readonly CaptureRow[];
}

/** Compares a number with all that it may count; it is refuted only if it is none of them. */
export function judgeCount(model: CaptureModel, say: CountSay): Finding {
	const readings = readingsOf(model, say);
	const [first] = readings;
	if (!first) return unchecked('UNBOUND');
	const fits = readings.find(({ found }) => holds(found, say));
	const fact = ({ found, rows }: Counted) => ({
		kind: 'count' as const,
		thing: say.thing,
		said: say.value,
		found,
		packets: rows.slice(0, 6).map(({ number }) => number),
		atLeast: !isWhole(model) && say.thing !== 'packets',
		withCopies: model.hasCopies && say.thing === 'packets' ? model.rows.length : null,
	});
	if (fits) return confirmed(fits.rows.length <= 60 ? fits.rows : [], fact(fits));
	if (say.bound === 'about' || (say.isSubject && say.value < first.found)) return unchecked('UNBOUND', [], fact(first));
	if (isOfSession(say.thing) && !isWhole(model) && say.value > first.found)
		return unchecked('NOT_IN_CAPTURE', first.rows.slice(0, 6), fact(first));
	if (NEVER_REFUTED.includes(say.thing)) return unchecked('UNBOUND', [], fact(first));
	return refuted(first.rows.slice(0, 60), fact(first));
}

/** What is counted of these is too loosely named. */
const NEVER_REFUTED: readonly CountedThing[] = [
	'hosts',
	'ports',
	'flags',
	'errors',
	'duplicates',
	'exchanges',
	'bytes',
	'clients',
	'servers',
];

function holds(found: number, { value, bound }: CountSay): boolean {
	if (bound === 'at-least') return found >= value;
	if (bound === 'at-most') return found <= value;
	if (bound === 'about') return Math.abs(found - value) <= Math.max(1, value * 0.1);
	return found === value;
}

/** A packet of the session that the capture does not hold may be among those that were counted. */
function isOfSession(thing: CountedThing): boolean {
	return (
		thing !== 'packets' &&
		thing !== 'tcp-packets' &&
		thing !== 'arp-packets' &&
		thing !== 'udp-packets' &&
		thing !== 'connections'
	);
}

function isWhole(model: CaptureModel): boolean {
	return model.connections.every((connection) => isCovered(model, connection));
}

/** With and without those that were sent again. */
function sentAgain(of: (rows: readonly CaptureRow[]) => Counted, rows: readonly CaptureRow[]): readonly Counted[] {
	return [of(rows), of(rows.filter(({ wasResent }) => !wasResent))];
}

function readingsOf(model: CaptureModel, say: CountSay): readonly Counted[] {
	const of = (rows: readonly CaptureRow[]): Counted => ({ found: rows.length, rows });
	const { tcp, arp, connections, messages, once, rows } = model;
	const byHost = (all: readonly CaptureRow[]): readonly CaptureRow[] =>
		say.host ? all.filter((row) => isHost(model, row, 'source', say.host)) : all;
	if (say.filter !== null) {
		const filtered = filterRows(model, say.filter);
		if (filtered && (say.thing === 'packets' || say.thing === 'tcp-packets')) return [of(filtered), of(rows)];
	}
	if (say.flags !== null && say.thing === 'packets') {
		const flags = say.flags;
		return [
			of(byHost(tcp).filter((row) => flagsFit(row, flags, false))),
			of(byHost(tcp).filter((row) => flagsFit(row, flags, true))),
			of(byHost(tcp).filter((row) => flags.every((flag) => row.flags.includes(flag)))),
		];
	}
	const perConnection = connections.map(({ connection }) => of(tcp.filter((row) => row.connection === connection)));
	const firstRows = (numbers: readonly number[]): readonly CaptureRow[] =>
		numbers.flatMap((number) => rowAt(model, number) ?? []);
	const said = (side: 'client' | 'server' | null) => {
		const own = messages.filter((message) => side === null || message.side === side);
		return { found: own.length, rows: firstRows(own.map(({ packets }) => packets[0] ?? 0)) };
	};
	const dataRows = (side: 'client' | 'server' | null) =>
		of(tcp.filter((row) => row.bytes > 0 && !row.wasResent && (side === null || row.side === side)));
	switch (say.thing) {
		case 'packets':
			if (say.isOnly && say.isOfWhole) return [of(byHost(tcp))];
			if (say.host) return [of(byHost(once)), of(byHost(tcp))];
			return say.isOfWhole
				? [of(rows), of(once), of(tcp)]
				: [of(rows), of(once), of(tcp), ...perConnection, dataRows(null)];
		case 'tcp-packets':
			return say.isOnly || say.isOfWhole
				? [of(byHost(tcp)), of(byHost(rows.filter(({ protocol }) => protocol === 'tcp')))]
				: [
						of(byHost(tcp)),
						...perConnection,
						dataRows(say.side),
						of(rows.filter(({ protocol }) => protocol === 'tcp')),
					];
		case 'arp-packets':
			return [of(arp), of(rows.filter((row) => row.arp !== null))];
		case 'arp-requests':
			return [of(arp.filter((row) => row.arp?.operation === 'request'))];
		case 'arp-replies':
			return [of(arp.filter((row) => row.arp?.operation === 'reply'))];
		case 'udp-packets':
			return [of(once.filter(({ protocol }) => protocol === 'udp'))];
		case 'connections': {
			const opened = connections.filter(
				({ lifeCycle }) => lifeCycle.opening.kind !== 'refused' && lifeCycle.opening.kind !== 'no-answer',
			);
			const starts = (all: typeof connections) => ({
				found: all.length,
				rows: firstRows(all.map(({ firstPacket }) => firstPacket)),
			});
			return [starts(connections), starts(opened)];
		}
		case 'handshakes': {
			const done = connections.filter(({ handshake }) => handshake.complete);
			return [{ found: done.length, rows: firstRows(done.flatMap(({ handshake }) => handshake.packets)) }];
		}
		case 'messages':
			return say.side
				? [said(say.side), dataRows(say.side)]
				: [said('client'), said(null), said('server'), dataRows('client'), dataRows(null)];
		case 'requests':
			return [said('client'), dataRows('client')];
		case 'replies':
			return [said('server'), dataRows('server')];
		case 'exchanges':
			return [said('client')];
		case 'retransmissions':
			return [
				of(tcp.filter(({ wasResent }) => wasResent)),
				of(rows.filter(({ labels }) => labels.some((label) => label.endsWith('retransmission')))),
			];
		case 'syn':
			return sentAgain(
				of,
				tcp.filter((row) => flagsFit(row, ['SYN'], false)),
			);
		case 'syn-ack':
			return sentAgain(
				of,
				tcp.filter((row) => flagsFit(row, ['SYN', 'ACK'], false)),
			);
		case 'fin':
			return [of(byHost(tcp).filter((row) => row.flags.includes('FIN')))];
		case 'rst':
			return [of(byHost(tcp).filter((row) => row.flags.includes('RST')))];
		case 'psh':
			return [of(byHost(tcp).filter((row) => row.flags.includes('PSH')))];
		case 'ack':
			return [
				of(byHost(tcp).filter((row) => flagsFit(row, ['ACK'], true))),
				of(byHost(tcp).filter((row) => row.flags.includes('ACK'))),
			];
		case 'hosts':
			return [
				{ found: model.addresses.size, rows: [] },
				{
					found: new Set(connections.flatMap(({ client, server }) => [client.address, server.address])).size,
					rows: [],
				},
			];
		case 'ports':
			return [{ found: [...model.ports].filter((port) => port > 0).length, rows: [] }];
		case 'duplicates':
			return [of(rows.filter(({ copyOf }) => copyOf !== null))];
		default:
			return [];
	}
}

/** None of a thing, or some of it. */
export function judgeAbsence(model: CaptureModel, { thing, isPresent, phase }: AbsenceSay): Finding {
	const { tcp, rows } = model;
	if (model.rows.length === 0) return unchecked('NOT_IN_CAPTURE');
	const witnesses = witnessesOf(model, thing).filter(
		(row) => phase === null || thing !== 'retransmissions' || row.phase === phase,
	);
	const copies = rows.filter(({ copyOf }) => copyOf !== null);
	const present = {
		kind: 'present' as const,
		thing,
		packets: witnesses.slice(0, 6).map(({ number }) => number),
		found: witnesses.length,
	};
	const absent = { kind: 'absent' as const, thing, among: rows.length };
	const labelled =
		thing === 'retransmissions'
			? rows.filter(({ labels }) => labels.some((label) => label.endsWith('retransmission')))
			: [];
	if (isPresent) {
		if (witnesses.length > 0) return confirmed(witnesses.slice(0, 60), present);
		if (thing === 'duplicates' && copies.length > 0) return confirmed(copies.slice(0, 6));
		if (thing === 'retransmissions' && copies.length > 0) {
			const [copy] = copies;
			const packets = [copy?.copyOf ?? 0, copy?.number ?? 0];
			return refuted(
				packets.flatMap((number) => rowAt(model, number) ?? []),
				{ kind: 'one-packet-twice', packets },
			);
		}
		if (thing !== 'retransmissions' || labelled.length > 0) return unchecked('UNBOUND');
		return model.connections.every((connection) => isCovered(model, connection)) && model.connections.length > 0
			? refuted([], absent)
			: unchecked('NOT_IN_CAPTURE', [], absent);
	}
	if (witnesses.length > 0)
		return thing === 'errors' || thing === 'messages'
			? unchecked('UNBOUND', witnesses)
			: refuted(witnesses.slice(0, 60), present);
	if (labelled.length > 0 && copies.length === 0) return unchecked('UNBOUND', labelled);
	if (tcp.length === 0 && thing !== 'arp-packets' && thing !== 'udp-packets')
		return unchecked('NOT_IN_CAPTURE', [], absent);
	return confirmed([], absent);
}

function witnessesOf({ tcp, arp, once }: CaptureModel, thing: CountedThing): readonly CaptureRow[] {
	switch (thing) {
		case 'retransmissions':
			return tcp.filter(({ wasResent }) => wasResent);
		case 'errors':
			return tcp.filter(
				({ wasResent, flags, labels }) => wasResent || flags.includes('RST') || labels.includes('lost_segment'),
			);
		case 'rst':
			return tcp.filter(({ flags }) => flags.includes('RST'));
		case 'fin':
			return tcp.filter(({ flags }) => flags.includes('FIN'));
		case 'syn':
			return tcp.filter(({ flags }) => flags.includes('SYN'));
		case 'psh':
			return tcp.filter(({ flags }) => flags.includes('PSH'));
		case 'messages':
			return tcp.filter(({ bytes }) => bytes > 0);
		case 'arp-packets':
			return arp;
		case 'udp-packets':
			return once.filter(({ protocol }) => protocol === 'udp');
		default:
			return [];
	}
}

/** How many different flags rows have, or which. */
export function judgeRowFlags(model: CaptureModel, say: RowFlagsSay, numbers: readonly number[]): Finding {
	const rows = numbers.flatMap((number) => rowAt(model, number) ?? []);
	if (rows.length < numbers.length)
		return unchecked('NOT_IN_CAPTURE', rows, {
			kind: 'no-such-row',
			row: numbers.at(-1) ?? 0,
			packets: model.rows.length,
		});
	const flags = [...new Set(rows.flatMap((row) => row.flags))];
	const fact = { kind: 'flags-of-rows' as const, rows: numbers, flags };
	const sets = new Set(rows.map((row) => row.flags.join())).size;
	const holds_ = say.flags ? say.flags.every((flag) => flags.includes(flag)) : say.count === flags.length;
	if (holds_) return confirmed(rows, fact);
	if (
		rows.some(({ protocol }) => protocol !== 'tcp') ||
		(say.flags === null && say.count === sets && sets !== flags.length && rows.length !== say.count)
	)
		return unchecked('UNBOUND', rows, fact);
	return refuted(rows, fact);
}

/** Lengths of the first segments, of all or of those with data. */
export function judgeLengths(model: CaptureModel, say: LengthsSay): Finding {
	const from = model.tcp.filter((row) => say.from === null || isHost(model, row, 'source', say.from));
	const first = model.tcp[0]?.connection ?? null;
	const same = model.tcp.filter(({ connection }) => connection === first);
	const readings = [
		from.filter(({ bytes }) => bytes > 0),
		from,
		same,
		same.filter(({ bytes, side }) => bytes > 0 && side === 'client'),
	].map((rows) => rows.slice(0, say.values.length));
	const fits = readings.find(
		(rows) => rows.length === say.values.length && rows.every((row, i) => row.bytes === say.values[i]),
	);
	const shown = fits ?? readings[0] ?? [];
	const fact = {
		kind: 'lengths' as const,
		said: say.values,
		found: shown.map(({ bytes }) => bytes),
		packets: shown.map(({ number }) => number),
	};
	if (fits) return confirmed(fits, fact);
	if (shown.length < say.values.length || !model.connections[0]?.startSeen)
		return unchecked('NOT_IN_CAPTURE', shown, fact);
	const frames = readings.some((rows) => rows.every((row, i) => row.frameBytes === say.values[i]));
	const [row] = shown;
	return refuted(
		shown,
		fact,
		frames && row ? { kind: 'frame-length', frameBytes: row.frameBytes, payloadBytes: row.bytes } : null,
	);
}
