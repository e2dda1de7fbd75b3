import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { named, needs } from '../../test/needs.ts';
import { createPartFile } from './part-file.ts';

const HEADER = Uint8Array.from({ length: 24 }, (_, index) => [0xd4, 0xc3, 0xb2, 0xa1][index] ?? 0);

function record(length: number): Uint8Array {
	const bytes = new Uint8Array(16 + length);
	new DataView(bytes.buffer).setUint32(8, length, true);
	return bytes;
}

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'capnote-part-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function names(): readonly string[] {
	return readdirSync(folder).sort();
}

test('createPartFile() makes the folder, and the file has its name only when it is finished', async () => {
	const file = await createPartFile(join(folder, 'new', 'lab'));
	await file.write(HEADER);
	await file.write(record(10));
	expect(readdirSync(join(folder, 'new'))).toEqual(['lab.pcap.part']);
	const path = await file.finish((capture) => `about ${capture}`);
	expect(path).toBe(join(folder, 'new', 'lab.pcap'));
	expect(readFileSync(path)).toHaveLength(24 + 26);
	expect(readFileSync(join(folder, 'new', 'lab.json'), 'utf8')).toBe('about lab.pcap');
	expect(readdirSync(join(folder, 'new'))).toEqual(['lab.json', 'lab.pcap']);
});

test('finish() cuts a half-written record off', async () => {
	const file = await createPartFile(join(folder, 'lab'));
	await file.write(HEADER);
	await file.write(record(10));
	await file.write(record(100).subarray(0, 50));
	expect(file.records()).toBe(1);
	expect(readFileSync(await file.finish(() => ''))).toHaveLength(24 + 26);
});

test.each(['lab.pcap', 'lab.json', 'lab.pcap.part'])('createPartFile() leaves an older %s alone', async (older) => {
	writeFileSync(join(folder, older), 'older');
	const file = await createPartFile(join(folder, 'lab'));
	await file.write(HEADER);
	expect(await file.finish(() => 'new')).toBe(join(folder, 'lab-2.pcap'));
	expect(readFileSync(join(folder, older), 'utf8')).toBe('older');
	expect(names()).toEqual(['lab-2.json', 'lab-2.pcap', older].sort());
});

test.each(['lab.pcap', 'lab.json'])('finish() does not overwrite a %s that came meanwhile', async (meanwhile) => {
	const file = await createPartFile(join(folder, 'lab'));
	await file.write(HEADER);
	writeFileSync(join(folder, meanwhile), 'theirs');
	expect(await file.finish((capture) => capture)).toBe(join(folder, 'lab-2.pcap'));
	expect(readFileSync(join(folder, meanwhile), 'utf8')).toBe('theirs');
	expect(readFileSync(join(folder, 'lab-2.json'), 'utf8')).toBe('lab-2.pcap');
	expect(names()).toEqual(['lab-2.json', 'lab-2.pcap', meanwhile].sort());
});

test('discard() leaves nothing', async () => {
	const file = await createPartFile(join(folder, 'lab'));
	await file.write(HEADER);
	await file.discard();
	expect(names()).toEqual([]);
});

test('createPartFile() says where it cannot write', async () => {
	writeFileSync(join(folder, 'file'), '');
	await expect(createPartFile(join(folder, 'file', 'lab'))).rejects.toMatchObject({
		code: 'cannot-write',
		details: { reason: expect.stringMatching(/not a directory|file already exists/) },
	});
});

test.skipIf(process.platform !== 'linux')(
	'createPartFile() does not try for ever where no folder can be made',
	async () => {
		await expect(createPartFile('/proc/none/lab')).rejects.toMatchObject({ code: 'cannot-write' });
	},
);

const reason = needs('linux', 'root', 'unshare');

describe.skipIf(reason)(named('on a full disk', reason), () => {
	test('write() fails, and finish() keeps the whole records', () => {
		const script = `
			const { createPartFile } = await import(${JSON.stringify(join(import.meta.dirname, 'part-file.ts'))});
			const file = await createPartFile('disk/lab');
			const header = new Uint8Array(24); header[0] = 0xd4;
			const one = new Uint8Array(1016); new DataView(one.buffer).setUint32(8, 1000, true);
			let code;
			try { await file.write(header); for (;;) await file.write(one); } catch (error) { code = error.code; }
			const path = await file.finish(() => '{}'.repeat(100));
			const { statSync } = await import('node:fs');
			console.log(JSON.stringify({ code, rest: (statSync(path).size - 24) % 1016, records: file.records() > 10 }));
		`;
		writeFileSync(join(folder, 'fill.mts'), script);
		const disk = 'mkdir disk && mount -t tmpfs -o size=64k none disk && exec "$0" --import "$1" fill.mts';
		const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
		const run = spawnSync('unshare', ['--mount', '--', 'sh', '-c', disk, process.execPath, tsx], {
			cwd: folder,
			encoding: 'utf8',
		});
		expect(run.stderr + run.stdout).toContain(JSON.stringify({ code: 'ENOSPC', rest: 0, records: true }));
	});
});
