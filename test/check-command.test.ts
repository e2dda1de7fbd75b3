import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeContext } from '../src/cli/node-context.ts';
import { run } from '../src/cli/run.ts';
import { EXIT } from '../src/errors.ts';
import { bytesSource } from '../src/file/bytes-source.ts';

const CAPTURE = 'fixtures/typed-k2.pcap';
const FLAWED = 'fixtures/write-ups/reqresp-flawed.id.md';
const CORRECT = 'fixtures/write-ups/reqresp-correct.en.md';

let folder = '';
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'capnote-check-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Ran {
	readonly status: number;
	readonly out: string;
	readonly log: string;
}

/** Runs `capnote check` as from a shell; `stdin` is what standard input holds. */
async function check(args: readonly string[], { width = 100, stdin = '', env = {} } = {}): Promise<Ran> {
	let out = '';
	let log = '';
	const world = nodeContext('');
	const files = {
		...world.files,
		open: async (path: string) =>
			path === '-'
				? { ...bytesSource('-', new TextEncoder().encode(stdin)), close: async () => undefined }
				: world.files.open(path),
	};
	const status = await run(
		['check', ...args],
		{
			...world,
			files,
			environment: env,
			out: { write: (text) => (out += text), isTerminal: false, columns: width },
			log: { write: (text) => (log += text), isTerminal: false, columns: width },
		},
		'1.2.3',
	);
	return { status, out, log };
}

function written(name: string, text: string): string {
	const path = join(folder, name);
	writeFileSync(path, text);
	return path;
}

describe('exit status', () => {
	test.each([
		['something is refuted', [FLAWED, CAPTURE], EXIT.negative],
		['nothing is refuted', [CORRECT, CAPTURE], EXIT.fine],
		['something is refuted, and nobody asked', [FLAWED, CAPTURE, '--fail-on', 'none'], EXIT.fine],
		[
			'a capture is damaged',
			['fixtures/write-ups/odd-markdown.en.md', 'fixtures/cut.pcap', '--fail-on', 'none'],
			EXIT.fine,
		],
		[
			'a capture is damaged, and that was asked',
			['fixtures/write-ups/odd-markdown.en.md', 'fixtures/cut.pcap', '--fail-on', 'none', '--strict'],
			EXIT.negative,
		],
		['there is no report', [], EXIT.wrongUse],
		['the report is not there', ['no-such.md'], EXIT.unreadableInput],
		['the capture is not there', [CORRECT, 'no-such.pcap'], EXIT.unreadableInput],
		['report and capture are swapped', [CAPTURE, CORRECT], EXIT.unreadableInput],
		['the capture is a report', [CORRECT, FLAWED], EXIT.unreadableInput],
		['a folder has no capture', [CORRECT, 'src/claims'], EXIT.unreadableInput],
		['a format is unknown', [CORRECT, CAPTURE, '-f', 'docx'], EXIT.wrongUse],
		['a map has no capture', [CORRECT, CAPTURE, '--map', 'Data'], EXIT.wrongUse],
		['--self is asked for in CSV', [CORRECT, CAPTURE, '--self', '-f', 'csv'], EXIT.wrongUse],
		['two things are read from standard input', ['-', '-'], EXIT.wrongUse],
	] as const)('when %s', async (_when, args, expected) => {
		const { status, log } = await check(args);
		expect(status, log).toBe(expected);
	});
});

