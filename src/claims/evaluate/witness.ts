import type { Judged } from '../roll-up.ts';
import { has, isOf, type Token } from '../text/token.ts';
import type { RowNumbers } from './evaluate.ts';

/**
 * Whether a packet that the sentence names has no part in what confirms it: `the FIN of the client is frame 13, that of
 * the server frame 8` is not shown by packet 13.
 */
export function hasPacketWithoutPart(
	tokens: readonly Token[],
	judged: readonly Judged[],
	numbersOf: RowNumbers,
): boolean {
	const atoms = judged.flatMap((one) => one.atoms);
	const shown = new Set(atoms.flatMap(({ verdict, packets }) => (verdict === 'confirmed' ? packets : [])));
	if (shown.size === 0 || tokens.some(isAgain)) return false;
	return tokens.some((token, at) => {
		if (!isOf(token, 'rows') || !isNumbered(token.noun) || isPlaceInTime(tokens, at)) return false;
		const numbers = numbersOf(token.rows);
		return token.isRange ? !numbers.some((number) => shown.has(number)) : !numbers.every((number) => shown.has(number));
	});
}

/** Of what is sent again both packets are named, and one shows it. */
function isAgain(token: Token): boolean {
	return (
		has(token, 'RETRANSMISSION', 'DUPLICATE') ||
		(isOf(token, 'word') && /^(?:repeat(?:s|ed)|mengulang(?:i)?|diulang(?:i)?|ulang|copy|salinan)$/i.test(token.word))
	);
}

/** Steps and ordinals are counted by people, each in a way of its own. */
function isNumbered(noun: string): boolean {
	return /^(?:frames?|paket|packets?|baris|rows?|#)$/.test(noun);
}

/** `after frame 9`, `between packets 3 and 8`, `sejak paket 6`: when something is, and not where. */
function isPlaceInTime(tokens: readonly Token[], at: number): boolean {
	const before = tokens[at - 1];
	return (
		(isOf(before, 'word') &&
			/^(?:since|sejak|from|dari|mulai|until|sampai|hingga|like|than|daripada)$/i.test(before.word)) ||
		tokens.slice(Math.max(0, at - 3), at).some((token) => has(token, 'BEFORE', 'AFTER', 'UNTIL', 'BETWEEN', 'BECAUSE'))
	);
}
