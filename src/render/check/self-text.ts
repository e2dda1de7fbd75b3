import pico from 'picocolors';
import type { Claim } from '../../claims/claim.ts';
import type { DocumentCheck, NotUnderstood } from '../../claims/report-check.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { AnnotatedPacket } from '../../tcp/analysis.ts';
import { flagsText } from '../packet-columns.ts';
import type { Style } from '../view.ts';
import { safeLines, visibleText } from '../visible-text.ts';
import { wrap } from '../wrap.ts';
import { entryText } from './check-text.ts';
import type { CheckView } from './check-view.ts';
import { lintText, noteText, verdictText } from './claim-text.ts';

const MIN_WIDTH = 60;
/** Longer messages are no example. */
const MOST_TEXT = 40;
/** Packets that are looked through for an example. */
const MOST_PACKETS = 2000;

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
		const example = exampleFor(sentence, view);
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

/** A statement that is true of the capture, about a packet of the kind that the sentence speaks of. */
function exampleFor({ words: because }: NotUnderstood, { captures, words }: CheckView): string | undefined {
	const said = because.join(' ').toUpperCase();
	const packets = captures.flatMap(({ analysis }) => firstSegments(analysis.packets));
	const like = packets.find((packet) => isLike(packet, said)) ?? packets.find(({ segment }) => segment?.payloadBytes);
	return like === undefined ? undefined : statement(like, words);
}

function firstSegments(packets: Iterable<AnnotatedPacket>): readonly AnnotatedPacket[] {
	const found: AnnotatedPacket[] = [];
	for (const packet of packets) {
		if (packet.packet.number > MOST_PACKETS) break;
		if (packet.segment !== null && packet.duplicateOf === null) found.push(packet);
	}
	return found;
}

/** By the first flag that the sentence names; a pure ACK is the example for ACK alone. */
function isLike({ segment }: AnnotatedPacket, said: string): boolean {
	if (segment === null) return false;
	for (const flag of ['RST', 'FIN', 'SYN'] as const) {
		if (said.includes(flag)) return segment[flag === 'RST' ? 'rst' : flag === 'FIN' ? 'fin' : 'syn'];
	}
	return (
		/\b(ACK|ACKNOWLEDG|KONFIRMASI|MENGAKUI)/.test(said) && segment.payloadBytes === 0 && !segment.syn && !segment.fin
	);
}

function statement(annotated: AnnotatedPacket, { sides }: Catalogue): string {
	const { packet, segment } = annotated;
	const sender = segment?.side ?? 'client';
	const text = visibleText(new TextDecoder().decode(packet.payload));
	const sent = text === '' || text.length > MOST_TEXT ? '' : ` "${text}"`;
	return `#${packet.number} ${sides[sender]} → ${sides[sender === 'client' ? 'server' : 'client']} ${flagsText(annotated)}${sent}`;
}