describe('what is read', () => {
	test('the report from standard input', async () => {
		const { out, status } = await check(['-', CAPTURE, '-f', 'json'], { stdin: 'Packet 4 is the SYN of the client.' });
		expect(status).toBe(EXIT.negative);
		expect(JSON.parse(out).claims[0]).toMatchObject({ file: '-', line: 1, verdict: 'refuted' });
	});

	test('all captures of a folder, and what cannot be read in it is told and stops nothing', async () => {
		const captures = join(folder, 'captures');
		mkdirSync(join(captures, 'deep'), { recursive: true });
		writeFileSync(join(captures, 'deep', 'lab.pcap'), readFileSync(CAPTURE));
		writeFileSync(join(captures, 'empty.pcap'), '');
		writeFileSync(join(captures, 'notes.txt'), 'no capture');
		const { out, log, status } = await check([CORRECT, captures, '-f', 'json', '--fail-on', 'none']);
		expect(status, log).toBe(EXIT.fine);
		expect(JSON.parse(out).captures).toHaveLength(1);
		expect(log).toContain('empty.pcap');
		expect(log).not.toContain('notes.txt');
		expect((await check([CORRECT, captures, '--quiet'])).log).toBe('');
	});

	test('a report in UTF-16, as Notepad may write it, and one with a byte order mark', async () => {
		const text = 'Paket 3 adalah SYN dari client.';
		const utf16 = written('utf16.md', '');
		writeFileSync(utf16, Buffer.from(`\ufeff${text}`, 'utf16le'));
		for (const path of [utf16, written('bom.md', `\ufeff${text}`)]) {
			const { out } = await check([path, CAPTURE, '-f', 'json']);
			expect(JSON.parse(out).claims[0]).toMatchObject({ verdict: 'confirmed', packets: [3], line: 1 });
		}
	});

	test('a report without a capture, of which only itself is checked', async () => {
		const { out, status } = await check(['-', '--lang', 'en'], { stdin: 'The port is 63 × 256 + 66 = 16190.' });
		expect(status).toBe(EXIT.negative);
		expect(out).toContain('16194');
	});

	test.each([
		['a Word document', [0x50, 0x4b, 3, 4, 0, 0, 0, 0], 'pandoc'],
		['a PDF document', [...Buffer.from('%PDF-1.7\n')], 'PDF'],
		['a capture', [...readFileSync(CAPTURE).subarray(0, 100)], 'report first'],
	])('%s is no report, and it is said what to give instead', async (_what, bytes, said) => {
		const path = join(folder, 'report.docx');
		writeFileSync(path, Uint8Array.from(bytes));
		const { status, log } = await check([path, CAPTURE]);
		expect(status).toBe(EXIT.unreadableInput);
		expect(log).toContain(said);
	});

	test('the capture of a part of a report, named by hand', async () => {
		const text = '# Upcall\n\nServer memakai port 4141.\n\n# Echo\n\nServer memakai port 4141.\n';
		const { out } = await check([
			...[written('two.md', text), 'fixtures/write-ups/upcall.pcap', '-f', 'json'],
			...['--map', `Echo=${CAPTURE}`],
		]);
		const verdicts = JSON.parse(out).claims.map((claim: { verdict: string }) => claim.verdict);
		expect(verdicts).toEqual(['confirmed', 'refuted']);
	});

	test('names of hosts, said by hand', async () => {
		const report = written('names.md', 'Budi mengirim SYN ke Siti.');
		const { out } = await check([report, CAPTURE, '-f', 'json', '--host', 'Budi=client', '--host', 'Siti=server']);
		expect(JSON.parse(out).claims[0]).toMatchObject({ verdict: 'confirmed', packets: [3] });
	});
});

