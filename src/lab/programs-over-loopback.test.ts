import { createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { type Answer, prefixAnswer, voteAnswer } from './answers.ts';
import { runAutoClient } from './client-auto.ts';
import { runManualClient } from './client-manual.ts';
import { runServer } from './server.ts';

const HOST = '127.0.0.1';

interface Served {
	readonly port: number;
	readonly lines: readonly string[];
	readonly lost: readonly string[];
	readonly ended: Promise<void>;
	readonly stop: () => void;
}

async function serve(options: { readonly once: boolean; readonly answer?: Answer }): Promise<Served> {
	const lines: string[] = [];
	const lost: string[] = [];
	const stop = new AbortController();
	let listening = (_port: number): void => undefined;
	const port = new Promise<number>((resolve) => {
		listening = resolve;
	});
	const ended = runServer({
		...{ host: HOST, port: 0, answer: prefixAnswer('Echo: '), ...options, signal: stop.signal },
		onLost: (error) => lost.push(error.code),
		print: (line) => {
			lines.push(line);
			if (line.startsWith('Server listening')) listening(Number(line.split(':').at(-1)));
		},
	});
	ended.catch(() => undefined);
	return { port: await port, lines, lost, ended, stop: () => stop.abort() };
}

async function auto(port: number, messages: readonly string[], replyPrefix = 'Echo: '): Promise<readonly string[]> {
	const lines: string[] = [];
	await runAutoClient({ host: HOST, port, messages, replyPrefix, unanswered: null, print: (line) => lines.push(line) });
	return lines;
}

const BYE = { endWord: 'bye', endWordIsSent: false };

async function manual(port: number, typed: readonly string[], end: typeof BYE = BYE): Promise<string> {
	let text = '';
	async function* lines(): AsyncGenerator<string, void> {
		yield* typed;
	}
	const write = (piece: string): void => {
		text += piece;
	};
	await runManualClient({ host: HOST, port, ...end, lines: lines(), write });
	return text;
}

/** A server of another kind, for what the lab's own never does. */
async function strange(talk: (socket: Socket) => void): Promise<{ port: number; close: () => void }> {
	const server = createServer({ allowHalfOpen: true }, (socket) => talk(socket.on('error', () => undefined)));
	await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
	return { port: (server.address() as { port: number }).port, close: () => server.close() };
}

test('runServer() and runAutoClient() talk as the lab does, and end after one connection', async () => {
	const server = await serve({ once: true });
	expect(await auto(server.port, ['hello', 'bye'])).toEqual([
		'Received from server: Echo: hello',
		'Received from server: Echo: bye',
	]);
	await server.ended;
	expect(server.lines).toEqual([
		`Server listening on ${HOST}:${server.port}`,
		expect.stringMatching(/^Connection from: \('127\.0\.0\.1', \d+\)$/),
		'Received from client: hello',
		'Received from client: bye',
	]);
});

test('runServer() serves the upcall lab with another prefix', async () => {
	const server = await serve({ once: true, answer: prefixAnswer('Upcall event: Processing ') });
	const lines = await auto(server.port, ['hello'], 'Upcall event: Processing ');
	expect(lines).toEqual(['Received from server: Upcall event: Processing hello']);
});

test('runServer() without once serves several at a time, and ends when told', async () => {
	const server = await serve({ once: false });
	await Promise.all([auto(server.port, ['a', 'b']), auto(server.port, ['c']), manual(server.port, ['d'])]);
	expect(server.lines.filter((line) => line.startsWith('Received')).sort()).toHaveLength(4);
	server.stop();
	await server.ended;
});

test('runServer() says when the port is taken', async () => {
	const server = await serve({ once: false });
	const again = runServer({
		...{ host: HOST, port: server.port, answer: prefixAnswer(''), once: false, signal: new AbortController().signal },
		...{ print: () => undefined, onLost: () => undefined },
	});
	await expect(again).rejects.toMatchObject({ code: 'port-in-use', details: { port: server.port } });
	server.stop();
});

test.each([
	[true, []],
	[false, ['connection-lost']],
])('runServer() survives a reset (once: %s)', async (once, lost) => {
	const server = await serve({ once });
	const { connect } = await import('node:net');
	const socket = connect(server.port, HOST, () => socket.write('x'));
	socket.once('data', () => socket.resetAndDestroy());
	if (once) await expect(server.ended).rejects.toMatchObject({ code: 'connection-lost' });
	else await expect.poll(() => server.lost).toEqual(lost);
	server.stop();
});

test('the echo is of bytes: a character that is cut by the segments comes back whole', async () => {
	const server = await serve({ once: true, answer: prefixAnswer('') });
	const { connect } = await import('node:net');
	const bytes = Buffer.from('28°C');
	const echoed: Buffer[] = [];
	await new Promise<void>((resolve) => {
		const socket = connect(server.port, HOST, () => socket.write(bytes.subarray(0, 3)));
		socket.on('data', (chunk) => {
			if (echoed.push(chunk) === 1) socket.end(bytes.subarray(3));
		});
		socket.on('close', () => resolve());
	});
	expect(Buffer.concat(echoed).toString()).toBe('28°C');
	expect(server.lines.slice(2)).toEqual(['Received from client: 28', 'Received from client: °C']);
});

test('messages cannot drive the terminal', async () => {
	const server = await serve({ once: true });
	expect(await auto(server.port, ['\u001b[2Jx\r\n'])).toEqual(['Received from server: Echo: \\x1b[2Jx\\x0d\\x0a']);
	expect(server.lines.at(-1)).toBe('Received from client: \\x1b[2Jx\\x0d\\x0a');
});

test('runAutoClient() takes a reply that comes in pieces, and one of 64 KiB', async () => {
	const slow = await strange((socket) => {
		socket.once('data', () => {
			socket.write('Ec');
			setTimeout(() => socket.write('ho: hi'), 20);
		});
		socket.on('end', () => socket.end());
	});
	expect(await auto(slow.port, ['hi'])).toEqual(['Received from server: Echo: hi']);
	slow.close();
	const server = await serve({ once: true });
	const lines = await auto(server.port, ['x'.repeat(65_536), 'bye']);
	expect(lines).toHaveLength(2);
});

test.each([
	['hello', 'Enter message: Received from server: Echo: hello\nEnter another message: '],
	['bye', 'Enter message: '],
	[' BYE ', 'Enter message: '],
	['', 'Enter message: Enter another message: '],
])('runManualClient() at %j', async (typed, expected) => {
	const server = await serve({ once: true });
	expect(await manual(server.port, [typed])).toBe(expected);
	await server.ended;
});

test('the clients say when nobody listens', async () => {
	const gone = await strange(() => undefined);
	gone.close();
	await expect(auto(gone.port, ['x'])).rejects.toMatchObject({ code: 'connection-refused' });
	await expect(manual(gone.port, ['x'])).rejects.toMatchObject({ code: 'connection-refused' });
});

test.each([
	['closes', (socket: Socket) => void socket.end(), 'the server closed the connection'],
	['resets', (socket: Socket) => void socket.resetAndDestroy(), 'it was reset by the other side'],
])('the clients say when the server %s instead of answering', async (_, talk, reason) => {
	const rude = await strange((socket) => socket.once('data', () => talk(socket)));
	const error = { code: 'connection-lost', details: { host: HOST, port: rude.port, reason } };
	await expect(auto(rude.port, ['x'])).rejects.toMatchObject(error);
	await expect(manual(rude.port, ['x'])).rejects.toMatchObject(error);
	rude.close();
});

test('voteAnswer() counts, refuses what is no option, and closes at exit without a reply', async () => {
	const server = await serve({ once: true, answer: voteAnswer() });
	const lines: string[] = [];
	const messages = ['Option A', 'Option D', 'Option A', 'exit'];
	const print = (line: string): void => void lines.push(line);
	await runAutoClient({ host: HOST, port: server.port, messages, replyPrefix: null, unanswered: 'exit', print });
	expect(lines).toEqual([
		'Received from server: Vote received for Option A, current count: 1',
		'Received from server: Invalid option. Available: Option A, Option B, Option C',
		'Received from server: Vote received for Option A, current count: 2',
	]);
	await server.ended;
	expect(server.lines.at(-1)).toBe('Received from client: exit');
});

test('runManualClient() sends an end word that belongs to the lab', async () => {
	const server = await serve({ once: true, answer: voteAnswer() });
	const text = await manual(server.port, ['Option B', 'exit'], { endWord: 'exit', endWordIsSent: true });
	expect(text).toContain('Vote received for Option B, current count: 1');
	await server.ended;
	expect(server.lines.at(-1)).toBe('Received from client: exit');
});
