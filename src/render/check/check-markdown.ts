import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Claim } from '../../claims/claim.ts';
import { cutPieces } from '../../claims/markdown/cut-pieces.ts';
import type { DocumentCheck } from '../../claims/report-check.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { safeLines } from '../visible-text.ts';
import { pairingText, toldPairings } from './check-text.ts';
import { type CheckView, languagesOf } from './check-view.ts';
import { lintText, noteText, verdictText } from './claim-text.ts';
import { closerOf, footnotePlace } from './footnote-places.ts';

const MOST_CHARACTERS = 200_000;

/** The report itself, each verdict as a footnote of its statement (GitHub Markdown), and the sum at its end. */
export function checkMarkdown(view: CheckView): string {
	const reports = view.check.documents.map((document, index) =>
		annotated(view, document, view.documents[index]?.text ?? ''),
	);
	return reports.join('\n\n');
}

function annotated(view: CheckView, document: DocumentCheck, text: string): string {
	const label = labeller(text);
	const body = isTooMuch(text) ? text.trimEnd() : withReferences(document.claims, text, label);
	const definitions = document.claims.map((claim) => `[^${label(claim)}]: ${footnote(claim, view)}`);
	const index = isTooMuch(text) ? referenceList(document.claims, view.words, label) : '';
	const parts = [body, '---', summary(view, document), index, definitions.join('\n')];
	return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Longer or deeper than people write: parsers of Markdown take long for it, so the references go to the end. */
function isTooMuch(text: string): boolean {
	return text.length > MOST_CHARACTERS || cutPieces(text).some(({ isPlain }) => isPlain);
}

function referenceList(claims: readonly Claim[], { check }: Catalogue, label: (claim: Claim) => string): string {
	return claims.map((claim) => `- ${check.line(claim.place.line)}[^${label(claim)}]`).join('\n');
}

function withReferences(claims: readonly Claim[], text: string, label: (claim: Claim) => string): string {
	const root = fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
	const insertions = references(claims, root, text, label);
	const end = endCloser(root, text, insertions);
	return insertAll(text, end === undefined ? insertions : [...insertions, end]).trimEnd();
}

/** Labels that the report does not use itself. */
function labeller(text: string): (claim: Claim) => string {
	const prefix = /\[\^c\d/.test(text) ? 'capnote-' : '';
	return ({ id }) => `${prefix}${id}`;
}

interface Insertion {
	readonly offset: number;
	readonly text: string;
}

function references(
	claims: readonly Claim[],
	root: Root,
	text: string,
	label: (claim: Claim) => string,
): readonly Insertion[] {
	const insertions: Insertion[] = [];
	const blocks = new Map<number, { readonly offset: number; before: string; marks: string; readonly after: string }>();
	for (const claim of claims) {
		const { offset, before, after, block } = footnotePlace(root, text, claim.place.end);
		const mark = `[^${label(claim)}]`;
		const shared = block === null ? undefined : blocks.get(block);
		if (block === null) insertions.push({ offset, text: before + mark + after });
		else if (shared) shared.marks += ` ${mark}`;
		else blocks.set(block, { offset, before, marks: mark, after });
	}
	for (const { offset, before, marks, after } of blocks.values()) {
		insertions.push({ offset, text: before + marks + after });
	}
	return insertions.sort((one, other) => one.offset - other.offset);
}

/** In one pass, so that a long report costs no more than its length. */
function insertAll(text: string, insertions: readonly Insertion[]): string {
	let last = 0;
	const pieces: string[] = [];
	for (const insertion of insertions) {
		pieces.push(text.slice(last, insertion.offset), insertion.text);
		last = insertion.offset;
	}
	return [...pieces, text.slice(last)].join('');
}

/** What ends the document's last block if it would swallow the footnotes, and no reference behind it has ended it. */
function endCloser(root: Root, text: string, insertions: readonly Insertion[]): Insertion | undefined {
	const last = root.children.at(-1);
	if (last?.type !== 'code' && last?.type !== 'html') return undefined;
	const start = last.position?.start.offset ?? 0;
	const end = last.position?.end.offset ?? 0;
	const closer = closerOf(text.slice(start, end), last.type, '');
	if (closer === '' || insertions.some(({ offset }) => offset >= end)) return undefined;
	return { offset: end, text: `\n${closer}` };
}

function footnote(claim: Claim, view: CheckView): string {
	const said = languagesOf(view).map((words) => {
		const notes = claim.notes.map((note) => `${words.check.note} ${note.id}: ${noteText(note, words)}`);
		return [verdictText(claim, words), ...notes].join(' ');
	});
	return plainMarkdown(said.join(' / '));
}

function summary({ words, check }: CheckView, document: DocumentCheck): string {
	const { check: said } = words;
	const { counts, notUnderstood, lints } = document;
	const lines = [
		`**${plainMarkdown(said.title(document.name, check.captures))}.** ${plainMarkdown(said.tally(counts.verdicts))}`,
		...list(toldPairings(document).map((pairing) => pairingText(pairing, words))),
	];
	const open = notUnderstood.map(
		({ place, text, words: because }) => `${said.line(place.line)}: "${text}" (${said.becauseOf(because)})`,
	);
	if (open.length > 0) lines.push(plainMarkdown(`${said.notUnderstood(open.length)}:`), ...list(open));
	if (lints.length > 0) lines.push(plainMarkdown(`${said.remarks}:`), ...list(lintLines(document, words)));
	return lines.join('\n\n');
}

function lintLines({ lints }: DocumentCheck, words: Catalogue): readonly string[] {
	return lints.map((lint) => {
		const { text, advice } = lintText(lint, words);
		return `${words.check.line(lint.place.line)}: ${text} ${advice}`;
	});
}

/** One list, or none. */
function list(items: readonly string[]): readonly string[] {
	return items.length === 0 ? [] : [items.map((item) => `- ${plainMarkdown(item)}`).join('\n')];
}

/** Text in which nothing is markup, on one line. */
function plainMarkdown(value: string): string {
	const oneLine = safeLines(value).replaceAll('\n', ' ');
	return toMarkdown({ type: 'paragraph', children: [{ type: 'text', value: oneLine }] }).trimEnd();
}
