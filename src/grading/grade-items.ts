import type { HandedIn } from './choose-capture.ts';
import { evaluate, isMet, type Subject } from './evaluate.ts';
import type { GradedAtom, GradedClaim } from './graded-claim.ts';
import type { CaptureItem, RequiredClaim, Rubric } from './rubric.ts';
import type { ItemReason, ItemResult } from './submission-result.ts';

/** Points for facts of the capture; `null`: there is none that can be read. */
export function captureItems(
	{ capture, port }: Rubric,
	handedIn: HandedIn | null,
	variables: Subject['variables'],
): readonly ItemResult[] {
	if (handedIn === null) return capture.map(({ id, points }) => itemOf(id, 0, points, { kind: 'no-capture' }));
	const { analysis, read } = handedIn.result;
	const undamaged = read.kind === 'capture' && read.damage === null;
	return capture.map((item) => captureItem(item, { analysis, undamaged, port, variables }));
}

function captureItem({ id, points, require, else: otherwise }: CaptureItem, subject: Subject): ItemResult {
	const outcomes = evaluate(require, subject);
	if (isMet(outcomes)) return itemOf(id, points, points, { kind: 'met', outcomes });
	for (const { points: some, when } of otherwise) {
		const instead = evaluate(when, subject);
		if (isMet(instead)) return itemOf(id, some, points, { kind: 'in-part', outcomes, instead });
	}
	return itemOf(id, 0, points, { kind: 'unmet', outcomes });
}

/** Points for what the report says, and what its refuted claims and its lack of evidence cost. */
export function claimItems({ claims: rules }: Rubric, claims: readonly GradedClaim[]): readonly ItemResult[] {
	const required = rules.required.map((one) => requiredItem(one, claims));
	return [...required, ...evidenceItem(rules.minimumEvidence, required, claims), ...refutedItem(rules.refuted, claims)];
}

/** The best confirmed claims count, each different one once: a report that says it twice is not paid twice. */
function requiredItem(required: RequiredClaim, claims: readonly GradedClaim[]): ItemResult {
	const { id, points, min } = required;
	const fitting = claims
		.map((claim) => ({ claim, atoms: claim.atoms.filter((atom) => atomFits(required, atom)) }))
		.filter(({ atoms }) => atoms.length > 0);
	const confirmed = fitting.flatMap(({ claim, atoms }) =>
		atoms
			.filter(({ verdict }) => verdict === 'confirmed' && claim.verdict !== 'refuted')
			.map((atom) => ({ claim, atom })),
	);
	const wanted = required.roles.length > 0 ? required.roles.length : min;
	const found = Math.min(wanted, required.roles.length > 0 ? rolesSaid(required, confirmed) : different(confirmed));
	if (found > 0) {
		const ids = firstIds(confirmed.map(({ claim }) => claim));
		return itemOf(id, rounded((points * found) / wanted), points, { kind: 'said', claims: ids, found, min: wanted });
	}
	return itemOf(id, 0, points, unpaid(fitting.map(({ claim }) => claim)));
}

function atomFits({ kind, flags, about, roles }: RequiredClaim, atom: GradedAtom): boolean {
	if (!kind.includes(atom.kind)) return false;
	if (roles.length > 0 && atom.verdict === 'confirmed' && !atom.roles.some((role) => roles.includes(role)))
		return false;
	if (flags.length > 0 && atom.verdict === 'confirmed' && !flags.every((flag) => atom.flags.includes(flag)))
		return false;
	return about === null || about === (atom.pattern === 'P06' ? 'shape' : 'starter');
}

function rolesSaid({ roles }: RequiredClaim, confirmed: readonly { readonly atom: GradedAtom }[]): number {
	return roles.filter((role) => confirmed.some(({ atom }) => atom.roles.includes(role))).length;
}

function different(confirmed: readonly { readonly atom: GradedAtom }[]): number {
	return new Set(confirmed.map(({ atom }) => `${atom.kind} ${atom.said}`)).size;
}

function unpaid(claims: readonly GradedClaim[]): ItemReason {
	const refuted = claims.filter(({ verdict }) => verdict === 'refuted');
	if (refuted.length > 0) return { kind: 'said-but-refuted', claims: firstIds(refuted) };
	if (claims.length > 0) return { kind: 'said-not-checkable', claims: firstIds(claims) };
	return { kind: 'not-said' };
}

function refutedItem(
	{ each, max }: Rubric['claims']['refuted'],
	claims: readonly GradedClaim[],
): readonly ItemResult[] {
	const refuted = claims.filter(({ verdict }) => verdict === 'refuted');
	if (refuted.length === 0 || each === 0) return [];
	const points = rounded(Math.max(max ?? Number.NEGATIVE_INFINITY, each * refuted.length));
	const ids = refuted.map(({ id }) => id);
	return [itemOf('refuted-claims', points, 0, { kind: 'refuted', claims: ids, each, max })];
}

function evidenceItem(
	{ packetReferences: needed, share }: Rubric['claims']['minimumEvidence'],
	required: readonly ItemResult[],
	claims: readonly GradedClaim[],
): readonly ItemResult[] {
	const rows = claims.flatMap(({ atoms }) =>
		atoms.filter(({ kind }) => kind === 'K01').flatMap(({ packets }) => packets),
	);
	const found = new Set(rows).size;
	const earned = required.reduce((sum, { points }) => sum + points, 0);
	if (found >= needed || earned === 0) return [];
	const lost = rounded(earned * (share - 1));
	return [itemOf('minimum-evidence', lost, 0, { kind: 'little-evidence', found, needed, share })];
}

/** Without a capture, no more than half of the points. */
export function halfItem({ halfWithoutCapture, max }: Rubric, isThere: boolean, earned: number): readonly ItemResult[] {
	const most = max / 2;
	if (!halfWithoutCapture || isThere || earned <= most) return [];
	return [itemOf('half-without-capture', rounded(most - earned), 0, { kind: 'half-without-capture' })];
}

/** To two decimals: what people add up by hand. */
export function rounded(points: number): number {
	return Math.round(points * 100) / 100;
}

const MOST_IDS = 6;

function firstIds(claims: readonly GradedClaim[]): readonly string[] {
	return [...new Set(claims.map(({ id }) => id))].slice(0, MOST_IDS);
}

function itemOf(id: string, points: number, max: number, reason: ItemReason): ItemResult {
	return { id, points, max, reason };
}
