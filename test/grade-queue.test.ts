import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLE_RUBRIC } from '../src/testing/example-rubric.ts';
import { makeSubmission } from '../src/testing/submission.ts';
import { named, needs } from './needs.ts';

const MAIN = 'dist/cli/main.js';
const SUBMISSIONS = 60;
/** One more than the others. */
const POISON = '5025300900';
const reason = needs('redis');

let folder = '';
let url = '';
/** What is said of the class on one machine. */
let local = '';
const children: ChildProcess[] = [];
const at = (name: string): string => join(folder, name);

function start(program: string, ...args: readonly string[]): ChildProcess {
	const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
	children.push(child);
	return child;
}

const capnote = (...args: readonly string[]): ChildProcess => start(process.execPath, MAIN, ...args);

async function outputOf(child: ChildProcess): Promise<string> {
	let text = '';
	child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
		text += piece;
	});
	await new Promise((ended) => child.on('close', ended));
	return text;
}

function says(child: ChildProcess, words: RegExp, stream: 'stdout' | 'stderr'): Promise<void> {
	return new Promise((heard, never) => {
		let text = '';
		child[stream]?.on('data', (piece) => {
			text += piece;
			if (words.test(text)) heard();
		});
		child.on('close', () => never(new Error(`It ended and said: ${text}`)));
	});
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((listening) => server.on('listening', listening));
	const address = server.address();
	await new Promise((closed) => server.close(closed));
	return typeof address === 'object' && address ? address.port : 0;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
	for (let i = 0; !(await isSo()) && i < 60_000; i++) await new Promise((soon) => setTimeout(soon, 2));
}

/** A lab over and over: it takes a worker some time. */
async function longCapture(): Promise<Uint8Array> {
	const { capture } = await makeSubmission({ seed: 1, student: POISON });
	const records = capture.subarray(24);
	return Uint8Array.from(Buffer.concat([capture.subarray(0, 24), ...Array.from({ length: 800 }, () => records)]));
}

/** Starts a worker, ends it with -9 whenever it holds this job, and starts another one, as a service manager would. */
function killWhoHolds(redis: Redis, student: string): { readonly stop: () => number } {
	let deaths = 0;
	/** So often it was begun: what is still held by a worker that died is not killed for again. */
	let killedAt: string | null | undefined;
	let isOver = false;
	const watch = async (): Promise<void> => {
		for (
			let worker = capnote('worker', url, '--jobs', '1');
			!isOver;
			await new Promise((soon) => setTimeout(soon, 2))
		) {
			const [job] = await redis.lrange('bull:capnote-grade:active', 0, 0);
			// What is given up ("defa") is only told to a worker, who does not begin with it.
			const [data, givenUp, starts] = await redis.hmget(`bull:capnote-grade:${job}`, 'data', 'defa', 'ats');
			const isAlive = worker.exitCode === null && worker.signalCode === null;
			const isHeld = data?.includes(`"student":"${student}"`) && !givenUp && starts !== killedAt;
			if (isAlive && isHeld) {
				killedAt = starts;
				worker.kill('SIGKILL');
				deaths++;
				await new Promise((ended) => worker.on('close', ended));
			}
			if (worker.signalCode !== null) worker = capnote('worker', url, '--jobs', '1');
		}
	};
	void watch().catch(() => undefined);
	return {
		stop: () => {
			isOver = true;
			return deaths;
		},
	};
}

const gradeArgs = (...more: readonly string[]): readonly string[] => [
	'grade',
	at('class'),
	'-r',
	at('rubric.yml'),
	'--json',
	'--no-cache',
	'--quiet',
	...more,
];

