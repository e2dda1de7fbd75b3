import { has, isOf, isWord, type Token } from '../text/token.ts';

/** A text of more words is a description of one. */
const MOST_WORDS = 12;

/** Words in front of a text that was sent: `pesan halo dunia`, `the word hello`, `kata bye`. */
function leadsIn(token: Token, before: readonly Token[]): boolean {
	return (
		(has(token, 'DEFINES') && before.some((each) => has(each, 'DATA', 'RESPONSE', 'REQUEST', 'EVENT'))) ||
		has(token, 'DATA', 'REQUEST', 'RESPONSE', 'EVENT', 'SEND', 'REPLY', 'RECEIVE', 'ACKNOWLEDGE') ||
		isWord(token, /^(?:berisi|berupa|isinya|says?|saying|namely|yaitu|word|kata|teks|text)$/i) ||
		(isOf(token, 'sign') && token.sign === ':')
	);
}

/** What ends it: `ke server`, `to the server`, `dengan flag PSH`, a comma. */
function ends(token: Token): boolean {
	return (
		has(
			token,
			'TO',
			'FROM',
			'WITH',
			'BY',
			'WHICH',
			'DEFINES',
			'THEN',
			'AFTER',
			'BEFORE',
			'WHEN',
			'SEND',
			'REPLY',
			'RECEIVE',
			'ACKNOWLEDGE',
		) ||
		isOf(token, 'flags') ||
		isOf(token, 'ip') ||
		isOf(token, 'rows') ||
		isOf(token, 'port') ||
		(isOf(token, 'sign') && /^[,;().[\]]$/.test(token.sign))
	);
}

/**
 * What may be a text that was sent, though no quotes tell where it begins and ends: all stretches behind a word that
 * leads in to one, the longest first. One that is a whole message, letter for letter, is no accident.
 */
export function unquotedTexts(tokens: readonly Token[]): readonly string[] {
	return tokens.flatMap((token, at) => {
		const [topic] = tokens.slice(at + 1);
		if (has(token, 'TOPIC') && topic && isUnknown(topic)) return [topic.text];
		if (!leadsIn(token, tokens.slice(0, at))) return [];
		const behind = tokens.slice(at + 1, at + 1 + MOST_WORDS);
		const stretches = behind.flatMap((_, i) => {
			const next = behind[i + 1];
			const isEnd = next === undefined || ends(next);
			const stretch = behind.slice(0, i + 1);
			return isEnd && stretch.some(isUnknown) && !stretch.some(({ type }) => type === 'quote') ? [textOf(stretch)] : [];
		});
		return stretches.filter((text) => text.length > 1).toReversed();
	});
}

/** A word that is none of the words for packets, and no word of grammar. */
export function isUnknown(token: Token | undefined): boolean {
	return isOf(token, 'word') && token.concepts.length === 0 && !GRAMMAR.test(token.word);
}

const GRAMMAR =
	/^(?:an?|the|in|on|at|as|for|per|of|up|out|back|again|too|di|dalam|pun|saja|tadi|secara|otomatis|langsung|lagi|si|sebuah|para|oleh|adalah|\w+ly)$/i;

/** As it stands in the sentence, spaces joined. */
function textOf(tokens: readonly Token[]): string {
	return tokens
		.map(({ text, start }, i) => (i > 0 && start > (tokens[i - 1]?.end ?? 0) ? ` ${text}` : text))
		.join('')
		.replace(/[.!?]+$/, '')
		.trim();
}
