import { type Connection, connectTo } from './connection.ts';
import { receiveGreeting } from './greeting.ts';
import { printable } from './printable.ts';
import type { ProgramLog } from './program-log.ts';

export interface ManualClientOptions {
	readonly host: string;
	readonly port: number;
	/** The word that ends it. */
	readonly endWord: string;
	/** Whether that word is sent before the connection is closed. */
	readonly endWordIsSent: boolean;
	/** What the server says before any message, `null` where the client speaks first. */
	readonly greeting?: string | null;
	/** The server also speaks unasked: what comes is printed at once, and no reply is waited for. */
	readonly upcalls: boolean;
	readonly log: ProgramLog;
	/** What is typed, a line at a time. */
	readonly lines: AsyncIterator<string>;
	/** Takes text as it is, for a prompt has no end of line. */
	readonly write: (text: string) => void;
}

/**
 * The lab's typed client: sends each line and waits for its reply, until the end word or the end of input.
 *
 * @throws CapnoteError `connection-refused` or `connection-lost`.
 */
export async function runManualClient(options: ManualClientOptions): Promise<void> {
	const connection = await connectTo(options);
	if (options.greeting) await receiveGreeting(connection, options.greeting, (line) => options.write(`${line}\n`));
	if (options.upcalls) printAll(connection, options.write).catch(() => undefined);
	try {
		let message = await ask(options, 'Enter message: ');
		while (message !== undefined && message.trim().toLowerCase() !== options.endWord) {
			// TCP carries no empty message: an original that "sends" one waits for a reply for ever.
			if (message !== '') await exchange(connection, message, options);
			message = await ask(options, 'Enter another message: ');
		}
		if (message !== undefined && options.endWordIsSent) connection.send(Buffer.from(options.endWord));
	} finally {
		await connection.close();
	}
}

async function ask({ lines, write }: ManualClientOptions, prompt: string): Promise<string | undefined> {
	write(prompt);
	const line = await lines.next();
	return line.done ? undefined : line.value;
}

/** Takes what one read gives for the reply, as the original does. */
async function exchange(connection: Connection, message: string, options: ManualClientOptions): Promise<void> {
	connection.send(Buffer.from(message));
	if (!options.upcalls) printReply(await connection.receive(), options.write);
}

async function printAll(connection: Connection, write: (text: string) => void): Promise<void> {
	for (;;) printReply(await connection.receive(), write);
}

function printReply(bytes: Uint8Array, write: (text: string) => void): void {
	write(`Received from server: ${printable(Buffer.from(bytes).toString('utf8'))}\n`);
}