describe('the terminal', () => {
	test.each([80, 120])('fits into %i columns, in both languages', async (width) => {
		for (const lang of ['en', 'id', 'both']) {
			for (const args of [[], ['--self']]) {
				const { out } = await check([FLAWED, CAPTURE, '--lang', lang, ...args], { width });
				const long = out.split('\n').filter((line) => line.length > width);
				expect(long).toEqual([]);
			}
		}
	});

	test('says sign and word, packet numbers, and the sum at the end', async () => {
		const { out } = await check([FLAWED, CAPTURE, '--lang', 'id']);
		expect(out).toMatch(/✘ Terbantah: /);
		expect(out).toMatch(/#3/);
		expect(out.trim().split('\n').slice(-2).join(' ')).toMatch(/pernyataan.*terbantah.*kalimat/s);
	});

	test('speaks both languages when asked, and has colours only when asked', async () => {
		const { out } = await check([FLAWED, CAPTURE, '--lang', 'both', '--color', 'never']);
		expect(out).toMatch(/✘ Refuted: /);
		expect(out).toMatch(/✘ Terbantah: /);
		expect(out).not.toContain('\u001b');
		expect((await check([FLAWED, CAPTURE, '--color', 'always'])).out).toContain('\u001b[');
	});

	test('nothing of a report drives the terminal', async () => {
		const report = written(
			'bad\u001b[31m.md',
			'# \u001b]0;title\u0007\n\nPacket 3 is the \u001b[31mSYN\u202e of the client.\n',
		);
		for (const args of [[], ['--self'], ['-f', 'csv'], ['-f', 'junit'], ['-f', 'json']]) {
			const { out } = await check([report, CAPTURE, ...args]);
			// biome-ignore lint/suspicious/noControlCharactersInRegex: what drives a terminal is what is looked for
			expect(out, args.join(' ')).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/);
		}
	});

	test('--self gives hints before facts, no points, and an example that is true of the capture', async () => {
		const report = written('self.md', 'Server mengirim SYN ke client.\n\nFlag FIN itu penting untuk client port.\n');
		const { out, status } = await check([report, CAPTURE, '--self', '--lang', 'id']);
		expect(status).toBe(EXIT.negative);
		expect(out.indexOf('Lihat lagi #3')).toBeGreaterThan(-1);
		expect(out.indexOf('Lihat lagi #3')).toBeLessThan(out.indexOf('Terbantah'));
		if (out.includes('Tulis misalnya')) expect(out).toContain('#13 client → server FIN, ACK');
	});

	test('--explain-patterns says how to write, with sentences in both languages that are understood', async () => {
		const { out, status } = await check(['--explain-patterns', '--lang', 'en']);
		expect(status).toBe(EXIT.fine);
		expect(out).toContain('K01');
		expect(out).toContain('K22');
		expect(out).toContain('English');
		expect(out).toContain('Indonesian');
	});
});

