import { checkReport } from '../../claims/check-report.ts';
import type { Atom, Claim } from '../../claims/claim.ts';
import { readDocument } from '../../claims/read-document.ts';
import type { Lint, NotUnderstood } from '../../claims/report-check.ts';
import type { HandedIn } from '../../grading/choose-capture.ts';
import type { GradedAtom, GradedClaim, GradedReport } from '../../grading/graded-claim.ts';
import type { Bilingual, ReportFile } from '../../grading/submission-result.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';

interface BothWords {
	readonly en: Catalogue;
	readonly id: Catalogue;
}

/** What reports say, compared with the captures that lie beside them, as plain data in both languages. */
export async function checkReports(
	reports: readonly ReportFile[],
	captures: readonly HandedIn[],
	hosts: Readonly<Record<string, string>>,
	words: BothWords,
): Promise<readonly GradedReport[]> {
	if (reports.length === 0) return [];
	const documents = await Promise.all(reports.map(({ name, text }) => readDocument(name, text)));
	const readable = captures.map(({ result }) => result).filter(({ read }) => read.kind === 'capture');
	const check = checkReport(documents, readable, { hosts });
	const many = check.documents.length > 1;
	return check.documents.map(({ name, claims, notUnderstood, lints }, i) => ({
		name,
		claims: claims.map((claim) => gradedClaim(claim, many ? `${i + 1}-` : '', words)),
		notUnderstood: notUnderstood.map(({ place, text }: NotUnderstood) => ({ document: name, line: place.line, text })),
		lints: lints.map((lint) => ({
			kind: lint.kind,
			document: name,
			line: lint.place.line,
			text: lintText(lint, words),
		})),
	}));
}

/** @param before Tells claims of several reports apart. */
function gradedClaim(claim: Claim, before: string, { en, id }: BothWords): GradedClaim {
	const { document, place, section, text, verdict, reason, basis, capture, connection, packets, notes } = claim;
	return {
		id: `${before}${claim.id}`,
		...{ document, line: place.line, column: place.column },
		section: section.join(' / '),
		...{ text, verdict, reason, basis, capture, connection, packets },
		notes: notes.map((note) => note.id),
		atoms: claim.atoms.map(gradedAtom),
		message: { en: en.claims.message(claim), id: id.claims.message(claim) },
	};
}

function gradedAtom({ kind, pattern, verdict, packets, fact }: Atom): GradedAtom {
	const role = fact.kind === 'endpoint' && (fact.role === 'client' || fact.role === 'server') ? [fact.role] : [];
	return { kind, pattern, verdict, packets, roles: role, flags: flagsOf(fact), said: saidBy(fact, packets) };
}

function flagsOf(fact: Atom['fact']): readonly string[] {
	if (fact.kind === 'flags-of-rows') return fact.flags;
	return fact.kind === 'packets' ? [...new Set(fact.faces.flatMap(({ flags }) => flags))] : [];
}

/** What tells two statements of a kind apart: what is named, or the packets that show it. */
function saidBy(fact: Atom['fact'], packets: readonly number[]): string {
	if (fact.kind === 'endpoint') return `${fact.role} ${fact.said}`;
	if (fact.kind === 'count') return `${fact.thing} ${fact.said}`;
	return packets.join(' ');
}

function lintText(lint: Lint, { en, id }: BothWords): Bilingual {
	const say = (words: Catalogue): string =>
		(words.claims.lints[lint.kind] as (of: Lint) => { text: string })(lint).text;
	return { en: say(en), id: say(id) };
}
