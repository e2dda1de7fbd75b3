import { has, isOf, isWord, type Thing, type Token } from './token.ts';

/** Between the name of a field and its value stand so many things at most. */
const MOST_BETWEEN = 9;

/**
 * `Nomor urut (raw) dari SYN client adalah 991036141`, `the acknowledgment number in the SYN-ACK is 1`: a field and its
 * value with the packet's name between them. The number becomes the field's; the words stay as they are.
 */
export function withNamedValues(tokens: readonly Token[]): readonly Token[] {
	const at = tokens.findIndex(
		(token, i) => isOf(token, 'number') && !token.isWord && token.unit === null && isGiven(tokens, i),
	);
	const value = tokens[at];
	if (!value || !isOf(value, 'number')) return tokens;
	const before = tokens.slice(Math.max(0, at - 1 - MOST_BETWEEN), at - 1);
	const name = before.findLastIndex((token, i) => fieldOf(token, before[i + 1]) !== null);
	const field = fieldOf(before[name], before[name + 1]);
	if (has(tokens[at + 1], 'PACKET', 'SEGMENT', 'FRAME', 'CONNECTION', 'DATA')) return tokens;
	if (field === null || before.slice(name + 1).some((token) => isOf(token, 'number') || has(token, 'AND')))
		return tokens;
	if (!before.slice(name + 1).every(isPlace)) return tokens;
	const isRaw = before.some((token) => has(token, 'RAW')) || has(tokens[at - 2 - before.length], 'RAW');
	const thing: Thing = { type: field, value: value.value, isRaw, isNamed: true };
	const { start, end, text } = value;
	const given = tokens.with(at, { start, end, text, ...thing });
	const nameAt = at - 1 - before.length + name;
	const word = tokens[nameAt];
	// "Ack pada SYN-ACK adalah 1": the number, not a flag of its own.
	return isOf(word, 'flags')
		? given.with(nameAt, { ...positionOf(word), type: 'word', concepts: ['ACKNUM'], word: word.text })
		: given;
}

/** `of the first SYN`, `(raw) pada paket`: which packet's. */
function isPlace(token: Token): boolean {
	if (isOf(token, 'word'))
		return (
			has(token, 'FROM', 'TO', 'FIRST', 'CLIENT', 'SERVER', 'PACKET', 'SEGMENT', 'RAW', 'RELATIVE', 'WITH') ||
			/^(?:the|its|in|di|pertama|value|nilai|tcp)$/i.test(token.word)
		);
	return (
		isOf(token, 'flags') ||
		isOf(token, 'rows') ||
		isOf(token, 'nth') ||
		(isOf(token, 'sign') && /^[()]$/.test(token.sign))
	);
}

function isGiven(tokens: readonly Token[], at: number): boolean {
	const before = tokens[at - 1];
	if (has(before, 'DEFINES')) return true;
	return isWord(before, /^(?:equals|bernilai|sebesar|nomor|number)$/i);
}

function positionOf({ start, end, text }: Token): Pick<Token, 'start' | 'end' | 'text'> {
	return { start, end, text };
}

function fieldOf(token: Token | undefined, next: Token | undefined): 'seq' | 'acknum' | null {
	if (isOf(token, 'flags')) return /^ack$/i.test(token.text) && has(next, 'TO', 'FROM') ? 'acknum' : null;
	if (!isOf(token, 'word')) return null;
	if (token.concepts.includes('SEQ')) return 'seq';
	return token.concepts.includes('ACKNUM') ? 'acknum' : null;
}
