import { has, isOf, type Token } from '../text/token.ts';
import type { HostMention, HostRef } from './host.ts';

/** What a clause says is done. */
export type Verb =
	| 'send'
	| 'reply'
	| 'receive'
	| 'acknowledge'
	| 'open'
	| 'close'
	| 'start'
	| 'ask'
	| 'listen'
	| 'wait'
	| 'read';

/** How a clause stands to the one before it. */
export type Link =
	| 'none'
	| 'then'
	| 'before'
	| 'after'
	| 'means'
	| 'because'
	| 'if'
	| 'when'
	| 'so'
	| 'and'
	| 'until'
	| 'every-time'
	| 'in-order-to';

/** A stretch of a sentence with one verb at most, and who does what to whom in it. */
export interface Clause {
	readonly tokens: readonly Token[];
	readonly link: Link;
	readonly verbs: readonly Verb[];
	readonly from: HostRef | null;
	readonly to: HostRef | null;
	/** `antara client dan server`, `↔`: both ways. */
	readonly isBetween: boolean;
	readonly hosts: readonly HostMention[];
	readonly isNegated: boolean;
}

const VERBS: readonly (readonly [Parameters<typeof has>[1], Verb])[] = [
	['REPLY', 'reply'],
	['SEND', 'send'],
	['RECEIVE', 'receive'],
	['ACKNOWLEDGE', 'acknowledge'],
	['CLOSE', 'close'],
	['OPEN', 'open'],
	['START', 'start'],
	['ASK', 'ask'],
	['LISTEN', 'listen'],
	['WAIT', 'wait'],
	['READ', 'read'],
];

/** Splits a sentence where a new thing is said. */
export function clausesOf(tokens: readonly Token[], hosts: readonly HostMention[]): readonly Clause[] {
	const cuts: { readonly at: number; readonly skip: number; readonly link: Link }[] = [
		{ at: 0, skip: 0, link: leadingLink(tokens) },
	];
	for (let i = 1; i < tokens.length; i++) {
		const link = cutAt(tokens, i, hosts, cuts.at(-1)?.at ?? 0);
		if (link) cuts.push({ at: i, ...link });
	}
	return cuts.map(({ at, skip, link }, i) => {
		const end = cuts[i + 1]?.at ?? tokens.length;
		return readClause(tokens, at + skip, end, link, hosts);
	});
}

function leadingLink(tokens: readonly Token[]): Link {
	for (const token of tokens.slice(0, 3)) {
		if (has(token, 'HANDSHAKE', 'ARP', 'TCP', 'DATA', 'THERE_IS', 'DEFINES', 'CLOSE', 'PACKET') || isOf(token, 'flags'))
			return 'none';
		if (has(token, 'AFTER')) return 'after';
		if (has(token, 'BEFORE')) return 'before';
		if (has(token, 'IF')) return 'if';
		if (has(token, 'BECAUSE')) return 'because';
		if (has(token, 'WHEN')) return 'when';
	}
	return 'none';
}

function cutAt(
	tokens: readonly Token[],
	i: number,
	hosts: readonly HostMention[],
	last: number,
): { skip: number; link: Link } | undefined {
	const token = tokens[i];
	const before = tokens[i - 1];
	if (isOf(token, 'arrow') && isOf(before, 'flags') && isOf(tokens[i + 1], 'flags')) return undefined;
	if (isOf(token, 'arrow'))
		return isDirection(i, hosts, tokens) ? undefined : { skip: 1, link: linkOfWord(tokens[i + 1]) ?? 'then' };
	if (isOf(token, 'sign')) {
		if (token.sign === ';') return { skip: 1, link: linkOfWord(tokens[i + 1]) ?? 'and' };
		const isLeadIn =
			token.sign === ',' && last === 0 && ['before', 'after', 'if', 'when'].includes(leadingLink(tokens));
		if (isLeadIn || (token.sign === ',' && startsClause(tokens, i + 1, hosts)))
			return { skip: 1, link: linkOfWord(tokens[i + 1]) ?? 'and' };
		return undefined;
	}
	if (token?.type !== 'word') return undefined;
	const link = linkOfWord(token);
	// "after 41 ms" is how long it takes, and no other clause.
	if ((link === 'after' || link === 'before') && isOf(tokens[i + 1], 'time')) return undefined;
	if (link === 'means' && has(before, 'NOT')) return undefined;
	if (i - last < (link === 'means' ? 1 : 2)) return undefined;
	if (link && link !== 'and' && !(isOf(before, 'sign') && before.sign === ',' && last === i - 1)) {
		if (link === 'until' && !(tokens[i + 1]?.type === 'word')) return undefined;
		if (link === 'when' && has(before, 'TO', 'FIRST')) return undefined;
		return { skip: link === 'every-time' ? 0 : 1, link };
	}
	if (has(token, 'AND') && startsClause(tokens, i + 1, hosts)) return { skip: 1, link: 'and' };
	if (has(token, 'WHILE')) return { skip: 1, link: 'and' };
	return undefined;
}

