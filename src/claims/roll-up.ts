import type { Atom, Reason, Verdict } from './claim.ts';
import type { Say } from './grammar/say.ts';
import type { PacketSay } from './grammar/say-packets.ts';

/** A statement with the atoms it became. */
export interface Judged {
	readonly say: Say;
	readonly atoms: readonly Atom[];
}

/** The verdict of a sentence, and its reason where it cannot be checked. */
export interface RolledUp {
	readonly verdict: Verdict;
	readonly reason: Reason | null;
}

/** The most telling reason comes first. */
const REASONS: readonly Reason[] = [
	'NOT_IN_CAPTURE',
	'CAUSE',
	'NO_WIRE_EVIDENCE',
	'CONDITION_NOT_MET',
	'UNSUPPORTED',
	'NO_CAPTURE',
	'UNBOUND',
	'THEORY',
];

/** Refuted if any part is; confirmed if one is and none is refuted; a sum alone does not confirm what needs a capture. */
export function rollUp(judged: readonly Judged[]): RolledUp {
	const atoms = judged.flatMap((one) => one.atoms);
	if (atoms.some(({ verdict }) => verdict === 'refuted')) return { verdict: 'refuted', reason: null };
	if (atoms.some(({ reason, kind }) => reason === 'CAUSE' && kind === 'K19') && !isShown(judged))
		return { verdict: 'not-checkable', reason: 'CAUSE' };
	const confirms = atoms.filter(({ verdict, isAside }) => verdict === 'confirmed' && !isAside);
	if (confirms.length > 0 && !isBeside(judged)) return { verdict: 'confirmed', reason: null };
	const reasons = atoms.flatMap(({ reason }) => reason ?? []);
	if (reasons.length === 0)
		return atoms.length > 0 ? { verdict: 'confirmed', reason: null } : { verdict: 'not-checkable', reason: 'UNBOUND' };
	return { verdict: 'not-checkable', reason: REASONS.find((reason) => reasons.includes(reason)) ?? 'UNBOUND' };
}

/** Numbers, texts and rows are so whatever they are so for; that something happens is often told only for its cause. */
function isShown(judged: readonly Judged[]): boolean {
	return judged.some(
		({ say, atoms }) =>
			!say.isSide &&
			say.kinds.some((kind) => kind === 'K07' || kind === 'K08' || kind === 'K11' || kind === 'K01') &&
			atoms.every(({ verdict }) => verdict === 'confirmed'),
	);
}

/** What was confirmed is not what the sentence says: a number in it was not understood, or it stands in a side clause. */
function isBeside(judged: readonly Judged[]): boolean {
	if (judged.some(({ say }) => say.isUnread) || judged.some(isOpen)) return true;
	const confirms = judged.filter(({ atoms }) => atoms.some(({ verdict }) => verdict === 'confirmed'));
	const isNotRecorded = judged.some(
		({ say, atoms }) => say.say === 'handshake' && atoms.some(({ reason }) => reason === 'NOT_IN_CAPTURE'),
	);
	if (isNotRecorded && confirms.every(({ say }) => say.say === 'time')) return true;
	const main = judged.filter(({ say }) => !say.isSide);
	return main.length > 0 && main.every(({ atoms }) => atoms.every(({ verdict }) => verdict === 'not-checkable'));
}

/** What must be so for the sentence to be so, and could not be told. */
function isOpen({ say, atoms }: Judged): boolean {
	const [open] = atoms.filter(({ verdict }) => verdict === 'not-checkable');
	if (open === undefined) return false;
	switch (say.say) {
		case 'endpoint':
			return (say.port !== null || say.role !== null) && open.reason === 'UNBOUND';
		case 'close':
			return open.reason === 'NOT_IN_CAPTURE';
		case 'arp':
			return open.reason === 'NOT_IN_CAPTURE';
		case 'packet':
			return (
				say.received !== undefined ||
				isTextOpen(say, open.reason) ||
				(open.reason === 'NOT_IN_CAPTURE' && say.query.flags.length > 0)
			);
		case 'unquoted':
			return say.isNamed;
		case 'cited':
			// Numbers in brackets may be steps or packets.
			return say.rows.noun === '(';
		case 'gap':
		case 'answer-time':
		case 'field':
			return true;
		case 'time':
			return say.isWhen;
		case 'count':
			return open.reason === 'NOT_IN_CAPTURE';
		case 'universal':
			return true;
		default:
			return false;
	}
}

/** A text, or what a message is called, that could not be found out about: the rest is about something else. */
function isTextOpen({ query }: PacketSay, reason: Reason | null): boolean {
	return reason === 'UNBOUND' && (query.texts.length > 0 || query.http !== null || query.mqtt !== null);
}
