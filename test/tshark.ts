import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** One packet as tshark sees it: field name → text, empty when the packet has no such field. */
export type TsharkRow = Readonly<Record<string, string>>;

const run = promisify(execFile);

/** Runs tshark with its default settings over a file. */
export async function tshark(path: string, fields: readonly string[]): Promise<readonly TsharkRow[]> {
	const config = await mkdtemp(join(tmpdir(), 'capnote-tshark-'));
	const columns = fields.flatMap((field) => ['-e', field]);
	const { stdout } = await run(
		'tshark',
		['-n', '-r', path, '-T', 'fields', '-E', 'header=y', '-E', 'occurrence=f', ...columns],
		{
			env: { ...process.env, WIRESHARK_CONFIG_DIR: config, TZ: 'UTC', LC_ALL: 'C' },
			maxBuffer: 1 << 28,
		},
	);
	return parseTable(stdout);
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
