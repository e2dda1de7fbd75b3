import { has, isOf, type Token } from '../text/token.ts';
import type { SentenceContext } from './context.ts';

/** Words that point at something named before, what it may be, and examples of them. */
interface Pointer {
	readonly words: RegExp;
	readonly at: 'packet' | 'host';
	readonly examples: readonly string[];
}

export const POINTERS: readonly Pointer[] = [
	{
		at: 'packet',
		words:
			/(?:\b(?:this|these|those|the (?:previous|preceding|former|latter|said))|(?:^|\b(?:in|on|of|at|to|for|from|by|with|and|then) )that)\s+(?:\w+\s)?(?:packets?|segments?|frames?|rows?|lines?|messages?|ones?|numbers?|values?|flags?|bytes)\b|\bthe previous one\b/i,
		examples: ['This packet confirms the previous one.', 'Those bytes are acknowledged at once.'],
	},
	{
		at: 'packet',
		words:
			/(?<!-)\b(?:paket|segmen|frame|baris|pesan|flag|bendera|angka|nilai|nomor|byte)(?:-?nya)?(?: yang)? (?:itu|ini|tersebut|tadi|barusan)\b|\byang (?:tadi|barusan)\b|\b(?:paket|segmen|frame|baris|pesan|nomor)(?: yang)? sebelumnya\b/i,
		examples: ['Pada paket itu flag-nya sudah berubah.', 'Pesan tersebut langsung dibalas.'],
	},
	{
		at: 'host',
		words:
			/(?:\b(?:this|the other|the second)|(?:^|\b(?:in|on|of|at|to|for|from|by|with|and|then) )that) (?:\w+\s)?(?:host|machine|device|computer|container|node|peer|end|party|box)\b/i,
		examples: ['The other host then confirms this with its own ACK.', 'That machine never answers.'],
	},
	{
		at: 'host',
		words:
			/\b(?:host|perangkat|mesin|komputer|kontainer|container|node|pihak|alat)(?: yang)? (?:itu|ini|tersebut|tadi|satunya(?: lagi)?)\b|\b(?:perangkat|pihak|sisi|host|komputer) (?:yang )?lainnya\b/i,
		examples: ['Perangkat yang itu tidak membalas sama sekali.', 'Pihak satunya lalu menutup koneksi.'],
	},
	{
		at: 'host',
		words:
			/^(?:(?:lalu|kemudian|setelah itu|then|after that),?\s+)?(?:(?:he|she|they|dia|mereka)\s+(?!(?:are|were|is)\b)\w+|it\s+(?:then\s+|also\s+|just\s+|never\s+)?(?:confirms?|acknowledges|answers|replies|sends|sent|closes|opens|contains|carries|follows|(?:is|was) (?:sent|answered|acknowledged|followed))\b)/i,
		examples: ['Lalu dia mengirim paket itu lagi.', 'It answers with an ACK.'],
	},
];

/**
 * Whether the sentence speaks of a packet or a host by nothing but "this", "that" or "the other", and neither it nor
 * what goes before tells which.
 */
export function isDangling(text: string, tokens: readonly Token[], context: SentenceContext): boolean {
	if (context.rows !== null || context.subject !== null || context.isContinued || tokens.some(isNamed)) return false;
	return POINTERS.some(({ words, at }) => {
		const found = words.exec(text);
		if (found === null) return false;
		const before = tokens.filter(({ end }) => end <= found.index);
		// "pada 12 paket tersebut tidak ada RST", "no RST in these packets": all that there are.
		if (at === 'packet' && tokens.some((token) => has(token, 'NOT', 'WITHOUT'))) return false;
		return !before.some(at === 'host' ? isHostWord : isPacketWord);
	});
}

/** What tells by itself which packet or host is meant. */
function isNamed(token: Token): boolean {
	if (has(token, 'EVERY', 'EACH')) return true;
	return NAMES.has(token.type) || (isOf(token, 'time') && token.isMoment === true) || isLarge(token);
}

/** An address or a sequence number, which only one packet has. */
function isLarge(token: Token): boolean {
	return isOf(token, 'number') && token.value > 9999;
}

const NAMES: ReadonlySet<string> = new Set([
	'rows',
	'ip',
	'port',
	'ports',
	'mac',
	'quote',
	'seq',
	'acknum',
	'nth',
	'http',
]);

function isPacketWord(token: Token): boolean {
	return (
		isOf(token, 'flags') ||
		isOf(token, 'mqtt') ||
		isOf(token, 'call') ||
		has(token, 'PACKET', 'SEGMENT', 'FRAME', 'DATA', 'REQUEST', 'RESPONSE', 'EVENT', 'ECHO', 'PAYLOAD') ||
		has(token, 'HANDSHAKE', 'CONNECTION', 'CLOSE', 'ARP', 'RETRANSMISSION', 'DUPLICATE')
	);
}

function isHostWord(token: Token): boolean {
	return has(token, 'CLIENT', 'SERVER', 'PUBLISHER', 'SUBSCRIBER', 'HOST', 'SIDE') || isOf(token, 'ip');
}
