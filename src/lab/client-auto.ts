import { StringDecoder } from 'node:string_decoder';
import { connectTo } from './connection.ts';
import { printable } from './printable.ts';

export interface AutoClientOptions {
	readonly host: string;
	readonly port: number;
	readonly messages: readonly string[];
	/** What the server puts in front: TCP has no message borders, so the length tells when a reply is whole. */
	readonly replyPrefix: string | null;
	/** The word that the server does not answer, `null` where it answers all. */
	readonly unanswered: string | null;
	readonly print: (line: string) => void;
}

/**
 * The lab's automatic client: sends each message as soon as the reply to the one before came, then closes.
 *
 * @throws CapnoteError `connection-refused` or `connection-lost`.
 */
export async function runAutoClient(options: AutoClientOptions): Promise<void> {
	const connection = await connectTo(options.host, options.port);
	const prefixBytes = options.replyPrefix === null ? null : Buffer.byteLength(options.replyPrefix);
	try {
		for (const message of options.messages) {
			const bytes = Buffer.from(message);
			connection.send(bytes);
			if (message === options.unanswered) break;
			// Where the length is not known, one read is taken for the reply, as the original does.
			const length = prefixBytes === null ? 1 : prefixBytes + bytes.length;
			const reply = await receiveWhole(connection.receive, length);
			options.print(`Received from server: ${printable(reply)}`);
		}
	} finally {
		await connection.close();
	}
}

async function receiveWhole(receive: () => Promise<Uint8Array>, length: number): Promise<string> {
	const decoder = new StringDecoder('utf8');
	let text = '';
	for (let have = 0; have < length; ) {
		const bytes = await receive();
		have += bytes.length;
		text += decoder.write(Buffer.from(bytes));
	}
	return text + decoder.end();
}
