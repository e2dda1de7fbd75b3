import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLE_RUBRIC } from '../src/testing/example-rubric.ts';
import { COPIES, writeClass } from './class-folder.ts';

const MAIN = 'dist/cli/main.js';
const GOLDEN = 'fixtures/class.golden.csv';
const RUBRIC = EXAMPLE_RUBRIC.replace('["5025211219", "5025211257"]', '["5025211205", "5025211212"]');
const run = promisify(execFile);

let folder = '';
const at = (name: string): string => join(folder, name);

interface Ran {
	readonly status: number;
	readonly stdout: string;
	readonly stderr: string;
}

async function capnote(...args: readonly string[]): Promise<Ran> {
	const environment = { ...process.env, XDG_CACHE_HOME: at('cache') };
	try {
		return { status: 0, ...(await run(process.execPath, [MAIN, ...args], { env: environment, maxBuffer: 2 ** 28 })) };
	} catch (error) {
		const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
		return { status: code, stdout, stderr };
	}
}

const grade = (...args: readonly string[]): Promise<Ran> =>
	capnote('grade', at('class'), '-r', at('rubric.yml'), ...args);

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'capnote-grade-'));
	await writeClass(at('class'));
	writeFileSync(at('rubric.yml'), RUBRIC);
	await grade('-o', at('book'), '--write', 'csv,html,md,junit,gradescope,classroom,json,parquet', '--packets');
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

