import { mayReply, type ReplyPattern } from '../profile/reply-pattern.ts';
import type { StreamPart } from './byte-stream.ts';
import type { Side } from './segment-batch.ts';

/** What one side said until the other spoke: one message, or several that the capture cannot tell apart. */
export interface Message {
	readonly side: Side;
	readonly packets: readonly number[];
	/** As sent, bytes that were not captured included. */
	readonly length: number;
	/** The captured bytes, one array per segment. */
	readonly parts: readonly Uint8Array[];
	/** False if some of its bytes are not in the capture. */
	readonly whole: boolean;
	readonly firstNs: bigint;
	readonly lastNs: bigint;
}

/** A request of the client and the server's reply; either is `null` where it is not in the capture. */
export interface Exchange {
	readonly request: Message | null;
	readonly reply: Message | null;
	/** From the last packet of the request to the first of the reply. */
	readonly waitNs: bigint | null;
	/** The reply is what the lab's rule makes of the request; `null` without a rule, or where bytes are missing. */
	readonly followsRule: boolean | null;
}

/** The rule of a lab that the analysis needs: how replies of this server port are made of requests, if it is known. */
export interface ReplyRule {
	readonly name: string;
	readonly port: number;
	/** A reply is this and the request. */
	readonly replyPrefix: string | null;
	/** A reply is what the first of these that fits makes of the request. */
	readonly replyPatterns?: readonly ReplyPattern[] | null;
}

interface OpenMessage {
	readonly side: Side;
	readonly packets: number[];
	readonly parts: Uint8Array[];
	length: number;
	whole: boolean;
	readonly firstNs: bigint;
	lastNs: bigint;
}

/**
 * Joins stream parts, in the order in which they arrive, to messages: a message ends when the other side speaks, and a
 * reply also when it is all that the lab's rule makes of its request. What the server says then it says unasked.
 */
export function joinMessages(rule?: ReplyRule): {
	readonly add: (side: Side, part: StreamPart, timeNs: bigint) => void;
	readonly messages: readonly Message[];
} {
	const messages: OpenMessage[] = [];
	return {
		messages,
		add(side, part, timeNs) {
			let message = messages.at(-1);
			if (message?.side !== side || isWholeReply(rule, messages.at(-2), message)) {
				message = { side, packets: [], parts: [], length: 0, whole: true, firstNs: timeNs, lastNs: timeNs };
				messages.push(message);
			}
			message.packets.push(part.packet);
			message.parts.push(part.bytes);
			message.length += part.length + part.missingBefore;
			message.whole &&= part.missingBefore === 0 && part.bytes.length === part.length;
			message.lastNs = timeNs;
		},
	};
}

/** Lengths first: they are compared for each segment of a long reply, bytes only once. */
function isWholeReply(rule: ReplyRule | undefined, request: Message | undefined, reply: Message): boolean {
	if (rule === undefined || reply.side !== 'server' || request?.side !== 'client') return false;
	const { replyPrefix, replyPatterns } = rule;
	const added = reply.length - request.length;
	const prefix = new TextEncoder().encode(replyPrefix ?? '').length;
	const fits =
		replyPrefix === null
			? Boolean(replyPatterns) && reply.length <= LONGEST_PATTERN_REPLY
			: added === prefix || added === prefix * request.parts.length;
	return fits && request.whole && reply.whole && obeys(rule, request, reply) === true;
}

/** Nothing that a pattern makes of a line is longer; what is longer is not tried at each of its segments. */
const LONGEST_PATTERN_REPLY = 8192;

/** Pairs each message of the client with the server's message after it. */
export function pairExchanges(messages: readonly Message[], rule: ReplyRule | undefined): readonly Exchange[] {
	const exchanges: Exchange[] = [];
	for (let i = 0; i < messages.length; i++) {
		const message = messages[i];
		if (message === undefined) continue;
		if (message.side === 'server') {
			exchanges.push({ request: null, reply: message, waitNs: null, followsRule: null });
			continue;
		}
		const reply = messages[i + 1] ?? null;
		if (reply) i++;
		exchanges.push({
			request: message,
			reply,
			waitNs: reply ? reply.firstNs - message.lastNs : null,
			followsRule: reply && message.whole && reply.whole ? obeys(rule, message, reply) : null,
		});
	}
	return exchanges;
}

/** True if the reply is what the rule makes of the request, or of each of its segments in turn; `null` without a rule. */
function obeys(rule: ReplyRule | undefined, request: Message, reply: Message): boolean | null {
	if (rule?.replyPatterns) return obeysPatterns(rule.replyPatterns, request, reply);
	if (typeof rule?.replyPrefix !== 'string') return null;
	const prefix = new TextEncoder().encode(rule.replyPrefix);
	const replied = joinBytes(reply.parts);
	const forWhole = joinBytes([prefix, ...request.parts]);
	const forEach = joinBytes(request.parts.flatMap((part) => [prefix, part]));
	return equalBytes(replied, forWhole) || equalBytes(replied, forEach);
}

function obeysPatterns(patterns: readonly ReplyPattern[], request: Message, reply: Message): boolean | null {
	const forWhole = mayReply(patterns, textOf(request.parts), textOf(reply.parts));
	if (forWhole === true || request.parts.length !== reply.parts.length) return forWhole;
	const forEach = request.parts.map((part, i) =>
		mayReply(patterns, textOf([part]), textOf(reply.parts.slice(i, i + 1))),
	);
	return forEach.every((fits) => fits === true) || forWhole;
}

function textOf(parts: readonly Uint8Array[]): string {
	return new TextDecoder().decode(joinBytes(parts));
}

/** All parts, one behind the other. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
	const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		joined.set(part, at);
		at += part.length;
	}
	return joined;
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
