import { has, isOf, isWord, type Token } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { endpointSay } from './endpoint-say.ts';
import { allOf, spanOf } from './features.ts';
import { NO_HOST } from './host.ts';
import { sourceAddresses } from './read-addresses.ts';
import { portsOf } from './read-ports.ts';
import type { Say } from './say.ts';

/** P08, P09: an address or a port, and whose it is. */
export function readEndpoints(clause: Clause, scope: ClauseScope): readonly Say[] {
	const wrong = wrongType(clause, scope);
	if (wrong) return [wrong];
	return [
		...pairedHosts(clause, scope),
		...sourceAddresses(clause, scope),
		...portsOf(clause, scope),
		...connectedHosts(clause, scope),
	];
}

/** `Client (172.18.0.3)`: the address has this role. */
function pairedHosts({ hosts, tokens }: Clause, scope: ClauseScope): readonly Say[] {
	return hosts
		.filter(({ isPaired, host }) => isPaired && host.address !== null && host.side !== null)
		.map(({ host, at, end }) =>
			endpointSay(
				scope,
				tokens.slice(at, end),
				{
					host,
					role: host.side,
					address: host.address,
					isPattern: host.isPattern,
					port: host.port,
					isNegated: false,
					rows: null,
				},
				'P09',
			),
		);
}

/** `connection 172.18.0.3:52394 → 172.18.0.2:2222`: both ends are there. */
function connectedHosts({ tokens, hosts }: Clause, scope: ClauseScope): readonly Say[] {
	const arrow = tokens.findIndex((token) => isOf(token, 'arrow'));
	const isNamed = tokens.slice(Math.max(0, arrow - 4), Math.max(0, arrow)).some((token) => has(token, 'CONNECTION'));
	if (!isNamed) return [];
	return hosts
		.filter(({ host, at, end }) => host.address !== null && host.port !== null && (end === arrow || at === arrow + 1))
		.map(({ host: { address, port, isPattern }, at, end }) => {
			const value = { host: NO_HOST, role: null, address, isPattern, port, isNegated: false, rows: null };
			return endpointSay(scope, tokens.slice(at, end), value, 'P09');
		});
}

/** M07: an address where the question is about a port. */
function wrongType(clause: Clause, scope: ClauseScope): Say | null {
	const { tokens } = clause;
	const isAboutPort = scope.context.question !== null && /port/.test(scope.context.question);
	const ip = allOf(tokens, 'ip');
	const [only] = ip;
	const base = { kinds: ['K10'] as const, pattern: 'P08' as const, tentative: scope.tentative };
	if (
		isAboutPort &&
		only &&
		ip.length === 1 &&
		only.port === null &&
		allOf(tokens, 'port').length === 0 &&
		allOf(tokens, 'number').length === 0 &&
		tokens.length <= 8
	)
		return { say: 'type', wanted: 'port', given: only.address, ...base, ...spanOf([only]) };
	const at = tokens.findIndex((token) => has(token, 'PORT'));
	const behind = tokens.slice(at + 1, at + 9);
	const end = behind.findIndex((token) => !isWhose(token));
	const next = behind[end];
	const isDirect =
		at >= 0 &&
		isOf(next, 'ip') &&
		next.port === null &&
		behind.slice(0, end).some((token) => has(token, 'DEFINES') || (isOf(token, 'sign') && /[:=]/.test(token.sign)));
	return isDirect && isOf(next, 'ip')
		? { say: 'type', wanted: 'port', given: next.address, ...base, ...spanOf([next]) }
		: null;
}

/** `port used by the client is`: words between what is asked and what is given. */
function isWhose(token: Token): boolean {
	return (
		has(token, 'CLIENT', 'SERVER', 'DEFINES', 'SOURCE', 'DESTINATION', 'BY', 'FROM', 'IS', 'HOST') ||
		(isOf(token, 'sign') && /[:=]/.test(token.sign)) ||
		isWord(token, /^(?:the|number|nomor|dipakai|yang|untuk|for|pada|sisi|side|browser|a|an|on)$/i)
	);
}
