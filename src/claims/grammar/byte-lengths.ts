import { has, isOf, isWord, type Token, type TokenOf } from '../text/token.ts';
import { allOf, says } from './features.ts';

/** The one number of bytes that is told of a packet. */
export function bytesOf(tokens: readonly Token[]): number | null {
	const [len, ...otherLens] = allOf(tokens, 'len');
	const numbers = tokens.filter(
		(token, i): token is TokenOf<'number'> =>
			isOf(token, 'number') && token.unit === 'byte' && !isComparison(tokens, i),
	);
	// "4 dan 14 byte": of two packets, not of one.
	const isList = tokens.some(
		(token, i) => isOf(token, 'number') && !token.isWord && token.unit === null && isListed(tokens, i),
	);
	if (isList || (len && (otherLens.length > 0 || numbers.some(({ value }) => value !== len.value)))) return null;
	if (len) return len.value;
	const [only, ...more] = numbers;
	const isOfHeader = tokens.some((token) => isWord(token, /^headers?(?:nya)?$/i));
	return only && more.length === 0 && !isOfHeader && !says(tokens, 'WINDOW', 'UNTIL', 'MTU', 'MSS') ? only.value : null;
}

/** `The SYN frame is 74 bytes long`: how long the packet is, not what it carries. */
export function isFrameLength(tokens: readonly Token[]): boolean {
	const isPacket =
		says(tokens, 'FRAME', 'PACKET') || allOf(tokens, 'rows').some(({ noun }) => /^(?:frame|paket|packet)/.test(noun));
	const isContent =
		says(tokens, 'PAYLOAD', 'DATA', 'REQUEST', 'RESPONSE', 'SEGMENT', 'CONTAINS', 'SEND', 'REPLY', 'ECHO') ||
		allOf(tokens, 'len').length > 0;
	return isPacket && !isContent && says(tokens, 'LENGTH', 'DEFINES', 'FRAME');
}

/** A number that is joined to a length. */
function isListed(tokens: readonly Token[], at: number): boolean {
	const [joint, next] = [tokens[at + 1], tokens[at + 2]];
	const isJoined = has(joint, 'AND', 'OR') || (isOf(joint, 'sign') && /^[,/]$/.test(joint.sign));
	return isJoined && isOf(next, 'number') && !next.isWord;
}

/** `25 bytes longer`, `25 byte lebih panjang`, `25 more bytes`: how much two lengths differ, no length. */
function isComparison(tokens: readonly Token[], at: number): boolean {
	return tokens
		.slice(Math.max(0, at - 1), at + 3)
		.some(
			(token) =>
				token.type === 'word' &&
				/^(?:longer|shorter|larger|bigger|smaller|greater|extra|additional|difference|lebih(?: \S+)?|selisih(?:nya)?|tambahan)$/i.test(
					token.word,
				),
		);
}
