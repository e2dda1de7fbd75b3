import type { Phase } from '../../tcp/segment-batch.ts';
import type { Concept } from '../text/lexicon.ts';
import { type FlagSet, has, isOf, isWord, type ThingType, type Token, type TokenOf } from '../text/token.ts';
import type { RowRef } from './packet-query.ts';

/** Whether a concept stands in the tokens. */
export function says(tokens: readonly Token[], ...concepts: readonly Concept[]): boolean {
	const known = tokens.length < MANY ? null : conceptsIn(tokens);
	for (let i = 0; i < concepts.length; i++) {
		const concept = concepts[i] as Concept;
		if (known ? known.has(concept) : isIn(tokens, concept)) return true;
	}
	return false;
}

function isIn(tokens: readonly Token[], concept: Concept): boolean {
	for (const token of tokens) if (token.type === 'word' && token.concepts.includes(concept)) return true;
	return false;
}

/** A long clause is asked for dozens of concepts, and each of its clauses asks for those of the sentence. */
const MANY = 8;
const CONCEPTS = new WeakMap<readonly Token[], ReadonlySet<Concept>>();

function conceptsIn(tokens: readonly Token[]): ReadonlySet<Concept> {
	const known = CONCEPTS.get(tokens);
	if (known) return known;
	const made = new Set<Concept>();
	for (const token of tokens) if (token.type === 'word') for (const concept of token.concepts) made.add(concept);
	CONCEPTS.set(tokens, made);
	return made;
}

/** All tokens of one type. */
export function allOf<T extends ThingType>(tokens: readonly Token[], type: T): readonly TokenOf<T>[] {
	return tokens.filter((token): token is TokenOf<T> => isOf(token, type));
}

/** The rows that the tokens name: neighbours are joined; "the first frame with FIN" names none. */
export function rowsOf(tokens: readonly Token[]): RowRef | null {
	if (!tokens.some((token) => isOf(token, 'rows'))) return null;
	const found = tokens.flatMap((token, i) => {
		if (!isOf(token, 'rows') || (token.noun === '#' && isCitation(tokens, i)) || tellsWhen(tokens, i)) return [];
		const next = tokens[i + 1];
		if (token.noun.endsWith('ordinal') && isOf(tokens[i - 1], 'number')) return [];
		const isFirstSuch =
			token.noun.endsWith('ordinal') &&
			(has(next, 'WITH', 'WHICH', 'CONTAINS', 'FROM', 'TO', 'IS') || isOf(next, 'flags') || isOf(next, 'sign'));
		return isFirstSuch && token.rows.length === 1 ? [] : [token];
	});
	const [first] = found;
	if (!first) return null;
	const rows = [...new Set(found.flatMap((token) => token.rows))];
	return { rows, isRange: first.isRange || rows.length > 1, noun: first.noun };
}

/** "5 s after segment 1 there are …", "between packets 13 and 15 there is …": the row is when it happens, not where. */
function tellsWhen(tokens: readonly Token[], at: number): boolean {
	const before = tokens.slice(Math.max(0, at - 3), at);
	const last = before.at(-1);
	if (isWord(last, /^(?:sejak|since|semenjak)$/i)) return true;
	if (before.some((token) => has(token, 'BETWEEN'))) return true;
	return isOf(tokens[0], 'time') && before.some((token) => has(token, 'AFTER', 'BEFORE'));
}

/** The messages that the tokens count: `the second reply`; several of one kind may be listed. */
export function messagesOf(tokens: readonly Token[]): RowRef | null {
	const found = allOf(tokens, 'nth');
	const [first] = found;
	if (!first || found.some(({ what }) => what !== first.what)) return null;
	return { rows: found.map(({ n }) => n), isRange: found.length > 1, noun: `nth ${first.what}` };
}

/** `… (#13–#15)`, `mengakui #6`: a packet that is pointed at, not the one that the sentence is about. */
export function isCitation(tokens: readonly Token[], at: number): boolean {
	if (at === 0) return false;
	const before = tokens[at - 1];
	return !(before?.type === 'word' && /^(?:in|at|on|pada|di|untuk|for)$/i.test(before.word));
}

/** Flags as a list of sets, all that the tokens name. */
export function flagSets(tokens: readonly Token[]): readonly FlagSet[] {
	const known = SETS.get(tokens);
	if (known) return known;
	const flags = allOf(tokens, 'flags');
	if (flags.length === 0) return [];
	const made = flags.flatMap(({ sets }) => sets);
	SETS.set(tokens, made);
	return made;
}

const SETS = new WeakMap<readonly Token[], readonly FlagSet[]>();

export function isHandshakeList(sets: readonly FlagSet[]): boolean {
	return sets
		.map((set) => set.join('+'))
		.join(' ')
		.startsWith('SYN SYN+ACK ACK');
}

/** What part of a conversation words speak of. */
export function phaseOf(tokens: readonly Token[]): Phase | null {
	const isClose = says(tokens, 'CLOSE') || flagSets(tokens).some((set) => set.includes('FIN'));
	if (isClose) return 'close';
	if (says(tokens, 'HANDSHAKE', 'THREE_WAY') || flagSets(tokens).some((set) => set.includes('SYN'))) return 'handshake';
	if (says(tokens, 'OPEN') && says(tokens, 'CONNECTION')) return 'handshake';
	return null;
}

/** The first and the last place of the tokens. */
export function spanOf(tokens: readonly Token[]): { readonly start: number; readonly end: number } {
	return { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
}

const PACKET_TYPES: ReadonlySet<ThingType> = new Set([
	'flags',
	'ip',
	'mac',
	'port',
	'ports',
	'rows',
	'seq',
	'acknum',
	'len',
	'win',
	'http',
	'mqtt',
	'call',
	'filter',
]);
const PACKET_CONCEPTS: readonly Concept[] = [
	'HANDSHAKE',
	'RETRANSMISSION',
	'ARP',
	'PACKET',
	'SEGMENT',
	'FLAG',
	'PAYLOAD',
	'BROADCAST',
	'SEQ',
	'ACKNUM',
	'RTT',
	'CHECKSUM',
	'MSS',
	'MTU',
	'TCP',
	'UDP',
];

/** The words that make a sentence look like one about packets. */
export function packetWords(tokens: readonly Token[]): readonly string[] {
	return tokens
		.filter((token) => PACKET_TYPES.has(token.type) || has(token, ...PACKET_CONCEPTS))
		.map(({ text }) => text);
}
