import type { Arp } from '../decode/arp.ts';
import type { AnnotatedPacket } from '../tcp/analysis.ts';
import { code, packets, row, table, term } from './cells.ts';
import type { ReportBlock, ReportRow } from './report.ts';
import type { Statement } from './statement.ts';
import type { Subject } from './subject.ts';
import type { TermName } from './terms.ts';

/** More ARP packets than that have no row. */
const SHOWN_PACKETS = 40;

interface ArpPacket {
	readonly annotated: AnnotatedPacket;
	readonly number: number;
	readonly arp: Arp;
}

/** Section 9: who asked for which MAC address, and when. */
export function arpSection(subject: Subject): readonly ReportBlock[] {
	const seen = [...subject.analysis.arpPackets].flatMap((annotated): readonly ArpPacket[] => {
		const { arp, number } = annotated.packet;
		return arp !== null && annotated.duplicateOf === null ? [{ annotated, number, arp }] : [];
	});
	if (seen.length === 0) return [{ kind: 'statements', statements: [{ kind: 'no-arp', packets: [] }] }];
	const statements = arpStatements(seen, subject);
	const left = seen.length > SHOWN_PACKETS;
	return [
		...(statements.length === 0 ? [] : [{ kind: 'statements' as const, statements }]),
		...(left
			? [
					{
						kind: 'statements' as const,
						statements: [{ kind: 'rows-left-out' as const, shown: SHOWN_PACKETS, count: seen.length, packets: [] }],
					},
				]
			: []),
		...table(
			'arp',
			['number', 'time', 'sender', 'target', 'question', 'way', 'when', 'meaning'],
			seen.slice(0, SHOWN_PACKETS).map((one) => arpRow(one, subject)),
		),
	];
}

/** First and last packet of all connections. */
function segmentsOf({ analysis }: Subject): { readonly first: number; readonly last: number } | null {
	let first = Number.POSITIVE_INFINITY;
	let last = 0;
	for (const { firstPacket, lastPacket } of analysis.connections) {
		first = Math.min(first, firstPacket);
		last = Math.max(last, lastPacket);
	}
	return last === 0 ? null : { first, last };
}

function arpRow({ annotated, number, arp }: ArpPacket, subject: Subject): ReportRow {
	const others = subject.copies.get(number) ?? [];
	return row(
		[number, ...others],
		packets([number, ...others]),
		{ kind: 'time', ns: annotated.relativeNs, digits: subject.digits },
		code(arp.senderIp),
		code(arp.targetIp),
		term(arp.operation),
		term(arp.class),
		term(whenTerm(number, segmentsOf(subject))),
		{ kind: 'notes', notes: annotated.notes, copies: others },
	);
}

function whenTerm(number: number, segments: ReturnType<typeof segmentsOf>): TermName {
	if (segments === null) return 'without-tcp';
	if (number < segments.first) return 'before-first-segment';
	return number > segments.last ? 'after-last-segment' : 'between-segments';
}

function arpStatements(seen: readonly ArpPacket[], subject: Subject): readonly Statement[] {
	const segments = segmentsOf(subject);
	const announced = seen.filter(({ arp }) => arp.class === 'announcement' || arp.class === 'gratuitous');
	const announces: readonly Statement[] =
		announced.length === 0
			? []
			: [{ kind: 'arp-announces', count: announced.length, packets: announced.map(({ number }) => number) }];
	if (segments === null) return announces;
	const asked = seen.filter(({ arp }) => arp.operation === 'request' && arp.class === 'broadcast');
	return [
		...pairsOf(asked.filter(({ number }) => number < segments.first)).flatMap((pair) =>
			finds(pair, seen, segments.first),
		),
		...rechecks(seen, subject, segments.first),
		...pairsOf(asked.filter(({ number }) => number > segments.first)).map(
			({ arp, numbers }): Statement => ({
				kind: 'arp-broadcast-later',
				...{ asker: arp.senderIp, target: arp.targetIp },
				packets: numbers,
			}),
		),
		...announces,
	];
}

/** Questions by who asks for whom. */
function pairsOf(asked: readonly ArpPacket[]): readonly { readonly arp: Arp; readonly numbers: readonly number[] }[] {
	const pairs = new Map<string, { readonly arp: Arp; readonly numbers: number[] }>();
	for (const { arp, number } of asked) {
		const key = `${arp.senderIp} ${arp.targetIp}`;
		const known = pairs.get(key);
		if (known) known.numbers.push(number);
		else pairs.set(key, { arp, numbers: [number] });
	}
	return [...pairs.values()];
}

/** A question to all that was answered before the first segment. */
function finds(
	{ arp, numbers }: { readonly arp: Arp; readonly numbers: readonly number[] },
	seen: readonly ArpPacket[],
	firstSegment: number,
): readonly Statement[] {
	const answer = seen.find(
		(one) =>
			one.arp.operation === 'reply' &&
			one.arp.senderIp === arp.targetIp &&
			one.arp.targetIp === arp.senderIp &&
			one.number > (numbers[0] ?? 0) &&
			one.number < firstSegment,
	);
	if (answer === undefined) return [];
	const { senderIp: asker, targetIp: target } = arp;
	return [
		{ kind: 'arp-finds', asker, target, firstSegment, packets: [...numbers, answer.number].sort((a, b) => a - b) },
	];
}

/** Questions to one host alone, between two that have already talked to each other. */
function rechecks(seen: readonly ArpPacket[], { analysis, told }: Subject, firstSegment: number): readonly Statement[] {
	const pairs = told.map(({ connection: { client, server } }) => [client.address, server.address].sort().join(' '));
	const again = seen.filter(
		({ arp, number }) =>
			arp.operation === 'request' &&
			arp.class === 'unicast' &&
			number > firstSegment &&
			pairs.includes([arp.senderIp, arp.targetIp].sort().join(' ')),
	);
	const [first] = again;
	if (first === undefined) return [];
	const afterNs = first.annotated.relativeNs - analysis.packet(firstSegment).relativeNs;
	return [
		{
			kind: 'arp-rechecks',
			...{ count: again.length, firstSegment, afterNs },
			packets: again.map(({ number }) => number),
		},
	];
}
