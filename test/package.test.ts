import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { describe, expect, test } from 'vitest';
import { ERROR_TEXT } from '../src/error-text.ts';
import { EXIT } from '../src/errors.ts';

const MAIN = 'dist/cli/main.js';
/** Words that stand only in code which costs time to load, and which `--help` has no need of. */
const HEAVY = [
	'wrapAnsi',
	'toMarkdown',
	'createHotPlane',
	'runInNamespaces',
	'unshare',
	'brforward',
	'inflate',
	'node_modules',
];

/** Says on standard error which of its own files the program reads. */
const LOG_READS = `data:text/javascript,import fs from 'node:fs';
	const { openSync } = fs;
	fs.openSync = (path, ...more) => {
		if (/dist.cli.*\\.js$/.test(path)) fs.writeSync(2, 'READ ' + path + '\\n');
		return openSync(path, ...more);
	};`;

/** The files that node loads for a command line: what was bundled, and packages beside it. */
function loadedFiles(...args: readonly string[]): readonly string[] {
	const env = { ...process.env, NODE_DEBUG: 'esm,module' };
	const command = ['-c', `"$0" "$@" 2>&1 >/dev/null`, process.execPath, '--import', LOG_READS, MAIN, ...args];
	const log = execFileSync('sh', command, { env, encoding: 'utf8', maxBuffer: 1 << 28 });
	const named = log.matchAll(/MODULE \d+: load "([^"]+)"|^READ (.+)$/gm);
	return [...new Set([...named].map(([, required, read]) => required ?? read ?? ''))];
}

/** Their code, and the names of those of packages. */
function loadedCode(...args: readonly string[]): string {
	return loadedFiles(...args)
		.map((path) => (path.includes('node_modules') ? path : readFileSync(path, 'utf8')))
		.join('\n');
}

describe('the built package', () => {
	test('--help loads nothing heavy', () => {
		const loaded = loadedCode('--help');
		expect(loaded).toContain('CommanderError');
		for (const word of HEAVY) expect(loaded).not.toContain(word);
	});

	test('analyze loads what it needs, and pcap-parser only to verify', () => {
		const loaded = loadedCode('analyze', 'fixtures/typed-k1.pcap');
		for (const word of ['createHotPlane', 'wrapAnsi']) expect(loaded).toContain(word);
		for (const word of ['toMarkdown', 'runInNamespaces', 'inflate']) expect(loaded).not.toContain(word);
		expect(loaded).not.toContain('node_modules/pcap-parser');
		expect(loadedCode('analyze', 'fixtures/typed-k1.pcap', '--verify')).toContain('node_modules/pcap-parser');
	});

	test('a command loads few files, for each takes time', () => {
		expect(loadedFiles('--version').length).toBeLessThanOrEqual(4);
		expect(loadedFiles('analyze', 'fixtures/typed-k1.pcap').length).toBeLessThanOrEqual(9);
	});

	test('imports only what is installed with it', () => {
		const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
		// linkedom asks for a canvas, and does without.
		const installed = [...Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }), 'canvas'];
		const files = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
		const imported = files.flatMap((name) => packagesIn(readFileSync(`dist/${name}`, 'utf8')));
		expect(imported).toContain('pcap-parser');
		expect([...new Set(imported)].filter((name) => !installed.includes(name) && !isBuiltin(name))).toEqual([]);
	});

	test('carries the licences of what is bundled', () => {
		const licences = readFileSync('dist/cli/LICENSES.txt', 'utf8');
		for (const name of ['commander', 'picocolors', 'fast-wrap-ansi', 'mdast-util-to-markdown']) {
			expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+`, 'm'));
		}
		for (const path of ['dist/browser/LICENSES.txt', 'dist/browser/report.html']) {
			for (const name of ['preact', '@tanstack/virtual-core', 'uplot']) {
				expect(readFileSync(path, 'utf8')).toMatch(new RegExp(`^${name} \\d+\\.\\d+`, 'm'));
			}
		}
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

/** Names that a file imports or requires, without those of files beside it. */
function packagesIn(code: string): readonly string[] {
	const named = code.matchAll(/(?:^(?:import|export|\}).* from |\bimport\(|\brequire\()(['"`])([@\w][\w@/.:-]*)\1/gm);
	return [...named].map(([, , name]) => name ?? '');
}

describe('the README', () => {
	const readme = readFileSync('README.md', 'utf8');

	test('lists every exit status', () => {
		for (const status of Object.values(EXIT)) expect(readme).toContain(`\n| ${status} | `);
	});
});

describe('errors', () => {
	test('each says what and fix, in whole sentences', () => {
		const details = {
			path: 'a',
			looksLike: 'text',
			reason: 'nothing',
			problem: 'no-messages',
			platform: 'c',
			tool: 'd',
			package: 'e',
			add: [],
			names: [],
			others: [],
			tried: [],
			problems: [],
			state: 'absent',
			paths: ['f'],
			known: ['g'],
			holder: null,
			runners: ['h'],
			faults: ['i', 'j'],
			kind: 'capture',
			packages: ['k'],
		};
		for (const [name, text] of Object.entries(ERROR_TEXT)) {
			const own = name === 'unreadable-file' ? { ...details, reason: 'folder' } : details;
			const { what, fix } = (text as (of: never) => { what: string; fix: string })(own as never);
			expect(what).toMatch(/^[A-Z]/);
			expect(fix.length).toBeGreaterThan(10);
		}
	});
});
