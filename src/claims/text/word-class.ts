import { NEUTRAL_ENGLISH } from './neutral-english.ts';
import { NEUTRAL_INDONESIAN } from './neutral-indonesian.ts';
import { OPERATOR_WORDS, type Operator } from './operators.ts';
import { stemsOf } from './word-stems.ts';

/** What a word does to a statement that does not take it up: nothing, something that is known, or nobody knows what. */
export type WordClass = 'neutral' | 'unknown' | Operator;

/** Of a word in lower case, each distinct word once. */
export function classOf(word: string): WordClass {
	const known = CLASSES.get(word);
	if (known) return known;
	const made = OPERATORS.get(word) ?? (isNeutral(word) ? 'neutral' : 'unknown');
	if (CLASSES.size < MOST_WORDS) CLASSES.set(word, made);
	return made;
}

/** `request-reply`: each part for itself. */
function isNeutral(word: string): boolean {
	if (stemsOf(word).some((stem) => NEUTRAL.has(stem))) return true;
	const parts = word.split(/[-/]/);
	return parts.length > 1 && parts.every((part) => part !== '' && isNeutral(part));
}

const MOST_WORDS = 20_000;
const CLASSES = new Map<string, WordClass>();
const NEUTRAL: ReadonlySet<string> = new Set(wordsOf(NEUTRAL_ENGLISH + NEUTRAL_INDONESIAN));
const OPERATORS: ReadonlyMap<string, Operator> = new Map(
	(Object.entries(OPERATOR_WORDS) as [Operator, string][]).flatMap(([operator, words]) =>
		wordsOf(words).map((word) => [word, operator] as const),
	),
);

function wordsOf(text: string): readonly string[] {
	return text.split(/\s+/).filter(Boolean);
}
