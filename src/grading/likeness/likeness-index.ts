import { hashNumber } from '../hash.ts';
import type { SubmissionResult } from '../submission-result.ts';
import { type ClassFacts, compareSubmissions, strengthOf } from './compare-prints.ts';
import { type LikenessPair, STRENGTHS } from './pair.ts';
import type { CapturePrint, ReportPrint } from './print.ts';
import { createValueCounts } from './value-counts.ts';

/** What more submissions have in common than this comes from the course: a part of a class, but never a crowd. */
const SHARERS = { least: 4, share: 0.02, most: 24 } as const;
/** Of a capture that many handed in, each is paired with the first of them. */
const MOST_ALL_PAIRS = 24;
const SHARED_TEXTS = 8;
/** A number of an entry: its hash in the high bits, the submission in the low ones (both together stay exact). */
const SUBMISSIONS = 2 ** 17;
const LOW_BITS = 2 ** 16;

/** Finds submissions that are alike without comparing each with each: only those that share a rare hash are looked at. */
export interface LikenessIndex {
	readonly add: (result: SubmissionResult) => void;
	/** @param resultAt The result that was added as the n-th, from 0. */
	readonly pairs: (resultAt: (n: number) => SubmissionResult) => readonly LikenessPair[];
}

/** What everybody was given: its hashes and values prove nothing. */
export interface CourseMaterial {
	readonly captures: readonly CapturePrint[];
	readonly texts: ReportPrint;
}

export function createLikenessIndex({ captures, texts: given }: CourseMaterial): LikenessIndex {
	const common = new Set([...captures.flatMap(hashesOf), ...given.shingles.map(({ hash }) => hash)]);
	const proofs: number[] = [];
	const texts: number[] = [];
	const values = createValueCounts([...captures.flatMap(({ own }) => own), ...given.foreign]);
	const groups: (string | null)[] = [];

	function add({ prints, group, student }: SubmissionResult): void {
		const n = groups.push(group) - 1;
		const entry = (hash: string): number => shortHash(hash) * SUBMISSIONS + n;
		for (const hash of new Set(prints.captures.filter(hasPackets).flatMap(hashesOf))) {
			if (!common.has(hash)) proofs.push(entry(hash));
		}
		for (const { hash } of prints.report.shingles) if (!common.has(hash)) texts.push(entry(hash));
		values.add(n, { prints, group, student });
	}

	function pairs(resultAt: (n: number) => SubmissionResult): readonly LikenessPair[] {
		const limit = Math.min(SHARERS.most, Math.max(SHARERS.least, SHARERS.share * groups.length));
		const frequent = frequentHashes(texts, limit);
		const facts: ClassFacts = {
			isCommon: (hash) => common.has(hash) || frequent.has(shortHash(hash)),
			owners: values.owners,
			citers: values.citers,
			isSample: (kind, value) => values.isCourse(kind, value) || values.citers(kind, value) > limit,
			submissions: groups.length,
		};
		const candidates = [
			...proofPairs(proofs),
			...textPairs(texts, limit),
			...[...values.pairs()].map(([a, b]) => keyOf(a, b)),
		];
		const found: LikenessPair[] = [];
		for (const key of [...new Set(candidates)].sort((x, y) => x - y)) {
			const [a, b] = [Math.floor(key / SUBMISSIONS), key % SUBMISSIONS];
			if (groups[a] !== null && groups[a] === groups[b]) continue;
			const pair = pairOf(resultAt(a), resultAt(b), facts);
			if (pair !== null) found.push(pair);
		}
		return found.sort((one, other) => STRENGTHS.indexOf(one.strength) - STRENGTHS.indexOf(other.strength));
	}

	return { add, pairs };
}

function pairOf(a: SubmissionResult, b: SubmissionResult, facts: ClassFacts): LikenessPair | null {
	if (a.student === b.student) return null;
	const evidence = compareSubmissions(a, b, facts);
	const [strongest] = evidence;
	if (!strongest) return null;
	const handed = ({ student, folder }: SubmissionResult) => ({ student, folder });
	const cited = evidence.filter(({ signal }) => signal === 'S6' || signal === 'S7').length;
	const strength = cited > 1 && strengthOf(strongest) === 'hint' ? 'strong' : strengthOf(strongest);
	return { a: handed(a), b: handed(b), strength, evidence };
}

function hasPackets({ packets, numbers }: CapturePrint): boolean {
	return packets.length > 0 || numbers.length > 0;
}

function hashesOf({ sha256, packets, numbers, stretches }: CapturePrint): readonly string[] {
	return [
		sha256.slice(0, 16),
		...packets.map(([hash]) => hash),
		...numbers.map(([hash]) => hash),
		...stretches.map(([hash]) => hash),
	];
}

function keyOf(a: number, b: number): number {
	return a < b ? a * SUBMISSIONS + b : b * SUBMISSIONS + a;
}

/** The submissions that share a hash, for each hash that several have. */
function* sharers(entries: number[]): Generator<readonly number[]> {
	const sorted = Float64Array.from(entries).sort();
	let from = 0;
	for (let i = 1; i <= sorted.length; i++) {
		const isSame = i < sorted.length && hashOf(sorted[i]) === hashOf(sorted[from]);
		if (isSame) continue;
		if (i - from > 1) yield [...new Set(Array.from(sorted.subarray(from, i), (entry) => entry % SUBMISSIONS))];
		from = i;
	}
}

/** 36 bits: enough to find candidates, which are then compared in full. */
function shortHash(hash: string): number {
	return Math.floor(hashNumber(hash) / LOW_BITS);
}

function hashOf(entry = -1): number {
	return Math.floor(entry / SUBMISSIONS);
}

function* proofPairs(entries: number[]): Generator<number> {
	for (const all of sharers(entries)) {
		const [first = 0] = all;
		if (all.length > MOST_ALL_PAIRS) for (const other of all.slice(1)) yield keyOf(first, other);
		else yield* allPairs(all);
	}
}

function textPairs(entries: number[], most: number): readonly number[] {
	const counts = new Map<number, number>();
	for (const all of sharers(entries)) {
		if (all.length > most) continue;
		for (const pair of allPairs(all)) counts.set(pair, (counts.get(pair) ?? 0) + 1);
	}
	return [...counts].flatMap(([pair, count]) => (count >= SHARED_TEXTS ? pair : []));
}

function frequentHashes(entries: number[], most: number): ReadonlySet<number> {
	const counts = new Map<number, number>();
	for (const entry of entries) counts.set(hashOf(entry), (counts.get(hashOf(entry)) ?? 0) + 1);
	return new Set([...counts].flatMap(([hash, count]) => (count > most ? hash : [])));
}

function* allPairs(all: readonly number[]): Generator<number> {
	for (const [i, one] of all.entries()) for (const other of all.slice(i + 1)) yield keyOf(one, other);
}
