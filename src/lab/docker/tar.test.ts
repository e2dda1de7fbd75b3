import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type TarEntry, tarOf } from './tar.ts';

async function archive(entries: readonly TarEntry[]): Promise<Buffer> {
	const pieces: Uint8Array[] = [];
	for await (const piece of tarOf(entries)) pieces.push(piece);
	return Buffer.concat(pieces);
}

const LONG = `${'folder/'.repeat(20)}${'n'.repeat(90)}`;
const file = (path: string, text: string, executable = false): TarEntry => ({
	...{ path, executable },
	content: Buffer.from(text),
});

test('tarOf() writes what tar reads', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'capnote-tar-'));
	const entries = [
		file('empty', ''),
		file('bin/run', 'x'.repeat(512), true),
		{ path: 'bin/again', target: 'run' },
		file(LONG, 'far down'),
		file('ä/é', 'é'),
		{ path: 'tmp', mode: 0o1777 },
		file('tmp/in', ''),
	];
	// Folders that are not in the archive could not be entered.
	execFileSync('sh', ['-c', 'umask 777; tar -x -p -C "$1"', 'sh', folder], { input: await archive(entries) });
	expect(readFileSync(join(folder, 'empty'), 'utf8')).toBe('');
	expect(readFileSync(join(folder, 'bin/again'), 'utf8')).toBe('x'.repeat(512));
	expect(statSync(join(folder, 'bin/run')).mode & 0o777).toBe(0o755);
	expect(statSync(join(folder, 'empty')).mode & 0o111).toBe(0);
	expect(readFileSync(join(folder, LONG), 'utf8')).toBe('far down');
	expect(readFileSync(join(folder, 'ä/é'), 'utf8')).toBe('é');
	const modes = ['bin', 'folder/folder', 'ä', 'tmp'].map((name) => statSync(join(folder, name)).mode & 0o7777);
	expect(modes).toEqual([0o755, 0o755, 0o755, 0o1777]);
	rmSync(folder, { recursive: true });
});

test('tarOf() refuses a path that has no place', async () => {
	await expect(archive([file('n'.repeat(101), '')])).rejects.toThrow('too long');
});