describe('capnote grade on a class with its habits', () => {
	test('the grade book is as it was', () => {
		const found = readFileSync(at('book/grades.csv'), 'utf8');
		if (process.env.UPDATE_GOLDEN) writeFileSync(GOLDEN, found);
		expect(found).toBe(readFileSync(GOLDEN, 'utf8'));
	});

	test('captures are found under any name, and the lab is told by content', () => {
		const { submissions } = JSON.parse(readFileSync(at('book/grades.json'), 'utf8'));
		const chosen = Object.fromEntries(
			submissions.map((one: { student: string; capture: string }) => [one.student, one.capture]),
		);
		expect(chosen).toMatchObject({
			'5025211202': 'tcp-aryo.pcap',
			'5025211203': 'captureTCP(reqresp).pcap',
			'5025211204': 'punyanada',
			'5025211206': null,
			'5025211210': 'rekaman.pcapng',
		});
	});

	test('every copy is found with packets on both sides, and nobody else is named', () => {
		const { alike } = JSON.parse(readFileSync(at('book/grades.json'), 'utf8'));
		const proofs = alike.filter(({ strength }: { strength: string }) => strength !== 'hint');
		const pairs = proofs.map(({ a, b }: Record<'a' | 'b', { student: string }>) => [a.student, b.student]);
		expect(pairs.sort()).toEqual(COPIES.toSorted());
		const signals = proofs.map(({ evidence }: { evidence: { signal: string }[] }) => evidence[0]?.signal);
		expect(signals.sort()).toEqual(['S1', 'S2', 'S3']);
		for (const { evidence } of proofs) {
			const [first] = evidence;
			if (first.signal !== 'S1') expect([first.aPackets.length, first.bPackets.length]).toEqual([6, 6]);
		}
	});

	test('likeness changes no points', async () => {
		const rubric = RUBRIC.replace('enabled: true', 'enabled: false');
		writeFileSync(at('alone.yml'), rubric);
		const alone = await capnote('grade', at('class'), '-r', at('alone.yml'), '--json', '--lang', 'en');
		const points = (text: string): unknown =>
			JSON.parse(text).submissions.map(({ student, points: given }: Record<string, unknown>) => [student, given]);
		expect(points(alone.stdout)).toEqual(points(readFileSync(at('book/grades.json'), 'utf8')));
		expect(JSON.parse(alone.stdout).alike).toBeNull();
	});

	test('the second time nothing is done anew, and after a change only what changed', async () => {
		const again = await grade('--lang', 'en', '--packets');
		expect(again.stdout).toContain('(12 as before)');
		const report = at('class/5025211201/README.md');
		const before = readFileSync(report);
		writeFileSync(report, `${before}\nSelesai.\n`);
		expect((await grade('--lang', 'en', '--packets')).stdout).toContain('(11 as before)');
		writeFileSync(report, before);
	});

	test.each([['--jobs', '1'], ['--jobs', '2'], ['--no-cache']])(
		'the result is the same with %s %s',
		async (...args) => {
			const { stdout } = await grade('--json', ...args.filter(Boolean));
			expect(stdout).toBe(readFileSync(at('book/grades.json'), 'utf8'));
		},
	);

	test('shards merge to the same bytes', async () => {
		const parts = ['1/3', '2/3', '3/3'].map((shard) => at(`part-${shard[0]}.jsonl`));
		for (const [i, path] of parts.entries()) await grade('--shard', `${i + 1}/3`, '-o', path);
		const merged = await capnote('grade', 'merge', ...parts.toReversed(), '-r', at('rubric.yml'), '--json');
		expect(merged.stdout).toBe(readFileSync(at('book/grades.json'), 'utf8'));
		const missing = await capnote('grade', 'merge', ...parts.slice(1), '-r', at('rubric.yml'), '--lang', 'en');
		expect(missing).toMatchObject({ status: 3, stdout: '' });
		expect(missing.stderr).toContain('a part is missing');
	});

	test('every output is there, once for each submission', () => {
		for (const [name, count] of [
			['students', 12],
			['comments', 12],
			['junit', 12],
			['gradescope', 12],
			['classroom', 12],
		] as const) {
			expect([name, readdirSync(at(`book/${name}`)).length]).toEqual([name, count]);
		}
		const scope = JSON.parse(readFileSync(at('book/gradescope/5025211201/results.json'), 'utf8'));
		const sum = scope.tests.reduce((all: number, { score }: { score: number }) => all + score, 0);
		expect(Math.max(0, sum)).toBeCloseTo(scope.score, 5);
		expect(scope.extra_data.fingerprints[0]).toMatch(/^[0-9a-f]{64}$/);
	});

	test('Gradescope and GitHub Classroom find the fields that they document, and no other', () => {
		const VISIBILITIES = ['hidden', 'after_due_date', 'after_published', 'visible'];
		const FORMATS = ['text', 'html', 'simple_format', 'md', 'ansi'];
		for (const student of readdirSync(at('book/gradescope'))) {
			const scope = JSON.parse(readFileSync(at(`book/gradescope/${student}/results.json`), 'utf8'));
			const top = ['score', 'output', 'output_format', 'visibility', 'stdout_visibility', 'tests', 'extra_data'];
			expect(Object.keys(scope)).toEqual(top);
			expect(FORMATS).toContain(scope.output_format);
			for (const { visibility } of [scope, ...scope.tests]) expect(VISIBILITIES).toContain(visibility);
			const keys = 'name number score max_score status output output_format tags visibility';
			for (const one of scope.tests) {
				expect(Object.keys(one)).toEqual(keys.split(' '));
				expect(one.status).toBe(one.score < one.max_score ? 'failed' : 'passed');
				expect([
					typeof one.name,
					typeof one.number,
					typeof one.score,
					typeof one.max_score,
					Array.isArray(one.tags),
				]).toEqual(['string', 'string', 'number', 'number', true]);
			}
			const room = JSON.parse(readFileSync(at(`book/classroom/${student}.json`), 'utf8'));
			expect([room.version, ['pass', 'fail', 'error'].includes(room.status), room.max_score]).toEqual([1, true, 100]);
			// Its reporter adds up what the tests have.
			const sum = room.tests.reduce((all: number, { score }: { score: number }) => all + score, 0);
			expect(Math.max(0, sum)).toBeCloseTo(scope.score, 5);
			for (const one of room.tests) {
				expect(one.status).toBe(one.score < one.max_score ? 'fail' : 'pass');
				expect([typeof one.name, typeof one.message]).toEqual(['string', 'string']);
			}
		}
	});

	test('nothing is written over without --force', async () => {
		expect(await grade('-o', at('book'), '--lang', 'en')).toMatchObject({ status: 2 });
		expect(await grade('-o', at('book'), '--force', '--quiet')).toMatchObject({ status: 1 });
	});

	test('DuckDB reads the connections and the packets', async () => {
		const { DuckDBInstance } = await import('@duckdb/node-api');
		const connection = await (await DuckDBInstance.create()).connect();
		const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
		const connections = at('book/connections.parquet');
		const byShape = await ask(
			`select close_shape, count(*)::int as n from '${connections}' where lab = 'reqresp' group by 1 order by 2 desc, 1`,
		);
		expect(byShape[0]?.[0]).toBe('three-segment');
		const [[packets, first]] = (await ask(
			`select count(*)::int, min(time_ns)::varchar from '${at('book/packets.parquet')}'`,
		)) as [[number, string]];
		expect(packets).toBeGreaterThan(200);
		expect(first).toMatch(/^17\d{17}$/);
	});
});

