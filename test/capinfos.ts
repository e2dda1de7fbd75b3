import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What capinfos says of a file. */
export interface CapinfosRow {
	readonly frames: number;
	/** Whether it says that the file is damaged, or none that it can read. */
	readonly complains: boolean;
	/** Of files that it reads to their end. */
	readonly summary: { readonly encapsulation: string; readonly wireBytes: number } | undefined;
}

/** In machine-readable numbers, a file in a line, without the line of titles: link, frames, bytes on the wire. */
const ARGUMENTS = ['-T', '-M', '-r', '-b', '-E', '-c', '-d'];

/** Runs the capinfos that belongs to a tshark over many files at once. */
export function capinfos(tshark: string, paths: readonly string[]): ReadonlyMap<string, CapinfosRow> {
	const [program = '', ...first] = beside(tshark);
	const env = { ...process.env, TZ: 'UTC', LC_ALL: 'C' };
	const { stdout, stderr } = spawnSync(program, [...first, ...ARGUMENTS, ...paths], { encoding: 'utf8', env });
	const lines = new Map(
		stdout
			.trim()
			.split('\n')
			.map((line) => [line.split(' ')[0] ?? '', line.split(' ').slice(1)]),
	);
	return new Map(paths.map((path) => [path, readRow(path, lines.get(path), stderr)]));
}

/** A tshark that was fetched is a script that starts the program with its own libraries; so does this. */
function beside(tshark: string): readonly string[] {
	if (tshark === 'tshark') return ['capinfos'];
	return ['sh', '-c', readFileSync(tshark, 'utf8').replace('/usr/bin/tshark', '/usr/bin/capinfos'), 'capinfos'];
}

function readRow(path: string, cells: readonly string[] | undefined, complaints: string): CapinfosRow {
	const [encapsulation = '', frames = '0', wireBytes = ''] = cells ?? [];
	const until = new RegExp(`after reading (\\d+) packets? from "${path}"`).exec(complaints)?.[1];
	return {
		frames: Number(until ?? frames),
		complains: complaints.includes(`capinfos: The file "${path}"`),
		summary: cells && { encapsulation, wireBytes: Number(wireBytes) },
	};
}