function linkOfWord(token: Token | undefined): Link | undefined {
	if (token?.type !== 'word') return undefined;
	if (/^(?:setiap kali|tiap kali|each time|every time)$/.test(token.word)) return 'every-time';
	if (has(token, 'THEN')) return 'then';
	if (has(token, 'BEFORE')) return 'before';
	if (has(token, 'AFTER')) return 'after';
	if (has(token, 'MEANS')) return 'means';
	if (has(token, 'BECAUSE')) return 'because';
	if (has(token, 'IF')) return 'if';
	if (has(token, 'SO')) return 'so';
	if (has(token, 'UNTIL')) return 'until';
	if (has(token, 'WHEN')) return 'when';
	if (has(token, 'INTEND') && !has(token, 'GENERALLY') && /^(?:untuk|ingin|hendak)$/.test(token.word))
		return 'in-order-to';
	return undefined;
}

/** Whether a verb stands in the next few words, so that a comma or "and" separates more than two nouns. */
function startsClause(tokens: readonly Token[], at: number, hosts: readonly HostMention[]): boolean {
	let verbs = 0;
	for (let i = at; i < Math.min(tokens.length, at + 5); i++) {
		const token = tokens[i];
		if (isOf(token, 'sign') && token.sign === ',') return verbs > 0;
		if (i > at && has(token, 'BEFORE', 'AFTER', 'THEN', 'MEANS', 'SO', 'BECAUSE')) break;
		if (verbOf(token, tokens, i)) verbs++;
		if (has(token, 'WHICH') && verbs === 0 && i === at) return false;
		if (i > at && has(token, 'AND', 'WHICH') && verbs === 0) return false;
	}
	const startsWithHost = hosts.some((host) => host.at === at || host.at === at + 1);
	return verbs > 0 || (startsWithHost && isOf(tokens[at + 1], 'arrow'));
}

/** An arrow between two hosts or two ports is a direction, any other leads to the next step. */
function isDirection(at: number, hosts: readonly HostMention[], tokens: readonly Token[]): boolean {
	const left = hosts.some(({ end }) => end === at);
	const right = hosts.some((host) => host.at === at + 1 || (host.at === at + 2 && tokens[at + 1]?.type !== 'word'));
	return left && right;
}

export function verbOf(token: Token | undefined, tokens: readonly Token[], i: number): Verb | undefined {
	if (token?.type !== 'word') return undefined;
	const found = VERBS.find(([concept]) => token.concepts.includes(concept))?.[1];
	if (found === 'receive' && token.concepts.includes('UNTIL') && tokens[i + 1] !== undefined) return undefined;
	if (/^(?:pengirim|penerima|pengirimnya|penerimanya)$/.test(token.word.toLowerCase())) return undefined;
	if (found === 'reply' && token.concepts.includes('RESPONSE') && isNoun(tokens, i)) return undefined;
	if (found === 'send' && /^(?:melakukan)$/.test(token.word.toLowerCase())) return undefined;
	return found;
}

/** `the reply`, `reply 1`, `jawaban server`: only behind a host or an adverb is `reply` what somebody does. */
function isNoun(tokens: readonly Token[], i: number): boolean {
	const before = tokens[i - 1];
	if (before === undefined) return true;
	const isBehindHost = has(before, 'CLIENT', 'SERVER', 'THEN', 'AND', 'WHICH', 'ALWAYS') || isOf(before, 'ip');
	if (isBehindHost || (isOf(before, 'sign') && /[,)]/.test(before.sign))) return false;
	return !(
		before.type === 'word' && /^(?:to|will|it|also|correctly|immediately|then|directly|did|does)$/i.test(before.word)
	);
}

