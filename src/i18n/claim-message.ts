import type { Claim } from '../claims/claim.ts';
import type { Fact, Hint } from '../claims/fact.ts';
import type { ClaimWords } from './claim-words.ts';

/** The message about a claim, built alike in every language: `Verdict: fact (how rows were read). Hint.` */
export function claimMessage({ verdict, reason, decisive, reading }: Claim, words: ClaimWords): string {
	const fact = decisive === null ? '' : factText(decisive.fact, words);
	const why = reason === null ? fact : becauseOf(words.reasons[reason], decisive?.fact, fact);
	const rows = reading === null || reading.kind === 'frame' ? '' : ` (${readingText(reading, words)})`;
	const said = `${capitalized(words.verdicts[verdict])}${why === '' ? '' : `: ${why}`}${rows}`;
	const hint = decisive === null || decisive.hint === null ? '' : ` ${hintText(decisive.hint, words)}`;
	return `${said}${/[.?!]$/.test(said) ? '' : '.'}${hint}`;
}

/** Why it cannot be told, and what is there instead. */
function becauseOf(reason: string, fact: Fact | undefined, text: string): string {
	return fact === undefined || fact.kind === 'unchecked' || text === '' ? reason : `${reason}; ${text}`;
}

function capitalized(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}

function factText(fact: Fact, { facts }: ClaimWords): string {
	return (facts[fact.kind] as (fact: Fact) => string)(fact);
}

function hintText(hint: Hint, { hints }: ClaimWords): string {
	return (hints[hint.kind] as (hint: Hint) => string)(hint);
}

function readingText(reading: NonNullable<Claim['reading']>, { readings }: ClaimWords): string {
	return (readings[reading.kind] as (of: typeof reading) => string)(reading);
}
