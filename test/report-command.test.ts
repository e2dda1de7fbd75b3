import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeContext } from '../src/cli/node-context.ts';
import { run } from '../src/cli/run.ts';
import { EXIT } from '../src/errors.ts';
import type { PageData } from '../src/render/page-data.ts';

const CAPTURE = 'fixtures/typed-k2.pcap';
const MAIN = 'dist/cli/main.js';

let folder = '';
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'capnote-report-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What `capnote report` writes to standard output. */
function report(...args: readonly string[]): string {
	return execFileSync(process.execPath, [MAIN, 'report', ...args], {
		encoding: 'utf8',
		env: { ...process.env, LC_ALL: 'C' },
	});
}

describe('capnote report', () => {
	test('leaves a name nothing that it could do: markup, line ends, the direction of text', () => {
		const name = 'a\u202eb`c`\n# <img src=x onerror=alert(1)>|[x](javascript:1).pcap';
		const path = join(folder, name.replaceAll('/', ''));
		copyFileSync(CAPTURE, path);
		const markdown = report(path, '--lang', 'en');
		expect(markdown).not.toMatch(/\u202e/);
		const root = fromMarkdown(markdown);
		const [title] = root.children;
		expect(title?.type === 'heading' && title.children.every(({ type }) => type === 'text')).toBe(true);
		expect(JSON.stringify(root)).not.toMatch(/"type":"(?:html|link|image)"/);
		expect(root.children.filter((node) => node.type === 'heading' && node.depth === 1)).toHaveLength(1);
		expect(report(path, '-f', 'html')).not.toMatch(/<img|<title>[^<]*\u202e/);
	});

	const TERMINAL = { isTerminal: true, columns: 80 };
	const PIPE = { isTerminal: false, columns: undefined };
	test.each([
		['a terminal', TERMINAL, [], {}, ['0. Identity', '\x1b[1m']],
		['a terminal without colours', TERMINAL, [], { NO_COLOR: '1' }, [`\n0. Identity\n${'─'.repeat(11)}\n`]],
		['a dumb terminal', TERMINAL, [], { TERM: 'dumb' }, ['\n0. Identity\n']],
		['a terminal, colours refused', TERMINAL, ['--color', 'never'], {}, ['\n0. Identity\n']],
		['a terminal, colours wanted all the same', TERMINAL, ['--color', 'always'], { NO_COLOR: '1' }, ['\x1b[1m']],
		[
			'a terminal, in both languages',
			TERMINAL,
			['--lang', 'both'],
			{ NO_COLOR: '1' },
			['\n0. Identity\n', '\n0. Identitas\n'],
		],
		['a terminal, when Markdown is asked for', TERMINAL, ['-f', 'md'], {}, ['\n## 0. Identity\n', '\n```mermaid\n']],
		['a pipe', PIPE, [], { FORCE_COLOR: '1' }, ['\n## 0. Identity\n', '\n```mermaid\n']],
		['a pipe, when text is asked for', PIPE, ['-f', 'text'], { COLUMNS: '60' }, ['\n0. Identity\n']],
	] as const)('written to %s', async (_name, channel, more, environment, expected) => {
		const pieces: string[] = [];
		const out = { ...channel, write: (piece: string) => void pieces.push(piece) };
		const world = { ...nodeContext(''), out, environment: { LANG: 'en', ...environment } };
		expect(await run(['report', CAPTURE, ...more], world, '0.0.0')).toBe(EXIT.fine);
		const text = pieces.join('');
		for (const each of expected) expect(text).toContain(each);
		expect(text.includes('\x1b')).toBe(expected.some((each) => each.startsWith('\x1b')));
	});

	test('asks of a second capture, too, and keeps the answers apart', () => {
		const answers = join(folder, 'answers.md');
		const markdown = report(CAPTURE, 'fixtures/automatic-k4.pcap', '--lang', 'en', '--answers', answers);
		expect(markdown.match(/^## 12\. Questions .*$/gm)).toEqual([
			'## 12. Questions (capture typed-k2.pcap)',
			'## 12. Questions (capture automatic-k4.pcap)',
		]);
		expect(readFileSync(answers, 'utf8').match(/^## .*$/gm)).toHaveLength(2);
		expect(readFileSync(answers, 'utf8')).toContain('Ack 27 = 24 + 3');
	});

	test('looks at a capture with a lab of a teacher, in the page as well', () => {
		const lab = join(folder, 'lab.yml');
		writeFileSync(lab, 'lab: mylab\nport: 2222\nreply: "Echo: {message}"\n');
		expect(report(CAPTURE, '--lang', 'en', '--lab-profile', lab)).toContain('port 2222 is that of lab mylab');
		const page = report(CAPTURE, '--lab-profile', lab, '-f', 'html');
		const data: PageData = JSON.parse(/id="capnote-data">(.*?)<\/script>/s.exec(page)?.[1] ?? '');
		expect(data.labs.map(({ name }) => name)).toContain('mylab');
	});

	test.each([
		['is empty', new Uint8Array(0), EXIT.unreadableInput, /0 bytes/],
		['has a header alone', readFileSync(CAPTURE).subarray(0, 24), EXIT.unreadableInput, /How to capture again/],
		[
			'is cut before its first packet',
			readFileSync(CAPTURE).subarray(0, 29),
			EXIT.unreadableInput,
			/The file is cut.*copy the whole/s,
		],
		['is cut within a packet', readFileSync(CAPTURE).subarray(0, 700), EXIT.fine, /cut/],
		['is text', new TextEncoder().encode('no capture at all'), EXIT.unreadableInput, /Cannot read/],
	] as const)('says what is wrong with a file that %s', (_what, bytes, status, said) => {
		const path = join(folder, 'bad.pcap');
		writeFileSync(path, bytes);
		const ran = spawnSync(process.execPath, [MAIN, 'report', path, '--lang', 'en'], { encoding: 'utf8' });
		expect(ran.status).toBe(status);
		expect(ran.stdout + ran.stderr).toMatch(said);
		if (/cut/.test(said.source)) expect(ran.stdout).not.toContain('no packet passed');
	});
});
