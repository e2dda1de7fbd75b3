import { StringDecoder } from 'node:string_decoder';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, connectTo } from './connection.ts';
import { receiveGreeting } from './greeting.ts';
import { printable } from './printable.ts';
import type { ProgramLog } from './program-log.ts';
import { missingOf } from './reply-length.ts';

/** What an automatic client does unlike the lab's original, so that a capture shows it. */
export interface ClientManners {
	/** Waits so long between messages. */
	readonly pauseMs: number;
	/** Waits so long before it closes, and does not look at the connection meanwhile, like a program that waits for its user. */
	readonly waitMs: number;
	/** Sends its FIN right behind the last message, and reads on. */
	readonly halfClose: boolean;
	/** Sends so many bytes at once instead of messages. */
	readonly bulkBytes: number;
	readonly giveUpMs: number | undefined;
	/** The server also speaks unasked: what comes is printed at once, and no reply is waited for. */
	readonly upcalls: boolean;
}

/** As the originals are. */
export const PLAIN_CLIENT: ClientManners = {
	...{ pauseMs: 0, waitMs: 0, halfClose: false, bulkBytes: 0, giveUpMs: undefined, upcalls: false },
};

export interface AutoClientOptions {
	readonly host: string;
	readonly port: number;
	readonly messages: readonly string[];
	/** What the server puts in front: TCP has no message borders, so the length tells when a reply is whole. */
	readonly replyPrefix: string | null;
	/** What the server says before any message, `null` where the client speaks first. */
	readonly greeting?: string | null;
	/** The word that the server does not answer, `null` where it answers all. */
	readonly unanswered: string | null;
	readonly manners: ClientManners;
	readonly log: ProgramLog;
	readonly print: (line: string) => void;
}

/**
 * The lab's automatic client: sends each message as soon as the reply to the one before came, then closes.
 *
 * @throws CapnoteError `connection-refused` or `connection-lost`.
 */
export async function runAutoClient(options: AutoClientOptions): Promise<void> {
	const { manners } = options;
	const connection = await connectTo({ ...options, giveUpMs: manners.giveUpMs });
	try {
		if (options.greeting) await receiveGreeting(connection, options.greeting, options.print);
		if (manners.bulkBytes > 0) await sendBulk(connection, options);
		else if (manners.upcalls) await converseUnasked(connection, options);
		else await converse(connection, options);
		if (manners.waitMs > 0) await sleep(manners.waitMs);
	} finally {
		await connection.close();
	}
}

async function converse(connection: Connection, options: AutoClientOptions): Promise<void> {
	const { messages, manners, unanswered, replyPrefix, print } = options;
	for (const [index, message] of messages.entries()) {
		if (index > 0 && manners.pauseMs > 0) await sleep(manners.pauseMs);
		const bytes = Buffer.from(message);
		connection.send(bytes);
		if (manners.halfClose && index === messages.length - 1) connection.endSending();
		if (message === unanswered) break;
		const reply = await receiveReply(connection, bytes, replyPrefix);
		print(`Received from server: ${printable(reply)}`);
	}
}

async function receiveReply({ receive }: Connection, message: Buffer, replyPrefix: string | null): Promise<string> {
	const decoder = new StringDecoder('utf8');
	const prefix = replyPrefix === null ? null : Buffer.from(replyPrefix);
	const parts: Buffer[] = [];
	let text = '';
	// Where the length is not known, one read is taken for the reply, as the original does.
	do {
		const bytes = Buffer.from(await receive());
		parts.push(bytes);
		text += decoder.write(bytes);
	} while (prefix !== null && missingOf(Buffer.concat(parts), message, prefix) > 0);
	return text + decoder.end();
}

/** Messages go out at their own pace; replies and events are printed as they come. */
async function converseUnasked(connection: Connection, options: AutoClientOptions): Promise<void> {
	const { messages, manners, print } = options;
	const printAll = async (): Promise<void> => {
		for (;;) print(`Received from server: ${printable(Buffer.from(await connection.receive()).toString('utf8'))}`);
	};
	printAll().catch(() => undefined);
	for (const message of messages) {
		connection.send(Buffer.from(message));
		await sleep(manners.pauseMs);
	}
}

/** The end of the replies is the server's FIN: with so much at once nobody can tell how many reads it takes. */
async function sendBulk(connection: Connection, { manners, print }: AutoClientOptions): Promise<void> {
	connection.send(Buffer.alloc(manners.bulkBytes, 'abcdefghijklmnopqrstuvwxyz'));
	connection.endSending();
	let received = 0;
	try {
		for (;;) received += (await connection.receive()).length;
	} catch {
		print(`Received from server: ${received} bytes`);
	}
}
