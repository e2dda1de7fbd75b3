import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DEFAULT_LABEL_PROFILE, LABEL_PROFILE_NAMES, type LabelProfileName } from '../src/tcp/label-profile.ts';

/** One packet as tshark sees it: field name → text, empty when the packet has no such field. */
export type TsharkRow = Readonly<Record<string, string>>;

const run = promisify(execFile);

/** Runs a tshark with its default settings over a file. */
export async function tshark(
	path: string,
	fields: readonly string[],
	more: readonly string[] = [],
	program: string = 'tshark',
): Promise<readonly TsharkRow[]> {
	const config = await mkdtemp(join(tmpdir(), 'capnote-tshark-'));
	const columns = fields.flatMap((field) => ['-e', field]);
	const form = ['-T', 'fields', '-E', 'header=y', '-E', 'occurrence=f'];
	try {
		const { stdout } = await run(program, ['-n', '-r', path, ...form, ...more, ...columns], {
			env: { ...process.env, WIRESHARK_CONFIG_DIR: config, TZ: 'UTC', LC_ALL: 'C' },
			maxBuffer: 1 << 28,
		});
		return parseTable(stdout);
	} finally {
		await rm(config, { recursive: true });
	}
}

/** Reads tab-separated rows under a line of field names. */
export function parseTable(text: string): readonly TsharkRow[] {
	const [head = '', ...lines] = text.replace(/\n$/, '').split('\n');
	const names = head.split('\t');
	return lines.map((line) => {
		const cells = line.split('\t');
		return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
	});
}

/** The profile of the tshark on this machine: its own, or the newest one before it. */
export function tsharkProfile(): LabelProfileName {
	const version = tsharkVersion('tshark') ?? '';
	const known = [...LABEL_PROFILE_NAMES].reverse();
	return known.find((name) => version.localeCompare(name, 'en', { numeric: true }) >= 0) ?? DEFAULT_LABEL_PROFILE;
}

/** Such as `4.0.17`; `null` where there is no such program. */
export function tsharkVersion(program: string): string | null {
	const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
	return /\d+\.\d+(\.\d+)?/.exec(stdout ?? '')?.[0] ?? null;
}

/** The final `tcp.completeness` of each stream: tshark needs two passes for it. */
export async function tsharkCompleteness(
	path: string,
	program: string = 'tshark',
): Promise<ReadonlyMap<number, number>> {
	const rows = await tshark(path, ['tcp.stream', 'tcp.completeness'], ['-2'], program);
	const segments = rows.filter((row) => row['tcp.stream'] !== '');
	return new Map(segments.map((row) => [Number(row['tcp.stream']), Number(row['tcp.completeness'])]));
}
