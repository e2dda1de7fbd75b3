import { createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { LABS } from '../profile/labs.ts';
import { type Answer, answerOf, prefixAnswer } from './answers.ts';
import { type ClientManners, PLAIN_CLIENT, runAutoClient } from './client-auto.ts';
import { runManualClient } from './client-manual.ts';
import { createProgramLog, NO_LOG } from './program-log.ts';
import { runServer } from './server.ts';
import { PLAIN_MANNERS, type ServerManners } from './server-manners.ts';

const HOST = '127.0.0.1';

interface Served {
	readonly port: number;
	readonly lines: readonly string[];
	readonly lost: readonly string[];
	readonly ended: Promise<void>;
	readonly stop: () => void;
}

interface ServeOptions {
	readonly once: boolean;
	readonly answer?: Answer;
	readonly manners?: Partial<ServerManners>;
	readonly log?: ReturnType<typeof createProgramLog>;
}

async function serve({ once, manners = {}, ...options }: ServeOptions): Promise<Served> {
	const lines: string[] = [];
	const lost: string[] = [];
	const stop = new AbortController();
	let listening = (_port: number): void => undefined;
	const port = new Promise<number>((resolve) => {
		listening = resolve;
	});
	const ended = runServer({
		...{ host: HOST, port: 0, answer: prefixAnswer('Echo: '), log: NO_LOG, ...options, signal: stop.signal },
		...{ connections: once ? 1 : null, manners: { ...PLAIN_MANNERS, ...manners } },
		onLost: (error) => lost.push(error.code),
		print: (line) => {
			lines.push(line);
			if (line.startsWith('Server listening')) listening(Number(line.split(':').at(-1)));
		},
	});
	ended.catch(() => undefined);
	return { port: await port, lines, lost, ended, stop: () => stop.abort() };
}

const PLAIN = { manners: PLAIN_CLIENT, log: NO_LOG, unanswered: null };

async function auto(
	port: number,
	messages: readonly string[],
	replyPrefix = 'Echo: ',
	manners: Partial<ClientManners> = {},
): Promise<readonly string[]> {
	const lines: string[] = [];
	const print = (line: string): void => void lines.push(line);
	const behaved = { ...PLAIN_CLIENT, ...manners };
	await runAutoClient({ host: HOST, port, messages, replyPrefix, ...PLAIN, manners: behaved, print });
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
	await runManualClient({ host: HOST, port, ...end, upcalls: false, log: NO_LOG, lines: lines(), write });
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
		...{ host: HOST, port: server.port, answer: prefixAnswer(''), connections: null, manners: PLAIN_MANNERS },
		...{ print: () => undefined, onLost: () => undefined, signal: new AbortController().signal, log: NO_LOG },
	});
	await expect(again).rejects.toMatchObject({
		code: 'port-in-use',
		details: { port: server.port, holder: { pid: process.pid } },
	});
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

test('answerOf() the voting lab counts, refuses what is no option, and closes at exit without a reply', async () => {
	const server = await serve({ once: true, answer: answerOf(LABS.voting) });
	const lines: string[] = [];
	const messages = ['Option A', 'Option D', 'Option A', 'exit'];
	const print = (line: string): void => void lines.push(line);
	await runAutoClient({
		...PLAIN,
		host: HOST,
		port: server.port,
		messages,
		replyPrefix: null,
		unanswered: 'exit',
		print,
	});
	expect(lines).toEqual([
		'Received from server: Vote received for Option A, current count: 1',
		'Received from server: Invalid option. Available: Option A, Option B, Option C',
		'Received from server: Vote received for Option A, current count: 2',
	]);
	await server.ended;
	expect(server.lines.at(-1)).toBe('Received from client: exit');
});

test('runManualClient() sends an end word that belongs to the lab', async () => {
	const server = await serve({ once: true, answer: answerOf(LABS.voting) });
	const text = await manual(server.port, ['Option B', 'exit'], { endWord: 'exit', endWordIsSent: true });
	expect(text).toContain('Vote received for Option B, current count: 1');
	await server.ended;
	expect(server.lines.at(-1)).toBe('Received from client: exit');
});

test('a long message that the server reads in pieces is one exchange', async () => {
	const server = await serve({ once: true });
	const lines = await auto(server.port, ['y'.repeat(65_536), 'bye']);
	expect(lines.at(-1)).toBe('Received from server: Echo: bye');
	await server.ended;
});

test('runServer() ends after so many connections, and pushes to each what the others say', async () => {
	const server = await serve({ once: false, manners: { push: 'messages' } });
	const upcalls = { upcalls: true, pauseMs: 60, waitMs: 20 };
	const [one, two] = await Promise.all([
		auto(server.port, ['satu'], 'Echo: ', upcalls),
		auto(server.port, ['dua'], 'Echo: ', upcalls),
	]);
	expect(`${one}`).toMatch(/Echo: satu/);
	expect(`${one}${two}`).toMatch(/Upcall event: 127\.0\.0\.1:\d+ says (satu|dua)/);
	server.stop();
	await server.ended;
});

test('runServer() sends events by the clock while a client is silent', async () => {
	const server = await serve({ once: true, manners: { push: { everyMs: 10 } } });
	const lines = await auto(server.port, ['halo'], 'Echo: ', { upcalls: true, pauseMs: 80 });
	expect(lines.join('\n')).toMatch(/Upcall event: tick 1/);
});

test.each([
	['reset', { ending: { how: 'reset', after: 2 } as const }, 'it was reset by the other side'],
	['stop', { ending: { how: 'stop', after: 1 } as const, thinkMs: 200 }, undefined],
])('runServer() can end by %s', async (_, manners, reason) => {
	const server = await serve({ once: true, manners });
	const talk = auto(server.port, ['a', 'b']);
	if (reason !== undefined) await expect(talk).rejects.toMatchObject({ details: { reason } });
	else await expect(talk).rejects.toMatchObject({ code: 'connection-lost' });
	await server.ended.catch(() => undefined);
});

test('a client that closes its half first still gets the reply', async () => {
	const server = await serve({ once: true, manners: { thinkMs: 30 } });
	expect(await auto(server.port, ['a', 'b'], 'Echo: ', { halfClose: true })).toHaveLength(2);
	await server.ended;
});

test('a client that sends more than the buffers hold waits for the slow reader', async () => {
	const server = await serve({ once: true, manners: { slowStartMs: 100 }, answer: prefixAnswer('') });
	const lines = await auto(server.port, [], '', { bulkBytes: 3_000_000 });
	expect(lines).toEqual(['Received from server: 3000000 bytes']);
});

test('createProgramLog() writes each call with its time, and the clock before and after', async () => {
	let text = '';
	const log = createProgramLog('server', (piece) => {
		text += piece;
	});
	const server = await serve({ once: true, log });
	await auto(server.port, ['hello', 'bye']);
	await server.ended;
	log.close();
	const lines = text
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line));
	expect(lines.map(({ call }) => call)).toEqual([
		...['clock', 'bind', 'listen', 'accept', 'read', 'write', 'read', 'write', 'end-of-stream', 'close', 'clock'],
	]);
	expect(lines.filter(({ call }) => call === 'write').map(({ bytes }) => bytes)).toEqual([11, 9]);
	const times = lines.flatMap(({ timeNs }) => (timeNs === undefined ? [] : [BigInt(timeNs)]));
	expect(times).toEqual([...times].sort((a, b) => (a < b ? -1 : 1)));
	expect(Math.abs(Number(times[0]) / 1e6 - Date.now())).toBeLessThan(10_000);
});
