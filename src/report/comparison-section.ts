import type { Exchange } from '../tcp/exchanges.ts';
import { bytes, code, count, duration, packets, row, side, table, term, text } from './cells.ts';
import { closeTerm } from './connections-section.ts';
import type { Cell, ReportBlock, ReportRow } from './report.ts';
import { segmentFormula } from './segment-formula.ts';
import { closerOf, isOpened, isPureAck, type Subject, type Told } from './subject.ts';
import type { TermName } from './terms.ts';

/** The first connection of two captures side by side. */
export function comparisonSection(subjects: readonly Subject[]): readonly ReportBlock[] {
	const [first, second] = subjects.map(mainOf);
	if (!first || !second) return [];
	return [
		...table('comparison', ['what', 'first', 'second'], rowsOf(first, second)),
		...table('waits', ['exchange', 'first', 'second'], waits(first, second)),
		{ kind: 'student', prompt: 'comparison' },
	];
}

/** The first connection that came to be. */
function mainOf({ told, analysis }: Subject): (Told & { readonly arp: number }) | undefined {
	const main = told.find(({ connection }) => isOpened(connection));
	return main && { ...main, arp: analysis.protocols.get('arp') ?? 0 };
}

type Main = Told & { readonly arp: number };

const ROWS: readonly (readonly [TermName, (main: Main) => Cell])[] = [
	['lab', ({ profile }) => text(profile?.name ?? null)],
	['port', ({ connection }) => text(`${connection.server.port}`)],
	['prefix', ({ profile }) => code(profile?.replyPrefix ?? null)],
	['added-bytes', addedBytes],
	['complete', ({ connection }) => packets(connection.handshake.complete ? connection.handshake.packets : [])],
	['messages', ({ connection }) => count(requestsOf(connection.exchanges))],
	['segments', ({ packets: all }) => count(all.length)],
	['formula', (main) => code(formulaOf(main))],
	[
		'pure-acks',
		({ packets: all }) => count(all.filter((one) => isPureAck(one) && one.segment?.phase === 'data').length),
	],
	['client-bytes', ({ connection }) => bytes(connection.clientBytes)],
	['server-bytes', ({ connection }) => bytes(connection.serverBytes)],
	['retransmissions', ({ connection }) => count(connection.retransmissions)],
	['duration', ({ connection }) => duration(connection.lastNs - connection.firstNs)],
	['mean-wait', ({ connection }) => duration(meanWait(connection.exchanges))],
	['first-speaker', firstSpeaker],
	['starter', ({ connection }) => side(closerOf(connection))],
	['close-shape', ({ connection }) => term(closeTerm(connection))],
	['arp-frames', ({ arp }) => count(arp)],
];

function rowsOf(first: Main, second: Main): readonly ReportRow[] {
	return ROWS.flatMap(([name, cell]) => {
		const [mine, theirs] = [cell(first), cell(second)];
		return mine === null && theirs === null ? [] : [row([], term(name), mine, theirs)];
	});
}

function requestsOf(exchanges: readonly Exchange[]): number {
	return exchanges.filter(({ request }) => request !== null).length;
}

function addedBytes({ profile }: Main): Cell {
	const prefix = profile?.replyPrefix;
	return typeof prefix === 'string' ? bytes(new TextEncoder().encode(prefix).length) : null;
}

function formulaOf(main: Main): string | null {
	const sum = segmentFormula(main);
	return sum && `${sum.formula.replace('k', ` × ${sum.messages}`)} = ${sum.segments}`;
}

function meanWait(exchanges: readonly Exchange[]): bigint | null {
	const all = exchanges.flatMap(({ waitNs }) => waitNs ?? []);
	return all.length === 0 ? null : all.reduce((sum, ns) => sum + ns, 0n) / BigInt(all.length);
}

function firstSpeaker({ connection }: Main): Cell {
	const [first] = connection.exchanges;
	if (!connection.handshake.complete || first === undefined) return null;
	return side(first.request === null ? 'server' : 'client');
}

const SHOWN_WAITS = 20;

function waits(first: Main, second: Main): readonly ReportRow[] {
	const [mine, theirs] = [first, second].map(({ connection }) => connection.exchanges.slice(0, SHOWN_WAITS));
	const length = Math.max(mine?.length ?? 0, theirs?.length ?? 0);
	return Array.from({ length }, (_, i) =>
		row([], count(i + 1), duration(mine?.[i]?.waitNs ?? null), duration(theirs?.[i]?.waitNs ?? null)),
	);
}
