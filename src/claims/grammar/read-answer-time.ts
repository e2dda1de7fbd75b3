import { has, isOf, type Token } from '../text/token.ts';
import type { ClauseScope } from './clause-scope.ts';
import { allOf, messagesOf, says, spanOf } from './features.ts';
import type { HostMention } from './host.ts';
import { timeBound } from './read-gaps.ts';
import type { Say } from './say.ts';

const TAKES = /^(?:needs?|needed|takes?|took|butuh|membutuhkan|memerlukan|perlu|dalam|within|in)$/i;

/** P19: how long an answer takes: `the server needs 18 ms to answer the first message`, `menjawab dalam 0,3 ms`. */
export function readAnswerTime(
	tokens: readonly Token[],
	hosts: readonly HostMention[],
	scope: ClauseScope | undefined,
): readonly Say[] {
	const [time, ...others] = allOf(tokens, 'time');
	const answers = tokens.some((token) => has(token, 'REPLY', 'RESPONSE'));
	const takes = tokens.some((token) => isOf(token, 'word') && TAKES.test(token.word));
	const [host, another] = hosts.filter((mention) => mention.host.side !== null);
	if (!scope || !time || others.length > 0 || !answers || !takes || another) return [];
	if (says(tokens, 'AFTER', 'BEFORE', 'BETWEEN', 'CLOSE', 'HANDSHAKE', 'ARP') || host?.host.side === 'client')
		return [];
	const { seconds, digits, scale, written } = time;
	return [
		{
			say: 'answer-time',
			kinds: ['K13'],
			pattern: 'P19',
			message: messagesOf(tokens),
			seconds,
			digits,
			scale,
			written,
			isAbout: says(tokens, 'ABOUT'),
			bound: timeBound(tokens, tokens.indexOf(time)),
			tentative: null,
			...spanOf([time]),
		},
	];
}
