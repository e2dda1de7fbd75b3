import { has, isOf, isWord, type Token, type TokenOf } from '../text/token.ts';
import type { SentenceContext } from './context.ts';
import { allOf, says, spanOf } from './features.ts';
import { gapEnds } from './gap-ends.ts';
import { gapParts } from './gap-parts.ts';
import { ANY_PACKET } from './packet-query.ts';
import { spanEnds } from './read-span.ts';
import type { Say } from './say.ts';
import type { GapEnd, GapSay } from './say-packets.ts';

/**
 * P19: how long lies between two things: `Packet 12 comes 4.2 s after packet 8`, `Jeda antara paket 8 dan 12 adalah 4,2
 * detik`, `Dari SYN sampai SYN, ACK butuh 0,9 detik`, `The two connections lie 70 s apart`; or how long one lasts.
 */
export function readGaps(
	tokens: readonly Token[],
	context: SentenceContext,
	sums: readonly Say[] = [],
): readonly Say[] {
	const all = allOf(tokens, 'time').filter(
		(each) => !sums.some(({ start, end }) => start <= each.start && each.end <= end),
	);
	const [time, ...others] = all.filter((each) => !isBesides(tokens, each));
	if (time === undefined || time.isMoment || others.length > 0) return [];
	const besides = all.filter((each) => each !== time);
	const spoken = tokens.filter(
		(token, i) =>
			!besides.some((each) => each === token || (each === tokens[i + 1] && has(token, 'FROM', 'TO', 'UNTIL'))),
	);
	const at = spoken.indexOf(time);
	const pair = flagPair(spoken) ?? spanEnds(spoken, at);
	const parts = pair ? null : gapParts(spoken, at);
	const ends = pair ?? (parts && gapEnds(parts.ends, context));
	return ends ? [gapSay(tokens, tokens.indexOf(time), time, ...ends), ...besides.map(momentSay)] : [];
}

/** `(0.000090)`, `from 0.291932 to 0.292640`: when the ends are, beside how long it is. */
function isBesides(tokens: readonly Token[], time: TokenOf<'time'>): boolean {
	const at = tokens.indexOf(time);
	const before = tokens[at - 1];
	const isBracketed = isOf(before, 'sign') && before.sign === '(';
	const isEnd = has(before, 'FROM', 'UNTIL') || isWord(before, /^(?:to|ke|hingga|sampai|until)$/i);
	return time.digits >= 4 && time.scale === 1 && (isBracketed || isEnd);
}

function momentSay({ seconds, digits, scale, written, start, end }: TokenOf<'time'>): Say {
	return {
		say: 'time',
		kinds: ['K13'],
		pattern: 'P19',
		seconds,
		digits,
		scale,
		written,
		what: 'moment',
		query: null,
		rows: null,
		isWhen: true,
		isAbout: false,
		tentative: null,
		start,
		end,
	};
}

/** `between SYN and SYN-ACK`: two sets in one token. */
function flagPair(tokens: readonly Token[]): readonly [GapEnd, GapEnd] | null {
	const flags = tokens.find((token, i) => isOf(token, 'flags') && has(tokens[i - 1], 'BETWEEN'));
	const [first, second, ...others] = isOf(flags, 'flags') ? flags.sets : [];
	if (!first || !second || others.length > 0) return null;
	const end = (set: readonly string[]): GapEnd => ({
		rows: null,
		event: { name: 'packets', query: { ...ANY_PACKET, flags: [set] } },
		pick: null,
	});
	return [end(first), end(second)];
}

function gapSay(
	tokens: readonly Token[],
	at: number,
	{ seconds, digits, scale, written }: TokenOf<'time'>,
	first: GapEnd,
	second: GapEnd,
): Say {
	const near = tokens.slice(Math.max(0, at - 3), at);
	const hasRows = first.rows !== null || second.rows !== null;
	return {
		say: 'gap',
		kinds: hasRows ? ['K13', 'K01'] : ['K13'],
		pattern: 'P19',
		first,
		second,
		seconds,
		digits,
		scale,
		written,
		bound: timeBound(tokens, at),
		isAbout: says(near, 'ABOUT', 'PROBABLY'),
		tentative: null,
		...spanOf(tokens),
	};
}

/** `less than`, `within`, `lebih dari` in front of a time. */
export function timeBound(tokens: readonly Token[], at: number): GapSay['bound'] {
	const near = tokens.slice(Math.max(0, at - 3), at);
	if (says(near, 'LESS') || near.some((token) => isWord(token, /^(?:within|under|hampir|nearly|almost)$/i)))
		return 'at-most';
	return says(near, 'MORE', 'AT_LEAST') ? 'at-least' : 'exactly';
}
