import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ERROR_TEXT } from '../src/error-text.ts';
import { EXIT } from '../src/errors.ts';

const MAIN = 'dist/cli/main.js';
/** Packages that cost time to load and that `--help` has no need of. */
const HEAVY = [
	'cli-table3',
	'pcap-parser',
	'mdast-util-to-markdown',
	'mdast-util-gfm-table',
	'picocolors',
	'fast-wrap-ansi',
];

/** All files that node loads for a command line. */
function loadedFiles(...args: readonly string[]): string {
	const env = { ...process.env, NODE_DEBUG: 'esm,module' };
	return execFileSync('sh', ['-c', `"$0" "$@" 2>&1`, process.execPath, MAIN, ...args], {
		env,
		encoding: 'utf8',
		maxBuffer: 1 << 28,
	});
}

describe('the built package', () => {
	test('--help loads nothing heavy', () => {
		const loaded = loadedFiles('--help');
		expect(loaded).toContain('commander');
		for (const name of HEAVY) expect(loaded).not.toContain(`node_modules/${name}`);
	});

	test('analyze loads pcap-parser only to verify', () => {
		expect(loadedFiles('analyze', 'fixtures/typed-k1.pcap')).not.toContain('node_modules/pcap-parser');
		expect(loadedFiles('analyze', 'fixtures/typed-k1.pcap', '--verify')).toContain('node_modules/pcap-parser');
	});

	test('reads a pipe that is still being written', () => {
		const script = `{ head -c 300 fixtures/typed-k2.pcap; sleep 0.3; tail -c +301 fixtures/typed-k2.pcap; } | "$0" ${MAIN} analyze -`;
		const piped = execFileSync('sh', ['-c', script, process.execPath], { encoding: 'utf8' });
		expect(piped).toBe(
			execFileSync(process.execPath, [MAIN, 'analyze', 'fixtures/typed-k2.pcap'], { encoding: 'utf8' }),
		);
	});

	test('ends quietly when its reader has seen enough', () => {
		const script = `"$0" ${MAIN} analyze fixtures/typed-k7.pcap --json | head -c 10; echo`;
		expect(execFileSync('sh', ['-c', script, process.execPath], { encoding: 'utf8' })).toBe('{"capnote"\n');
	});

	test('gives the library by its name', async () => {
		const code = `
			import { analyze, openFile, CapnoteError } from 'capnote';
			const { analysis } = await analyze(openFile('fixtures/typed-k1.pcap'));
			console.log(analysis.packetCount, analysis.packet(3).notes[0].kind, CapnoteError.name);
		`;
		const printed = execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
		expect(printed).toBe('12 opens CapnoteError\n');
	});
});

describe('the README', () => {
	const readme = readFileSync('README.md', 'utf8');

	test('lists every exit status', () => {
		for (const status of Object.values(EXIT)) expect(readme).toContain(`\n| ${status} | `);
	});

	test('shows a table that capnote really prints', () => {
		const golden = readFileSync('fixtures/typed-k1.golden.txt', 'utf8').split('\n');
		const shown = readme.split('\n').filter((line) => /^ +\d+ +\d\.\d{6} /.test(line));
		expect(shown.length).toBeGreaterThan(3);
		for (const line of shown) expect(golden).toContain(line);
	});
});

describe('errors', () => {
	test('each says what and fix, in whole sentences', () => {
		const details = {
			path: 'a',
			looksLike: 'text',
			reason: 'b',
			problem: 'no-messages',
			platform: 'c',
			tool: 'd',
			package: 'e',
		} as never;
		for (const text of Object.values(ERROR_TEXT)) {
			const { what, fix } = (text as (of: never) => { what: string; fix: string })(details);
			expect(what).toMatch(/^[A-Z]/);
			expect(fix.length).toBeGreaterThan(10);
		}
	});
});