describe.skipIf(reason)(named('capnote grade --queue', reason), () => {
	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'capnote-queue-'));
		writeFileSync(at('rubric.yml'), EXAMPLE_RUBRIC);
		for (let i = 0; i < SUBMISSIONS; i++) {
			const student = String(5025300000 + i);
			const { capture, report } = await makeSubmission({ seed: 7000 + i, student });
			mkdirSync(at(`class/${student}`), { recursive: true });
			writeFileSync(at(`class/${student}/lab.pcap`), capture);
			writeFileSync(at(`class/${student}/README.md`), report.repeat(4));
		}
		const port = await freePort();
		const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
		await says(start('redis-server', ...options), /Ready to accept/, 'stdout');
		url = `redis://127.0.0.1:${port}`;
		local = await outputOf(capnote(...gradeArgs()));
	}, 120_000);

	afterAll(() => {
		for (const child of children) child.kill('SIGKILL');
		rmSync(folder, { recursive: true });
	});

	test('two workers, one of them killed in the middle: the same bytes as on one machine', {
		timeout: 240_000,
	}, async () => {
		const [first, second] = [capnote('worker', url, '--jobs', '1'), capnote('worker', url, '--jobs', '1')];
		await Promise.all([first, second].map((worker) => says(worker, /capnote worker/, 'stderr')));
		const { Redis } = await import('ioredis');
		const redis = new Redis(url);
		const graded = outputOf(capnote(...gradeArgs('--queue', url)));
		// Killed while it holds a job: when both have taken some.
		for (let i = 0; (await redis.llen('bull:capnote-grade:active')) < 2 && i < 10_000; i++)
			await new Promise((soon) => setTimeout(soon, 2));
		first.kill('SIGKILL');
		redis.disconnect();
		const byQueue = await graded;
		expect(JSON.parse(byQueue).submissions).toHaveLength(SUBMISSIONS);
		expect(byQueue).toBe(local);
		second.kill('SIGKILL');
	});

	test('a submission that ends its worker each time: nothing is lost, and it is graded where it was asked for', {
		timeout: 400_000,
	}, async () => {
		const large = at(`class/${POISON}`);
		mkdirSync(large);
		writeFileSync(join(large, 'lab.pcap'), await longCapture());
		try {
			const withLarge = await outputOf(capnote(...gradeArgs()));
			const { Redis } = await import('ioredis');
			const redis = new Redis(url);
			const deaths = killWhoHolds(redis, POISON);
			expect(await outputOf(capnote(...gradeArgs('--queue', url)))).toBe(withLarge);
			expect(deaths.stop()).toBeGreaterThanOrEqual(2);
			redis.disconnect();
		} finally {
			rmSync(large, { recursive: true });
		}
	});

	test('two who grade the same class at once', { timeout: 240_000 }, async () => {
		const worker = capnote('worker', url, '--jobs', '2');
		const both = [capnote(...gradeArgs('--queue', url)), capnote(...gradeArgs('--queue', url))].map(outputOf);
		expect(await Promise.all(both)).toEqual([local, local]);
		worker.kill('SIGINT');
	});

	test('a worker that stands still and goes on later: its jobs are done twice, and count once', {
		timeout: 240_000,
	}, async () => {
		const slow = capnote('worker', url, '--jobs', '1');
		await says(slow, /capnote worker/, 'stderr');
		const { Redis } = await import('ioredis');
		const redis = new Redis(url);
		const graded = outputOf(capnote(...gradeArgs('--queue', url)));
		await until(async () => (await redis.llen('bull:capnote-grade:active')) > 0);
		slow.kill('SIGSTOP');
		const other = capnote('worker', url, '--jobs', '1');
		await until(async () => (await redis.llen('bull:capnote-grade:active')) === 0);
		slow.kill('SIGCONT');
		expect(await graded).toBe(local);
		other.kill('SIGINT');
		slow.kill('SIGINT');
		redis.disconnect();
	});

	test('without a server it says so', { timeout: 60_000 }, async () => {
		const child = capnote(
			'grade',
			at('class'),
			'-r',
			at('rubric.yml'),
			'--queue',
			'redis://user:secret@127.0.0.1:1',
			'--lang',
			'en',
		);
		let said = '';
		child.stderr?.on('data', (piece) => {
			said += piece;
		});
		const status = await new Promise((ended) => child.on('close', ended));
		expect([status, said]).toEqual([4, expect.stringContaining('Cannot use the queue at "redis://127.0.0.1:1"')]);
		expect(said).not.toContain('secret');
	});
});
