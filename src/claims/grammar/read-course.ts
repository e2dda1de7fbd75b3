import { type CallName, has, isOf, type Token } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { allOf, flagSets, isHandshakeList, says, spanOf } from './features.ts';
import { type HostRef, NO_HOST } from './host.ts';
import type { Say } from './say.ts';

/** P04, P07: the three segments, or a connection that came to be. */
export function readHandshake(clause: Clause, scope: ClauseScope): readonly Say[] {
	const { tokens } = clause;
	const isListed = isHandshakeList(flagSets(tokens));
	const isNamed = says(tokens, 'HANDSHAKE') || says(tokens, 'THREE_WAY');
	const isOpened =
		says(tokens, 'CONNECTION') &&
		says(tokens, 'OPEN') &&
		!clause.verbs.includes('wait') &&
		!isCounted(tokens, 'CONNECTION');
	const connects =
		clause.verbs.includes('open') &&
		clause.from !== null &&
		!says(tokens, 'FILE', 'CAPTURE') &&
		(clause.to !== null || says(tokens, 'CONNECTION'));
	if (isCloseContext(scope.sentence, tokens) || clause.link === 'in-order-to') return [];
	if (!isListed && !isNamed && !isOpened && !connects) return [];
	if (isCounted(tokens, 'HANDSHAKE') || isAboutOther(tokens)) return [];
	return [
		{
			say: 'handshake',
			kinds: scope.rows && scope.areOwnRows ? ['K04', 'K01'] : ['K04'],
			pattern: isListed || isNamed ? 'P04' : 'P07',
			rows: scope.rows,
			from: connects && !isNamed ? clause.from : portHost(tokens),
			to: null,
			isNegated: (clause.isNegated && !isOfOther(tokens)) || says(tokens, 'FAILED', 'REFUSE'),
			segments: segmentsSaid(tokens),
			tentative: isOnlyNamed(clause) ? 'UNBOUND' : scope.tentative,
			...spanOf(tokens),
		},
	];
}

/** `Percobaan dari port 38850`: whose handshake it is. */
function portHost(tokens: readonly Token[]): HostRef | null {
	const at = tokens.findIndex((token) => isOf(token, 'port'));
	const token = tokens[at];
	if (!isOf(token, 'port') || allOf(tokens, 'port').length > 1 || token.end_ === 'destination') return null;
	return has(tokens[at - 1], 'FROM') ? { ...NO_HOST, port: token.port } : null;
}

/** `no connection is reused: each request got a handshake`: what stands before the colon is not, the handshake is. */
function isOfOther(tokens: readonly Token[]): boolean {
	const not = tokens.findIndex((token) => has(token, 'NOT', 'WITHOUT'));
	const handshake = tokens.findIndex((token) => has(token, 'HANDSHAKE', 'THREE_WAY'));
	return tokens.slice(not, Math.max(not, handshake)).some((token) => isOf(token, 'sign') && /^[:;]$/.test(token.sign));
}

/** `Segmen handshake`: a title says that there are such, not how it went. */
function isOnlyNamed({ tokens, verbs, hosts }: Clause): boolean {
	const words = tokens.filter((token) => token.type === 'word').length;
	return verbs.length === 0 && hosts.length === 0 && tokens.length <= 6 && words === tokens.length;
}

/** `Tidak ada data pada handshake`: something else is not there. */
function isAboutOther(tokens: readonly Token[]): boolean {
	const not = tokens.findIndex((token) => has(token, 'NOT', 'WITHOUT'));
	const handshake = tokens.findIndex((token) => has(token, 'HANDSHAKE', 'THREE_WAY'));
	if (not < 0) return false;
	// "Setelah handshake tidak ada SYN lagi" as well.
	const between = handshake < not ? tokens.slice(not + 1, not + 4) : tokens.slice(not + 1, handshake);
	return (
		says(between, 'DATA', 'PAYLOAD', 'ERROR', 'RETRANSMISSION', 'RESET', 'LOSS', 'ARP', 'TO') ||
		flagSets(between).length > 0
	);
}

