import { describe, expect, test } from 'vitest';
import { CLAIM_KINDS } from '../src/claims/claim.ts';
import {
	blindClaims,
	corpusClaims,
	heldOutClaims,
	isAsExpected,
	isOurs,
	isWronglyRefuted,
	type Judged,
	judge,
	type WrittenClaim,
} from './claims/claim-files.ts';
import { named } from './needs.ts';
import { sharedReason } from './shared-files.ts';

/** Of the corpus, the sentences that have a capture. */
const LEAST_OF_CORPUS = 0.9;
const TIMEOUT_MS = 240_000;
const VERDICTS = ['confirmed', 'refuted', 'not-checkable', 'none'] as const;

type Pair = readonly [WrittenClaim, Judged];

describe.skipIf(sharedReason)(named('what is judged as expected, by kind and by verdict', sharedReason), () => {
	test('is as test/claims/accuracy.md says (written anew by: npx vitest run test/claims-accuracy.test.ts -u)', {
		timeout: TIMEOUT_MS,
	}, async () => {
		const all = await judgeAll(corpusClaims());
		const corpus = all.filter(([{ capture }]) => capture !== null);
		const heldOut = await judgeAll(heldOutClaims());
		const blind = await judgeAll(blindClaims());
		const sets: readonly (readonly [string, readonly Pair[]])[] = [
			['The corpus, sentences with a capture', corpus],
			['The corpus, sentences without a capture', all.filter((pair) => !corpus.includes(pair))],
			['Held out, captures of our own', heldOut.filter(([claim]) => isOurs(claim))],
			['Held out, captures of others', heldOut.filter(([claim]) => !isOurs(claim))],
			['Written blind, captures of our own', blind.filter(([claim]) => isOurs(claim))],
			['Written blind, captures of others', blind.filter(([claim]) => !isOurs(claim))],
		];
		const wrong = sets.flatMap(([, pairs]) => pairs).filter(([claim, judged]) => isWronglyRefuted(claim, judged));
		expect(wrong.map(([claim]) => claim.id)).toEqual([]);
		expect(good(corpus).length / corpus.length).toBeGreaterThanOrEqual(LEAST_OF_CORPUS);
		const sections = sets.map(([title, pairs]) => section(title, pairs));
		await expect(`# How statements are judged\n\n${sections.join('\n')}`).toMatchFileSnapshot('claims/accuracy.md');
	});
});

async function judgeAll(claims: readonly WrittenClaim[]): Promise<readonly Pair[]> {
	return Promise.all(claims.map(async (claim): Promise<Pair> => [claim, await judge(claim)]));
}

function good(pairs: readonly Pair[]): readonly Pair[] {
	return pairs.filter(([claim, judged]) => isAsExpected(claim, judged));
}

function section(title: string, pairs: readonly Pair[]): string {
	return `## ${title}\n\n${share(pairs)} as expected, with a packet that shows it.\n\n${confusion(pairs)}\n${byKind(pairs)}`;
}

function share(pairs: readonly Pair[]): string {
	return `${good(pairs).length} of ${pairs.length} (${((100 * good(pairs).length) / pairs.length).toFixed(1)} %)`;
}

/** Expected down, given across. */
function confusion(pairs: readonly Pair[]): string {
	const count = (expected: string, given: string): number =>
		pairs.filter(([claim, { verdict }]) => claim.expect === expected && verdict === given).length;
	const rows = VERDICTS.map((expected) => [expected, ...VERDICTS.map((given) => count(expected, given))]);
	return table(['expected \\ given', ...VERDICTS], rows);
}

function byKind(pairs: readonly Pair[]): string {
	const kinds = [...CLAIM_KINDS, 'none'].map(
		(kind) => [kind, pairs.filter(([{ kinds }]) => kinds[0] === kind)] as const,
	);
	const rows = kinds.filter(([, of]) => of.length > 0).map(([kind, of]) => [kind, good(of).length, of.length]);
	return table(['kind', 'as expected', 'of'], rows);
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
	return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
