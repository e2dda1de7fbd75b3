import { has, isOf, isWord, type Token } from '../text/token.ts';
import { type Clause, isWithoutAck } from './clause.ts';
import type { Say } from './say.ts';

/** Words that lead from clause to clause, idioms and numbers of sums: they turn nothing, whatever they are elsewhere. */
export function isIdle({ tokens, link, hosts }: Clause, at: number, own: readonly Say[]): boolean {
	return (
		isLink({ tokens, link }, at) ||
		isInIdiom(tokens, at) ||
		isWithoutAck(tokens, at) ||
		isWithoutAck(tokens, at - 1) ||
		isEachOfBoth(tokens, at, hosts.length) ||
		isInFormula(tokens, at, own)
	);
}

/** `13 segments = 3k + 7`: what it says is arithmetic. */
export function isFormula(tokens: readonly Token[]): boolean {
	return tokens.some(
		(token, i) => isOf(token, 'number') && /^[a-z]$/i.test(tokens[i + 1]?.text ?? '') && isSign(tokens[i - 1], /^=$/),
	);
}

/** `Lalu …`, `Setelah itu …`, `Awalnya …`: it tells where the clause stands, not what it says. */
function isLink({ tokens: [first], link }: Pick<Clause, 'tokens' | 'link'>, at: number): boolean {
	if (at !== 0) return false;
	if ((link === 'after' || link === 'before') && has(first, 'AFTER', 'BEFORE')) return true;
	return has(first, 'THEN', 'LAST') || isWord(first, /^(?:awalnya|mula-mula|pertama-tama|mulanya)$/i);
}

/** `Each side …: the client at …, the server at …`; its own number is no packet of its own. */
function isEachOfBoth(tokens: readonly Token[], at: number, hosts: number): boolean {
	if (hosts > 1 && has(tokens[at], 'BOTH')) return true;
	// "Both hosts send one each."
	if (has(tokens[at], 'EACH') && tokens.some((token) => has(token, 'BOTH'))) return true;
	if (hosts > 1 && has(tokens[at], 'EVERY', 'EACH')) return has(tokens[at + 1], 'SIDE', 'HOST');
	return has(tokens[at], 'SEPARATE') && !tokens.some((token) => isOf(token, 'flags'));
}

/** A number of a sum, or a share of one: whether it is right is arithmetic. */
function isInFormula(tokens: readonly Token[], at: number, own: readonly Say[]): boolean {
	const isOfAck = own.some(
		(say) => say.say === 'acked' || say.say === 'acknowledgment' || (say.say === 'packet' && say.acknowledges),
	);
	if (!isOf(tokens[at], 'number') || !isOfAck || !tokens.some((token) => isSign(token, /^[+×]$/))) return false;
	return [tokens[at - 1], tokens[at + 1]].some((token) => isSign(token, /^[+=×]$/) || isFor(token));
}

function isSign(token: Token | undefined, signs: RegExp): boolean {
	return isOf(token, 'sign') && signs.test(token.sign);
}

function isFor(token: Token | undefined): boolean {
	return isWord(token, /^(?:for|untuk)$/i);
}

function isInIdiom(tokens: readonly Token[], at: number): boolean {
	return [at, at - 1, at - 2].some((from) => {
		const idioms = IDIOMS.get(tokens[from]?.text.toLowerCase() ?? '');
		return idioms?.some(
			(words) => from + words.length > at && words.every((word, i) => wordAt(tokens, from + i) === word),
		);
	});
}

function wordAt(tokens: readonly Token[], at: number): string | undefined {
	return tokens[at]?.text.toLowerCase();
}

/** Words that turn nothing where they stand together, by the first. */
const IDIOMS: ReadonlyMap<string, readonly (readonly string[])[]> = (() => {
	const text =
		'sama sekali, at all, all interfaces, semua interface, mana pun, apa pun, satu pun, takes place, take place, ' +
		'took place, at the same time, pada saat yang sama, di saat yang sama, for each, untuk setiap, ke semua, asks everyone, in order, more or less, of course';
	const found = new Map<string, string[][]>();
	for (const idiom of text.split(', ')) {
		const words = idiom.split(' ');
		const [first = ''] = words;
		found.set(first, [...(found.get(first) ?? []), words]);
	}
	return found;
})();
