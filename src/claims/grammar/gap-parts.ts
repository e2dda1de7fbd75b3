import { has, isOf, isWord, type Token } from '../text/token.ts';
import { verbOf } from './verbs.ts';

/** Where the two things stand between which a time lies; `null` where it lies between none. */
export function gapParts(tokens: readonly Token[], at: number): Parts | null {
	return (
		behindTime(tokens, at) ?? betweenBoth(tokens, at) ?? fromTo(tokens, at) ?? apart(tokens, at) ?? later(tokens, at)
	);
}

/** The tokens of the earlier and of the later thing. */
export interface Parts {
	readonly ends: readonly [readonly Token[], readonly Token[]];
}

/** `… N s after A`, `N s after A, B`; "before" turns them round. */
function behindTime(tokens: readonly Token[], at: number): Parts | null {
	const link = tokens[at + 1];
	const isSince = isWord(link, /^(?:sejak|since|semenjak)$/i);
	if (!isSince && !has(link, 'AFTER', 'BEFORE')) return null;
	const isLeading = tokens.slice(0, at).every((token) => isOf(token, 'sign') || isLoose(token));
	const behind = tokens.slice(at + 2);
	const comma = behind.findIndex((token) => isOf(token, 'sign') && /^[,;]$/.test(token.sign));
	const end = comma >= 0 ? comma : isLeading ? mainClause(behind) : behind.length;
	const named = behind.slice(0, end);
	// "It takes 7 s after A before B": both stand behind.
	const until = named.findIndex((token, i) => i > 0 && has(token, 'BEFORE', 'UNTIL'));
	if (until > 0) return has(link, 'BEFORE') ? null : { ends: [named.slice(0, until), named.slice(until + 1)] };
	const other = isLeading ? behind.slice(end) : tokens.slice(0, at);
	return has(link, 'BEFORE') ? { ends: [other, named] } : { ends: [named, other] };
}

/** `after the last reply the client closes …`: where the other clause begins without a comma. */
function mainClause(tokens: readonly Token[]): number {
	const at = tokens.findIndex(
		(token, i) =>
			i > 0 &&
			(has(token, 'CLIENT', 'SERVER', 'THERE_IS') ||
				(has(token, 'CONNECTION') && verbOf(tokens[i + 1], tokens, i + 1))) &&
			!has(tokens[i - 1], 'FROM', 'BY', 'TO'),
	);
	return at < 0 ? tokens.length : at;
}

/** `sekitar`, `only`, `pada`: words around a time. */
function isLoose(token: Token): boolean {
	return has(token, 'ABOUT', 'ONLY', 'TO', 'PROBABLY') || isWord(token, /^(?:in|baru|some)$/i);
}

/** `antara A dan B`, `selisih paket 8 dan 12`. */
function betweenBoth(tokens: readonly Token[], at: number): Parts | null {
	const between = tokens.findIndex(
		(token) => has(token, 'BETWEEN') || isWord(token, /^(?:selisih(?: waktu)?|jeda|gap|difference)$/i),
	);
	if (between < 0) return null;
	const [from, to] = between < at ? [between + 1, at] : [between + 1, tokens.length];
	const inside = tokens.slice(from, to);
	const pair = inside.find((token) => isOf(token, 'rows') && token.rows.length === 2);
	if (isOf(pair, 'rows')) {
		const [a, b] = pair.rows.map((row): readonly Token[] => [{ ...pair, rows: [row], isRange: false }]);
		return a && b ? { ends: [a, b] } : null;
	}
	const and = inside.findIndex((token) => has(token, 'AND', 'WITH'));
	const [first, second] = inside;
	// "between the two messages"
	if (and < 0 && inside.some((token) => isOf(token, 'number') && token.value === 2) && first && second)
		return { ends: [untilVerb(inside), untilVerb(inside)] };
	return and > 0 ? { ends: [inside.slice(0, and), untilVerb(inside.slice(and + 1))] } : null;
}

/** `dari A sampai B`, `from A to B`, before the time or behind it. */
function fromTo(tokens: readonly Token[], at: number): Parts | null {
	const from = tokens.findIndex(
		(token, i) => has(token, 'FROM') && (i === 0 || i > at || has(tokens[i - 1], 'DURATION', 'TIME')),
	);
	const to = tokens.findIndex((token, i) => i > from + 1 && (has(token, 'UNTIL') || isTo(token)));
	if (from < 0 || to < 0 || (from < at && to > at)) return null;
	const second = tokens.slice(to + 1, from < at ? at : tokens.length);
	return { ends: [tokens.slice(from + 1, to), untilVerb(second)] };
}

function isTo(token: Token): boolean {
	return isWord(token, /^(?:to|ke|menuju|until)$/i);
}

/** `B butuh waktu …`, `B there are …`: what is said of the time is no part of B. */
function untilVerb(tokens: readonly Token[]): readonly Token[] {
	const end = tokens.findIndex(
		(token) =>
			has(token, 'DURATION', 'DEFINES', 'THERE_IS', 'RTT', 'ABOUT') ||
			(isOf(token, 'sign') && /^[,;:=]$/.test(token.sign)) ||
			isWord(token, /^(?:butuh|membutuhkan|memakan|memerlukan|perlu|needs?|passes|pass|elapses?)$/i),
	);
	return end < 0 ? tokens : tokens.slice(0, end);
}

const APART = /^(?:berselang|selang|terpaut|berjarak|apart|lie|are|come)$/i;

/** `Kedua koneksi berselang 70 detik`, `two connections, 70 s apart`. */
function apart(tokens: readonly Token[], at: number): Parts | null {
	const isApart =
		isWord(tokens[at + 1], /^(?:apart|berselang)$/i) ||
		isWord(tokens[at - 1], APART) ||
		(has(tokens[at - 1], 'ABOUT', 'PROBABLY') && isWord(tokens[at - 2], APART));
	if (!isApart) return null;
	const both = tokens.slice(0, at).filter((token) => !isLoose(token) && !isWord(token, APART));
	const and = both.findIndex((token) => has(token, 'AND'));
	return { ends: and > 0 ? [both.slice(0, and), both.slice(and + 1)] : [both, both] };
}

/** `X, and 41 ms later Y`, `X, Y sekitar 12 detik kemudian`. */
function later(tokens: readonly Token[], at: number): Parts | null {
	const isLater = isWord(
		tokens[at + 1],
		/^(?:later|afterwards|kemudian|setelahnya|sesudahnya|setelah itu|sesudah itu|after that)$/i,
	);
	if (!isLater) return null;
	const cut = tokens.findLastIndex(
		(token, i) =>
			i > 0 && i < at && ((isOf(token, 'sign') && /^[,;]$/.test(token.sign)) || has(token, 'AND', 'THEN', 'WHILE')),
	);
	const second = [
		...tokens.slice(cut + 1, at).filter((token) => !isLoose(token) && !has(token, 'AND', 'THEN')),
		...tokens.slice(at + 2),
	];
	return cut > 0 ? { ends: [tokens.slice(0, cut), second] } : null;
}
