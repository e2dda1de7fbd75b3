import type { ClaimKind } from '../claim.ts';
import { has, isOf, isWord, type Token } from '../text/token.ts';
import { valuesOf } from './said-values.ts';
import type { Say } from './say.ts';

/**
 * Numbers of a sentence that no statement took up: a sequence number, a length, a time, a port. What else the sentence
 * says may be so, but it is not what it says. Numbers in words and those that only name a place are left out.
 */
export function unreadNumbers(tokens: readonly Token[], says: readonly Say[]): readonly Say[] {
	if (says.length === 0 || says.every(({ say }) => say === 'unchecked')) return [];
	let known: readonly KnownValues[] | undefined;
	return tokens.flatMap((token, i): readonly Say[] => {
		const kind = kindOf(token, tokens, i);
		if (kind === null || isInSum(token, says)) return [];
		known ??= says.map(knownValues);
		if (isRead(token, known)) return [];
		const { start, end } = token;
		const base = { say: 'unchecked', reason: 'UNBOUND', pattern: 'P21', tentative: null, isUnread: true } as const;
		return [{ ...base, kinds: [kind], start, end }];
	});
}

interface KnownValues {
	readonly say: Say;
	readonly values: ReadonlySet<string>;
}

function knownValues(say: Say): KnownValues {
	return { say, values: valuesOf(say) };
}

function isRead(token: Token, known: readonly KnownValues[]): boolean {
	return valuesOfToken(token).some((value) =>
		// A count is of one number, and says nothing of another that is the same.
		known.some(({ say, values }) => values.has(value) && (say.say !== 'count' || say.start <= token.start)),
	);
}

function isInSum(token: Token, says: readonly Say[]): boolean {
	return says.some(({ say, start, end }) => say === 'sum' && start <= token.start && token.end <= end);
}

function kindOf(token: Token, tokens: readonly Token[], at: number): ClaimKind | null {
	switch (token.type) {
		case 'seq':
		case 'acknum':
		case 'win':
			return 'K07';
		case 'len':
			return 'K08';
		case 'mac':
			return 'K12';
		case 'time':
			return 'K13';
		case 'port':
		case 'ports':
			return 'K10';
		case 'number':
			// What is told in words to explain something is no length of a packet.
			if (token.unit === 'byte') return isExplanation(tokens, at) ? null : 'K08';
			if (token.isWord) return token.value > 1 && isCountable(tokens[at + 1]) ? 'K11' : null;
			return isValue(tokens, at) ? 'K11' : null;
		default:
			return null;
	}
}

/** What numbers in words count; others are a manner of speaking. */
function isCountable(token: Token | undefined): boolean {
	return (
		has(
			token,
			'DATA',
			'PACKET',
			'FRAME',
			'REQUEST',
			'RESPONSE',
			'EVENT',
			'ECHO',
			'ARP',
			'RETRANSMISSION',
			'HANDSHAKE',
		) ||
		(has(token, 'CONNECTION') && !has(token, 'SIDE'))
	);
}

function isExplanation(tokens: readonly Token[], at: number): boolean {
	return !/^\d/.test(tokens[at]?.text ?? '') && tokens.slice(0, at).some((token) => has(token, 'BECAUSE'));
}

/** `is 17`, `count: 3`, `hanya 1`: a value; other numbers may be names or a list. */
function isValue(tokens: readonly Token[], at: number): boolean {
	const [before, beforeThat, next] = [tokens[at - 1], tokens[at - 2], tokens[at + 1]];
	if (isOf(next, 'sign') && next.sign === ',') return false;
	// "15 adalah TCP"
	if (has(next, 'DEFINES') && has(tokens[at + 2], 'TCP', 'UDP', 'ARP', 'HTTP')) return true;
	const behind = tokens.slice(at + 1, at + 3).map(({ text }) => text.toLowerCase());
	if (/^(?:di antaranya|of (?:them|which|these))$/.test(behind.join(' '))) return true;
	if (isOf(before, 'sign'))
		return (
			before.sign === '=' ||
			(before.sign === ':' && (isOf(beforeThat, 'quote') || has(beforeThat, 'COUNT', 'LENGTH', 'TIME')))
		);
	return has(before, 'DEFINES', 'ONLY', 'THERE_IS') || isWord(before, /^(?:sebesar|bernilai|equals|sebanyak)$/i);
}

function valuesOfToken(token: Token): readonly string[] {
	switch (token.type) {
		case 'seq':
		case 'acknum':
		case 'len':
		case 'win':
		case 'number':
			return [`${token.value}`];
		case 'mac':
			return [token.address];
		case 'time':
			return [`${token.seconds}`, token.written];
		case 'port':
			return [`${token.port}`];
		case 'ports':
			return [`${token.source}`, `${token.destination}`];
		default:
			return [];
	}
}
