import type { Reason } from '../claim.ts';
import type { Token } from '../text/token.ts';
import { type Clause, isPassiveAnswer } from './clause.ts';
import type { Link } from './clause-cuts.ts';
import type { SentenceContext } from './context.ts';
import { allOf, messagesOf, rowsOf, says } from './features.ts';
import type { HostRef } from './host.ts';
import type { RowRef } from './packet-query.ts';
import { isPassive, verbOf } from './verbs.ts';

/** What a clause is told in. */
export interface ClauseScope {
	readonly rows: RowRef | null;
	/** Rows of the sentence before are a hint, rows of the clause itself a claim. */
	readonly areOwnRows: boolean;
	readonly from: HostRef | null;
	readonly to: HostRef | null;
	readonly context: SentenceContext;
	readonly tentative: Reason | null;
	/** The whole sentence. */
	readonly sentence: readonly Token[];
}

/** What a clause behind these says is when or why, not what. */
export const SIDE_LINKS: ReadonlySet<Link> = new Set<Link>(['after', 'before', 'when', 'because', 'in-order-to']);

/** Gives each clause the rows and the subject that it is told in. */
export function scopesOf(
	clauses: readonly Clause[],
	sentence: readonly Token[],
	context: SentenceContext,
	tentative: Reason | null,
): readonly ClauseScope[] {
	let rows = context.rows;
	let areOwn = context.areRowsOwn;
	let from: HostRef | null = null;
	let to: HostRef | null = null;
	return clauses.map((clause, i) => {
		const own = rowsOf(clause.tokens);
		const isElsewhere = clause.link === 'before' || clause.link === 'after';
		const [carried, wereOwn] = [rows, areOwn];
		if (own && !context.areRowsOwn) [rows, areOwn] = [own, true];
		const message = rows === null || !areOwn ? ownMessage(clause) : null;
		const isActive = clause.verbs.some((verb) => verb !== 'receive');
		const isBare = clause.from === null && clause.to === null;
		// "sends X in frame 6 and gets Y back": another packet.
		const turns =
			own === null &&
			!context.areRowsOwn &&
			areOwn &&
			(isTurn(clauses[i - 1], clause) || isOtherSender(clauses[i - 1], clause, rows) || isOfOtherPacket(clause, rows));
		if (turns) [rows, areOwn] = [null, false];
		// "dibalas X": who spoke before is the one who gets it.
		const isAnswered = isBare && isPassiveAnswer(clause);
		const scope: ClauseScope = {
			rows: message ?? rows,
			areOwnRows: message !== null || areOwn,
			from: isBare && isActive && !isAnswered ? from : null,
			to: isAnswered || (isBare && isReceiving(clause)) ? from : isBare && !isActive ? to : null,
			context,
			tentative: clause.link === 'if' ? 'CONDITION_NOT_MET' : tentative,
			sentence,
		};
		if (clause.verbs.includes('receive')) from = clause.to ?? from;
		else from = clause.from ?? from;
		to = clause.to ?? to;
		// "Before packet 8, …": what follows is not in packet 8.
		if (own && isElsewhere && clauses.length > 1) [rows, areOwn] = [carried, wereOwn];
		return scope;
	});
}

/** `… and gets Y back`: who did something before gets it. `… dan diterima` is of whom it was sent to. */
function isReceiving({ tokens, verbs, link }: Clause): boolean {
	const at = tokens.findIndex((token, i) => verbOf(token, tokens, i) === 'receive');
	return at >= 0 && verbs.length === 1 && (link === 'and' || link === 'then') && !isPassive(tokens, at);
}

/** Whoever sends in one clause and receives in the next speaks of two packets. */
function isTurn(before: Clause | undefined, { verbs }: Clause): boolean {
	if (before === undefined) return false;
	const isSent = before.verbs.includes('send');
	const isReceived = before.verbs.includes('receive');
	return (isSent && (verbs.includes('receive') || verbs.includes('reply'))) || (isReceived && verbs.includes('reply'));
}

/** `… and the one right after it (#28) is …`, `in frame 142, followed by FIN, ACK in 143`: it points at another packet itself. */
function isOfOtherPacket({ tokens, link }: Clause, rows: RowRef | null): boolean {
	const isElsewhere = (row: number): boolean => rows !== null && !rows.rows.includes(row);
	return tokens.some((token, at) => {
		if (token.type === 'rows') return token.noun === '#' && token.rows.every(isElsewhere);
		const before = tokens[at - 1];
		const isIn = before?.type === 'word' && /^(?:in|di|pada)$/i.test(before.word);
		return link === 'then' && isIn && token.type === 'number' && token.unit === null && isElsewhere(token.value);
	});
}

/** One packet has one sender: who is said to send something else does it in another. */
function isOtherSender(before: Clause | undefined, { from, link }: Clause, rows: RowRef | null): boolean {
	if (!before?.from || !from || rows?.rows.length !== 1 || link === 'means') return false;
	const areSides = before.from.side !== null && from.side !== null && before.from.side !== from.side;
	return areSides || (before.from.address !== null && from.address !== null && before.from.address !== from.address);
}

/** The n-th message that a clause is about; what answers or acknowledges it is another packet. */
function ownMessage(clause: Clause): RowRef | null {
	const isOther = clause.isNegated || isPassiveAnswer(clause) || clause.verbs.includes('acknowledge');
	// "The reply to the first message": the message only tells which reply.
	const asked = allOf(clause.tokens, 'nth').some(({ what }) => what === 'message' || what === 'request');
	if (asked && says(clause.tokens, 'RESPONSE', 'ECHO', 'EVENT', 'REPLY')) return null;
	return isOther || SIDE_LINKS.has(clause.link) ? null : messagesOf(clause.tokens);
}
