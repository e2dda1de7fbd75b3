import type { Side } from '../../tcp/segment-batch.ts';
import { has, isOf, type Token } from '../text/token.ts';

/** A host as a sentence speaks of it: by its role, its address, or both. */
export interface HostRef {
	readonly side: Side | null;
	readonly role: 'publisher' | 'subscriber' | null;
	readonly address: string | null;
	/** `172.20.0.x`: only its beginning. */
	readonly isPattern: boolean;
	readonly port: number | null;
	/** A name that nothing in the report binds; the host is unknown then. */
	readonly unbound: string | null;
}

/** A host with the tokens that name it. */
export interface HostMention {
	readonly host: HostRef;
	/** Index of the first token, and of the one behind the last. */
	readonly at: number;
	readonly end: number;
	/** Both a role and an address: that they belong together is a claim of its own. */
	readonly isPaired: boolean;
}

/** Names of hosts that the report itself explains: `Alice (192.214.1.2)`. */
export type HostNames = ReadonlyMap<string, HostRef>;

export const NO_HOST: HostRef = { side: null, role: null, address: null, isPattern: false, port: null, unbound: null };

/** Finds the hosts of a sentence; a role next to an address is one host. */
export function hostsOf(tokens: readonly Token[], names: HostNames): readonly HostMention[] {
	const mentions: HostMention[] = [];
	for (let at = 0; at < tokens.length; ) {
		const mention = mentionAt(tokens, at, names);
		if (mention) mentions.push(mention);
		at = mention?.end ?? at + 1;
	}
	return mentions;
}

function mentionAt(tokens: readonly Token[], at: number, names: HostNames): HostMention | undefined {
	const first = hostAt(tokens, at, names);
	if (!first) return undefined;
	// `client (172.18.0.3)`, `172.18.0.8 (client)`, `client 172.18.0.3`, `server = 172.18.0.2`, `client (Knights, 10.79.3.2)`,
	// `the client is 172.18.0.3`, `172.18.0.3 adalah client`
	const next = behindFillers(tokens, at + 1);
	const opened = isLink(tokens[next]) ? behindFillers(tokens, next + 1) : next;
	let second = hostAt(tokens, opened, names);
	let end = opened + 1;
	if (!second && opened > next && isOf(tokens[opened + 1], 'sign') && tokens[opened + 1]?.text === ',') {
		second = hostAt(tokens, opened + 2, names);
		end = opened + 3;
	}
	const isPair =
		second !== undefined &&
		(first.address === null) !== (second.address === null) &&
		(opened > next || (first.address === null && next === at + 1));
	if (!second || !isPair) return { host: first, at, end: at + 1, isPaired: false };
	if (isOf(tokens[end], 'sign') && /^[)\]]$/.test(tokens[end]?.text ?? '')) end++;
	return { host: merge(first, second), at, end, isPaired: true };
}

/** At most three words may stand between. */
function behindFillers(tokens: readonly Token[], at: number): number {
	let next = at;
	while (isFiller(tokens[next]) && next - at < 3) next++;
	return next;
}

/** `dengan IP`, `beralamat`, `at`: words between a role and its address. */
function isFiller(token: Token | undefined): boolean {
	return (
		has(token, 'IP', 'ADDRESS') ||
		(token?.type === 'word' && /^(?:beralamat|at|di|yaitu|the|sebagai)$/i.test(token.word))
	);
}

function isLink(token: Token | undefined): boolean {
	return (isOf(token, 'sign') && /^[([=:]$/.test(token.sign)) || has(token, 'DEFINES');
}

function hostAt(tokens: readonly Token[], at: number, names: HostNames): HostRef | undefined {
	const token = tokens[at];
	if (token?.type === 'ip') {
		const { address, port, isPattern } = token;
		return { ...NO_HOST, address, port: port ?? portBehind(tokens, at), isPattern };
	}
	if (token?.type !== 'word') return undefined;
	if (token.concepts.includes('PUBLISHER')) return { ...NO_HOST, role: 'publisher' };
	if (token.concepts.includes('SUBSCRIBER')) return { ...NO_HOST, role: 'subscriber' };
	if (token.concepts.includes('CLIENT')) return { ...NO_HOST, side: 'client' };
	if (token.concepts.includes('SERVER')) return { ...NO_HOST, side: 'server' };
	const named = names.get(token.word.toLowerCase());
	const next = tokens[at + 1];
	const isLetter = named === undefined && has(token, 'HOST') && isOf(next, 'word') && /^[A-Z]$/.test(next.word);
	return isLetter ? { ...NO_HOST, unbound: `${token.word} ${next.word}` } : named;
}

function merge(a: HostRef, b: HostRef): HostRef {
	return {
		side: a.side ?? b.side,
		role: a.role ?? b.role,
		address: a.address ?? b.address,
		isPattern: a.isPattern || b.isPattern,
		port: a.port ?? b.port,
		unbound: null,
	};
}

/** `172.19.0.3 port 51778`, `172.19.0.3, port 51778`, `172.19.0.3 dengan port 51778`. */
function portBehind(tokens: readonly Token[], at: number): number | null {
	const next = tokens[at + 1];
	const isJoined = has(next, 'WITH', 'AND') || (isOf(next, 'sign') && next.sign === ',');
	const port = isJoined ? tokens[at + 2] : next;
	return isOf(port, 'port') && port.end_ === null && port.side === null ? port.port : null;
}

/** A host of which nothing but its address is said. */
export function addressHost(address: string): HostRef {
	return { ...NO_HOST, address };
}