describe('machine output', () => {
	test('JSON: a claim as people see it, both languages, nothing absent', async () => {
		const { out } = await check([FLAWED, CAPTURE, '--json']);
		const { capnote, version, claims, notUnderstood, captures, documents } = JSON.parse(out);
		expect({ capnote, version }).toEqual({ capnote: 1, version: '1.2.3' });
		expect(captures).toEqual([{ name: CAPTURE, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
		expect(documents[0].counts.verdicts.refuted).toBeGreaterThan(5);
		expect(Array.isArray(notUnderstood)).toBe(true);
		for (const claim of claims) {
			expect(Object.keys(claim)).toEqual(Object.keys(claims[0]));
			expect(claim.message.en).not.toBe(claim.message.id);
			expect(claim.atoms.length).toBeGreaterThan(0);
		}
	});

	test('the same bytes in give the same bytes out, in each format', async () => {
		for (const format of ['text', 'md', 'json', 'csv', 'junit']) {
			const [one, other] = await Promise.all([0, 1].map(() => check([FLAWED, CAPTURE, '-f', format])));
			expect(one?.out).toBe(other?.out);
		}
	});

	test('CSV is read back as it was meant, and no cell is a formula', async () => {
		const report = written(
			'formula.md',
			'- =HYPERLINK("http://a.b";"Packet 3 is the SYN") of the client\n- @SUM(1) packet 4 is a SYN, ACK\n',
		);
		const { out } = await check([report, CAPTURE, '-f', 'csv']);
		const rows = readCsv(out, ',');
		expect(rows[0]?.slice(0, 9)).toEqual('student,report,line,column,section,claim_id,kind,verdict,reason'.split(','));
		expect(rows.slice(1).length).toBeGreaterThan(0);
		for (const row of rows) {
			expect(row).toHaveLength(17);
			for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
		}
	});

	test('CSV for a spreadsheet that wants semicolons and a byte order mark', async () => {
		const { out } = await check([FLAWED, CAPTURE, '-f', 'csv', '--delimiter', 'semicolon', '--bom']);
		expect(out.startsWith('\ufeffstudent;report;line')).toBe(true);
		expect(readCsv(out.slice(1), ';').every((row) => row.length === 17)).toBe(true);
	});

	test('JUnit: refuted is a failure, not checkable is skipped, and the counts are right', async () => {
		const { out } = await check([FLAWED, CAPTURE, '-f', 'junit']);
		const { out: json } = await check([FLAWED, CAPTURE, '--json']);
		const { verdicts } = JSON.parse(json).documents[0].counts;
		expect(out).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites/);
		expect(out.match(/<failure [^>]*type="refuted"/g)).toHaveLength(verdicts.refuted);
		expect(out.match(/<skipped/g) ?? []).toHaveLength(verdicts['not-checkable']);
		expect(out).toMatch(new RegExp(`<testsuite [^>]*failures="${verdicts.refuted}"`));
		expect(out).toMatch(/<testcase classname="check\.K\d\d" name="fixtures\/write-ups\/reqresp-flawed\.id\.md:\d+ /);
		await expectWellFormed(out);
	});

	test('Markdown: the report with a footnote for each claim, each defined once, the text unchanged', async () => {
		for (const name of ['reqresp-correct.en.md', 'reqresp-flawed.id.md', 'odd-markdown.en.md', 'another-run.en.md']) {
			const report = readFileSync(`fixtures/write-ups/${name}`, 'utf8');
			const { out } = await check([`fixtures/write-ups/${name}`, CAPTURE, '-f', 'md', '--lang', 'en']);
			const { out: json } = await check([`fixtures/write-ups/${name}`, CAPTURE, '--json']);
			const ids: readonly string[] = JSON.parse(json).claims.map((claim: { id: string }) => claim.id);
			for (const id of ids) {
				expect(out.split(`[^${id}]: `)).toHaveLength(2);
				expect(out.split(`[^${id}]`), id).toHaveLength(3);
			}
			const words = (text: string): readonly string[] =>
				text
					.replace(/\[\^c\d+\]/g, '')
					.split(/\s+/)
					.filter(Boolean);
			const isFence = (word: string): boolean => /^(```|~~~)/.test(word);
			const kept = words(report).filter((word) => !isFence(word));
			const shown = words(out).filter((word) => !isFence(word));
			expect(shown.slice(0, kept.length).join(' ')).toContain(kept.slice(0, 40).join(' '));
			const texts = textsOf(fromMarkdown(out)).join('\n');
			for (const id of ids) expect(texts).toContain(`[^${id}]`);
		}
	});
});

describe('files', () => {
	test('-o writes a file, and replaces none unless told', async () => {
		const path = join(folder, 'verdicts.csv');
		expect((await check([CORRECT, CAPTURE, '-f', 'csv', '-o', path])).status).toBe(EXIT.fine);
		const before = readFileSync(path, 'utf8');
		expect((await check([FLAWED, CAPTURE, '-f', 'csv', '-o', path])).status).not.toBe(EXIT.fine);
		expect(readFileSync(path, 'utf8')).toBe(before);
		await check([FLAWED, CAPTURE, '-f', 'csv', '-o', path, '--force']);
		expect(readFileSync(path, 'utf8')).not.toBe(before);
	});
});

interface Node {
	readonly type: string;
	readonly value?: string;
	readonly children?: readonly Node[];
}

/** Texts that are no code and no HTML. */
function textsOf(node: Node): readonly string[] {
	if (node.type === 'text') return [node.value ?? ''];
	return (node.children ?? []).flatMap(textsOf);
}

/** RFC 4180. */
function readCsv(text: string, delimiter: string): readonly (readonly string[])[] {
	const rows: string[][] = [[]];
	let cell = '';
	let quoted = false;
	for (let i = 0; i < text.length; i += 1) {
		const character = text[i];
		if (quoted && character === '"' && text[i + 1] === '"') {
			cell += '"';
			i += 1;
		} else if (character === '"') quoted = !quoted;
		else if (!quoted && (character === delimiter || character === '\n')) {
			rows.at(-1)?.push(cell.replace(/\r$/, ''));
			cell = '';
			if (character === '\n') rows.push([]);
		} else cell += character;
	}
	return rows.filter((row) => row.length > 0);
}

/** A browser's own parser reads it as XML without complaint. */
async function expectWellFormed(xml: string): Promise<void> {
	const { DOMParser } = await import('linkedom');
	const document = new DOMParser().parseFromString(xml, 'text/xml');
	expect(document.querySelectorAll('testcase').length).toBeGreaterThan(0);
	expect(document.querySelectorAll('parsererror')).toHaveLength(0);
}
