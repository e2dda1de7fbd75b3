import type { SubmissionResult } from '../submission-result.ts';
import { type Evidence, STRENGTHS, type Strength } from './pair.ts';
import type { CapturePrint, CitedValue, OwnValue, Placed, ReportPrint, Shingle } from './print.ts';
import { hasNumber } from './value-counts.ts';

/** What is compared of a submission. */
export type Compared = Pick<SubmissionResult, 'student' | 'prints'>;

/** What one must know of the whole class to tell chance from copying. */
export interface ClassFacts {
	/** What the course itself gave out: it proves nothing. */
	readonly isCommon: (hash: string) => boolean;
	/** How many submissions have a value in a capture, and how many cite one that is not theirs. */
	readonly owners: (kind: string, value: string) => number;
	readonly citers: (kind: string, value: string) => number;
	/** A value of the course's own material, or one that many cite: the example of a lab sheet. */
	readonly isSample: (kind: string, value: string) => boolean;
	readonly submissions: number;
}

/** Fewer shared ones may be chance, or a common phrase. */
const LEAST_PACKETS = 2;
const LEAST_SHINGLES = 8;
/** Linux draws client ports from so many. */
const EPHEMERAL_PORTS = 28_232;
/** A single port is worth a word only where a chance hit is this unlikely. */
const MOST_CHANCE = 0.01;
const LONG_MESSAGE = 12;
const MOST_SHOWN = 6;

/** All that shows that two submissions are alike, the strongest first. */
export function compareSubmissions(a: Compared, b: Compared, facts: ClassFacts): readonly Evidence[] {
	const captures = a.prints.captures.flatMap((one) =>
		b.prints.captures.flatMap((other) => captureEvidence(one, other, facts)),
	);
	const cited = [...citedEvidence(a, b, 'a', facts), ...citedEvidence(b, a, 'b', facts)];
	const marks = [...markEvidence(a, b, 'b', facts), ...markEvidence(b, a, 'a', facts)];
	const texts = [
		...bothCite(a.prints.report, b.prints.report, facts),
		...shingleEvidence(a.prints.report, b.prints.report, facts),
	];
	return [...captures, ...marks, ...cited, ...texts].sort((one, other) => rankOf(one) - rankOf(other));
}

/** How strong a piece of evidence is by itself. */
export function strengthOf(evidence: Evidence): Strength {
	switch (evidence.signal) {
		case 'S1':
		case 'S2':
		case 'S3':
		case 'S10':
			return 'proof';
		case 'S4':
			return 'very-strong';
		case 'S6':
		case 'S7':
			return evidence.kind === 'port' ? 'hint' : 'strong';
		case 'S6-both':
		case 'S8':
			return 'hint';
	}
}

function rankOf(evidence: Evidence): number {
	return STRENGTHS.indexOf(strengthOf(evidence));
}

/** Of two captures only the strongest signal is told: the weaker ones follow from it. */
function captureEvidence(a: CapturePrint, b: CapturePrint, { isCommon }: ClassFacts): readonly Evidence[] {
	const names = { aCapture: a.capture, bCapture: b.capture };
	const hasPackets = a.packets.length > 0;
	if (a.sha256 === b.sha256) return hasPackets && !isCommon(a.sha256.slice(0, 16)) ? [{ signal: 'S1', ...names }] : [];
	const same = shared(a.packets, b.packets, isCommon);
	if (same.shared >= LEAST_PACKETS) return [{ signal: 'S2', ...names, ...same }];
	const drawn = shared(a.numbers, b.numbers, isCommon);
	if (drawn.shared >= LEAST_PACKETS) return [{ signal: 'S3', ...names, ...drawn }];
	const stretches = shared(placesOf(a), placesOf(b), isCommon);
	return stretches.shared > 0 ? [{ signal: 'S4', ...names, ...stretches }] : [];
}

function placesOf({ stretches }: CapturePrint): readonly Placed[] {
	return stretches.map(([hash, first]) => [hash, first]);
}

