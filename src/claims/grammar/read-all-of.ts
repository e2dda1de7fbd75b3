import { ordinalWord } from '../text/numbers.ts';
import { has, isOf, isWord, type Token } from '../text/token.ts';
import { allOf, flagSets, messagesOf, says } from './features.ts';
import type { UniversalSay } from './say-connections.ts';

type What = UniversalSay['what'];

/** What is said of all packets, or of all attempts to connect, however the sentence is cut into clauses. */
export function allOfThem(sentence: readonly Token[]): What | null {
	return protocolOfAll(sentence) ?? answerOfAll(sentence) ?? onlyAcked(sentence);
}

/** `semuanya`, `all of them`, `every`, `kedua`: what follows is said of each. */
function quantifierAt(tokens: readonly Token[]): number {
	return tokens.findIndex(
		(token, i) =>
			has(token, 'EVERY', 'EACH') ||
			isWord(token, /^(?:semuanya|seluruhnya|everything|both)$/i) ||
			// "Percobaan kedua" is the second one, "kedua SYN" are both.
			(isWord(token, /^kedua$/i) && (tokens[i - 1]?.type ?? 'sign') !== 'word'),
	);
}

const PROTOCOLS = [
	['TCP', 'tcp'],
	['UDP', 'udp'],
	['ARP', 'arp'],
] as const;

/** `28 packets were captured, and all of them are TCP`, `Semua paket di file ini adalah TCP`. */
function protocolOfAll(tokens: readonly Token[]): What | null {
	const [at, protocolAt] = [quantifierAt(tokens), tokens.findLastIndex((token) => has(token, 'TCP', 'UDP', 'ARP'))];
	if (at < 0 || protocolAt <= at || !says(tokens, 'PACKET', 'FRAME') || isOfSome(tokens)) return null;
	const protocol = PROTOCOLS.find(([concept]) => has(tokens[protocolAt], concept))?.[1];
	const isScope = protocolAt === at + 1 && has(tokens[protocolAt + 1], 'PACKET', 'FRAME', 'SEGMENT');
	const isEnd = tokens
		.slice(protocolAt + 1)
		.every((token) => isOf(token, 'sign') || has(token, 'PACKET', 'FRAME', 'PROTOCOL'));
	const isPlain = tokens.slice(at + 1, protocolAt).every(isLink);
	return protocol && isEnd && isPlain && !isScope ? { kind: 'all-are-of', protocol } : null;
}

/** `the other 24 are all TCP`, `the first packets`, `frames 1-24`: not of all of the capture. */
function isOfSome(tokens: readonly Token[]): boolean {
	const protocols = PROTOCOLS.filter(([concept]) => says(tokens, concept));
	const isPart = says(
		tokens,
		'OTHER',
		'FIRST',
		'LAST',
		'AFTER',
		'BEFORE',
		'BETWEEN',
		'HANDSHAKE',
		'CLOSE',
		'CLIENT',
		'SERVER',
	);
	const names = ['rows', 'filter', 'flags', 'ip', 'port', 'time', 'quote'] as const;
	const isRest = tokens.some((token) => isWord(token, /^(?:rest|remaining|sisa(?:nya)?|kecuali|except|selain)$/i));
	return protocols.length > 1 || isPart || isRest || names.some((type) => allOf(tokens, type).length > 0);
}

/** Words between "all" and what they are, that say nothing else. */
function isLink(token: Token): boolean {
	return (
		has(
			token,
			'PACKET',
			'FRAME',
			'DEFINES',
			'WITH',
			'IS',
			'CAPTURE',
			'FILE',
			'FROM',
			'TO',
			'PROTOCOL',
			'EVERY',
			'THERE_IS',
		) ||
		isWord(token, /^(?:them|one|of|in|di|dalam|here|sini|uses?|belongs?|the|yang|travels?|goes|over)$/i) ||
		isOf(token, 'number')
	);
}

