import type { Concept } from '../text/lexicon.ts';
import type { Operator } from '../text/operators.ts';
import type { Say } from './say.ts';
import { SPECIAL } from './uptake-where-said.ts';

/** Nouns, links and prepositions that say nothing of their own. */
export const FREE: ReadonlySet<Concept> = new Set<Concept>([
	...([
		'TO',
		'FROM',
		'BY',
		'WITH',
		'BETWEEN',
		'AND',
		'WHICH',
		'IS',
		'DEFINES',
		'THERE_IS',
		'CONTAINS',
		'MEANS',
	] as const),
	...(['SO', 'WHILE', 'CAPTURE', 'FILE', 'SIDE', 'PACKET', 'SEGMENT', 'FRAME', 'ROW', 'CONNECTION', 'HOST'] as const),
	...(['PROTOCOL', 'FLAG', 'TIME', 'WHEN', 'SUCCESS', 'INTEND', 'PROBABLY', 'IP', 'ADDRESS', 'TCP', 'TOTAL'] as const),
	...([
		'COUNT',
		'START',
		'OR',
		'EXAMPLE',
		'GENERALLY',
		'BECAUSE',
		'IF',
		'FILTER',
		'EXCHANGE',
		'DATA',
		'SEND',
		'RECEIVE',
		'SYN_WORD',
		'GRACEFUL',
		'FUNCTION',
	] as const),
]);

const MESSAGES = [
	'DATA',
	'REQUEST',
	'RESPONSE',
	'ECHO',
	'EVENT',
	'PAYLOAD',
	'LENGTH',
	'TOPIC',
	'HTTP',
	'MQTT',
	'SOAP',
] as const;
const MOVES = ['SEND', 'RECEIVE', 'REPLY', 'ACKNOWLEDGE', 'EXCHANGE'] as const;
const COURSE = ['HANDSHAKE', 'THREE_WAY', 'OPEN', 'CLOSE', 'START', 'CONNECTION', 'BEGINS_WITH', 'ENDS_WITH'] as const;
const PLACES = ['PORT', 'IP', 'ADDRESS', 'SOURCE', 'DESTINATION', 'HOST'] as const;
const ORDER = ['BEFORE', 'AFTER', 'THEN', 'FIRST', 'LAST', 'NEXT', 'UNTIL', 'BEGINS_WITH', 'ENDS_WITH'] as const;
const NEGATION = ['NOT', 'WITHOUT', 'FAILED', 'EMPTY'] as const;
const ALL = ['EVERY', 'EACH', 'ALWAYS', 'ONLY', 'BOTH', 'OTHER', 'SAME', 'SEPARATE'] as const;
const HARDWARE = [
	'ARP',
	'MAC',
	'IP',
	'ADDRESS',
	'ASK',
	'BROADCAST',
	'UNICAST',
	'HOST',
	'REQUEST',
	'RESPONSE',
	'REPLY',
	'SEND',
] as const;
const NUMBERS = ['SEQ', 'ACKNUM', 'RAW', 'RELATIVE', 'LENGTH', 'PAYLOAD', 'SAME'] as const;
const BOUNDS = ['ABOUT', 'MORE', 'LESS', 'AT_LEAST', 'ONLY', 'TOTAL', 'COUNT'] as const;
const SPANS = [
	'TIME',
	'DURATION',
	'RTT',
	'WHEN',
	'BETWEEN',
	'ABOUT',
	'MORE',
	'LESS',
	'AT_LEAST',
	'ONLY',
	'WAIT',
] as const;

interface Uptake {
	readonly concepts: readonly Concept[];
	readonly operators: readonly Operator[];
}

