import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EXAMPLE_RUBRIC } from '../src/testing/example-rubric.ts';
import { makeSubmission } from '../src/testing/submission.ts';

const MAIN = 'dist/cli/main.js';
const WAIT_MS = 20_000;

let folder = '';
const children: ChildProcess[] = [];
const at = (name: string): string => join(folder, name);

interface Running {
	readonly child: ChildProcess;
	readonly said: () => string;
	readonly ended: Promise<number | null>;
}

function capnote(...args: readonly string[]): Running {
	const environment = { ...process.env, XDG_CACHE_HOME: at('cache'), TMPDIR: at('tmp') };
	const child = spawn(process.execPath, [MAIN, ...args, '--lang', 'en'], { env: environment, stdio: 'pipe' });
	children.push(child);
	let text = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', (piece: string) => {
			text += piece;
		});
	}
	const ended = new Promise<number | null>((end) => child.on('close', end));
	return { child, said: () => text, ended };
}

async function until(what: string, isSo: () => boolean): Promise<void> {
	for (const end = Date.now() + WAIT_MS; !isSo(); ) {
		if (Date.now() > end) throw new Error(`Not within ${WAIT_MS} ms: ${what}`);
		await new Promise((soon) => setTimeout(soon, 20));
	}
}

async function put(place: string, n: number): Promise<{ readonly capture: Uint8Array; readonly path: string }> {
	const student = String(5025400000 + n);
	const { capture, report } = await makeSubmission({ seed: 8000 + n, student });
	mkdirSync(join(place, student), { recursive: true });
	writeFileSync(join(place, student, 'README.md'), report);
	writeFileSync(join(place, student, 'lab.pcap'), capture);
	return { capture, path: join(place, student, 'lab.pcap') };
}

const csv = (): string =>
	existsSync(at('class/book/grades.csv')) ? readFileSync(at('class/book/grades.csv'), 'utf8') : '';

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'capnote-watch-'));
	for (const name of ['class', 'tmp', 'cache']) mkdirSync(at(name));
	writeFileSync(at('rubric.yml'), EXAMPLE_RUBRIC);
});

afterEach(() => {
	for (const child of children.splice(0)) child.kill('SIGKILL');
	rmSync(folder, { recursive: true });
});

describe('capnote grade --watch', () => {
	test('a folder that fills up: half-copied files, one after another, one that goes', { timeout: 90_000 }, async () => {
		const { child, said, ended } = capnote(
			'grade',
			at('class'),
			'-r',
			at('rubric.yml'),
			'--watch',
			'-o',
			at('class/book'),
		);
		await until('it watches', () => said().includes('Watching'));
		expect(said()).toContain('There is no submission');

		const { capture, path } = await put(at('class'), 1);
		writeFileSync(path, capture.subarray(0, 300));
		await new Promise((soon) => setTimeout(soon, 200));
		writeFileSync(path, capture);
		await until('the first is graded whole', () => /^5025400001,README.md,lab.pcap,100,/m.test(csv()));

		await put(at('moved'), 2);
		cpSync(at('moved'), at('class'), { recursive: true });
		await until('the second is graded', () => csv().includes('\n5025400002,'));
		await until('both have a page', () => readdirSync(at('class/book/students')).length === 2);
		expect(csv()).not.toContain('book');

		rmSync(at('class/5025400001'), { recursive: true });
		await until('the first is gone', () => !csv().includes('\n5025400001,'));
		await until('its page is gone', () => readdirSync(at('class/book/students')).length === 1);

		// The book that is written is no change: when all is told, it is quiet.
		await new Promise((soon) => setTimeout(soon, 3000));
		const books = said().split('graded:').length;
		await new Promise((soon) => setTimeout(soon, 2000));
		expect(said().split('graded:')).toHaveLength(books);
		child.kill('SIGINT');
		expect(await ended).toBe(0);
	});
});

describe('Ctrl+C', () => {
	test('what is graded is kept, and said', { timeout: 90_000 }, async () => {
		for (let i = 0; i < 40; i++) await put(at('class'), i);
		const args = ['grade', at('class'), '-r', at('rubric.yml'), '--cache', at('results'), '--fail-on', 'none'];
		const { child, said, ended } = capnote(...args, '--jobs', '1');
		const kept = (): number => (existsSync(at('results')) ? readdirSync(at('results')).length : 0);
		await until('some are graded', () => kept() >= 3);
		child.kill('SIGINT');
		expect(await ended).toBe(1);
		expect(said()).toMatch(/^Stopped: \d+ of 40 graded, and no grade book written\. They are kept/);
		expect(said()).not.toContain('█');
		expect(readdirSync(at('tmp')).filter((name) => name.startsWith('capnote'))).toEqual([]);
		const again = capnote(...args);
		expect(await again.ended).toBe(0);
		const asBefore = Number(/\((\d+) as before\)/.exec(again.said())?.[1]);
		expect(asBefore).toBeGreaterThanOrEqual(3);
		expect(asBefore).toBeLessThan(40);
	});
});
