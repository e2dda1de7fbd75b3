import { has, isOf, type Token } from '../text/token.ts';

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

/** The verb that a word is at its place. */
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
