import type { CountedThing } from '../fact.ts';
import { has, isOf, isWord, type Token } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { flagSets, phaseOf, rowsOf, says, spanOf } from './features.ts';
import { flagThing } from './flag-thing.ts';
import type { Say } from './say.ts';
import { isNotOne } from './uncounted.ts';

/** P15: what is not there, or is. */
export function readAbsence(clause: Clause, scope: ClauseScope): readonly Say[] {
	const { tokens } = clause;
	const several = neitherOf(tokens);
	if (several.length > 0) return several.map((thing) => absence(clause, scope, thing, false));
	const thing = absentThing(tokens);
	if (thing === undefined || rowsOf(tokens) !== null) return [];
	const isNegated = says(tokens, 'NOT', 'WITHOUT');
	const isThere = says(tokens, 'THERE_IS', 'CONTAINS', 'SEVERAL') || clause.verbs.length === 0;
	const isOther = thing === 'retransmissions' || thing === 'duplicates' || thing === 'errors';
	if (!isNegated && !(isThere && isOther && says(tokens, 'THERE_IS', 'SEVERAL', 'DUPLICATE'))) return [];
	if (tokens.some((token, i) => isOf(token, 'number') && !isNotOne(tokens, i) && !isAmong(tokens, i))) return [];
	return [absence(clause, scope, thing, !isNegated)];
}

function absence({ tokens, from }: Clause, scope: ClauseScope, thing: CountedThing, isPresent: boolean): Say {
	return {
		say: 'absence',
		kinds: ['K14'],
		pattern: 'P15',
		thing,
		isPresent,
		phase: phaseOf(tokens),
		host: from,
		tentative: scope.tentative,
		...spanOf(tokens),
	};
}

/** `neither a SYN nor a FIN`, `tidak ada SYN maupun FIN`: none of both. */
function neitherOf(tokens: readonly Token[]): readonly CountedThing[] {
	const at = tokens.findIndex((token) => has(token, 'NOT', 'WITHOUT'));
	const joint = tokens.findIndex((token, i) => i > at && isWord(token, /^(?:nor|maupun|ataupun|atau|or)$/i));
	if (at < 0 || joint < 0 || rowsOf(tokens) !== null) return [];
	const isPlain = tokens.slice(at + 1).every((token) => isOf(token, 'flags') || isPlainWord(token));
	const sets = [flagSets(tokens.slice(at, joint)), flagSets(tokens.slice(joint))];
	const isEach = isPlain && sets.every((each) => each.length === 1);
	const isShownAt = says(tokens, 'THERE_IS', 'CAPTURE', 'FILE', 'PACKET') || at === 0;
	return isEach && isShownAt ? sets.flat().map(flagThing) : [];
}

function isPlainWord(token: Token): boolean {
	return (
		isOf(token, 'sign') ||
		isOf(token, 'number') ||
		has(token, 'PACKET', 'SEGMENT', 'FLAG', 'CAPTURE', 'FILE', 'IS', 'THERE_IS', 'NOT', 'OR') ||
		isWord(token, /^(?:an?|the|nor|maupun|ataupun|in|di|pada|here|sini|any|paket|satu|pun)$/i)
	);
}

function absentThing(tokens: readonly Token[]): CountedThing | undefined {
	if (says(tokens, 'RETRANSMISSION')) return 'retransmissions';
	if (says(tokens, 'DUPLICATE') && !says(tokens, 'RETRANSMISSION')) return 'duplicates';
	const at = tokens.findIndex((token) => has(token, 'NOT', 'WITHOUT'));
	if (at < 0) return undefined;
	const behind = tokens.slice(at, at + 7);
	const sets = flagSets(behind);
	// "tidak ada jawaban untuk SYN": the answer is not there.
	const flagsAt = behind.findIndex((token) => isOf(token, 'flags'));
	if (flagsAt > 0 && says(behind.slice(0, flagsAt), 'RESPONSE')) return undefined;
	if (says(behind, 'RESET') || sets.some((set) => set.includes('RST'))) return 'rst';
	if (
		sets.length === 1 &&
		flagsAt <= 4 &&
		(says(tokens, 'PACKET', 'FLAG', 'SEGMENT', 'THERE_IS', 'CAPTURE') || tokens.some(isFinding))
	)
		return flagThing(sets[0] ?? []);
	if (says(behind, 'ERROR') || (says(behind, 'LOSS') && says(behind, 'PACKET'))) return 'errors';
	if (says(behind, 'UDP') && says(behind, 'PACKET')) return 'udp-packets';
	if (says(behind, 'ARP')) return 'arp-packets';
	const named = namedBefore(tokens, at);
	if (named) return named;
	const isOfData =
		tokens.slice(at, at + 3).some((token) => has(token, 'DATA', 'PAYLOAD')) &&
		!says(tokens, 'LOSS', 'CLIENT', 'SERVER', 'CLOSE', 'HANDSHAKE');
	return isOfData && sets.length === 0 && tokens.length <= 8 ? 'messages' : undefined;
}

function isFinding(token: Token): boolean {
	return isWord(token, /^(?:finds?|found|see|saw|spot|detect|menemukan|melihat)$/i);
}

/** `FIN sama sekali tidak muncul`, `ARP frames do not show up`: what is not there stands before. */
function namedBefore(tokens: readonly Token[], at: number): CountedThing | undefined {
	const isAll = tokens
		.slice(at + 1)
		.every((token) => has(token, 'THERE_IS', 'SAME', 'CAPTURE', 'FILE', 'IS') || isEmphasis(token));
	const isThere = /(?:ada|terdapat|ditemukan|terjadi|terlihat|muncul)$/i.test(tokens[at]?.text ?? '');
	const before = tokens.slice(0, at);
	if (!isAll || before.length > 5 || !(isThere || says(tokens.slice(at), 'THERE_IS') || tokens.some(isShown)))
		return undefined;
	// "The last ACK is not there" says nothing of others.
	const isAny = before.every(
		(token) =>
			isOf(token, 'flags') ||
			has(token, 'RESET', 'UDP', 'ARP', 'FRAME', 'SAME') ||
			isEmphasis(token) ||
			isPlainWord(token),
	);
	if (!isAny) return undefined;
	const [set, ...others] = flagSets(before);
	if (set) return others.length === 0 ? flagThing(set) : undefined;
	if (says(before, 'RESET')) return 'rst';
	if (says(before, 'UDP')) return 'udp-packets';
	return says(before, 'ARP') ? 'arp-packets' : undefined;
}

function isShown(token: Token): boolean {
	return isWord(token, /^(?:show|appear|occur|turn|captured|sent|dikirim|dipakai|used)$/i);
}

function isEmphasis(token: Token): boolean {
	return (
		isShown(token) ||
		isOf(token, 'sign') ||
		isWord(token, /^(?:sama|sekali|di|dalam|pada|in|at|all|up|anywhere|here|the|sini|satu|pun|pernah|single)$/i)
	);
}

/** `in these 12 packets`, `pada 12 paket`: where something is not. */
function isAmong(tokens: readonly Token[], at: number): boolean {
	return tokens
		.slice(Math.max(0, at - 2), at)
		.some((token) => isWord(token, /^(?:in|among|of|within|pada|dalam|di|dari|antara)$/i));
}
