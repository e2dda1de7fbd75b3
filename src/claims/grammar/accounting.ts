import type { Concept } from '../text/lexicon.ts';
import { has, isOf, type Token, type TokenOf } from '../text/token.ts';
import { classOf } from '../text/word-class.ts';
import type { Clause } from './clause.ts';
import { isFormula, isIdle } from './idle-tokens.ts';
import { isThingOf } from './said-things.ts';
import type { Say } from './say.ts';
import { FREE, takesUpConcept, takesUpOperator } from './uptake.ts';

/** What of a clause none of its statements says. */
export interface Unsaid {
	/** Words that turn, order or restrict what is said. */
	readonly operators: readonly Token[];
	/** Things and words of which it is not known what they do. */
	readonly others: readonly Token[];
}

/** Looks at each token of a clause: said by a statement, known to change nothing, or neither. */
export function unsaidOf(clause: Clause, own: readonly Say[]): Unsaid {
	const { tokens, hosts } = clause;
	const operators: Token[] = [];
	const others: Token[] = [];
	if (own.some((say) => WHOLE.has(say.say)) || isFormula(tokens)) return { operators, others };
	for (const [at, token] of tokens.entries()) {
		const isHost = hosts.some((host) => host.at <= at && at < host.end);
		const fate = isIdle(clause, at, own) ? 'said' : fateOf(token, tokens[at + 1], own, isHost);
		if (fate === 'operator') operators.push(token);
		else if (fate === 'other') others.push(token);
	}
	return { operators, others };
}

/** These are read as a whole, or not at all. */
const WHOLE: ReadonlySet<Say['say']> = new Set<Say['say']>(['votes', 'log', 'type', 'document', 'returns']);

type Fate = 'said' | 'operator' | 'other';

function fateOf(token: Token, next: Token | undefined, own: readonly Say[], isHost: boolean): Fate {
	if (isOf(token, 'word')) return fateOfWord(token, next, own, isHost);
	if (isHost || own.some((say) => isThingOf(token, say))) return 'said';
	return isOf(token, 'rows') && token.noun === '#' ? 'said' : 'other';
}

function fateOfWord(
	{ concepts, word, start, end }: TokenOf<'word'>,
	next: Token | undefined,
	own: readonly Say[],
	isHost: boolean,
): Fate {
	if (concepts.some((concept) => FREE.has(concept) || own.some((say) => takesUpConcept(say, concept)))) return 'said';
	if (own.some((say) => say.say === 'sum' && say.start <= start && end <= say.end)) return 'said';
	if (concepts.includes('DURATION') && !isNumber(next)) return 'said';
	// "talk over TCP", "about this capture"
	if (concepts.some((concept) => BOUNDS.has(concept)) && !isNumber(next)) return 'said';
	if (concepts.includes('SAME') && isNumber(next)) return 'said';
	if (concepts.includes('OTHER') && has(next, 'SIDE', 'HOST')) return 'said';
	if (PLACES.test(word) && own.every((say) => say.say === 'arp' && say.rows === null)) return 'operator';
	// "di akhir", "finally": when, and not which.
	if (/^[a-z]$/i.test(word) || /^(?:awal|akhir|akhirnya|finally)$/i.test(word)) return 'said';
	if (concepts.some((concept) => OPERATORS.has(concept))) return 'operator';
	if (COUNTED.test(word)) return 'operator';
	const found = /^[A-Z][A-Z_\d]+$/.test(word) ? 'neutral' : classOf(word.toLowerCase());
	if (found === 'neutral') return concepts.length > 0 ? 'other' : 'said';
	if (found === 'unknown') return isHost && concepts.length === 0 ? 'said' : 'other';
	return own.some((say) => takesUpOperator(say, found)) ? 'said' : 'operator';
}

/** `ARP muncul di awal rekaman`: that there is ARP shows nothing of where. */
const PLACES = /^(?:awal|akhir|beginning|start|end)$/i;

/** `three-segment`, `dua-arah`, `4-step`: so many of something. */
const COUNTED = /^(?:\d+|one|two|three|four|five|satu|dua|tiga|empat|lima)-\p{L}/iu;

const BOUNDS: ReadonlySet<Concept> = new Set<Concept>(['MORE', 'LESS', 'AT_LEAST', 'ABOUT']);

function isNumber(token: Token | undefined): boolean {
	return token !== undefined && ['number', 'time', 'len', 'seq', 'acknum', 'win', 'port'].includes(token.type);
}

/** What the lexicon knows that turns, orders or restricts what stands beside it. */
const OPERATORS: ReadonlySet<Concept> = new Set<Concept>([
	...(['BEFORE', 'AFTER', 'THEN', 'FIRST', 'LAST', 'NEXT', 'UNTIL', 'BEGINS_WITH', 'ENDS_WITH'] as const),
	...(['EVERY', 'EACH', 'ALWAYS', 'ONLY', 'NOT', 'WITHOUT', 'SEVERAL', 'SAME', 'SWAP', 'SEPARATE', 'BOTH'] as const),
	...([
		'MORE',
		'LESS',
		'AT_LEAST',
		'OTHER',
		'EACH_OTHER',
		'DUPLICATE',
		'THREE_WAY',
		'FOUR_WAY',
		'FAILED',
		'EMPTY',
	] as const),
]);
