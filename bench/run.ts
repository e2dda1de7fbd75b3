/**
 * Times capnote against its peers as whole processes, in turn and in one run, and prints medians and ratios:
 *
 *     npm run bench                       about three minutes
 *     npm run bench -- --full             also ten million packets, and a million for tshark; all targets are in it
 *     npm run bench -- --only small-1k    one table (the names stand in `workloads.ts`)
 *     npm run bench -- --json FILE        also for machines
 */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Command, compile, createMeasure, isInstalled, type Measure } from './measure.ts';
import { type CommandOf, programOf } from './peers.ts';
import { type CaseResult, tableText } from './report.ts';
import { takeTurns } from './take-turns.ts';
import { targetsText } from './targets.ts';
import { allCases, type Case } from './workloads.ts';

const { values } = parseArgs({
	options: {
		full: { type: 'boolean', default: false },
		only: { type: 'string' },
		json: { type: 'string' },
		/** Fewer packets, and two runs of each: to try the benchmark itself. */
		scale: { type: 'string', default: '1' },
	},
});

const CERTIFICATES =
	'NODE_EXTRA_CA_CERTS is set: each start of Node reads those certificates, which may take longer than all else it does.\n' +
	'Without: env -u NODE_EXTRA_CA_CERTS npm run bench';

const folder = mkdtempSync(join(tmpdir(), 'capnote-bench-'));
try {
	const scale = Number(values.scale);
	const measure = createMeasure(folder);
	const cases = allCases(compile('libpcap-loop', folder, '-lpcap'), scale).filter(isAsked);
	if (cases.length === 0) throw new Error(`There is no table "${values.only}"`);
	if (process.env.NODE_EXTRA_CA_CERTS) process.stdout.write(`\n${CERTIFICATES}\n`);
	const results = cases.map((of) => {
		const result = runCase(scale < 1 ? { ...of, rounds: 1 } : of, measure);
		process.stdout.write(tableText(result));
		return result;
	});
	process.stdout.write(targetsText(results));
	if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, '\t')}\n`);
} finally {
	rmSync(folder, { recursive: true });
}

function isAsked({ name, isLong }: Case): boolean {
	if (values.only !== undefined) return values.only === name;
	return values.full || isLong === undefined;
}

function runCase(of: Case, measure: Measure): CaseResult {
	const { name, title, write, ours, peers, rounds, connections, files } = of;
	const input = join(folder, 'input');
	const packets = write(input);
	const commands = { ...commandsOf(ours, input), ...commandsOf(peers, input) };
	const there = Object.entries(commands).filter((entry): entry is [string, Command] => {
		return entry[1] !== null && isInstalled(programOf(entry[1]));
	});
	const results = takeTurns(Object.fromEntries(there), rounds, measure);
	const megabytes = sizeOf(input) / 1e6;
	rmSync(input, { recursive: true });
	const ourResults = Object.keys(ours).flatMap((of) => (results[of] ? [[of, results[of]] as const] : []));
	return {
		...{ name, title, packets, megabytes },
		...(connections === undefined ? {} : { connections }),
		...(files === undefined ? {} : { files }),
		ours: Object.fromEntries(ourResults),
		peers: Object.fromEntries(Object.keys(peers).map((of) => [of, results[of] ?? null])),
	};
}

function commandsOf(of: Readonly<Record<string, CommandOf | null>>, input: string): Record<string, Command | null> {
	return Object.fromEntries(Object.entries(of).map(([name, command]) => [name, command?.(input) ?? null]));
}

function sizeOf(path: string): number {
	const stat = statSync(path);
	if (!stat.isDirectory()) return stat.size;
	return readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
}
