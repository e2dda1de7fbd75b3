import { has, isWord, type Token } from '../text/token.ts';
import { allOf } from './features.ts';

/** Quoted texts, and what stands behind a colon after a verb of sending. */
export function textsOf(tokens: readonly Token[]): readonly string[] {
	return allOf(tokens, 'quote')
		.filter((quote) => !isAsked(tokens, tokens.indexOf(quote)))
		.map(({ inner }) => inner.trim())
		.filter(
			(text) =>
				text !== '' &&
				!/^(?:docker|sudo|tcpdump|python|ip a|cd|ls|git|npm)\b/.test(text) &&
				!/\.(?:py|yml|yaml|md|png|jpe?g|pcapng|pcap|cap|js|ts)$/i.test(text) &&
				!isCode(text),
		);
}

/** `returned 5.0 for "add"`: what was asked, not what the reply holds. */
function isAsked(tokens: readonly Token[], at: number): boolean {
	const before = tokens[at - 1];
	const isFor = isWord(before, /^(?:for|untuk|terhadap|atas)$/i);
	return isFor && tokens.slice(0, at).some((token) => has(token, 'REPLY', 'RESPONSE'));
}

/** Code and file names are quoted too. */
function isCode(text: string): boolean {
	if (/^\{\s?"/.test(text)) return false;
	return (
		/^[\w.]+\([^)]*\)$/.test(text) ||
		/[;{}]\s*$/.test(text) ||
		/^\w+\s?=\s?\w+\(/.test(text) ||
		/^(?:br-|eth|ens|veth|docker)\w*/.test(text) ||
		/^(?:(?:https?|ftp):\/\/|compose\/|\.\.?\/)/.test(text)
	);
}
