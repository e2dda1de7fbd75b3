import { execFile, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeWorkload } from '../bench/workload.ts';
import { inPool } from '../src/node/file-pool.ts';
import { randomTraffic } from '../src/testing/traffic.ts';
import { fixtureFiles } from './fixture-files.ts';
import { named, needs } from './needs.ts';
import { publicMain } from './public-copy.ts';

const MAIN = publicMain();
const run = promisify(execFile);
const SMALL_FILES = 200;
const MEBIBYTE = 2 ** 20;

let folder = '';
const at = (name: string) => join(folder, name);

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'capnote-many-'));
	mkdirSync(at('small/deep'), { recursive: true });
	for (let i = 0; i < SMALL_FILES; i++) {
		const name = at(`small/${i % 3 === 0 ? 'deep/' : ''}capture-${i}`);
		if (i % 10 === 0) copyFileSync(fixtureFiles()[i % fixtureFiles().length]?.path ?? '', name);
		else writeFileSync(name, randomTraffic(i, 20 + i));
	}
	writeFileSync(at('small/words.txt'), 'no capture');
	writeWorkload(at('large.pcap'), { packets: 400_000, connections: 50, payloadBytes: 100 });
});

afterAll(() => rmSync(folder, { recursive: true }));

async function capnote(...args: readonly string[]): Promise<string> {
	return (await run(process.execPath, [MAIN, 'analyze', ...args], { maxBuffer: 2 ** 30 })).stdout;
}

describe('a folder of captures', () => {
	test.each(['--summary', '--connections'])(`%s of ${SMALL_FILES} is the same as one by one`, async (view) => {
		const names = spawnSync('find', [at('small'), '-name', 'capture-*'], { encoding: 'utf8' })
			.stdout.trim()
			.split('\n');
		const together = (await capnote(at('small'), view, '-f', 'tsv')).split('\n');
		expect(names).toHaveLength(SMALL_FILES);
		const order = [...new Set(together.slice(1, -1).map((line) => line.split('\t')[0] ?? ''))];
		expect([...order].sort()).toEqual([...names].sort());
		const { createSummaryText } = await import('../src/render/summary-text.ts');
		const { createSummarizer } = await import('../src/summarize.ts');
		const { openFile } = await import('../src/node/file-source.ts');
		const { en } = await import('../src/i18n/en/index.ts');
		const text = createSummaryText('tsv', view === '--summary' ? 'captures' : 'connections', en);
		let alone = text.head();
		for (const name of order) {
			const summary = await createSummarizer('4.6')(openFile(name));
			if (summary.kind === 'capture') alone += [...text.capture(summary.facts, summary.connections)].join('');
		}
		expect(together.join('\n')).toBe(alone);
	});

	test.each(['table', 'tsv', 'csv', 'json'])('workers give the same, byte by byte: %s', async (format) => {
		const args = [at('small'), '--summary', '-f', format];
		expect(await capnote(...args, '--jobs', '2')).toBe(await capnote(...args, '--jobs', '1'));
	});

	test('a worker that dies takes only its file with it', async () => {
		const worker = at('dying.mjs');
		writeFileSync(
			worker,
			`export default ({ path }) => (path === 'bad' ? process.exit(9) : { kind: 'not-a-capture', name: path, looksLike: 'text' });`,
		);
		const files = ['a', 'bad', 'b', 'c', 'd', 'e', 'f', 'g'].map((path) => ({ path, bytes: 1 }));
		const kinds: string[] = [];
		const work = { worker: pathToFileURL(worker), task: (path: string) => ({ path }) };
		for await (const { name, kind } of inPool<{ name: string; kind: string }>(files, work, 2)) {
			kinds.push(`${name} ${kind}`);
		}
		expect(kinds).toEqual(files.map(({ path }) => `${path} ${path === 'bad' ? 'failed' : 'not-a-capture'}`));
	});
});

describe('a large capture', () => {
	const noLinux = needs('linux');

	/** The most memory that a run had, in MiB. */
	async function peakOf(args: readonly string[]): Promise<number> {
		const said = `process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)))`;
		const before = ['--import', `data:text/javascript,${encodeURIComponent(said)}`];
		const child = spawn(process.execPath, [...before, MAIN, 'analyze', ...args], {
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		let text = '';
		child.stderr.setEncoding('utf8').on('data', (piece: string) => {
			text += piece;
		});
		await new Promise((ended) => child.on('close', ended));
		return (Number(text) * 1024) / MEBIBYTE;
	}

	test.skipIf(noLinux).each([['-f', 'tsv'], ['-f', 'jsonl'], ['--summary'], ['--connections', '-f', 'json']])(
		named('takes no memory for its packets: %s %s', noLinux),
		async (...args) => {
			const peak = await peakOf([at('large.pcap'), ...args]);
			expect(peak).toBeGreaterThan(30);
			expect(peak).toBeLessThan(140);
		},
	);

	test('| head ends quietly, long before the file does', async () => {
		const command = `"$0" "$1" analyze "$2" -f tsv | head -n 3; echo "\${PIPESTATUS[0]}"`;
		const { stdout, stderr } = await run('bash', ['-c', command, process.execPath, MAIN, at('large.pcap')]);
		expect(stderr).toBe('');
		expect(stdout.split('\n').map((line) => line.split('\t')[0])).toEqual(['number', '1', '2', '0', '']);
	});

	test('a reader that is slow gets every line', async () => {
		const columns = ['--columns', 'number,time,source,destination'];
		const child = spawn(process.execPath, [MAIN, 'analyze', at('large.pcap'), '-f', 'tsv', ...columns]);
		let lines = 0;
		let last = '';
		for await (const chunk of child.stdout.setEncoding('utf8')) {
			const parts = (last + chunk).split('\n');
			last = parts.pop() ?? '';
			lines += parts.length;
			if (lines % 7 === 0) await new Promise((go) => setTimeout(go, 2));
		}
		expect([lines, last]).toEqual([400_001, '']);
	});
});
