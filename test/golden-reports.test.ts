import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type GoldenReport, goldenReports, REPORTS } from './golden-reports.ts';

const KEPT = readdirSync(REPORTS)
	.filter((name) => name.includes('.golden.'))
	.sort();

describe('the reports that are kept', () => {
	let made: readonly GoldenReport[] = [];
	beforeAll(async () => {
		made = await goldenReports();
	}, 120_000);

	test('are all those that are made', () => {
		expect(made.map(({ path }) => basename(path)).sort()).toEqual(KEPT);
	});

	test.each(KEPT)('%s is what capnote writes (npm run fixtures -- golden writes it anew)', (name) => {
		const now = made.find(({ path }) => basename(path) === name);
		expect(now?.text).toBe(readFileSync(`${REPORTS}/${name}`, 'utf8'));
	});
});