function shared(a: readonly Placed[], b: readonly Placed[], isCommon: ClassFacts['isCommon']) {
	const inB = new Map(b.map(([hash, at]) => [hash, at]));
	const both = a.flatMap(([hash, at]) => {
		const other = inB.get(hash);
		return other === undefined || isCommon(hash) ? [] : [[at, other] as const];
	});
	const shown = both.slice(0, MOST_SHOWN);
	return {
		...{ shared: both.length, ofA: a.length, ofB: b.length },
		aPackets: shown.map(([at]) => at),
		bPackets: shown.map(([, at]) => at),
	};
}

/** Values that the first one's report cites, and only the other one's capture has. */
function citedEvidence(citing: Compared, other: Compared, by: 'a' | 'b', facts: ClassFacts): readonly Evidence[] {
	const own = new Map<string, OwnValue & { readonly capture: string }>();
	for (const { capture, own: values } of other.prints.captures) {
		for (const value of values) own.set(keyOf(value), { ...value, capture });
	}
	const found = citing.prints.report.foreign.flatMap((cited): readonly Extract<Evidence, { by: unknown }>[] => {
		const there = own.get(keyOf(cited));
		if (!there || facts.owners(cited.kind, cited.value) > 1 || facts.isSample(cited.kind, cited.value)) return [];
		const { kind, value, document, line } = cited;
		const signal = kind === 'message' ? 'S7' : 'S6';
		return [{ signal, kind, value, by, at: { document, line }, capture: there.capture, packet: there.packet }];
	});
	return found.length > 1 || found.some((one) => isEnough(one, facts)) ? found : [];
}

/** Whether one value alone says something: two that agree always do. */
function isEnough({ kind, value }: Pick<CitedValue, 'kind' | 'value'>, { submissions }: ClassFacts): boolean {
	if (kind === 'port') return submissions / EPHEMERAL_PORTS < MOST_CHANCE;
	return kind !== 'message' || value.length >= LONG_MESSAGE;
}

/** A port that both cite and neither has: the same run of somebody, unless the whole course cites it. */
function bothCite(a: ReportPrint, b: ReportPrint, facts: ClassFacts): readonly Evidence[] {
	const inB = new Map(b.foreign.map((value) => [keyOf(value), value]));
	return a.foreign.flatMap((value): readonly Evidence[] => {
		const other = inB.get(keyOf(value));
		if (!other || value.kind === 'message' || facts.citers(value.kind, value.value) > 2) return [];
		if (facts.isSample(value.kind, value.value)) return [];
		if (!isEnough(value, facts)) return [];
		return [{ signal: 'S6-both', value: value.value, aLine: lineOf(value), bLine: lineOf(other) }];
	});
}

function shingleEvidence(a: ReportPrint, b: ReportPrint, { isCommon }: ClassFacts): readonly Evidence[] {
	const inB = new Map(b.shingles.map((shingle) => [shingle.hash, shingle]));
	const both = a.shingles.flatMap((shingle): readonly (readonly [Shingle, Shingle])[] => {
		const other = inB.get(shingle.hash);
		return other && !isCommon(shingle.hash) ? [[shingle, other]] : [];
	});
	const [first] = both;
	if (!first || both.length < LEAST_SHINGLES) return [];
	return [{ signal: 'S8', shared: both.length, aLine: lineOf(first[0]), bLine: lineOf(first[1]) }];
}

/** S10: the number of the first one stands in a message of the other one's capture. */
function markEvidence(
	{ student }: Compared,
	other: Compared,
	where: 'a' | 'b',
	{ isSample }: ClassFacts,
): readonly Evidence[] {
	if (!/^\d{5,}$/.test(student)) return [];
	return other.prints.captures.flatMap(({ capture, own }) => {
		const found = own.find(
			({ kind, value }) => kind === 'message' && hasNumber(value, student) && !isSample(kind, value),
		);
		return found ? [{ signal: 'S10' as const, mark: student, in: where, capture, packet: found.packet }] : [];
	});
}

function keyOf({ kind, value }: Pick<OwnValue, 'kind' | 'value'>): string {
	return `${kind} ${value}`;
}

function lineOf({ document, line }: { readonly document: string; readonly line: number }) {
	return { document, line };
}
