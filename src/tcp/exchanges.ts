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

/** The rule of a lab that the analysis needs: at this server port a reply is the request behind this prefix, if any. */
export interface ReplyRule {
	readonly name: string;
	readonly port: number;
	readonly replyPrefix: string | null;
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
	if (typeof rule?.replyPrefix !== 'string' || reply.side !== 'server' || request?.side !== 'client') return false;
	const added = reply.length - request.length;
	const prefix = new TextEncoder().encode(rule.replyPrefix).length;
	const fits = added === prefix || added === prefix * request.parts.length;
	return fits && request.whole && reply.whole && obeys(rule.replyPrefix, request, reply) === true;
}

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
			followsRule: reply && message.whole && reply.whole ? obeys(rule?.replyPrefix, message, reply) : null,
		});
	}
	return exchanges;
}

/** True if the reply is prefix + request, or the same for each segment of the request in turn; `null` without a rule. */
function obeys(replyPrefix: string | null | undefined, request: Message, reply: Message): boolean | null {
	if (typeof replyPrefix !== 'string') return null;
	const prefix = new TextEncoder().encode(replyPrefix);
	const replied = joinBytes(reply.parts);
	const forWhole = joinBytes([prefix, ...request.parts]);
	const forEach = joinBytes(request.parts.flatMap((part) => [prefix, part]));
	return equalBytes(replied, forWhole) || equalBytes(replied, forEach);
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
