import { describe, expect, test } from 'vitest';
import { cachedCapture, judge } from './claims/claim-files.ts';
import { seeded } from './claims/mutate.ts';
import { print } from './claims/print.ts';
import { factsOf, type KnownSentence, SENTENCE_KINDS, sentencesOf } from './claims/trust-sentences.ts';

const CAPTURES = ['typed-k2', 'typed-k7', 'automatic-k4', 'voting-k5', 'upcall-k4', 'write-ups/server-stops'];
const TIMES = 3;
/** Of the plainest sentences, so many must be judged. */
const LEAST_PLAIN = 0.9;
const TIMEOUT_MS = 60_000;

describe('sentences whose truth is known from the capture: what is true is not refuted, what is false not confirmed', () => {
	test.each(CAPTURES)('%s', { timeout: TIMEOUT_MS }, async (name) => {
		const capture = `fixtures/${name}.pcap`;
		const facts = factsOf(await cachedCapture(capture));
		const random = seeded(20_251_128);
		const wrong: string[] = [];
		for (const kind of SENTENCE_KINDS) {
			const judged: (readonly [KnownSentence, string])[] = [];
			for (const one of sentencesOf(facts, kind, TIMES, random))
				judged.push([one, (await judge({ text: one.text, capture })).verdict]);
			wrong.push(...judged.filter(isWrong).map(([{ text, isTrue }, verdict]) => `${isTrue} is ${verdict}: ${text}`));
			const decided = judged.filter(([, verdict]) => verdict === 'confirmed' || verdict === 'refuted');
			print(`${name}, ${kind}: ${decided.length} of ${judged.length} decided`);
			if (kind === 'plain') expect(decided.length / judged.length).toBeGreaterThanOrEqual(LEAST_PLAIN);
		}
		expect(wrong).toEqual([]);
	});
});

function isWrong([{ isTrue }, verdict]: readonly [KnownSentence, string]): boolean {
	return isTrue ? verdict === 'refuted' : verdict === 'confirmed';
}
