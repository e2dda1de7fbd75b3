import type { Side } from '../../tcp/segment-batch.ts';
import { has, isOf, isWord, type Token } from '../text/token.ts';
import { says, spanOf } from './features.ts';
import { type HostMention, NO_HOST } from './host.ts';
import { packetSay } from './packet-say.ts';
import type { Say } from './say.ts';

const ISN = /\bISNs?\b|\binitial sequence numbers?\b|\bnomor urut awal\b/i;

/** P10: where a side begins to count: `the ISN of the client is 2925823400`. */
export function readStarts(text: string, tokens: readonly Token[], hosts: readonly HostMention[]): readonly Say[] {
	if (!ISN.test(text)) return [];
	return hosts.flatMap(({ host, end }): readonly Say[] => {
		const value = tokens.slice(end, end + 3).find((token) => isOf(token, 'number') && !token.isWord && token.value > 0);
		if (host.side === null || !isOf(value, 'number')) return [];
		const from = { ...NO_HOST, side: host.side };
		const flags = [host.side === 'client' ? ['SYN'] : ['SYN', 'ACK']];
		return [
			packetSay(
				{ from, flags, sequence: value.value },
				{ kinds: ['K07', 'K02'], pattern: 'P10', phase: 'handshake', ...spanOf([value]) },
			),
		];
	});
}

const SPEAKS = /^(?:speaks?|talks?|speaking|talking|spoke|berbicara|bicara)$/i;

/** P02: who sends the first data: `the server speaks first`, `pihak yang berbicara lebih dulu adalah client`. */
export function readSpeaker(tokens: readonly Token[], hosts: readonly HostMention[]): readonly Say[] {
	const at = tokens.findIndex((token, i) => speaks(token, tokens, i));
	const near = tokens.slice(Math.max(0, at - 4), at + 6);
	const isFirst =
		at >= 0 && says(near, 'FIRST') && !says(withoutOther(tokens), 'NOT', 'NEXT', 'IF', 'BEFORE', 'AFTER', 'THEN');
	const named = hosts.filter(({ host }) => host.side !== null);
	const speaker = named.findLast(({ end }) => end <= at) ?? named.find(({ at: place }) => place > at);
	if (!isFirst || speaker?.host.side == null) return [];
	return [
		{
			say: 'speaker',
			kinds: ['K02', 'K03'],
			pattern: 'P02',
			side: speaker.host.side,
			tentative: null,
			...spanOf(near),
		},
	];
}

/** `… lebih dulu sebelum client` says the same of the other, and data come after the handshake anyhow. */
function withoutOther(tokens: readonly Token[]): readonly Token[] {
	return tokens.filter((token, i) => {
		const behind = tokens.slice(i + 1, i + 3);
		if (has(token, 'AFTER')) return !says(behind, 'HANDSHAKE');
		return !has(token, 'BEFORE') || !has(behind[0], 'CLIENT', 'SERVER') || i + 3 < tokens.length;
	});
}

/** `mengirim pesan lebih dulu`, `is the first to send data`: as good as speaking first. */
function speaks(token: Token, tokens: readonly Token[], at: number): boolean {
	if (isOf(token, 'word') && SPEAKS.test(token.word)) return true;
	if (!has(token, 'SEND')) return false;
	const [before, behind] = [tokens.slice(Math.max(0, at - 2), at), tokens.slice(at + 1, at + 5)];
	const isFirstTo = has(before[0], 'FIRST') && isOf(before[1], 'word') && before[1].word.toLowerCase() === 'to';
	const isEarlier = behind.some((each) => isWord(each, /^lebih d(?:ul|ahul)u$/i));
	const isOfData = says(behind, 'DATA') || isWord(token, /pesan|message/i);
	const isOne = tokens.slice(0, at).some(({ text }) => /^(?:one|yang|pihak)$/i.test(text));
	return isOfData && (isFirstTo || isEarlier || (isOne && says(behind, 'FIRST')));
}

const STATE =
	/\b(SYN[_-]SENT|SYN[_-]RECEIVED|SYN[_-]RCVD|ESTABLISHED|FIN[_-]WAIT[_-]?[12]|CLOSE[_-]WAIT|CLOSING|LAST[_-]ACK|TIME[_-]WAIT|CLOSED)\b[^#;.→]{0,16}#(\d{1,7})\b(?!\s?-)/g;
const SIDE = /\b(client|klien|server)\b/gi;

/** P03: from which packet on a side is in a state: `the client is in TIME_WAIT from #14 on`. */
export function readStates(text: string): readonly Say[] {
	return [...text.slice(0, 1200).matchAll(STATE)].flatMap((found): readonly Say[] => {
		const [whole, state = '', row = ''] = found;
		const side = [...text.slice(0, found.index).matchAll(SIDE)].at(-1)?.[1]?.toLowerCase();
		if (side === undefined) return [];
		return [
			{
				say: 'state',
				kinds: ['K01'],
				pattern: 'P03',
				side: (side === 'server' ? 'server' : 'client') satisfies Side,
				state: nameOf(state),
				rows: { rows: [Number(row)], isRange: false, noun: '#' },
				tentative: null,
				start: found.index,
				end: found.index + whole.length,
			},
		];
	});
}

/** As the states are called in RFC 9293, with what `ss` and others write for it. */
function nameOf(written: string): string {
	const name = written.toUpperCase().replaceAll('-', '_').replace('RCVD', 'RECEIVED');
	return name.replace(/WAIT([12])$/, 'WAIT_$1');
}