function readClause(
	all: readonly Token[],
	start: number,
	end: number,
	link: Link,
	mentions: readonly HostMention[],
): Clause {
	const tokens = all.slice(start, end);
	const hosts = mentions
		.filter((host) => host.at >= start && host.at < end)
		.map((host) => ({ ...host, at: host.at - start, end: host.end - start }));
	const verbs = tokens.flatMap((token, i) => verbOf(token, tokens, i) ?? []);
	const isNegated = tokens.some((token, i) => has(token, 'NOT', 'WITHOUT') && !isContrast(tokens, i));
	return { tokens, link, verbs, hosts, isNegated, ...directionOf(tokens, hosts) };
}

/** `bytes, not messages` tells two things apart; `tanpa diminta` is how it is done: neither says that nothing is. */
function isContrast(tokens: readonly Token[], at: number): boolean {
	const before = tokens[at - 1];
	const behind = tokens.slice(at + 1);
	if (has(tokens[at], 'WITHOUT') && behind.slice(0, 2).some(isAsked)) return true;
	if (has(tokens[at], 'WITHOUT') && at > 1 && behind.slice(0, 2).some((_, i) => verbOf(behind[i], behind, i)))
		return true;
	const colon = tokens.findIndex((token) => isOf(token, 'sign') && token.sign === ':');
	if (colon > 0 && colon < at && tokens.slice(0, colon).some(isValue)) return true;
	const isBehindComma = isOf(before, 'sign') && before.sign === ',';
	return isBehindComma && behind.length <= 3 && !behind.some((token, i) => verbOf(token, behind, i) !== undefined);
}

function isAsked(token: Token): boolean {
	return isOf(token, 'word') && /^(?:diminta|ditanya|permintaan|being|asked|request|requested)$/i.test(token.word);
}

/** `Ack 7: nothing new`: what is said before the colon is so, whatever is not there behind it. */
function isValue({ type }: Token): boolean {
	return type === 'seq' || type === 'acknum' || type === 'len' || type === 'number';
}

function directionOf(
	tokens: readonly Token[],
	hosts: readonly HostMention[],
): Pick<Clause, 'from' | 'to' | 'isBetween'> {
	const arrow = tokens.findIndex((token) => isOf(token, 'arrow'));
	const left = hosts.find(({ end }) => end === arrow);
	const right = hosts.find(({ at }) => at > arrow && at <= arrow + 2);
	if (arrow >= 0 && left && right) {
		const isBoth = isOf(tokens[arrow], 'arrow') && tokens[arrow]?.text === '↔';
		return isBoth
			? { from: left.host, to: right.host, isBetween: true }
			: { from: left.host, to: right.host, isBetween: false };
	}
	const between = tokens.findIndex((token) => has(token, 'BETWEEN'));
	if (between >= 0) {
		const inside = hosts.filter(({ at }) => at > between);
		if (inside.length >= 2) return { from: inside[0]?.host ?? null, to: inside[1]?.host ?? null, isBetween: true };
		return { from: null, to: null, isBetween: true };
	}
	if (tokens.some((token) => has(token, 'EACH_OTHER', 'BOTH'))) return { from: null, to: null, isBetween: true };
	const pair = hosts.find(({ end }, i) => has(tokens[end], 'AND') && hosts[i + 1]?.at === end + 1);
	const other = pair ? hosts[hosts.indexOf(pair) + 1] : undefined;
	if (pair && other && hosts.length === 2) return { from: pair.host, to: other.host, isBetween: true };
	return byPrepositions(tokens, hosts);
}

