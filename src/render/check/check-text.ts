import pico from 'picocolors';
import type { Claim, Verdict } from '../../claims/claim.ts';
import type { DocumentCheck, NotUnderstood, Pairing } from '../../claims/report-check.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { Colors } from '../paint.ts';
import type { Style } from '../view.ts';
import { safeLines } from '../visible-text.ts';
import { wrap } from '../wrap.ts';
import { type CheckView, languagesOf } from './check-view.ts';
import { lintText, noteText, verdictText } from './claim-text.ts';

const MIN_WIDTH = 60;
const GAP = '  ';

type Paint = (text: string) => string;

/** A text with the number of its line to the left, and what is said of it below. */
interface Entry {
	readonly line: number;
	readonly text: string;
	readonly below: readonly { readonly text: string; readonly paint: Paint }[];
}

/** A checked report for a terminal: each statement with its verdict, what was not understood, the sum at the end. */
export function* checkText(view: CheckView, style: Style): Generator<string> {
	const colors = pico.createColors(style.color);
	const width = Math.max(MIN_WIDTH, style.width);
	for (const [index, document] of view.check.documents.entries()) {
		if (index > 0) yield '\n';
		yield* documentText(view, document, width, colors);
	}
}

function* documentText(view: CheckView, document: DocumentCheck, width: number, colors: Colors): Generator<string> {
	const { words, check } = view;
	const { check: said } = words;
	yield `${colors.bold(wrap(said.title(safeLines(document.name), check.captures.map(safeLines)), width))}\n`;
	for (const pairing of toldPairings(document)) yield `${hanging(pairingText(pairing, words), 2, width)}\n`;
	let section: string | undefined;
	for (const claim of document.claims) {
		const here = safeLines(claim.section.join(' / '));
		if (here !== section) yield `\n${here === '' ? '' : `${colors.bold(wrap(here, width))}\n`}`;
		section = here;
		yield entryText(claimEntry(claim, view, colors), widthOf(document), width);
	}
	if (document.claims.length === 0) yield `${said.nothingFound}\n`;
	yield* openText(document, words, width, colors);
	yield* lintsText(document, words, width, colors);
	const { counts } = document;
	yield `\n${colors.bold(wrap(said.tally(counts.verdicts), width))}\n${wrap(said.reading(counts), width)}\n`;
}

/** How captures were found is told where it was not plain. */
export function toldPairings({ pairings }: DocumentCheck): readonly Pairing[] {
	return pairings.length > 1 ? pairings : pairings.filter(({ rule }) => rule !== 'only-one' && rule !== 'none');
}

export function pairingText({ section, capture, rule, because }: Pairing, words: Catalogue): string {
	return safeLines(words.check.pairing(section.join(' / '), capture, words.claims.pairings[rule], because));
}

function claimEntry(claim: Claim, view: CheckView, colors: Colors): Entry {
	const paint = paintOf(claim.verdict, colors);
	const languages = languagesOf(view);
	const verdicts = languages.map((words) => ({ text: verdictText(claim, words), paint }));
	const notes = languages.flatMap((words) =>
		claim.notes.map((note) => ({ text: `${words.check.note} ${note.id}: ${noteText(note, words)}`, paint: plain })),
	);
	return { line: claim.place.line, text: claim.text, below: [...verdicts, ...notes] };
}

/** Blue and yellow are told apart by everyone; the sign and the word say the same. */
export function paintOf(verdict: Verdict, colors: Colors): Paint {
	if (verdict === 'confirmed') return colors.cyan;
	return verdict === 'refuted' ? (text) => colors.bold(colors.yellow(text)) : colors.dim;
}

function plain(text: string): string {
	return text;
}

function* openText(document: DocumentCheck, words: Catalogue, width: number, colors: Colors): Generator<string> {
	const { notUnderstood } = document;
	if (notUnderstood.length === 0) return;
	yield `\n${colors.bold(wrap(words.check.notUnderstood(notUnderstood.length), width))}\n`;
	for (const open of notUnderstood) yield entryText(openEntry(open, words, colors), widthOf(document), width);
}

function openEntry({ place, text, words: because }: NotUnderstood, words: Catalogue, colors: Colors): Entry {
	return { line: place.line, text, below: [{ text: words.check.becauseOf(because), paint: colors.dim }] };
}

function* lintsText(document: DocumentCheck, words: Catalogue, width: number, colors: Colors): Generator<string> {
	if (document.lints.length === 0) return;
	yield `\n${colors.bold(words.check.remarks)}\n`;
	for (const lint of document.lints) {
		const { text, advice } = lintText(lint, words);
		yield entryText({ line: lint.place.line, text: `${text} ${advice}`, below: [] }, widthOf(document), width);
	}
}

/** Columns of the widest number of a line. */
function widthOf({ claims, notUnderstood, lints }: DocumentCheck): number {
	const lines = [...claims, ...notUnderstood, ...lints].map(({ place }) => place.line);
	return `${lines.reduce((most, line) => Math.max(most, line), 1)}`.length;
}

export function entryText({ line, text, below }: Entry, digits: number, width: number): string {
	const indent = digits + GAP.length;
	const first = `${line}`.padStart(digits) + GAP + hanging(safeLines(text), indent, width).trimStart();
	const rest = below.map(({ text: said, paint }) => hanging(safeLines(said), indent, width, paint));
	return `${[first, ...rest].join('\n')}\n`;
}

/** Wrapped, each line behind so many spaces. */
function hanging(text: string, indent: number, width: number, paint: Paint = plain): string {
	const lines = wrap(text, width - indent).split('\n');
	return lines.map((line) => ' '.repeat(indent) + paint(line)).join('\n');
}
