import { has, type Token } from '../text/token.ts';
import { allOf, says, spanOf } from './features.ts';
import type { Say } from './say.ts';

/** Recording on all interfaces sees each packet more than once. */
const ALL_INTERFACES =
	/\b(?:any|(?:semua|seluruh|beberapa|dua) (?:interface|antarmuka)|(?:all|several|both|two|every) interfaces?)\b/i;

/** P21: named packets are one and the same, or one is sent again: `paket 6 dan 7 satu SYN yang sama`, `frame 8 is a retransmission`. */
export function readCopies(sentence: readonly Token[]): readonly Say[] {
	// Why it is so is another matter.
	const cause = sentence.findIndex((token) => has(token, 'BECAUSE'));
	const tokens = cause < 0 ? sentence : sentence.slice(0, cause);
	const rows = [...new Set(allOf(tokens, 'rows').flatMap((token) => token.rows))];
	const [first] = allOf(tokens, 'rows');
	const isResent = says(tokens, 'RETRANSMISSION');
	const isSame =
		says(tokens, 'DUPLICATE') || (says(tokens, 'SAME') && says(tokens, 'PACKET', 'SYN_WORD') && isOne(tokens));
	if (!first || rows.length > 2 || says(tokens, 'NOT', 'WITHOUT', 'IF') || (!isResent && !isSame)) return [];
	return [
		{
			say: 'copies',
			kinds: ['K01', 'K14'],
			pattern: 'P21',
			rows: { rows, isRange: rows.length > 1, noun: first.noun },
			isResent,
			tentative: null,
			...spanOf(tokens),
		},
	];
}

function isOne(tokens: readonly Token[]): boolean {
	return tokens.some((token) => token.type === 'number' && token.isWord && token.value === 1);
}

/** Why a packet is there twice is seen in the capture itself. */
export function isSeenCause(text: string, tokens: readonly Token[]): boolean {
	return says(tokens, 'DUPLICATE', 'SAME') && ALL_INTERFACES.test(text);
}