/** P05, P06: who closes, in how many segments, and how. */
export function readClose(clause: Clause, scope: ClauseScope): readonly Say[] {
	const { tokens } = clause;
	const sets = flagSets(tokens);
	const ends = says(tokens, 'ENDS_WITH') && says(tokens, 'CONNECTION') && segmentsSaid(tokens) !== null;
	const closes = says(tokens, 'CLOSE') || (says(tokens, 'FOUR_WAY') && says(tokens, 'HANDSHAKE')) || ends;
	const isFirstFin = sets.some((set) => set.includes('FIN')) && says(tokens, 'FIRST') && !scope.rows;
	const isReset = says(tokens, 'RESET') && says(tokens, 'CONNECTION');
	if ((!closes || !isOfConnection(clause, scope)) && !isFirstFin && !isReset) return [];
	if (
		clause.link === 'in-order-to' ||
		(clause.link === 'means' && says(tokens, 'INTEND')) ||
		(says(tokens, 'INTEND') && scope.rows !== null)
	)
		return [];
	const starts = says(tokens, 'START', 'FIRST') || isFirstFin;
	const host = clause.from ?? (clause.verbs.includes('close') || starts ? scope.from : null);
	const segments = says(tokens, 'FOUR_WAY') ? 4 : says(tokens, 'THREE_WAY') ? 3 : segmentsSaid(tokens);
	return [
		{
			say: 'close',
			kinds: scope.rows && scope.areOwnRows ? ['K05', 'K01'] : ['K05'],
			pattern: segments === null ? 'P05' : 'P06',
			rows: scope.rows,
			starter: host,
			startsFirst: starts,
			segments,
			isGraceful: says(tokens, 'GRACEFUL'),
			isFin: sets.some((set) => set.includes('FIN')) && !sets.some((set) => set.includes('RST')),
			isReset: isReset || sets.some((set) => set.includes('RST')),
			isNegated: clause.isNegated,
			isWhole: host === null,
			tentative: scope.tentative,
			...spanOf(tokens),
		},
	];
}

/** Closing a file or a container is none of a connection's. */
function isOfConnection({ tokens, from, hosts }: Clause, { sentence }: ClauseScope): boolean {
	if (says(tokens, 'FILE') || says(tokens, 'CAPTURE')) return false;
	if (
		says(tokens, 'CONNECTION', 'TCP', 'HANDSHAKE', 'THREE_WAY', 'FOUR_WAY') ||
		flagSets(tokens).some((set) => set.includes('FIN'))
	)
		return true;
	if (from !== null || hosts.length > 0 || segmentsSaid(tokens) !== null) return true;
	return says(sentence, 'CONNECTION', 'TCP') || flagSets(sentence).some((set) => set.includes('FIN'));
}

function isCloseContext(sentence: readonly Token[], clause: readonly Token[]): boolean {
	return (
		says(clause, 'CLOSE') ||
		(says(clause, 'THREE_WAY', 'FOUR_WAY') && says(sentence, 'CLOSE') && !says(clause, 'OPEN')) ||
		says(clause, 'FOUR_WAY')
	);
}

/** `tiga segmen`, `3 packets`. */
function segmentsSaid(tokens: readonly Token[]): number | null {
	for (const [i, token] of tokens.entries())
		if (
			isOf(token, 'number') &&
			token.unit === null &&
			token.value <= 12 &&
			has(tokens[i + 1], 'SEGMENT', 'PACKET', 'ROW') &&
			!isOf(tokens[i - 1], 'rows')
		)
			return token.value;
	return null;
}

/** `dua handshake` counts; `three-way handshake` does not. */
function isCounted(tokens: readonly Token[], concept: 'HANDSHAKE' | 'CONNECTION'): boolean {
	return tokens.some(
		(token, i) =>
			isOf(token, 'number') && token.unit === null && tokens.slice(i + 1, i + 4).some((next) => has(next, concept)),
	);
}

/** What calls put on the wire; with other flags it is not known what is meant. */
const CALL_FLAGS: Readonly<Partial<Record<CallName, readonly string[]>>> = {
	connect: ['SYN'],
	send: ['PSH', 'ACK'],
	close: ['FIN', 'ACK'],
};

/** P22: a call of a program, and what of it is on the wire. */
export function readCalls(clause: Clause, scope: ClauseScope): readonly Say[] {
	const { tokens } = clause;
	const named = allOf(tokens, 'call');
	const says_ = named.map(
		(call): Say => ({
			say: 'call',
			kinds: ['K15'],
			pattern: 'P22',
			call: call.name,
			from: clause.from ?? scope.from,
			tentative: scope.tentative,
			start: call.start,
			end: call.end,
		}),
	);
	const produced = flagSets(tokens);
	const isForeign = named.some(
		({ name }) =>
			CALL_FLAGS[name] && produced.length === 1 && !produced[0]?.some((flag) => CALL_FLAGS[name]?.includes(flag)),
	);
	if (isForeign)
		return [
			{
				say: 'unchecked',
				kinds: ['K15'],
				pattern: 'P22',
				reason: 'UNBOUND',
				isUnread: true,
				tentative: scope.tentative,
				...spanOf(tokens),
			},
		];
	const isInside =
		['listen', 'wait', 'read'].some((verb) => clause.verbs.includes(verb as 'listen')) ||
		(says(tokens, 'FUNCTION') && clause.verbs.length > 0);
	if (
		named.length > 0 ||
		!isInside ||
		(clause.from === null && scope.from === null && !says(tokens, 'CLIENT', 'SERVER'))
	)
		return says_;
	return [
		{
			say: 'unchecked',
			kinds: ['K15'],
			pattern: 'P22',
			reason: 'NO_WIRE_EVIDENCE',
			tentative: scope.tentative,
			...spanOf(tokens),
		},
	];
}
