import { has } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { says, spanOf } from './features.ts';
import { packetSay } from './packet-say.ts';
import type { Say } from './say.ts';

/** `berkomunikasi menggunakan UDP`, `talk over TCP`, `protokolnya adalah TCP`: which transport there is. */
export function readProtocol({ tokens, isNegated }: Clause, scope: ClauseScope): readonly Say[] {
	const at = tokens.findIndex((token) => has(token, 'TCP', 'UDP'));
	if (at < 1 || isNegated || (says(tokens, 'TCP') && says(tokens, 'UDP'))) return [];
	const before = tokens.slice(Math.max(0, at - 4), at);
	const isUsed = before.some(
		(token) =>
			has(token, 'PROTOCOL') ||
			(token.type === 'word' &&
				/^(?:over|uses?|used|memakai|menggunakan|digunakan|berbasis|atas|lewat)$/i.test(token.word)),
	);
	if (
		!isUsed ||
		tokens.some(
			(token) =>
				token.type === 'word' &&
				/^(?:berbeda|unlike|dibanding(?:kan)?|compared|daripada|than|instead|bukan)$/i.test(token.word),
		)
	)
		return [];
	const kinds = ['K16'] as const;
	return [
		packetSay(
			{ protocol: says(tokens, 'UDP') ? 'udp' : 'tcp' },
			{ kinds, pattern: 'P01', isFirst: true, tentative: scope.tentative, ...spanOf(tokens) },
		),
	];
}
