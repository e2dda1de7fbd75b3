import { expect, test } from 'vitest';
import { checkReport } from '../src/claims/check-report.ts';
import { readDocument } from '../src/claims/read-document.ts';
import { cachedCapture } from './claims/claim-files.ts';
import { type Mutant, mutants, seeded } from './claims/mutate.ts';
import { print } from './claims/print.ts';
import { reportOf } from './claims/report-of.ts';

const CAPTURES = ['typed-k2', 'typed-k7', 'automatic-k4', 'write-ups/upcall', 'write-ups/voting'];
const LANGUAGES = ['en', 'id'] as const;
const MUTANTS = 1000;
const LEAST_FOUND = 0.95;
/** So many are looked for in the whole report too, though their own section shows them. */
const WHOLE_EACH = 25;
const TIMEOUT_MS = 300_000;

interface Report {
	readonly capture: string;
	readonly language: string;
	readonly text: string;
}

async function hasRefuted(text: string, capture: string): Promise<boolean> {
	const { documents } = checkReport([await readDocument('report.md', text)], [await cachedCapture(capture)]);
	return documents.some(({ claims }) => claims.some(({ verdict }) => verdict === 'refuted'));
}

async function reports(): Promise<readonly Report[]> {
	const all: Report[] = [];
	for (const name of CAPTURES) {
		const capture = `fixtures/${name}.pcap`;
		for (const language of LANGUAGES) all.push({ capture, language, text: await reportOf(capture, language) });
	}
	return all;
}

/** Sections are checked by themselves, which takes a tenth of the time; what one hides, the whole report may show. */
async function isFound(mutant: Mutant, capture: string, index: number): Promise<boolean> {
	const inSection = await hasRefuted(mutant.section, capture);
	if (inSection && index % WHOLE_EACH !== 0) return true;
	return hasRefuted(mutant.text, capture);
}

test(`of ${MUTANTS} reports with one fact changed, at least ${100 * LEAST_FOUND} % are refuted (CAPNOTE_CLAIMS=1 lists the others)`, {
	timeout: TIMEOUT_MS,
}, async () => {
	const random = seeded(20_251_127);
	const all = await reports();
	const kinds = new Map<string, { found: number; of: number }>();
	const missed: string[] = [];
	for (const { text, capture, language } of all) {
		for (const [i, mutant] of mutants(text, Math.ceil(MUTANTS / all.length), random).entries()) {
			const found = await isFound(mutant, capture, i);
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
