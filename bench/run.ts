/**
 * Times the hot plane against its peers as whole processes, in turn and in one run, and prints ratios of medians:
 *
 *     npm run bench
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Workload, writeWorkload } from './workload.ts';

const ROUNDS = 7;

const WORKLOADS: Readonly<Record<string, Workload>> = {
	'1M small packets, 1,000 connections at once': { packets: 1_000_000, connections: 1000, payloadBytes: 20 },
	'1M small packets, 20,000 connections at once': { packets: 1_000_000, connections: 20_000, payloadBytes: 20 },
	'300k large packets, 16 connections at once': { packets: 300_000, connections: 16, payloadBytes: 1400 },
};

const PEERS: Readonly<Record<string, (file: string) => readonly string[]>> = {
	capnote: (file) => [process.execPath, 'bench/hot-plane.mjs', file],
	'node -e 0': () => [process.execPath, '-e', '0'],
	cat: (file) => ['cat', file],
	'tcpdump -r -w /dev/null': (file) => ['tcpdump', '-r', file, '-w', '/dev/null'],
	'pcap-parser (walk only)': (file) => [process.execPath, 'bench/pcap-parser.mjs', file],
};

/** Wall time in milliseconds; `undefined` when the program is not on this machine. */
function time([program = '', ...args]: readonly string[]): number | undefined {
	const start = process.hrtime.bigint();
	const { status, error } = spawnSync(program, args, { stdio: 'ignore' });
	if (error) return undefined;
	if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with status ${status}`);
	return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(times: readonly number[]): number {
	return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

const folder = mkdtempSync(join(tmpdir(), 'capnote-bench-'));
for (const [name, workload] of Object.entries(WORKLOADS)) {
	const file = join(folder, 'workload.pcap');
	writeWorkload(file, workload);
	const times: Record<string, number[]> = {};
	for (let round = -1; round < ROUNDS; round++) {
		for (const [peer, command] of Object.entries(PEERS)) {
			const taken = time(command(file));
			if (taken !== undefined && round >= 0) times[peer] = [...(times[peer] ?? []), taken];
		}
	}
	const ours = median(times.capnote ?? []);
	console.log(`\n${name} (${Math.round(statSync(file).size / 1e6)} MB)`);
	for (const [peer, taken] of Object.entries(times)) {
		const ratio = (ours / median(taken)).toFixed(2);
		console.log(`  ${peer.padEnd(26)} ${median(taken).toFixed(0).padStart(6)} ms   capnote / this = ${ratio}`);
	}
}
rmSync(folder, { recursive: true });
