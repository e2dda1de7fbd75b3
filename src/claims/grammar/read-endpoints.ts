import { has, isOf, type Token, type TokenOf } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { allOf, flagSets, says, spanOf } from './features.ts';
import { type HostRef, NO_HOST } from './host.ts';
import type { Say } from './say.ts';
import type { EndpointSay } from './say-hosts.ts';

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
			say(
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
			return say(scope, tokens.slice(at, end), value, 'P09');
		});
}

/** `Source IP address: 192.168.1.102`, `IP client adalah 172.18.0.3`. */
function sourceAddresses({ tokens, hosts }: Clause, scope: ClauseScope): readonly Say[] {
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
		return [say(scope, [token], value, 'P09')];
	});
	if (made.length > 0 || hosts.length > 1 || clauseHasMore(tokens)) return made;
	const [only] = addressed;
	if (!only || addressed.length > 1) return made;
	return [
		say(
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

/** `port 42476 (client) dan 2222 (server)`, `listen di port 2222`, `port asal 52394`. */
function portsOf(clause: Clause, scope: ClauseScope): readonly Say[] {
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
			followsPort(tokens, i)
		)
			found.push({ port: token.value, role: roleBehind(tokens, i), token });
	}
	return found.map(({ port, role, token }) =>
		say(
			scope,
			[token],
			{
				host: NO_HOST,
				role,
				address: null,
				isPattern: false,
				port,
				isNegated: clause.isNegated && scope.rows === null,
				rows: role === 'source' || role === 'destination' ? scope.rows : null,
			},
			'P08',
		),
	);
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

/** `opens the connection from port 51050 to port 2222`: who opens is the client. */
function openedRole({ tokens, verbs }: Clause, at: number): EndpointSay['role'] {
	const before = tokens[at - 1];
	if (!verbs.includes('open') || !isOf(before, 'word')) return null;
	if (/^(?:from|dari)$/i.test(before.word)) return 'client';
	return /^(?:to|ke|menuju)$/i.test(before.word) ? 'server' : null;
}

/** `(client)` right behind the number. */
function roleBehind(tokens: readonly Token[], at: number): EndpointSay['role'] {
	const [sign, role] = tokens.slice(at + 1, at + 3);
	const isOpened = isOf(sign, 'sign') && /[(=:[]/.test(sign.sign);
	const name = isOpened ? role : has(sign, 'FROM', 'BY', 'TO', 'IS') ? role : sign;
	if (has(name, 'CLIENT')) return 'client';
	if (has(name, 'SERVER')) return 'server';
	if (isOpened && has(name, 'SOURCE')) return 'source';
	if (isOpened && has(name, 'DESTINATION')) return 'destination';
	return null;
}

/** `port 2222 adalah port server`: what the port is said to be, whoever was named before. */
function definedRole(tokens: readonly Token[], at: number): EndpointSay['role'] {
	if (!has(tokens[at + 1], 'DEFINES')) return null;
	const behind = tokens.slice(at + 2, at + 7);
	const next = behind.findIndex((token) => isOf(token, 'port') || isOf(token, 'number') || has(token, 'AND'));
	const said = next < 0 ? behind : behind.slice(0, next);
	const [isClient, isServer] = [says(said, 'CLIENT'), says(said, 'SERVER')];
	return isClient === isServer ? null : isClient ? 'client' : 'server';
}

/** The host whose port it is: `server listen di port 2222`, `the client uses port 46430`, `ke server melalui port 2222`. */
function roleAround(clause: Clause, at: number, scope: ClauseScope): EndpointSay['role'] {
	const { tokens, hosts } = clause;
	const before = hosts.filter((mention) => mention.end <= at).at(-1);
	const between = before ? tokens.slice(before.end, at) : [];
	const isMoving = clause.verbs.some((verb) => verb === 'send' || verb === 'reply' || verb === 'receive');
	if (
		before?.host.side &&
		before.host.address === null &&
		between.length <= 6 &&
		!between.some((token) => isOf(token, 'port'))
	) {
		// "client mengirim pesan … melalui port 2222": the way, not the client's own port.
		const isWay = isMoving && between.some((token) => has(token, 'SEND', 'REPLY', 'RECEIVE'));
		const isOfConnection = between.some((token) => has(token, 'CONNECTION', 'CLOSE', 'OPEN'));
		return isWay || isOfConnection ? null : before.host.side;
	}
	if (clause.verbs.includes('listen')) return 'server';
	if (clause.verbs.includes('open') && isTo(tokens[at - 1])) return clause.from?.side === 'server' ? null : 'server';
	const behind = hosts.find((mention) => mention.at > at && mention.at - at <= 7);
	if (behind?.host.side && says(tokens.slice(at, behind.at), 'DEFINES', 'FROM', 'BY', 'WHICH')) return behind.host.side;
	return !before && scope.from?.side && !isMoving ? scope.from.side : null;
}

/** `connects to port 2222`. */
function isTo(token: Token | undefined): boolean {
	return isOf(token, 'word') && /^(?:to|ke|menuju)$/i.test(token.word);
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
	const next = tokens
		.slice(at + 1, at + 5)
		.find(
			(token) =>
				!has(token, 'CLIENT', 'SERVER', 'DEFINES', 'SOURCE', 'DESTINATION') &&
				!(isOf(token, 'sign') && /[:=]/.test(token.sign)),
		);
	const isDirect =
		at >= 0 &&
		isOf(next, 'ip') &&
		next.port === null &&
		tokens
			.slice(at, tokens.indexOf(next))
			.some((token) => has(token, 'DEFINES') || (isOf(token, 'sign') && /[:=]/.test(token.sign)));
	return isDirect && isOf(next, 'ip')
		? { say: 'type', wanted: 'port', given: next.address, ...base, ...spanOf([next]) }
		: null;
}

function say(
	scope: ClauseScope,
	tokens: readonly Token[],
	value: Omit<EndpointSay, 'say'>,
	pattern: 'P08' | 'P09',
): Say {
	return { say: 'endpoint', kinds: ['K10'], pattern, tentative: scope.tentative, ...value, ...spanOf(tokens) };
}

export function addressHost(address: string): HostRef {
	return { ...NO_HOST, address };
}
