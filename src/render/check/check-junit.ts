import builder, { type Builder, type TestSuite } from 'junit-report-builder';
import type { Claim } from '../../claims/claim.ts';
import type { DocumentCheck } from '../../claims/report-check.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { packetRuns } from '../../i18n/packet-runs.ts';
import type { CheckView } from './check-view.ts';
import { kindsOf, lintText, noteText } from './claim-text.ts';

/** Longer names are cut: they stand in lists. */
const NAME_LENGTH = 120;

/** JUnit XML: a suite for each report, a case for each claim; not checkable is skipped, refuted a failure. */
export function checkJunit({ check, words }: CheckView): string {
	// Its types speak of an ES module; what is loaded is the builder itself.
	const report = (builder as unknown as Builder).newBuilder();
	for (const document of check.documents) addSuite(report.testSuite().name(document.name), document, words);
	return `${report.build()}\n`;
}

function addSuite(suite: TestSuite, document: DocumentCheck, words: Catalogue): void {
	for (const claim of document.claims) addCase(suite, claim, words);
	if (document.lints.length === 0) return;
	const lints = document.lints.map((lint) => {
		const { text, advice } = lintText(lint, words);
		return `${document.name}:${lint.place.line} ${lint.kind} ${text} ${advice}`;
	});
	suite.testCase().className('check.lints').name(`${document.name} lints`).standardOutput(lints.join('\n'));
}

function addCase(suite: TestSuite, claim: Claim, words: Catalogue): void {
	const { document, place, text, verdict, reason } = claim;
	const kind = claim.decisive?.kind ?? kindsOf(claim)[0] ?? 'claim';
	const name = `${document}:${place.line} ${text}`;
	const testCase = suite
		.testCase()
		.className(`check.${kind}`)
		.name(name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name);
	const message = words.claims.message(claim);
	const notes = claim.notes.map((note) => `${note.id}: ${noteText(note, words)}`);
	const body = [message, packetRuns(claim.packets).join(', '), ...notes].filter(Boolean).join('\n');
	if (verdict === 'refuted') testCase.failure(message, 'refuted').stacktrace(body);
	else if (verdict === 'not-checkable') testCase.skipped().standardOutput(`${reason}\n${body}`);
	else testCase.standardOutput(body);
}
