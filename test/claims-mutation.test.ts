import { describe, expect, test } from 'vitest';
import { checkReport } from '../src/claims/check-report.ts';
import { readDocument } from '../src/claims/read-document.ts';
import type { DocumentCheck } from '../src/claims/report-check.ts';
import { nodeContext } from '../src/cli/node-context.ts';
import { run } from '../src/cli/run.ts';
import { cachedCapture } from './claims/claim-files.ts';
import { type Mutant, mutants, seeded } from './claims/mutate.ts';
import { print } from './claims/print.ts';

const CAPTURES = ['typed-k2', 'typed-k7', 'automatic-k4', 'write-ups/upcall', 'write-ups/voting'];
const LANGUAGES = ['en', 'id'] as const;
/** Set CAPNOTE_MUTANTS=1 for all, which takes minutes. */
const MUTANTS = process.env.CAPNOTE_MUTANTS ? 1000 : 100;
/** What is reached; row numbers in prose (kind `packet`) are seldom checked yet. */
const LEAST_FOUND = 0.75;
const TIMEOUT_MS = 300_000;

interface Report {
	readonly capture: string;
	readonly language: string;
	readonly text: string;
}

/** What capnote itself says of a capture, in Markdown. */
async function reportOf(name: string, language: string): Promise<Report> {
	const capture = `fixtures/${name}.pcap`;
	let text = '';
	const out = { write: (piece: string) => (text += piece), isTerminal: false, columns: 120 };
	await run(['report', capture, '-f', 'md', '--lang', language], { ...nodeContext(''), out, environment: {} }, '');
	return { capture, language, text };
}

async function check(text: string, capture: string): Promise<DocumentCheck> {
	const [document] = checkReport([await readDocument('report.md', text)], [await cachedCapture(capture)]).documents;
	if (document === undefined) throw new Error('the report was not checked');
	return document;
}

const reports = () => Promise.all(CAPTURES.flatMap((name) => LANGUAGES.map((language) => reportOf(name, language))));

describe('a report that is true of its capture', () => {
	test.each(CAPTURES.flatMap((name) => LANGUAGES.map((language) => ({ name, language }))))(
		'has nothing refuted: $name, $language',
		{ timeout: TIMEOUT_MS },
		async ({ name, language }) => {
			const { text, capture } = await reportOf(name, language);
			const { claims, notUnderstood } = await check(text, capture);
			const refuted = claims.filter(({ verdict }) => verdict === 'refuted');
			expect(refuted.map((claim) => `${claim.place.line}: ${claim.text}`)).toEqual([]);
			expect(claims.length).toBeGreaterThan(10);
			if (process.env.CAPNOTE_CLAIMS) for (const open of notUnderstood) print(`not understood: ${open.text}`);
		},
	);
});

test(`of ${MUTANTS} reports with one fact changed, at least ${100 * LEAST_FOUND} % are refuted`, {
	timeout: TIMEOUT_MS,
}, async () => {
	const random = seeded(20_251_127);
	const all = await reports();
	const share = Math.ceil(MUTANTS / all.length);
	const kinds = new Map<string, { found: number; of: number }>();
	const missed: string[] = [];
	for (const { text, capture, language } of all) {
		for (const mutant of mutants(text, share, random)) {
			const { claims } = await check(mutant.text, capture);
			const found = claims.some(({ verdict }) => verdict === 'refuted');
			const known = kinds.get(mutant.kind) ?? { found: 0, of: 0 };
			kinds.set(mutant.kind, { found: known.found + (found ? 1 : 0), of: known.of + 1 });
			if (!found) missed.push(`${capture} ${language} ${said(mutant)}`);
		}
	}
	const [found, of] = [...kinds.values()].reduce(([sum, total], kind) => [sum + kind.found, total + kind.of], [0, 0]);
	const byKind = [...kinds].map(([kind, counts]) => `${kind} ${counts.found}/${counts.of}`).join(', ');
	print(`${found} of ${of} mutants refuted (${byKind})`);
	if (process.env.CAPNOTE_CLAIMS) for (const one of new Set(missed)) print(one);
	expect(of).toBeGreaterThanOrEqual(MUTANTS);
	expect(found / of).toBeGreaterThanOrEqual(LEAST_FOUND);
});

function said({ kind, line, before, after }: Mutant): string {
	return `${kind} line ${line + 1}:\n    - ${before.replace(/ +/g, ' ')}\n    + ${after.replace(/ +/g, ' ')}`;
}
