import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	chownSync,
	copyFileSync,
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const home = mkdtempSync(join(tmpdir(), 'capnote-cache-'));
const folder = join(home, 'dist/cli');
const SOMEBODY = 1500;
const READ_AND_ENTER = 0o555;

function freshCopy(): void {
	rmSync(folder, { recursive: true, force: true });
	cpSync('dist/cli', folder, { recursive: true, filter: (path) => !path.includes('.cache') });
	cpSync('package.json', join(home, 'package.json'));
}

function analyze(...args: readonly string[]) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'main.js'), 'analyze', ...args], {
		encoding: 'utf8',
	});
	return { status, stdout, stderr };
}

const caches = (): readonly string[] => readdirSync(folder).filter((name) => name.includes('.cache'));
const bytes = (): readonly Buffer[] => caches().map((name) => readFileSync(join(folder, name)));

describe('the code cache', () => {
	const FILE = 'fixtures/typed-k1.pcap';
	afterAll(() => rmSync(home, { recursive: true }));

	test('is made by the first good run, used by the next, and changes nothing that is said', () => {
		freshCopy();
		expect(analyze('no-such-file').status).toBe(3);
		expect(caches()).toEqual([]);
		const first = analyze(FILE);
		expect(first).toMatchObject({ status: 0, stderr: '' });
		expect(caches()).toHaveLength(1);
		const made = bytes();
		expect(analyze(FILE)).toEqual(first);
		expect(bytes()).toEqual(made);
	});

	test('takes up what another format loads', () => {
		freshCopy();
		analyze(FILE);
		const [table] = bytes();
		analyze(FILE, '--json');
		const [both] = bytes();
		expect(both?.length).toBeGreaterThan(table?.length ?? Number.POSITIVE_INFINITY);
		analyze(FILE);
		expect(bytes()).toEqual([both]);
	});

	test('is made and used by runs over many small captures, too', () => {
		freshCopy();
		const many = join(home, 'many');
		mkdirSync(many);
		for (let i = 0; i < 100; i++) copyFileSync(FILE, join(many, `${i}.pcap`));
		const first = analyze(many, '--summary');
		const made = caches().map((name) => statSync(join(folder, name)).ino);
		expect(made).toHaveLength(1);
		expect(analyze(many, '--summary')).toEqual(first);
		expect(caches().map((name) => statSync(join(folder, name)).ino)).toEqual(made);
	});

	test.each([0, 10, 5_000])('is made anew when only %d bytes of it are left', (left) => {
		freshCopy();
		const first = analyze(FILE);
		const [whole] = bytes();
		truncateSync(join(folder, caches()[0] ?? ''), left);
		expect(analyze(FILE)).toEqual(first);
		expect(bytes()[0]?.length).toBeGreaterThan((whole?.length ?? Number.POSITIVE_INFINITY) * 0.9);
	});

	test('is done without where the folder is not ours to write in', () => {
		freshCopy();
		if (process.geteuid?.() === 0) chownSync(folder, SOMEBODY, SOMEBODY);
		else chmodSync(folder, READ_AND_ENTER);
		expect(analyze(FILE)).toMatchObject({ status: 0, stderr: '' });
		expect(caches()).toEqual([]);
		chmodSync(folder, 0o755);
	});
});