/** `All six SYNs were answered with SYN, ACK`, `Setiap percobaan koneksi ditolak`. */
function answerOfAll(tokens: readonly Token[]): What | null {
	const at = quantifierAt(tokens);
	const subject = tokens.findIndex((token, i) => i > at && i <= at + 4 && isAttempt(token));
	const isOther =
		says(tokens, 'NOT', 'WITHOUT', 'ONLY', 'BEFORE', 'AFTER', 'CLOSE', 'DATA', 'OTHER', 'ENDS_WITH') ||
		says(tokens, 'FIRST', 'LAST', 'BECAUSE', 'WHEN');
	if (at < 0 || subject < 0 || isOther) return null;
	const flags = tokens[subject];
	if (isOf(flags, 'flags') && flags.sets[0]?.join() !== 'SYN') return null;
	const by = answerIn(
		isOf(flags, 'flags') ? flagSets(tokens).slice(1) : flagSets(tokens.slice(subject)),
		tokens.slice(subject + 1),
	);
	const isTold = ['rows', 'quote', 'time', 'ip', 'ports', 'http', 'filter'] as const;
	if (by === null || isTold.some((type) => allOf(tokens, type).length > 0)) return null;
	const count = tokens.slice(at + 1, subject).find((token) => isOf(token, 'number'));
	const two = isWord(tokens[at], /^(?:both|kedua)$/i) ? 2 : null;
	const [port, ...ports] = allOf(tokens, 'port');
	if (ports.length > 0) return null;
	return { kind: 'syn-is-answered', by, port: port?.port ?? null, count: isOf(count, 'number') ? count.value : two };
}

function isAttempt(token: Token): boolean {
	return isOf(token, 'flags') || has(token, 'CONNECTION') || isWord(token, /^(?:attempts?|percobaan|upaya)$/i);
}

function answerIn(sets: readonly (readonly string[])[], behind: readonly Token[]): 'SYN, ACK' | 'RST' | null {
	const [set, ...others] = sets;
	if (others.length > 0) return null;
	if (set?.includes('RST')) return 'RST';
	if (set) return set.join() === 'SYN,ACK' ? 'SYN, ACK' : null;
	if (behind.some((token) => isWord(token, /^(?:accepted|diterima|succeed(?:s|ed)?|succeeds|berhasil)$/i)))
		return 'SYN, ACK';
	return says(behind, 'REFUSE') ? 'RST' : null;
}

/** `Hanya pesan pertama yang mendapat ACK terpisah`: which of the messages, and no other. */
function onlyAcked(tokens: readonly Token[]): What | null {
	const at = tokens.findIndex((token) => has(token, 'ONLY'));
	const nth = messagesOf(tokens.slice(Math.max(0, at), at + 5));
	const [set, ...others] = flagSets(tokens);
	const isAck = set?.join() === 'ACK' && others.length === 0 && says(tokens, 'SEPARATE');
	if (at < 0 || at > 1 || !nth || nth.rows.length !== 1 || !isAck || says(tokens, 'NOT', 'WITHOUT')) return null;
	const isOfServer = nth.noun === 'nth reply' || (says(tokens, 'CLIENT') && says(tokens, 'FROM'));
	return { kind: 'only-nth-acked', side: isOfServer ? 'server' : 'client', n: nth.rows[0] ?? 1 };
}

/** `Percobaan kedua ditolak`, `the first attempt succeeds`: one attempt to connect, and how it ends. */
export function attemptIn(tokens: readonly Token[]): What | null {
	const at = tokens.findIndex((token) => isWord(token, /^(?:attempts?|percobaan|upaya|usaha|try)$/i));
	const n = at < 0 ? undefined : ordinalNear(tokens, at);
	const sets = flagSets(tokens.slice(at + 1));
	const isPlain = (['rows', 'quote', 'time', 'number'] as const).every((type) => allOf(tokens, type).length === 0);
	if (n === undefined || !isPlain || sets.length > 1 || says(tokens, 'NOT', 'WITHOUT', 'AFTER', 'BEFORE')) return null;
	const isFailed = says(tokens, 'FAILED', 'REFUSE', 'RESET') || sets[0]?.includes('RST') === true;
	const isGood = tokens.some((token) =>
		isWord(token, /^(?:accepted|diterima|succeed(?:s|ed)?|success(?:ful|fully)?|berhasil|sukses)$/i),
	);
	if (isFailed === isGood) return null;
	return { kind: 'attempt-is', n, by: isFailed ? 'RST' : 'SYN, ACK' };
}

/** `percobaan (koneksi) kedua`, `the second (connection) attempt`. */
function ordinalNear(tokens: readonly Token[], at: number): number | undefined {
	for (const token of tokens.slice(Math.max(0, at - 2), at + 3)) {
		if (has(token, 'LAST')) return -1;
		const n = isOf(token, 'word') ? ordinalWord(token.word.toLowerCase().replace(/^yang /, '')) : undefined;
		if (n !== undefined) return n;
		if (has(token, 'FIRST')) return 1;
	}
	return undefined;
}
