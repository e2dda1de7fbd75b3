import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { CaseResult } from '../bench/report.ts';
import { targetsText } from '../bench/targets.ts';
import { writeFolder, writeWorkload } from '../bench/workload.ts';
import { named, needs } from './needs.ts';

const folder: string = mkdtempSync(join(tmpdir(), 'capnote-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const MIXED = { packets: 5000, connections: 50, payloadBytes: 20, ipv6Every: 5 } as const;

describe('the workloads of the benchmark', () => {
	test('have the same bytes each time', () => {
		const [one, other] = ['one.pcap', 'other.pcap'].map((name) => {
			writeWorkload(join(folder, name), MIXED);
			return readFileSync(join(folder, name));
		});
		expect(one?.length).toBeGreaterThan(400_000);
		expect(other?.equals(one ?? Buffer.alloc(0))).toBe(true);
	});

	const reason = needs('tshark');
	describe.skipIf(reason)(named('read by tshark', reason), () => {
		const fields = (path: string, ...names: readonly string[]): readonly string[] => {
			const wanted = names.flatMap((name) => ['-e', name]);
			const args = ['-n', '-r', path, '-T', 'fields', '-E', 'separator=,', ...wanted];
			return execFileSync('tshark', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
				.trim()
				.split('\n');
		};

		test('are connections that begin, talk and end, without a remark', () => {
			writeWorkload(join(folder, 'mixed.pcap'), MIXED);
			const rows = fields(join(folder, 'mixed.pcap'), 'tcp.completeness', 'tcp.analysis.flags', '_ws.malformed');
			expect(rows).toHaveLength(MIXED.packets);
			// Complete from the second FIN on: the last two of twenty packets.
			expect(rows.filter((row) => row === '31,,')).toHaveLength((MIXED.packets / 20) * 2);
			for (const row of rows) expect(row).toMatch(/^\d+,,$/);
		});

		test('are TCP over each link layer and both versions of IP', () => {
			const small = join(folder, 'small');
			const { packets } = writeFolder(small, 12);
			const rows = readdirSync(small).flatMap((name) => fields(join(small, name), 'tcp.dstport', 'frame.protocols'));
			expect(rows).toHaveLength(packets);
			for (const row of rows) expect(row).toMatch(/^\d+,.*:ip(v6)?:tcp/);
			const stacks = new Set(rows.map((row) => row.replace(/^\d+,(.*):ip.*/, '$1')));
			expect([...stacks].sort()).toEqual([
				'eth:ethertype',
				'eth:ethertype:vlan:ethertype',
				'null',
				'raw',
				'sll:ethertype',
			]);
		});
	});
});

describe('the benchmark', () => {
	const run = (path: string, ...args: readonly string[]): string =>
		execFileSync(process.execPath, ['--import', 'tsx', 'bench/run.ts', '--scale', '0.002', ...args], {
			encoding: 'utf8',
			env: { ...process.env, PATH: path },
		});

	test('prints medians and ratios, and says them to machines', () => {
		const json = join(folder, 'bench.json');
		const text = run(process.env.PATH ?? '', '--only', 'small-20k', '--json', json);
		expect(text).toMatch(/2,000 small packets, 20,000 connections at once/);
		expect(text).toMatch(/capnote connections summary +│ +[\d,.]+ │/);
		const [result] = JSON.parse(readFileSync(json, 'utf8')) as readonly CaseResult[];
		expect(result?.packets).toBe(2000);
		expect(result?.ours['connections summary']?.wallMs).toBeGreaterThan(
			result?.peers.cat?.wallMs ?? Number.POSITIVE_INFINITY,
		);
	});

	test('closes with the targets of the tables that ran: met, missed, or not measured', () => {
		const result = (wallMs: number) => ({ runs: 3, wallMs, cpuMs: wallMs, peakMb: 50 });
		const base = { title: '', packets: 35, megabytes: 1 };
		const text = targetsText([
			{
				...{ ...base, name: 'start', ours: { analyze: result(80) } },
				peers: { 'node -e 0': result(60), 'tshark -r F': null },
			},
			{
				...{ ...base, name: 'folder', files: 2000, ours: { 'analyze --summary': result(250) } },
				peers: { 'tcpdump -r for each, two at a time': result(4000) },
			},
		]);
		expect(text).toMatch(/start +│ analyze \/ node -e 0 +│ <= 1\.3 +│ +1\.33 │ NO/);
		expect(text).toMatch(/start +│ analyze \/ tshark -r F +│ <= 0\.4 +│ +absent │ -/);
		expect(text).toMatch(/folder +│ analyze --summary: captures a second +│ >= 6,000 +│ +8,000 │ yes/);
		expect(text).toMatch(/folder +│ analyze --summary: times as fast as tcpdump[^│]+│ >= 15 +│ +16\.0 │ yes/);
		expect(text).not.toContain('small-10m');
		expect(targetsText([])).toBe('');
	});

	test('names what is absent', () => {
		const empty = join(folder, 'empty');
		mkdirSync(empty);
		symlinkSync(process.execPath, join(empty, 'node'));
		const text = run(empty, '--only', 'start');
		for (const name of ['tshark -r F', 'tcpdump -nr F', 'capinfos']) {
			expect(text).toMatch(new RegExp(`│ ${name} +│ +absent`));
		}
		for (const name of ['--version', '--help', 'analyze']) expect(text).toContain(`capnote ${name} `);
	});
});