/** Who stands before the verb does it, unless the verb is passive; "ke" and "dari" say the rest. */
function byPrepositions(
	tokens: readonly Token[],
	hosts: readonly HostMention[],
): Pick<Clause, 'from' | 'to' | 'isBetween'> {
	const cleft = cleftHost(tokens, hosts);
	if (cleft) return { from: cleft, to: null, isBetween: false };
	let from: HostRef | null = null;
	let to: HostRef | null = null;
	const verbAt = tokens.findIndex((token, i) => verbOf(token, tokens, i) !== undefined);
	const verb = verbAt < 0 ? undefined : verbOf(tokens[verbAt], tokens, verbAt);
	const passive = verbAt >= 0 && isPassive(tokens, verbAt);
	for (const mention of hosts) {
		const preposition = prepositionOf(tokens, mention.at);
		const isTaker = verb === 'receive';
		if (preposition === 'to') to ??= mention.host;
		else if (preposition === 'from') from ??= mention.host;
		else if (preposition === 'by') {
			if (isTaker) to ??= mention.host;
			else from ??= mention.host;
		} else if (verbAt < 0) from ??= mention.host;
		else if (mention.at < verbAt) {
			if (passive) continue;
			if (isTaker) to ??= mention.host;
			else from ??= mention.host;
		} else if (passive) {
			if (isTaker) to ??= mention.host;
			else from ??= mention.host;
		} else if (verb === 'reply' || verb === 'ask' || verb === 'send') to ??= mention.host;
		else if (isTaker) from ??= mention.host;
	}
	return { from, to, isBetween: false };
}

/** `Yang pertama mengirim SYN adalah client`, `pihak yang kirim FIN itu server`: who is named last does it. */
function cleftHost(tokens: readonly Token[], hosts: readonly HostMention[]): HostRef | null {
	const [mention, ...others] = hosts;
	if (!mention || others.length > 0 || !tokens.slice(0, 2).some((token) => has(token, 'WHICH'))) return null;
	const before = tokens[mention.at - 1];
	const isNamed = has(before, 'DEFINES') || (isOf(before, 'word') && /^itu$/i.test(before.word));
	const isEnd = tokens.slice(mention.end).every((token) => isOf(token, 'sign'));
	const verbAt = tokens.findIndex((token, i) => verbOf(token, tokens, i) !== undefined);
	return isNamed && isEnd && verbAt >= 0 && !isPassive(tokens, verbAt) ? mention.host : null;
}

function prepositionOf(tokens: readonly Token[], at: number): 'to' | 'from' | 'by' | undefined {
	for (let i = at - 1; i >= Math.max(0, at - 3); i--) {
		const token = tokens[i];
		if (token?.type === 'word') {
			if (has(token, 'BY')) return 'by';
			if (has(token, 'TO') && /^(?:ke|kepada|to|menuju|towards?)$/.test(token.word.toLowerCase())) return 'to';
			if (
				has(token, 'FROM') &&
				(token.word.toLowerCase() !== 'of' ||
					tokens.slice(0, i).some((each) => has(each, 'RESPONSE', 'REQUEST', 'DATA', 'REPLY')))
			)
				return 'from';
			if (token.concepts.includes('SOURCE')) return 'from';
			if (token.concepts.includes('DESTINATION')) return 'to';
			if (
				!/^(?:sisi|pihak|the|alamat|ip|host|sebuah|a|an|si|container|address|side|arah|its|own)$/.test(
					token.word.toLowerCase(),
				)
			)
				return undefined;
		} else if (token?.type !== 'sign' || token.sign !== '(') return undefined;
	}
	return undefined;
}

/** `dibalas X`, `diakui`, `is answered with X`: what is named comes from the other side than the one spoken of. */
export function isPassiveAnswer({ tokens }: Pick<Clause, 'tokens'>): boolean {
	return tokens.some((token, i) => {
		const verb = verbOf(token, tokens, i);
		return (verb === 'reply' || verb === 'acknowledge') && isPassive(tokens, i);
	});
}

/** `dikirim`, `ditutup`, `was sent`, `sent by`. */
export function isPassive(tokens: readonly Token[], at: number): boolean {
	const token = tokens[at];
	if (token?.type !== 'word') return false;
	const word = token.word.toLowerCase();
	if (/^(?:di|ter)(?!ima)/.test(word)) return true;
	if (
		!/^(?:sent|received|closed|opened|established|initiated|started|terminated|acknowledged|replied|answered|transmitted|transferred|asked|returned|finalized|finalised)$/.test(
			word,
		)
	)
		return false;
	const before = tokens[at - 1];
	return (
		has(tokens[at + 1], 'BY') ||
		(before?.type === 'word' && /^(?:is|are|was|were|be|been|being)$/.test(before.word.toLowerCase()))
	);
}
