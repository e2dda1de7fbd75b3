import type { Claim } from '../../claims/claim.ts';
import { fileName } from '../../claims/model/capture-model.ts';
import type { CheckedCapture, DocumentCheck, Lint, NotUnderstood } from '../../claims/report-check.ts';
import type { ReportDocument } from '../../claims/report-document.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { InBoth, PacketRuns, PageCheck, PageDocument, PageRemark, PageStatement } from '../page-data.ts';
import type { Languages } from '../view.ts';
import { pairingText, toldPairings } from './check-text.ts';
import type { CheckView } from './check-view.ts';
import { lintText, noteText } from './claim-text.ts';
import { exampleFor } from './example-for.ts';
import { reportTree } from './report-tree.ts';

/** What verdicts are said with, and of which captures. */
interface Saying {
	readonly languages: Languages;
	/** Those in the page, in its order. */
	readonly captures: readonly CheckedCapture[];
	readonly isForStudent: boolean;
}

/** The captures that a check compared something with: those that its page needs. */
export function comparedCaptures({ check, captures }: CheckView): readonly CheckedCapture[] {
	const names = new Set(check.documents.flatMap(({ pairings }) => pairings.map(({ capture }) => capture)));
	return captures.filter(({ name }) => names.has(fileName(name)));
}

/** A check as its page holds it: the reports' text with its statements, and what is said of each in both languages. */
export function pageCheck({ check, documents }: CheckView, saying: Saying): PageCheck {
	return {
		isForStudent: saying.isForStudent,
		documents: check.documents.flatMap((checked, i) => {
			const document = documents[i];
			return document ? [pageDocument(checked, document, saying)] : [];
		}),
	};
}

function pageDocument(checked: DocumentCheck, document: ReportDocument, saying: Saying): PageDocument {
	const { claims, notUnderstood, lints, counts } = checked;
	const both = inBoth(saying.languages);
	const open = notUnderstood.map((sentence, i) => ({ ...sentence, id: `n${`${i + 1}`.padStart(3, '0')}` }));
	const stretches = [...claims, ...open].map(({ id, place: { start, end } }) => ({ id, start, end }));
	const pairings = toldPairings(checked).map((pairing) => both((words) => pairingText(pairing, words)));
	const sums = saying.isForStudent ? [] : [both(({ check }) => check.reading(counts))];
	return {
		name: fileName(checked.name),
		text: reportTree(
			document.text,
			stretches.sort((a, b) => a.start - b.start),
		),
		statements: [
			...claims.map((claim) => statementOf(claim, saying)),
			...open.map((sentence) => openStatement(sentence, saying)),
		]
			.sort((a, b) => a.start - b.start || a.line - b.line)
			.map(({ start: _, ...statement }) => statement),
		about: [...pairings, ...sums],
		remarks: lints.map((lint) => remark(lint, both)),
	};
}

type Placed = PageStatement & { readonly start: number };

function statementOf(claim: Claim, { languages, captures, isForStudent }: Saying): Placed {
	const both = inBoth(languages);
	const { id, place, verdict, connection, packets } = claim;
	const capture = captures.findIndex(({ name }) => fileName(name) === claim.capture);
	const isHinted = isForStudent && verdict === 'refuted' && packets.length > 0;
	return {
		...{ id, line: place.line, start: place.start, verdict, connection },
		capture: capture < 0 ? null : capture,
		packets: runsOf(packets),
		message: both(({ claims }) => claims.message(claim)),
		notes: claim.notes.map((note) => both((words) => `${words.check.note} ${note.id}: ${noteText(note, words)}`)),
		hint: isHinted ? both(({ check }) => check.self.lookAt(packets)) : null,
	};
}

function openStatement(sentence: NotUnderstood & { readonly id: string }, saying: Saying): Placed {
	const both = inBoth(saying.languages);
	const { id, place, words: because } = sentence;
	const advice = (words: Catalogue): string => {
		const example = exampleFor(sentence, saying.captures, words);
		const { noExample, writeLike } = words.check.self;
		return example === undefined ? noExample : `${writeLike} ${example}`;
	};
	return {
		...{ id, line: place.line, start: place.start, verdict: 'open', capture: null, connection: null, packets: [] },
		message: both(({ check }) => check.becauseOf(because)),
		notes: [],
		hint: saying.isForStudent ? both(advice) : null,
	};
}

function remark(lint: Lint, both: ReturnType<typeof inBoth>): PageRemark {
	return {
		line: lint.place.line,
		text: both((words) => lintText(lint, words).text),
		advice: both((words) => lintText(lint, words).advice),
	};
}

function inBoth({ en, id }: Languages): (say: (words: Catalogue) => string) => InBoth {
	return (say) => ({ en: say(en), id: say(id) });
}

/** Rising numbers with neighbours joined. */
function runsOf(packets: readonly number[]): PacketRuns {
	const runs: [number, number][] = [];
	for (const packet of packets) {
		const last = runs.at(-1);
		if (last && packet === last[1] + 1) last[1] = packet;
		else runs.push([packet, packet]);
	}
	return runs;
}
