import pico from 'picocolors';
import type { Claim } from '../../claims/claim.ts';
import type { DocumentCheck, NotUnderstood } from '../../claims/report-check.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { Style } from '../view.ts';
import { safeLines } from '../visible-text.ts';
import { wrap } from '../wrap.ts';
import { entryText } from './check-text.ts';
import type { CheckView } from './check-view.ts';
import { lintText, noteText, verdictText } from './claim-text.ts';
import { exampleFor } from './example-for.ts';

const MIN_WIDTH = 60;
/** A report for the student who wrote it: what to look at again, hints first, and how to say it checkably. */
export function* selfText(view: CheckView, style: Style): Generator<string> {
	const colors = pico.createColors(style.color);
	const width = Math.max(MIN_WIDTH, style.width);
	for (const document of view.check.documents) {
		yield* documentText(view, document, width, colors.bold);
	}
}

function* documentText(
	view: CheckView,
	document: DocumentCheck,
	width: number,
	bold: (text: string) => string,
): Generator<string> {
	const { self } = view.words.check;
	yield `${bold(wrap(self.title(safeLines(document.name)), width))}\n`;
	const refuted = document.claims.filter(({ verdict }) => verdict === 'refuted');
	const open = document.claims.filter(({ verdict }) => verdict === 'not-checkable');
	if (refuted.length === 0) yield `\n${self.goodSoFar}\n`;
	else
		yield* block(
			self.lookAgain,
			refuted.map((claim) => hintsFirst(claim, view.words)),
		);
	yield* block(
		self.cannotTell,
		open.map((claim) => entry(claim, [verdictText(claim, view.words)])),
	);
	yield* block(self.sayIt(document.notUnderstood.length), document.notUnderstood.map(sayable));
	yield* block(view.words.check.remarks, document.lints.map(remark));
	const agreeing = document.claims.length - refuted.length - open.length;
	if (document.claims.length > 0) yield `\n${self.agrees(agreeing)}\n`;

	function* block(title: string, entries: readonly Entry[]): Generator<string> {
		if (entries.length === 0) return;
		const digits = `${entries.reduce((most, { line }) => Math.max(most, line), 1)}`.length;
		yield `\n${bold(wrap(title, width))}\n`;
		for (const one of entries) yield entryText(one, digits, width);
	}

	function sayable(sentence: NotUnderstood): Entry {
		const example = exampleFor(sentence, view.captures, view.words);
		const advice = example === undefined ? self.noExample : `${self.writeLike} ${example}`;
		return entry(sentence, [view.words.check.becauseOf(sentence.words), advice]);
	}

	function remark(lint: DocumentCheck['lints'][number]): Entry {
		const { text, advice } = lintText(lint, view.words);
		return { line: lint.place.line, text, below: [{ text: advice, paint: String }] };
	}
}

type Entry = Parameters<typeof entryText>[0];

function entry({ place, text }: Claim | NotUnderstood, below: readonly string[]): Entry {
	return { line: place.line, text: `"${text}"`, below: below.map((said) => ({ text: said, paint: String })) };
}

/** Where to look, before what is there. */
function hintsFirst(claim: Claim, words: Catalogue): Entry {
	const { self } = words.check;
	const look = claim.packets.length > 0 ? [self.lookAt(claim.packets)] : [];
	const notes = claim.notes.map((note) => `${words.check.note} ${note.id}: ${noteText(note, words)}`);
	return entry(claim, [...look, ...notes, verdictText(claim, words)]);
}
