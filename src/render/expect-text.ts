import pico from 'picocolors';
import type { AnalyzeResult } from '../analyze.ts';
import type { SpecLine } from '../grading/expect/locate.ts';
import type { Expectation, SpecPath } from '../grading/expect/spec.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import { createList } from '../tcp/list.ts';
import { packetTableText } from './terminal.ts';
import type { Style } from './view.ts';
import { visibleText } from './visible-text.ts';

/** A specification that was held against its capture. */
export interface CheckedSpec {
	/** Paths as people see them. */
	readonly spec: string;
	readonly capture: string;
	readonly result: AnalyzeResult;
	readonly expectations: readonly Expectation[];
	readonly lineOf: (path: SpecPath) => SpecLine;
}

/** Rows before and behind the packets that a failure names, and the most that are shown. */
const AROUND = 2;
const MOST_ROWS = 12;
const INDENT = '    ';

/** What became of one specification: a line, and for each failure the expected line, the found value and its packets. */
export function expectText(checked: CheckedSpec, words: Catalogue, style: Style): string {
	const { capture, expectations } = checked;
	const failed = expectations.filter(({ outcome }) => !outcome.met);
	const colors = pico.createColors(style.color);
	const head = visibleText(words.expect.result({ capture, checks: expectations.length, failed: failed.length }));
	const sign = failed.length === 0 ? colors.cyan('✔') : colors.bold(colors.yellow('✘'));
	return [`${sign} ${head}`, ...failed.map((one) => failureText(one, checked, words, style)), ''].join('\n');
}

function failureText({ path, outcome }: Expectation, checked: CheckedSpec, words: Catalogue, style: Style): string {
	const { word, found, packets } = outcome;
	const { line, text } = checked.lineOf(path);
	const rows = rowsAround(outcome, checked.result);
	return [
		'',
		`  ${checked.spec}:${line}`,
		`  ${words.expect.expected}: ${visibleText(text)}`,
		`  ${words.expect.found}: ${visibleText(words.expect.value({ word, found, packets }))}`,
		...(rows.length === 0 ? [] : ['', ...tableLines(rows, checked.result, words, style)]),
	].join('\n');
}

/** The packets that a failure names with their neighbours, of the same connection where it is about one. */
function rowsAround({ packets, connection }: Expectation['outcome'], { analysis }: AnalyzeResult): readonly number[] {
	if (packets.length === 0 && connection === null) return [];
	const all =
		connection === null
			? Array.from({ length: analysis.packetCount }, (_, i) => i + 1)
			: Array.from(analysis.packetsOf(connection), ({ packet }) => packet.number);
	const first = packets[0] ?? all[0] ?? 1;
	const last = packets.at(-1) ?? all.at(-1) ?? first;
	const from = Math.max(0, all.findIndex((number) => number >= first) - AROUND);
	const to = all.findLastIndex((number) => number <= last) + 1 + AROUND;
	return all.slice(from, Math.min(Math.max(to, from + 1), from + MOST_ROWS));
}

function tableLines(
	numbers: readonly number[],
	result: AnalyzeResult,
	words: Catalogue,
	style: Style,
): readonly string[] {
	const packets = createList(numbers.length, (i) => result.analysis.packet(numbers[i] ?? 1));
	const view = { result, findings: [], words, packets };
	const text = packetTableText(view, { ...style, width: style.width - INDENT.length });
	return text.split('\n').map((line) => INDENT + line);
}
