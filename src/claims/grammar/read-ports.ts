import { has, isOf, isWord, type Token, type TokenOf } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { endpointSay } from './endpoint-say.ts';
import { says } from './features.ts';
import { NO_HOST } from './host.ts';
import { definedRole, namedPortRole, openedRole, roleAround, roleBehind, usedRole } from './port-roles.ts';
import type { Say } from './say.ts';
import type { EndpointSay } from './say-hosts.ts';

/** `port 42476 (client) dan 2222 (server)`, `listen di port 2222`, `port asal 52394`. */
export function portsOf(clause: Clause, scope: ClauseScope): readonly Say[] {
	const { tokens } = clause;
	// "tidak ada program yang menunggu di port 2222": packets to that port there are.
	if (clause.isNegated && clause.verbs.some((verb) => verb === 'listen' || verb === 'wait')) return [];
	const found: { readonly port: number; readonly role: EndpointSay['role']; readonly token: Token }[] = [];
	for (const [i, token] of tokens.entries()) {
		if (isOf(token, 'port'))
			found.push({
				port: token.port,
				role:
					token.end_ ??
					sideOf(token, clause) ??
					openedRole(clause, i) ??
					usedRole(tokens, i) ??
					roleBehind(tokens, i) ??
					definedRole(tokens, i) ??
					roleAround(clause, i, scope),
				token,
			});
		else if (
			isOf(token, 'number') &&
			token.unit === null &&
			!token.isWord &&
			token.value > 9 &&
			token.value < 65536 &&
			(followsPort(tokens, i) || namedPortRole(tokens, i) !== null)
		)
			found.push({
				port: token.value,
				role: namedPortRole(tokens, i) ?? usedRole(tokens, i) ?? roleBehind(tokens, i),
				token,
			});
	}
	return found.map(({ port, role, token }) =>
		endpointSay(
			scope,
			[token],
			{
				host: NO_HOST,
				role,
				address: role === null ? addressOf(port, clause) : null,
				isPattern: false,
				port,
				protocol: protocolOf(token, tokens),
				isNegated: clause.isNegated && scope.rows === null,
				rows: role === 'source' || role === 'destination' ? scope.rows : null,
				peer: role === 'source' || role === 'client' ? peerOf(scope) : null,
			},
			'P08',
		),
	);
}

/** `ada di 128.119.245.12 dengan port 8080`: the port of that address. */
function addressOf(port: number, { hosts }: Clause): string | null {
	const own = hosts.filter(({ host }) => host.port === port && host.address !== null && !host.isPattern);
	return own.length === 1 ? (own[0]?.host.address ?? null) : null;
}

/** `Untuk menghubungi 65.208.228.223, browser memakai port asal 3372`: the one address of the sentence, and it is whom the port is used to reach. */
function peerOf({ sentence }: ClauseScope): string | null {
	const [ip, ...others] = sentence.flatMap((token, at) => (isOf(token, 'ip') ? [{ token, at }] : []));
	if (!ip || others.length > 0 || ip.token.isPattern) return null;
	const before = sentence[ip.at - 1];
	const isReached =
		has(before, 'OPEN') || isWord(before, /^(?:to|ke|kepada|menuju|towards?|reach|reaches|contacts?|toward)$/i);
	return isReached ? ip.token.address : null;
}

/** `UDP port 2222`, `port 2222 (UDP)`, `memakai UDP pada port 2222`: only where one protocol is named. */
function protocolOf(token: Token, tokens: readonly Token[]): EndpointSay['protocol'] {
	if (isOf(token, 'port') && token.protocol !== null) return token.protocol;
	const at = tokens.indexOf(token);
	const near = tokens.slice(Math.max(0, at - 3), at + 4);
	const [isTcp, isUdp] = [says(tokens, 'TCP'), says(near, 'UDP')];
	return isUdp && !isTcp && !says(tokens, 'NOT') ? 'udp' : null;
}

/** `Server memakai port ephemeral 51050`: who is said to use it goes before whose such a port would be. */
function sideOf({ side, text }: TokenOf<'port'>, { tokens, from }: Clause): TokenOf<'port'>['side'] {
	const isOther = /ephemeral|sementara|acak|dinamis/i.test(text) && !/client|klien/i.test(text);
	return isOther && from?.side === 'server' && !says(tokens, 'CLIENT') ? 'server' : side;
}

/** A number that continues a list of ports: `port 57314 dengan 12345`, `port TCP data … adalah 16.194`. */
function followsPort(tokens: readonly Token[], at: number): boolean {
	const before = tokens.slice(Math.max(0, at - 10), at);
	const last = before.findLastIndex((token) => isOf(token, 'port') || has(token, 'PORT'));
	if (last < 0) return false;
	const between = before.slice(last + 1);
	if (between.some((token) => (isOf(token, 'sign') && /[;.]/.test(token.sign)) || isOf(token, 'number'))) return false;
	const isGiven = has(between.at(-1), 'DEFINES') || /^[:=]$/.test(between.at(-1)?.text ?? '');
	return (
		isGiven ||
		between.every(
			(token) =>
				isOf(token, 'sign') ||
				isOf(token, 'arrow') ||
				has(token, 'AND', 'WITH', 'TO', 'CLIENT', 'SERVER', 'DEFINES', 'BY', 'FROM'),
		)
	);
}
