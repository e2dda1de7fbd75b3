import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnalyzeResult } from '../../src/analyze.ts';
import { checkReport } from '../../src/claims/check-report.ts';
import type { Claim, Verdict } from '../../src/claims/claim.ts';
import { readDocument } from '../../src/claims/read-document.ts';
import { analyzePath } from '../capture-file.ts';
import { SHARED } from '../shared-files.ts';

/** What a sentence is, and what should be said of it; `none` is no statement about the capture. */
export interface WrittenClaim {
	readonly id: string;
	readonly lang: string;
	readonly kinds: readonly string[];
	readonly text: string;
	/** Path from the project's folder. */
	readonly capture: string | null;
	readonly expect: Verdict | 'none';
	/** One of them must be among the evidence; empty where any will do. */
	readonly packets: readonly number[];
	/** The sentence that it rewords. */
	readonly of: string | null;
}

/** What was said of a sentence that stands alone in a report. */
export interface Judged {
	readonly verdict: Verdict | 'none';
	readonly claims: readonly Claim[];
}

/** Sentences of our own about captures of ours and others. */
export function heldOutClaims(): readonly WrittenClaim[] {
	return ownClaims('test/claims/held-out.jsonl');
}

/** Others of all kinds, written in one sitting by somebody who had not read the grammar. */
export function blindClaims(): readonly WrittenClaim[] {
	return ownClaims('test/claims/blind.jsonl');
}

function ownClaims(path: string): readonly WrittenClaim[] {
	return lines(path).map(({ fixture, shared, ...claim }) => ({
		...(claim as unknown as WrittenClaim),
		capture: fixture ? `fixtures/${fixture}` : join(SHARED, `${shared}`),
		of: null,
	}));
}

export function isOurs({ capture }: WrittenClaim): boolean {
	return capture?.startsWith('fixtures/') === true;
}

/** Rewordings and translations of the corpus, by the numbers of its sentences. */
export function paraphrases(): readonly WrittenClaim[] {
	return lines('test/claims/paraphrases.jsonl').map(({ capture, ...claim }) => ({
		...(claim as unknown as WrittenClaim),
		capture: capture === null ? null : join(SHARED, `${capture}`),
	}));
}

/** The corpus itself, which is not part of the project. */
export function corpusClaims(): readonly WrittenClaim[] {
	return lines(join(SHARED, 'claims/claims.jsonl')).map(({ capture, evidence, ...claim }) => ({
		...(claim as unknown as WrittenClaim),
		capture: capture === null ? null : join(SHARED, 'claims', `${capture}`),
		packets: capture === null ? [] : packetNumbers(`${evidence}`),
		of: null,
	}));
}

/** Checks a sentence as a report of one line. */
export async function judge({ text, capture }: Pick<WrittenClaim, 'text' | 'capture'>): Promise<Judged> {
	const document = await readDocument('report.md', text);
	const captures = capture === null ? [] : [await cachedCapture(capture)];
	const claims = checkReport([document], captures).documents.flatMap((checked) => checked.claims);
	return { verdict: rolledUp(claims.map(({ verdict }) => verdict)), claims };
}

/** Whether the verdict is the expected one, with one of the packets that show it. */
export function isAsExpected({ expect, packets }: WrittenClaim, { verdict, claims }: Judged): boolean {
	if (expect === 'none') return verdict === 'none' || verdict === 'not-checkable';
	if (verdict !== expect) return false;
	if (expect === 'not-checkable' || packets.length === 0) return true;
	return claims.some((claim) => claim.verdict === expect && claim.packets.some((packet) => packets.includes(packet)));
}

/** A verdict that must never be: refuted, and it is not. */
export function isWronglyRefuted({ expect }: WrittenClaim, { verdict }: Judged): boolean {
	return verdict === 'refuted' && expect !== 'refuted';
}

/** A line for people about a sentence that was judged otherwise. */
export function complaint({ id, expect, packets, text }: WrittenClaim, { verdict, claims }: Judged): string {
	const found = claims.map((claim) => `${claim.verdict}${claim.reason ? ` ${claim.reason}` : ''} ${claim.packets}`);
	return `${id} expected ${expect} ${packets}, is ${verdict} (${found.join('; ')}): ${text}`;
}

const captures = new Map<string, Promise<AnalyzeResult>>();

export function cachedCapture(path: string): Promise<AnalyzeResult> {
	const known = captures.get(path) ?? analyzePath(path);
	captures.set(path, known);
	return known;
}

function rolledUp(verdicts: readonly Verdict[]): Verdict | 'none' {
	return (['refuted', 'confirmed', 'not-checkable'] as const).find((one) => verdicts.includes(one)) ?? 'none';
}

/** `#3–#5, #8` as numbers. */
function packetNumbers(text: string): readonly number[] {
	return [...text.matchAll(/#(\d+)(?:[–-]#?(\d+))?/g)].flatMap(([, first, last = first]) =>
		Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => Number(first) + i),
	);
}

function lines(path: string): readonly Record<string, unknown>[] {
	return readFileSync(path, 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line));
}
