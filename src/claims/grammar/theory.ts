import type { Reason } from '../claim.ts';
import { has, isOf, isWord, type Token } from '../text/token.ts';
import type { SentenceContext } from './context.ts';
import { says } from './features.ts';

const GENERAL_WORDS =
	/^(?:umumnya|biasanya|generally|usually|typically|normally|lazimnya|teori|teoretis|theory|konsep|secara umum|pada umumnya|in general|pada dasarnya|secara teori|in theory|pola|model|textbook|textbooks|buku|literatur|rfc|standar|standard|teks)$/;

/** Whether a sentence is about networks in general; `isAll` where nothing of it is worth comparing. */
export function generalReason(
	tokens: readonly Token[],
	context: SentenceContext,
): { readonly reason: Reason | null; readonly isAll: boolean } {
	const isSpecific = tokens.some((token) =>
		['rows', 'ip', 'port', 'ports', 'seq', 'acknum', 'time', 'mac', 'http', 'quote', 'call', 'number'].includes(
			token.type,
		),
	);
	if (context.isGeneral) return { reason: 'THEORY', isAll: !isSpecific };
	if (tokens.some((token, i) => has(token, 'IF') && !isDoubled(tokens, i)))
		return { reason: 'CONDITION_NOT_MET', isAll: false };
	const general = tokens.some((token) => token.type === 'word' && GENERAL_WORDS.test(token.word.toLowerCase()));
	const isNotOnly = tokens.some((token, i) => has(token, 'NOT') && has(tokens[i + 1], 'ONLY'));
	const isOther =
		says(tokens, 'UDP', 'ICMP', 'DNS') &&
		!says(tokens, 'TCP', 'CAPTURE', 'THERE_IS', 'NOT', 'WITH', 'CLIENT', 'SERVER', 'PACKET');
	const isContrast = says(tokens, 'UDP') && says(tokens, 'HANDSHAKE', 'ACKNUM', 'ACKNOWLEDGE', 'RETRANSMISSION');
	if ((general || isNotOnly || isOther || isContrast || isDefinition(tokens)) && !isSpecific)
		return { reason: 'THEORY', isAll: true };
	// "An example: #11 has Ack 19" is of this capture.
	const isExample = says(tokens, 'EXAMPLE') && !tokens.some((token) => isOf(token, 'rows') && token.noun === '#');
	if (general || isExample || tokens.some((token) => has(token, 'GENERALLY')))
		return { reason: 'THEORY', isAll: false };
	return { reason: null, isAll: false };
}

/** `menunggu kalau-kalau …` is no condition. */
function isDoubled(tokens: readonly Token[], at: number): boolean {
	return [at - 2, at - 1, at + 1, at + 2].some((near) => has(tokens[near], 'IF'));
}

/** `TCP adalah protokol …`: a term of networks, and what it is. */
function isDefinition(tokens: readonly Token[]): boolean {
	const at = tokens.findIndex(
		(token) =>
			token.type === 'word' &&
			/^(?:adalah|merupakan|ialah|is|are|berfungsi|bertugas|digunakan|means|refers)$/i.test(token.word),
	);
	if (at < 1 || at > 9) return false;
	// "the server is the first to …" is no definition of a server.
	if (has(tokens[at - 1], 'CLIENT', 'SERVER') && says(tokens.slice(at), 'FIRST', 'LAST')) return false;
	const subject = tokens.slice(0, at);
	if (isOfCapture(subject)) return false;
	if (says(subject, 'SEND', 'REPLY', 'CLOSE', 'START') && says(subject, 'WHICH')) return false;
	const isTerm = subject.some(
		(token) =>
			has(
				token,
				'TCP',
				'UDP',
				'ARP',
				'HTTP',
				'MQTT',
				'FLAG',
				'HANDSHAKE',
				'SEQ',
				'ACKNUM',
				'WINDOW',
				'EVENT',
				'FUNCTION',
				'PORT',
				'PROTOCOL',
				'MSS',
				'MTU',
				'CHECKSUM',
				'BROADCAST',
			) || isOf(token, 'flags'),
	);
	const isHere =
		says(tokens, 'CAPTURE', 'IS') ||
		subject.some((token) => token.type === 'word' && /^(?:yang digunakan|used|here|disini)$/i.test(token.word));
	const next = tokens[at + 1];
	if (
		has(
			next,
			'SUCCESS',
			'OPEN',
			'CLOSE',
			'THERE_IS',
			'FAILED',
			'REFUSE',
			'REPLY',
			'RETRANSMISSION',
			'SEND',
			'RECEIVE',
			'ACKNOWLEDGE',
		)
	)
		return false;
	const names = next && (has(next, 'TCP', 'UDP', 'HTTP', 'CLIENT', 'SERVER', 'PROTOCOL') || isOf(next, 'flags'));
	return isTerm && !isHere && !(names && subject.some((token) => has(token, 'PROTOCOL', 'FLAG')));
}

/** `The opening ARP is …`, `the ARP requests are …`: of these, not of what ARP is. */
function isOfCapture(subject: readonly Token[]): boolean {
	const [article] = subject;
	const isThe = isWord(article, /^(?:the|both|kedua|semua|all)$/i);
	return (
		isThe &&
		says(subject, 'ARP') &&
		(subject.some(isOrdinal) || says(subject, 'REQUEST', 'RESPONSE', 'PACKET', 'FRAME'))
	);
}

function isOrdinal(token: Token): boolean {
	return has(token, 'FIRST', 'LAST') || isWord(token, /^(?:opening|initial|second|third|kedua|ketiga)$/i);
}