/** What each kind of statement is made from, besides the values in it. */
const UPTAKE: { readonly [K in Say['say']]: Uptake } = {
	packet: {
		concepts: [
			'DNS',
			'ICMP',
			'OPEN',
			'CLOSE',
			'START',
			...MESSAGES,
			...MOVES,
			...PLACES,
			'SEQ',
			'ACKNUM',
			'RAW',
			'RELATIVE',
			'BEGINS_WITH',
			'ENDS_WITH',
		],
		operators: [],
	},
	handshake: {
		concepts: ['CLIENT', 'SERVER', 'ASK', ...COURSE, ...MOVES, ...NEGATION, 'REFUSE', 'BOTH', 'LISTEN'],
		operators: ['negation'],
	},
	close: {
		concepts: ['CLIENT', 'SERVER', ...COURSE, ...MOVES, ...NEGATION, 'FOUR_WAY', 'BOTH', 'RESET'],
		operators: [],
	},
	count: {
		concepts: [...BOUNDS, ...MESSAGES, ...MOVES, 'HANDSHAKE', 'THREE_WAY', 'OPEN'],
		operators: ['repeat', 'only'],
	},
	absence: {
		concepts: [...NEGATION, 'SEVERAL', 'DUPLICATE', 'RETRANSMISSION', 'ERROR', 'LOSS', 'RESET', 'SEND'],
		operators: ['part', 'repeat', 'negation'],
	},
	endpoint: {
		concepts: [
			...PLACES,
			'LISTEN',
			'OPEN',
			'SEND',
			'RECEIVE',
			'UDP',
			'HTTP',
			'MQTT',
			'EVENT',
			'ECHO',
			'REQUEST',
			'NOT',
			'CLIENT',
			'SERVER',
			'SEVERAL',
			'BOTH',
		],
		operators: [],
	},
	arp: { concepts: [...HARDWARE, 'BOTH'], operators: [] },
	order: {
		concepts: [...ORDER, ...MESSAGES, ...MOVES, ...COURSE, 'ARP', 'HTTP', 'MQTT', 'ASK', 'MAC', 'ABOUT', 'BOTH'],
		operators: ['order'],
	},
	universal: {
		concepts: [...ALL, ...MESSAGES, ...MOVES, 'MORE', 'BEGINS_WITH', 'THEN', 'AFTER'],
		operators: ['part', 'comparison', 'order', 'only'],
	},
	call: { concepts: [...COURSE, 'SEND', 'RECEIVE', 'FUNCTION', 'READ', 'WAIT', 'LISTEN'], operators: [] },
	log: { concepts: [], operators: [] },
	'row-flags': { concepts: ['FLAG', 'ONLY', 'SEVERAL'], operators: ['only'] },
	lengths: { concepts: [...MESSAGES, ...MOVES, 'TOTAL', 'EACH', 'FIRST'], operators: [] },
	time: { concepts: [...SPANS, ...ORDER, ...COURSE, ...MESSAGES, ...MOVES], operators: ['order'] },
	gap: { concepts: [...SPANS, ...ORDER, ...COURSE, ...MESSAGES, ...MOVES], operators: ['order', 'comparison'] },
	'answer-time': { concepts: [...SPANS, ...ORDER, ...MESSAGES, ...MOVES, 'SERVER'], operators: ['order'] },
	field: { concepts: ['TTL', 'WINDOW_SCALE', 'WINDOW', 'SEND'], operators: [] },
	mss: { concepts: ['MSS', 'SEND'], operators: ['comparison'] },
	'mac-owner': { concepts: [...HARDWARE], operators: [] },
	'mqtt-role': { concepts: ['PUBLISHER', 'SUBSCRIBER', 'MQTT'], operators: [] },
	copies: {
		concepts: ['DUPLICATE', 'RETRANSMISSION', 'SAME', 'NOT', 'SEND', 'BECAUSE'],
		operators: ['repeat', 'comparison'],
	},
	returns: { concepts: [...MESSAGES, ...MOVES], operators: [] },
	unquoted: { concepts: [...MESSAGES, ...MOVES], operators: [] },
	votes: { concepts: ['DATA', 'NOT', ...BOUNDS], operators: ['repeat'] },
	speaker: { concepts: [...MESSAGES, ...MOVES, ...ORDER, 'START'], operators: ['order'] },
	state: { concepts: ['UNTIL', 'AFTER', 'START', 'WAIT', 'CLOSE', 'OPEN'], operators: [] },
	acked: { concepts: ['OTHER', ...MESSAGES, ...MOVES, 'SEPARATE', 'EMPTY', 'ACKNUM'], operators: [] },
	acknowledges: { concepts: [...MESSAGES, ...MOVES], operators: [] },
	acknowledgment: { concepts: [...NUMBERS, ...MESSAGES, ...MOVES], operators: ['comparison'] },
	cited: { concepts: [...COURSE, ...MESSAGES, ...MOVES, 'FIRST', 'LAST'], operators: [] },
	sum: { concepts: [...NUMBERS, 'ABOUT', 'TIME', 'DURATION', 'RTT', 'TOTAL', 'LENGTH'], operators: ['comparison'] },
	file: { concepts: ['FILE', 'CAPTURE', 'BEGINS_WITH', 'READ', 'OPEN'], operators: [] },
	type: { concepts: [...PLACES], operators: [] },
	document: { concepts: [], operators: [] },
	unchecked: { concepts: [], operators: [] },
};

/** Whether a statement says what a concept stands for. */
export function takesUpConcept(say: Say, concept: Concept): boolean {
	return UPTAKE[say.say].concepts.includes(concept) || (SPECIAL[concept]?.(say) ?? false);
}

export function takesUpOperator(say: Say, operator: Operator): boolean {
	// "Row 24: the client sends it again": what is in row 24 is so however often it is sent.
	if (operator === 'repeat' && say.say === 'packet' && say.rows !== null) return true;
	return UPTAKE[say.say].operators.includes(operator);
}
