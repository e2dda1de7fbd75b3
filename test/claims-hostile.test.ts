import { describe, expect, test } from 'vitest';
import { checkReport } from '../src/claims/check-report.ts';
import { readDocument } from '../src/claims/read-document.ts';
import { cachedCapture } from './claims/claim-files.ts';
import { HOSTILE, type Hostile } from './claims/hostile-markdown.ts';

const SIZE = 20_000;
/** Four times the text may take so many times as long: 4 if time is linear, 16 if it is quadratic. */
const MOST_RATIO = 9;
/** Shorter times are noise. */
const NOISE_MS = 60;
/** A time that looks too long is taken again: something else may have run. */
const ATTEMPTS = 3;
/** It takes about five seconds, eight on a busy machine. */
const MOST_OF_MEGABYTE_MS = 10_000;
const TIMEOUT_MS = 120_000;

describe('a document that breaks readers of text is read in a time that grows with its length', () => {
	test.each(HOSTILE)('$name', { timeout: TIMEOUT_MS }, async (hostile) => {
		let ratio = Number.POSITIVE_INFINITY;
		for (let attempt = 0; attempt < ATTEMPTS && ratio >= MOST_RATIO; attempt += 1) {
			const short = await timeOf(hostile, SIZE);
			const long = await timeOf(hostile, 4 * SIZE);
			ratio = long > NOISE_MS ? long / Math.max(short, NOISE_MS / 4) : 0;
		}
		expect(ratio).toBeLessThan(MOST_RATIO);
	});
});

test('a document of a megabyte in one line is read within seconds', { timeout: TIMEOUT_MS }, async () => {
	const text = 'Packet 3 is the SYN of the client and then '.repeat(25_000);
	const time = await cpuTimeOf(text);
	expect(time).toBeLessThan(MOST_OF_MEGABYTE_MS);
});

async function timeOf({ make }: Hostile, size: number): Promise<number> {
	return cpuTimeOf(make(size));
}

/** In milliseconds of the processor: what else the machine does at the time does not count. */
async function cpuTimeOf(text: string): Promise<number> {
	const begin = process.cpuUsage();
	await check(text);
	const { user, system } = process.cpuUsage(begin);
	return (user + system) / 1000;
}

async function check(text: string): Promise<void> {
	const capture = await cachedCapture('fixtures/typed-k2.pcap');
	const { documents } = checkReport([await readDocument('report.md', text)], [capture]);
	expect(documents).toHaveLength(1);
}
