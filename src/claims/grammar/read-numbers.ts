import { has, isOf, isWord, type Token, type TokenOf } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { packetQuery } from './described-packet.ts';
import { allOf, says, spanOf } from './features.ts';
import type { PacketQuery } from './packet-query.ts';
import type { Say } from './say.ts';
import type { TimeSay } from './say-packets.ts';

/** P19: a time, and what happens then or how long something takes. */
export function readTimes(clause: Clause, scope: ClauseScope): readonly Say[] {
	const { tokens } = clause;
	const times = tokens.filter(
		(token, i): token is TokenOf<'time'> =>
			isOf(token, 'time') &&
			(isMoment(tokens, i) || token.digits >= 2 || token.scale < 1 || says(tokens, 'RTT', 'DURATION', 'TIME')),
	);
	const [first] = times;
	if (!first || times.length > 1 || /[-+×*/]\s?$/.test(first.text)) return [];
	const query = withEndOfConnection(packetQuery(clause, scope), clause);
	const hasQuery =
		query.from !== null ||
		query.to !== null ||
		query.flags.length > 0 ||
		query.carries !== null ||
		query.http !== null ||
		query.texts.length > 0 ||
		says(tokens, 'HTTP');
	const isWhen = isMoment(tokens, tokens.indexOf(first));
	const what: TimeSay['what'] = isWhen
		? 'moment'
		: says(tokens, 'RTT')
			? 'round-trip'
			: says(tokens, 'DURATION') && !says(tokens, 'TIME')
				? 'duration'
				: says(tokens, 'TIME') || first.digits >= 4
					? 'moment'
					: 'any';
	return [
		{
			say: 'time',
			kinds: scope.rows && scope.areOwnRows ? ['K13', 'K01'] : ['K13'],
			pattern: 'P19',
			seconds: first.seconds,
			digits: first.digits,
			scale: first.scale,
			written: first.written,
			what,
			query: hasQuery
				? { ...query, http: query.http ?? (says(scope.sentence, 'HTTP') ? httpDirection(clause) : null) }
				: null,
			rows: scope.rows,
			isWhen,
			isAbout: says(tokens, 'ABOUT'),
			tentative: scope.tentative,
			...spanOf([first]),
		},
	];
}

/** `Client menutup koneksi pada …`, `the connection is opened at …`: when its FIN or its SYN is. */
function withEndOfConnection(query: PacketQuery, { tokens, verbs }: Clause): PacketQuery {
	if (query.flags.length > 0 || query.texts.length > 0 || !says(tokens, 'CONNECTION')) return query;
	if (verbs.includes('close')) return { ...query, to: null, flags: [['FIN']] };
	return verbs.includes('open') ? { ...query, to: null, flags: [['SYN']] } : query;
}

/** `detik ke-5`, `at about 13.8 seconds`, `pada 5,07 detik`: when it is, not how long it takes. */
function isMoment(tokens: readonly Token[], at: number): boolean {
	const [time, next] = [tokens[at], tokens[at + 1]];
	if (!isOf(time, 'time') || has(next, 'FIRST', 'LAST', 'AFTER', 'BEFORE')) return false;
	if (time.isMoment) return true;
	const before = tokens.slice(Math.max(0, at - 2), at).filter((token) => !has(token, 'ABOUT'));
	const last = before.at(-1);
	return time.scale === 1 && isWord(last, /^(?:at|pada|di)$/i) && !says(tokens, 'RTT', 'DURATION');
}

/** "HTTP request" without a method: any. */
function httpDirection({ tokens }: Clause) {
	return says(tokens, 'HTTP')
		? {
				method: says(tokens, 'REQUEST') && !says(tokens, 'REPLY') ? '*' : null,
				path: null,
				version: null,
				status: says(tokens, 'RESPONSE', 'REPLY') && !says(tokens, 'REQUEST') ? '*' : null,
			}
		: null;
}

/** P11: a list of lengths, told of the first segments. */
export function readLengths(clause: Clause, scope: ClauseScope): readonly Say[] {
	const { tokens } = clause;
	if (!says(tokens, 'LENGTH', 'PAYLOAD')) return [];
	const at = tokens.findIndex((token) => has(token, 'LENGTH', 'PAYLOAD'));
	const isCount = (i: number): boolean => has(tokens[i + 1], 'SEGMENT', 'PACKET', 'FRAME');
	const numbers = tokens.slice(at).filter((token, i) => isOf(token, 'number') && !token.isWord && !isCount(at + i));
	const values = numbers.flatMap((token) => (isOf(token, 'number') ? [token.value] : []));
	const isOfFirst =
		says(tokens, 'FIRST') ||
		allOf(tokens, 'rows').some(
			({ noun, rows }) => noun.endsWith('ordinal') || (rows[0] === 1 && rows.length === values.length),
		);
	if (values.length < 3 || !isOfFirst) return [];
	return [
		{
			say: 'lengths',
			kinds: ['K08'],
			pattern: 'P11',
			values,
			from: clause.from ?? scope.from,
			tentative: scope.tentative,
			...spanOf(numbers),
		},
	];
}
