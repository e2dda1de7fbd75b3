import { performance } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import { checkReport } from '../src/claims/check-report.ts';
import { readDocument } from '../src/claims/read-document.ts';
import { cachedCapture } from './claims/claim-files.ts';
import { HOSTILE, type Hostile } from './claims/hostile-markdown.ts';
import { named } from './needs.ts';

const SIZE = 20_000;
/** Four times the text may take so many times as long: 4 if time is linear, 16 if it is quadratic. */
const MOST_RATIO = 9;
/** Shorter times are noise. */
const NOISE_MS = 60;
const TIMEOUT_MS = 120_000;

const reason = process.env.CAPNOTE_HOSTILE ? undefined : 'set CAPNOTE_HOSTILE=1: times need an idle machine';

describe.skipIf(reason)(
	named('a document that breaks readers of text is read in a time that grows with its length', reason),
	() => {
		test.each(HOSTILE)('$name', { timeout: TIMEOUT_MS }, async (hostile) => {
			await timeOf(hostile, SIZE / 4);
			const short = await timeOf(hostile, SIZE);
			const long = await timeOf(hostile, 4 * SIZE);
			if (long > NOISE_MS) expect(long / Math.max(short, NOISE_MS / 4)).toBeLessThan(MOST_RATIO);
		});
	},
);

test('a document of a megabyte in one line is read within seconds', { timeout: TIMEOUT_MS }, async () => {
	const text = 'Packet 3 is the SYN of the client and then '.repeat(25_000);
	const begin = performance.now();
	await check(text);
	expect(performance.now() - begin).toBeLessThan(20_000);
});

/** The shortest of two runs, in milliseconds. */
async function timeOf({ make }: Hostile, size: number): Promise<number> {
	const text = make(size);
	const times: number[] = [];
	for (let run = 0; run < 2; run += 1) {
		const begin = performance.now();
		await check(text);
		times.push(performance.now() - begin);
	}
	return Math.min(...times);
}

async function check(text: string): Promise<void> {
	const capture = await cachedCapture('fixtures/typed-k2.pcap');
	const { documents } = checkReport([await readDocument('report.md', text)], [capture]);
	expect(documents).toHaveLength(1);
}
