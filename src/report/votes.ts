import { type Exchange, joinBytes, type Message } from '../tcp/exchanges.ts';

/** One vote as the client sent it, with what the server made of it. */
export interface Vote {
	readonly requestPackets: readonly number[];
	readonly asked: Uint8Array;
	/** The option, if the server counted it. */
	readonly option: string | null;
	/** `null` where there is no reply that says it. */
	readonly valid: boolean | null;
	readonly replyPackets: readonly number[];
	readonly reply: Uint8Array | null;
	/** The count in the reply, and the count that follows from the requests of this capture. */
	readonly said: number | null;
	readonly expected: number | null;
	/** Its request came in several segments, or shared one message with others. */
	readonly isJoined: boolean;
}

/** The votes of one connection, and whether the server's counts began anew with it. */
export interface VoteCount {
	readonly votes: readonly Vote[];
	/** `null` where nothing tells: it is the first connection, or it has no vote that was counted before. */
	readonly begins: 'anew' | 'on' | null;
}

const ANSWER =
	/Vote received for (?<option>.+?), current count: (?<count>\d+)|Invalid option\. Available: [^\n]*?(?=Vote received for |Invalid option\. |$)/g;

interface Answered {
	readonly exchange: Exchange;
	readonly asked: Uint8Array;
	readonly reply: string | null;
	readonly isJoined: boolean;
}

/**
 * Counts the votes of connections to one server, in their order. The count of an option goes on from one connection to
 * the next if the server's first answer says so, and begins at 1 otherwise.
 *
 * @param connections The exchanges of each, without the end word.
 */
export function countVotes(connections: readonly (readonly Exchange[])[]): readonly VoteCount[] {
	const total = new Map<string, number>();
	return connections.map((exchanges) => {
		const answered = exchanges.flatMap(splitAnswers);
		const begins = beginning(answered, total);
		if (begins !== 'on') total.clear();
		return { begins, votes: answered.map((one) => voteOf(one, total)) };
	});
}

/** A message may hold several votes, and a reply the answers to them. */
function splitAnswers(exchange: Exchange): readonly Answered[] {
	const { request, reply } = exchange;
	if (request === null) return [];
	const answers = reply?.whole ? [...decode(joinBytes(reply.parts)).matchAll(ANSWER)].map(([text]) => text) : [];
	if (answers.length > 1 && answers.length === request.parts.length) {
		return request.parts.map((asked, i) => ({ exchange, asked, reply: answers[i] ?? null, isJoined: true }));
	}
	const isJoined = request.parts.length > 1;
	return [
		{ exchange, asked: joinBytes(request.parts), reply: answers.length === 1 ? (answers[0] ?? null) : null, isJoined },
	];
}

function beginning(answered: readonly Answered[], total: ReadonlyMap<string, number>): VoteCount['begins'] {
	for (const { reply } of answered) {
		const { option, said } = countIn(reply);
		const before = option === null ? undefined : total.get(option);
		if (before === undefined || said === null) continue;
		return said === before + 1 ? 'on' : said === 1 ? 'anew' : null;
	}
	return null;
}

function voteOf({ exchange, asked, reply, isJoined }: Answered, total: Map<string, number>): Vote {
	const { option, said } = countIn(reply);
	const expected = option === null ? null : (total.get(option) ?? 0) + 1;
	if (option !== null && expected !== null) total.set(option, expected);
	return {
		...{ asked, option, said, expected, isJoined },
		valid: reply === null ? null : option !== null,
		requestPackets: packetsOf(exchange.request),
		replyPackets: packetsOf(exchange.reply),
		reply: reply === null ? null : new TextEncoder().encode(reply),
	};
}

function packetsOf(message: Message | null): readonly number[] {
	return message?.packets ?? [];
}

function countIn(reply: string | null): { readonly option: string | null; readonly said: number | null } {
	const found = reply === null ? undefined : [...reply.matchAll(ANSWER)][0]?.groups;
	return { option: found?.option ?? null, said: found?.count === undefined ? null : Number(found.count) };
}

function decode(bytes: Uint8Array): string {
	return new TextDecoder().decode(bytes);
}
