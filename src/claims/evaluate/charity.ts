import type { CountedThing, Finding } from '../fact.ts';
import type { Say } from '../grammar/say.ts';
import type { CaptureModel } from '../model/capture-model.ts';
import { onlyConnections } from '../model/one-connection.ts';
import { has, isWord, type Token } from '../text/token.ts';
import { judge, type RowNumbers } from './evaluate.ts';

/**
 * What was refuted, unless another reading of the sentence holds: of another packet than the one that another clause
 * names, of another connection, of each side or message. Then it cannot be told, or, where the other reading is as
 * natural, it is so.
 */
export function charitable(
	model: CaptureModel | null,
	say: Say,
	finding: Finding,
	numbersOf: RowNumbers,
	sentence: readonly Token[],
): Finding {
	if (finding.verdict !== 'refuted' || model === null) return finding;
	const free = freed(model, say, numbersOf);
	if (free && say.isCarried === 'other-subject') return free;
	// A row that another clause names may be of that one alone.
	if (say.isCarried !== undefined) return doubtful(finding);
	if (say.say === 'count' && say.value <= MOST_OF_EACH && isOfEach(sentence)) return doubtful(finding);
	return holdsInOneConnection(model, say, numbersOf) ? doubtful(finding) : finding;
}

function doubtful(finding: Finding): Finding {
	return { ...finding, verdict: 'not-checkable', reason: 'UNBOUND', hint: { kind: 'name-it' } };
}

/** Of any packet, where another clause named the row; only if some packet is so. */
function freed(model: CaptureModel, say: Say, numbersOf: RowNumbers): Finding | null {
	if (say.isCarried === undefined || !('rows' in say)) return null;
	const kinds = say.kinds.filter((kind) => kind !== 'K01');
	const [first, ...rest] = kinds;
	if (first === undefined) return null;
	const finding = judge(model, { ...say, rows: null, kinds: [first, ...rest] } as Say, numbersOf);
	return finding.verdict === 'confirmed' ? finding : null;
}

/** Of larger numbers nobody says that each has so many. */
const MOST_OF_EACH = 3;

/** `masing-masing satu`, `one for each`, `per request`: a number of a part. */
function isOfEach(sentence: readonly Token[]): boolean {
	return sentence.some((token) => has(token, 'EVERY', 'EACH', 'BOTH') || isWord(token, /^(?:per|tiap|respectively)$/i));
}

/** More connections than these are nobody's lab. */
const MOST_CONNECTIONS = 32;

function holdsInOneConnection(model: CaptureModel, say: Say, numbersOf: RowNumbers): boolean {
	const connections = model.connections.filter(({ lifeCycle: { opening } }) => !NO_CONNECTION.has(opening.kind));
	if (connections.length < 2 || connections.length > MOST_CONNECTIONS || !isOfConnection(say)) return false;
	return connections.some(
		({ connection }) => judge(onlyConnections(model, new Set([connection])), say, numbersOf).verdict === 'confirmed',
	);
}

/** What never came to be is not spoken of as "the connection". */
const NO_CONNECTION: ReadonlySet<string> = new Set(['refused', 'no-answer']);

const COUNTED_IN_ONE: ReadonlySet<CountedThing> = new Set<CountedThing>([
	...(['messages', 'requests', 'replies', 'exchanges', 'retransmissions', 'tcp-packets'] as const),
	...(['syn', 'syn-ack', 'ack', 'fin', 'rst', 'psh'] as const),
]);

/** What may be said of one connection of several. */
function isOfConnection(say: Say): boolean {
	if ('rows' in say && say.rows !== null) return false;
	if (say.say === 'count') return !say.isOfWhole && COUNTED_IN_ONE.has(say.thing);
	return ['close', 'handshake', 'order', 'speaker', 'lengths'].includes(say.say);
}
