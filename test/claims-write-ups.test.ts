import { readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkReport } from '../src/claims/check-report.ts';
import type { Claim } from '../src/claims/claim.ts';
import { readDocument } from '../src/claims/read-document.ts';
import type { DocumentCheck } from '../src/claims/report-check.ts';
import { cachedCapture } from './claims/claim-files.ts';
import { print } from './claims/print.ts';
import { named } from './needs.ts';
import { SHARED, sharedReason } from './shared-files.ts';

const FOLDER = 'fixtures/write-ups';

/** What is to be said of the claim that holds this text. */
interface Expected {
	readonly text: string;
	/** All of them are among the evidence. */
	readonly packets?: readonly number[];
	readonly reason?: string;
	/** Rows that are named as what may have been meant. */
	readonly hint?: readonly number[];
}

interface WriteUp {
	readonly captures: readonly string[];
	readonly confirmed: readonly Expected[];
	readonly notCheckable: readonly Expected[];
	/** All that are refuted: no other may be. */
	readonly refuted: readonly Expected[];
	/** Texts in which no claim is seen. */
	readonly ignored?: readonly string[];
	readonly lints?: readonly string[];
}

const WRITE_UPS: Readonly<Record<string, WriteUp>> = JSON.parse(readFileSync(`${FOLDER}/expected.json`, 'utf8'));

describe.each(Object.entries(WRITE_UPS))('%s', (name, expected) => {
	const checked = checkFile(
		`${FOLDER}/${name}`,
		expected.captures.map((capture) => normalize(`${FOLDER}/${capture}`)),
	);

	test('at least three fifths of what is to be said of it is said', async () => {
		const all = [
			...expected.refuted.map((one) => ({ one, verdict: 'refuted' as const })),
			...expected.confirmed.map((one) => ({ one, verdict: 'confirmed' as const })),
			...expected.notCheckable.map((one) => ({ one, verdict: 'not-checkable' as const })),
		];
		const document = await checked;
		const missed = all.filter(({ one, verdict }) => !isSaid(document, one, verdict));
		print(`${name}: ${all.length - missed.length} of ${all.length}`);
		if (process.env.CAPNOTE_CLAIMS) for (const { one, verdict } of missed) print(`  not ${verdict}: ${one.text}`);
		expect(missed.length).toBeLessThanOrEqual(0.4 * all.length);
	});

	test('nothing else is refuted, nothing is seen where nothing is said', async () => {
		const { claims } = await checked;
		const known = ({ text }: Claim): boolean => expected.refuted.some((one) => text.includes(one.text));
		expect(claims.filter((claim) => claim.verdict === 'refuted' && !known(claim)).map(described)).toEqual([]);
		for (const ignored of expected.ignored ?? []) {
			expect(claims.filter(({ text }) => text.includes(ignored)).map(described)).toEqual([]);
		}
	});

	test('remarks on the report', async () => {
		const { lints } = await checked;
		expect(lints.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...(expected.lints ?? [])]));
	});
});

interface Misconception {
	readonly fixture?: string;
	readonly shared?: string;
	readonly refuted: boolean;
}

describe('a misconception brings its note, and is refuted only where the capture shows otherwise', () => {
	const folder = `${FOLDER}/misconceptions`;
	const all: Readonly<Record<string, Misconception>> = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8'));
	for (const [id, { fixture, shared, refuted }] of Object.entries(all)) {
		const reason = fixture === undefined ? sharedReason : undefined;
		test.skipIf(reason)(named(id, reason), async () => {
			const capture = fixture === undefined ? join(SHARED, shared ?? '') : `fixtures/${fixture}`;
			const { claims } = await checkFile(`${folder}/${id}.md`, [capture]);
			if (!refuted) expect(claims.filter(({ verdict }) => verdict === 'refuted').map(described)).toEqual([]);
			expect(claims.flatMap(({ notes }) => notes.map((note) => note.id))).toContain(id);
		});
	}
});

async function checkFile(path: string, captures: readonly string[]): Promise<DocumentCheck> {
	const document = await readDocument(path, readFileSync(path, 'utf8'));
	const [checked] = checkReport([document], await Promise.all(captures.map(cachedCapture))).documents;
	if (checked === undefined) throw new Error(`${path} was not checked`);
	return checked;
}

function isSaid({ claims }: DocumentCheck, expected: Expected, verdict: Claim['verdict']): boolean {
	const claim = claims.find((one) => one.text.includes(expected.text) && one.verdict === verdict);
	if (claim === undefined) return false;
	if (expected.reason !== undefined && claim.reason !== expected.reason) return false;
	return (expected.packets ?? []).length === 0 || claim.packets.some((one) => expected.packets?.includes(one));
}

function described(claim: Claim | undefined): string {
	if (claim === undefined) return 'no claim';
	return `${claim.place.line}: ${claim.verdict} ${claim.reason ?? ''} [${claim.packets}] ${claim.text}`;
}
