import { has, isOf, type Token, type TokenOf } from '../text/token.ts';
import { flagSets, isCitation, says, spanOf } from './features.ts';
import type { RowRef } from './packet-query.ts';
import type { Say, Topic } from './say.ts';

/** P03: packets that a statement points at; `statements` are those of the same sentence, `before` what goes before its `;`. */
export function readCitations(
	tokens: readonly Token[],
	statements: readonly Say[],
	before: readonly Topic[],
): readonly Say[] {
	let from = 0;
	return tokens.flatMap((token, at): readonly Say[] => {
		if (!isOf(token, 'rows') || token.noun !== '#' || !isCitation(tokens, at)) return [];
		const segment = tokens.slice(from, at);
		const named = namedPart(tokens, at, token);
		from = at + 1;
		if (named) return [named];
		return isInBrackets(tokens, at) ? cited(segment, token, statements, before) : [];
	});
}

function rowRef({ rows, isRange, noun }: TokenOf<'rows'>): RowRef {
	return { rows, isRange, noun };
}

/** `SYN #3`, `the SYN of #3`, `handshake #3-#5`: the number belongs to the word before it. */
function namedPart(tokens: readonly Token[], at: number, token: TokenOf<'rows'>): Say | null {
	const isJoined = has(tokens[at - 1], 'FROM') || has(tokens[at - 1], 'IS');
	const head = tokens[isJoined ? at - 2 : at - 1];
	const base = {
		pattern: 'P03' as const,
		rows: rowRef(token),
		tentative: null,
		start: head?.start ?? 0,
		end: token.end,
	};
	const topic = topicOf(head) ?? ordinalOf(tokens[at - 2], tokens[at - 1]);
	return topic ? { ...base, say: 'cited', kinds: ['K01'], of: [], topics: [topic] } : null;
}

/** `the first segment (#3)`. */
function ordinalOf(noun: Token | undefined, bracket: Token | undefined): Topic | null {
	const isOrdinal = isOf(noun, 'rows') && noun.noun.endsWith('ordinal') && noun.rows.length === 1;
	if (!isOrdinal || !isOf(bracket, 'sign') || bracket.sign !== '(') return null;
	return { kind: 'ordinal', row: noun.rows[0] ?? 0 };
}

function topicOf(head: Token | undefined): Topic | null {
	const [set, ...others] = isOf(head, 'flags') ? head.sets : [];
	if (set && others.length === 0) return set.join() === 'ACK' ? null : { kind: 'flags', set };
	return has(head, 'HANDSHAKE') ? { kind: 'handshake' } : has(head, 'CLOSE') ? { kind: 'close' } : null;
}

/** From the bracket on there are only packets and their counts: `(2 of 2: #8 and #11)`. */
function isInBrackets(tokens: readonly Token[], at: number): boolean {
	const open = tokens
		.slice(Math.max(0, at - 6), at)
		.findLast((token) => isOf(token, 'sign') && /^[()]$/.test(token.sign));
	return open?.text === '(';
}

function cited(
	segment: readonly Token[],
	token: TokenOf<'rows'>,
	statements: readonly Say[],
	before: readonly Topic[],
): readonly Say[] {
	const { start } = spanOf(segment);
	const of = statements.filter((one) => one.end > start && one.start < token.start && canBeShown(one));
	const follows = of.some((one) => one.say === 'universal' && one.what.kind === 'message-follows');
	if (of.length === 0 || (!follows && tellsWhen(segment))) return [];
	const rows = rowRef(token);
	const span = { start: token.start, end: token.end };
	return [
		{
			say: 'cited',
			kinds: ['K01'],
			pattern: 'P03',
			rows,
			of,
			topics: [...before, ...topicsOf(segment)],
			tentative: null,
			...span,
		},
	];
}

/** What some packets show and others do not. */
function canBeShown(one: Say): boolean {
	if (one.tentative !== null || ('isNegated' in one && one.isNegated)) return false;
	return ['packet', 'handshake', 'close', 'order', 'universal', 'arp', 'speaker', 'count'].includes(one.say);
}

/** "5 s after the handshake (#8)": what is pointed at may be what comes then. */
function tellsWhen(tokens: readonly Token[]): boolean {
	return says(tokens, 'BEFORE', 'AFTER', 'UNTIL', 'WHEN', 'NEXT', 'RETRANSMISSION', 'DUPLICATE', 'WINDOW', 'WAIT');
}

/** All that words speak of: a packet that has to do with any of it is not pointed at by mistake. */
export function topicsOf(tokens: readonly Token[]): readonly Topic[] {
	const flags = flagSets(tokens.filter((_, at) => !has(tokens[at - 1], 'NOT', 'WITHOUT')));
	const topics: Topic[] = flags.flatMap((set) => [{ kind: 'flags', set }, ...partOf(set)]);
	// "answers with FIN" is no reply of the program.
	const isOfFlags = flags.length > 0 && !flags.some((set) => set.includes('PSH'));
	if (says(tokens, 'HANDSHAKE') || (says(tokens, 'OPEN') && says(tokens, 'CONNECTION')))
		topics.push({ kind: 'handshake' });
	if (says(tokens, 'CLOSE', 'THREE_WAY', 'FOUR_WAY')) topics.push({ kind: 'close' });
	if (
		says(tokens, 'DATA', 'ECHO', 'PAYLOAD') ||
		(!isOfFlags && says(tokens, 'REQUEST', 'RESPONSE', 'EVENT')) ||
		tokens.some((token) => isOf(token, 'quote') || isOf(token, 'http') || isOf(token, 'mqtt'))
	)
		topics.push({ kind: 'data' });
	if (says(tokens, 'ACKNOWLEDGE')) topics.push({ kind: 'flags', set: ['ACK'] });
	if (says(tokens, 'ARP', 'MAC', 'BROADCAST')) topics.push({ kind: 'arp' });
	if (says(tokens, 'RESET', 'REFUSE')) topics.push({ kind: 'flags', set: ['RST'] });
	return topics;
}

/** Who speaks of a SYN or a FIN speaks of the handshake or the close. */
function partOf(set: readonly string[]): readonly Topic[] {
	if (set.includes('SYN')) return [{ kind: 'handshake' }];
	if (set.includes('FIN')) return [{ kind: 'close' }];
	return set.includes('RST') ? [{ kind: 'handshake' }, { kind: 'close' }] : [];
}
