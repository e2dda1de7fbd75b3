import type { Claim } from '../../claims/claim.ts';
import type { DocumentCheck } from '../../claims/report-check.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { packetRuns } from '../../i18n/packet-runs.ts';
import { type JunitCase, junitXml } from '../junit.ts';
import type { CheckView } from './check-view.ts';
import { kindsOf, lintText, noteText } from './claim-text.ts';

/** JUnit XML: a suite for each report, a case for each claim; not checkable is skipped, refuted a failure. */
export function checkJunit({ check, words }: CheckView): string {
	const suites = check.documents.map((document) => ({
		name: document.name,
		cases: [...document.claims.map((claim) => claimCase(claim, words)), ...lintsCase(document, words)],
	}));
	return junitXml(suites);
}

function lintsCase({ name, lints }: DocumentCheck, words: Catalogue): readonly JunitCase[] {
	if (lints.length === 0) return [];
	const lines = lints.map((lint) => {
		const { text, advice } = lintText(lint, words);
		return `${name}:${lint.place.line} ${lint.kind} ${text} ${advice}`;
	});
	return [{ group: 'check.lints', name: `${name} lints`, output: lines.join('\n') }];
}

function claimCase(claim: Claim, words: Catalogue): JunitCase {
	const { document, place, text, verdict, reason } = claim;
	const kind = claim.decisive?.kind ?? kindsOf(claim)[0] ?? 'claim';
	const message = words.claims.message(claim);
	const notes = claim.notes.map((note) => `${note.id}: ${noteText(note, words)}`);
	const body = [message, packetRuns(claim.packets).join(', '), ...notes].filter(Boolean).join('\n');
	const common = { group: `check.${kind}`, name: `${document}:${place.line} ${text}` };
	if (verdict === 'refuted') return { ...common, failure: { message, type: 'refuted', body } };
	if (verdict === 'not-checkable') return { ...common, isSkipped: true, output: `${reason}\n${body}` };
	return { ...common, output: body };
}
