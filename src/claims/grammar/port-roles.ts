import { has, isOf, isWord, type Token } from '../text/token.ts';
import type { Clause } from './clause.ts';
import type { ClauseScope } from './clause-scope.ts';
import { says } from './features.ts';
import type { EndpointSay } from './say-hosts.ts';

/** `opens the connection from port 51050 to port 2222`: who opens is the client. */
export function openedRole({ tokens, verbs }: Clause, at: number): EndpointSay['role'] {
	const before = tokens[at - 1];
	if (!verbs.includes('open') || !isOf(before, 'word')) return null;
	if (/^(?:from|dari)$/i.test(before.word)) return 'client';
	return /^(?:to|ke|menuju)$/i.test(before.word) ? 'server' : null;
}

/** `(client)` right behind the number. */
export function roleBehind(tokens: readonly Token[], at: number): EndpointSay['role'] {
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
export function definedRole(tokens: readonly Token[], at: number): EndpointSay['role'] {
	if (!has(tokens[at + 1], 'DEFINES')) return null;
	const behind = tokens.slice(at + 2, at + 7);
	const next = behind.findIndex((token) => isOf(token, 'port') || isOf(token, 'number') || has(token, 'AND'));
	const said = next < 0 ? behind : behind.slice(0, next);
	const [isClient, isServer] = [says(said, 'CLIENT'), says(said, 'SERVER')];
	return isClient === isServer ? null : isClient ? 'client' : 'server';
}

/** `port 4141 dipakai client`, `51050 on the client's side`, `2222 belongs to the server`: whose it is said to be, behind it. */
export function usedRole(tokens: readonly Token[], at: number): EndpointSay['role'] {
	const behind = tokens.slice(at + 1, at + 8);
	const end = behind.findIndex((token) => !isOf(token, 'word') || !USED.test(token.word));
	const owner = behind[end];
	const said = behind.slice(0, Math.max(0, end));
	if (!said.some((token) => isOf(token, 'word') && BELONGS.test(token.word))) return null;
	if (has(owner, 'CLIENT')) return 'client';
	return has(owner, 'SERVER') ? 'server' : null;
}

const BELONGS = /^(?:dipakai|digunakan|used|milik|kepunyaan|punya|belongs?|assigned|chosen|dipilih|opened|dibuka)$/i;
const USED =
	/^(?:dipakai|digunakan|used|milik|kepunyaan|punya|belongs?|assigned|chosen|dipilih|opened|dibuka|oleh|by|to|of|on|at|the|si|pihak|sisi|side|kernel|for|untuk|yang|is|was|adalah|itu|merupakan|memang)$/i;

/** `57250 adalah port server`, `2222 sebagai port client`: a bare number that is said to be a port. */
export function namedPortRole(tokens: readonly Token[], at: number): EndpointSay['role'] {
	const [joint, ...behind] = tokens.slice(at + 1, at + 6);
	const isJoined = has(joint, 'DEFINES') || isWord(joint, /^(?:sebagai|as|itu|being)$/i);
	const port = behind.findIndex((token) => has(token, 'PORT'));
	if (!isJoined || port < 0 || behind.slice(0, port).some((token) => !isOf(token, 'word'))) return null;
	const near = behind.slice(0, port + 3);
	const [isClient, isServer] = [says(near, 'CLIENT'), says(near, 'SERVER')];
	return isClient === isServer ? null : isClient ? 'client' : 'server';
}

/** The host whose port it is: `server listen di port 2222`, `the client uses port 46430`, `ke server melalui port 2222`. */
export function roleAround(clause: Clause, at: number, scope: ClauseScope): EndpointSay['role'] {
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
	return isWord(token, /^(?:to|ke|menuju)$/i);
}
