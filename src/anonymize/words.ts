import { LABS } from '../profile/labs.ts';

/** Other words for the words of payloads, of the same length in bytes; the same one for the same word. */
export interface WordMap {
	/** New bytes for these. Words that a lab itself says (`Echo`, `bye`) and numbers of two digits stay. */
	readonly replace: (bytes: Uint8Array) => Uint8Array;
}

const CONSONANTS = 'bdfgklmnprstvz';
const VOWELS = 'aeiou';
const DIGITS = '0123456789';
const ANY = `${DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz`;
const FILLER = 'x';
/** Letters, digits, and every byte of a character beyond ASCII. */
const WORD = /[A-Za-z0-9_\u0080-\u00ff]+/g;
/** What no text has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they tell binary data from text
const BINARY = /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f]/;

/** What the voting server says; its profile has no prefix that would say it. */
const VOTING = 'Vote received for current count Invalid option Available exit';

/** Makes the words of one run. */
export function createWordMap(): WordMap {
	const made = new Map<string, string>();
	const used = ownWords();
	const next = new Map<string, number>();

	function wordFor(word: string): string {
		const known = made.get(word);
		if (known !== undefined) return known;
		const isNumber = /^\d+$/.test(word);
		const fresh = unused(word.length, isNumber ? numberAt : wordAt, `${isNumber}${word.length}`);
		made.set(word, fresh);
		return fresh;
	}

	/** The next one that nothing else has; where all are taken, words can no longer be told apart. */
	function unused(length: number, at: (index: number, length: number) => string, key: string): string {
		for (let index = next.get(key) ?? 0; index < ANY.length ** Math.min(length, 4); index++) {
			const word = at(index, length);
			if (used.has(word)) continue;
			used.add(word);
			next.set(key, index + 1);
			return word;
		}
		return FILLER.repeat(length);
	}

	return {
		replace(bytes) {
			const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
			if (BINARY.test(text)) return new Uint8Array(bytes.length).fill(FILLER.charCodeAt(0));
			const replaced = text.replace(WORD, (word) => (isOwn(word) ? word : wordFor(word)));
			return Uint8Array.from(replaced, (unit) => unit.charCodeAt(0));
		},
	};
}

const OWN = ownWords();

function isOwn(word: string): boolean {
	return OWN.has(word) || /^(\d{1,2}|[A-Za-z])$/.test(word);
}

/** Every word that the labs' programs bring along. */
function ownWords(): Set<string> {
	const texts = Object.values(LABS).flatMap(({ replyPrefix, endWord, messages }) => [
		...[replyPrefix ?? '', endWord],
		...messages,
	]);
	return new Set([...texts, VOTING].join(' ').match(WORD) ?? []);
}

/** Words that can be spoken, then any. */
function wordAt(index: number, length: number): string {
	const kinds = Array.from({ length }, (_, i) => (i % 2 === 0 ? CONSONANTS : VOWELS));
	const spoken = kinds.reduce((product, letters) => Math.min(product * letters.length, 1e9), 1);
	return index < spoken
		? count(index, kinds)
		: count(
				index - spoken,
				kinds.map(() => ANY),
			);
}

function numberAt(index: number, length: number): string {
	return count(
		index,
		Array.from({ length }, () => DIGITS),
	);
}

/** The number in a notation whose places have these digits. */
function count(index: number, places: readonly string[]): string {
	let left = index;
	return [...places]
		.reverse()
		.map((digits) => {
			const digit = digits[left % digits.length] ?? '';
			left = Math.floor(left / digits.length);
			return digit;
		})
		.reverse()
		.join('');
}
