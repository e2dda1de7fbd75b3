import { has, isOf, type Token } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { endpointSay } from './endpoint-say.ts';
import { flagSets, says } from './features.ts';
import { NO_HOST } from './host.ts';
import type { Say } from './say.ts';
import type { EndpointSay } from './say-hosts.ts';

/** `Source IP address: 192.168.1.102`, `IP client adalah 172.18.0.3`. */
export function sourceAddresses({ tokens, hosts }: Clause, scope: ClauseScope): readonly Say[] {
	const addressed = tokens.flatMap((token, i) => (isOf(token, 'ip') ? [{ token, i }] : []));
	if (addressed.length === 0) return [];
	const made = addressed.flatMap(({ token, i }): readonly Say[] => {
		const before = tokens.slice(Math.max(0, i - 12), i);
		const isAddressed =
			before.some((each) => has(each, 'IP', 'ADDRESS', 'SOURCE', 'DESTINATION')) ||
			roleBehindAddress(tokens, i) !== null ||
			openerRole(tokens, i) !== null;
		if (!isAddressed) return [];
		if (hosts.some((mention) => mention.isPaired && mention.at <= i && i < mention.end)) return [];
		const role = roleNear(before) ?? roleBehindAddress(tokens, i) ?? openerRole(tokens, i);
		if (role === null || says(tokens, 'ASK')) return [];
		const value = {
			host: NO_HOST,
			role,
			address: token.address,
			isPattern: token.isPattern,
			port: token.port ?? hosts.find((mention) => mention.at <= i && i < mention.end)?.host.port ?? null,
			isNegated: before.some((each) => has(each, 'NOT')),
			rows: scope.rows,
		};
		return [endpointSay(scope, [token], value, 'P09')];
	});
	if (made.length > 0 || hosts.length > 1 || clauseHasMore(tokens)) return made;
	const [only] = addressed;
	if (!only || addressed.length > 1) return made;
	return [
		endpointSay(
			scope,
			[only.token],
			{
				host: NO_HOST,
				role: null,
				address: only.token.address,
				isPattern: only.token.isPattern,
				port: only.token.port,
				isNegated: says(tokens, 'NOT'),
				rows: null,
			},
			'P09',
		),
	];
}

/** Whether the address is a part of a larger statement. */
function clauseHasMore(tokens: readonly Token[]): boolean {
	return (
		flagSets(tokens).length > 0 ||
		says(tokens, 'ASK', 'REPLY', 'ARP', 'MAC') ||
		tokens.some((token) => isOf(token, 'arrow'))
	);
}

/** `192.168.1.102 is the client's IP address`. */
function roleBehindAddress(tokens: readonly Token[], at: number): EndpointSay['role'] {
	const behind = tokens.slice(at + 1, at + 8);
	if (!has(behind[0], 'DEFINES') || !says(behind, 'IP', 'ADDRESS', 'CLIENT', 'SERVER')) return null;
	const [isClient, isServer] = [says(behind, 'CLIENT'), says(behind, 'SERVER')];
	return isClient === isServer ? null : isClient ? 'client' : 'server';
}

/** `connects from 172.19.0.3`: who opens is the client. */
function openerRole(tokens: readonly Token[], at: number): EndpointSay['role'] {
	const [from, ...before] = tokens.slice(Math.max(0, at - 4), at).toReversed();
	return has(from, 'FROM') && before.some((token) => has(token, 'OPEN', 'CONNECTION')) ? 'client' : null;
}

function roleNear(before: readonly Token[]): EndpointSay['role'] {
	for (const token of before.toReversed()) {
		if (has(token, 'SOURCE')) return 'source';
		if (has(token, 'DESTINATION')) return 'destination';
	}
	const isClient = says(before, 'CLIENT');
	const isServer = says(before, 'SERVER');
	if (isClient === isServer) return null;
	return isClient ? 'client' : 'server';
}