describe('one bad submission', () => {
	test('stops nobody, and formulas and markup stay text', async () => {
		const bad = at('bad');
		mkdirSync(join(bad, '=cmd()'), { recursive: true });
		writeFileSync(join(bad, '=cmd()', 'README.md'), '<script>alert(1)</script>\n\n=HYPERLINK("http://x")\n'.repeat(3));
		writeFileSync(join(bad, '=cmd()', 'lab.pcap'), 'this is no capture');
		mkdirSync(join(bad, 'cut'));
		writeFileSync(join(bad, 'cut', 'lab.pcap'), readFileSync('fixtures/typed-k2.pcap').subarray(0, 29));
		mkdirSync(join(bad, 'empty'));
		mkdirSync(join(bad, 'large'));
		writeFileSync(join(bad, 'large', 'README.md'), 'x'.repeat(200_000));
		const { stdout } = await capnote('grade', bad, '-r', at('rubric.yml'), '-o', at('bad-book'), '--lang', 'en');
		expect(stdout).toContain('4 submissions graded');
		expect(stdout).toContain('too large');
		expect(stdout).toMatch(/^cut .*none +a damaged file$/m);
		expect(stdout).not.toContain('no packets');
		expect(readFileSync(at('bad-book/grades.csv'), 'utf8')).toContain("\n'=cmd()");
		const page = readFileSync(
			at(`bad-book/students/${readdirSync(at('bad-book/students')).find((name) => name.includes('cmd'))}`),
			'utf8',
		);
		expect(page).not.toContain('<script>');
		expect(page).toContain('&lt;script&gt;');
	});

	test('a folder without any is an error', async () => {
		mkdirSync(at('nothing'));
		expect(await capnote('grade', at('nothing'), '-r', at('rubric.yml'), '--lang', 'en')).toMatchObject({ status: 3 });
	});
});

describe('capnote rubric', () => {
	test('init writes what lint accepts', async () => {
		expect(await capnote('rubric', 'init', '-o', at('new.yml'))).toMatchObject({ status: 0 });
		const { status, stdout } = await capnote('rubric', 'lint', at('new.yml'), '--lang', 'en');
		expect([status, stdout]).toEqual([0, expect.stringContaining('10 items, 100 points at most')]);
		expect(existsSync(at('new.yml'))).toBe(true);
	});

	test('lint names the line and the nearest key', () => {
		writeFileSync(at('wrong.yml'), RUBRIC.replace('require: {packets', 'requires: {packets'));
		const { status, stderr } = spawnSync(process.execPath, [MAIN, 'rubric', 'lint', at('wrong.yml'), '--lang', 'en'], {
			encoding: 'utf8',
		});
		expect([status, stderr]).toEqual([3, expect.stringMatching(/line 13: .*did you mean "require"/)]);
	});
});
