import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLE_RUBRIC } from '../src/testing/example-rubric.ts';
import { makeSubmission } from '../src/testing/submission.ts';
import { named, needs } from './needs.ts';

const MAIN = 'dist/cli/main.js';
const SUBMISSIONS = 60;
const reason = needs('redis');

let folder = '';
let url = '';
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
		expect(byQueue).toBe(await outputOf(capnote(...gradeArgs())));
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
