import type { Connection } from './connection.ts';
import { printable } from './printable.ts';

/**
 * Waits for what the server says first.
 *
 * @throws CapnoteError `connection-lost`.
 */
export async function receiveGreeting(
	{ receive }: Connection,
	greeting: string,
	print: (line: string) => void,
): Promise<void> {
	const wanted = Buffer.byteLength(greeting);
	let received = Buffer.alloc(0);
	while (received.length < wanted) received = Buffer.concat([received, await receive()]);
	print(`Received from server: ${printable(received.toString('utf8'))}`);
}
