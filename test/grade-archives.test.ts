import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { type FileContent, type ReadLimits, readContents } from '../src/cli/grade/read-contents.ts';
import { findSubmissions } from '../src/node/find-submissions.ts';
import { makeSubmission } from '../src/testing/submission.ts';

const RULES = {
	report: ['README.md', '*.md'],
	captures: ['*.pcap', '*.pcapng'],
	student: { from: 'folder', pattern: '^(?<id>[0-9]{5,}|[^/]+)' },
} as const;
const REPORT = Buffer.from('# Laporan\n\nClient membuka koneksi.\n');

let root = '';
let capture = Buffer.alloc(0);

beforeEach(async () => {
	root = mkdtempSync(join(tmpdir(), 'capnote-archives-'));
	capture = Buffer.from((await makeSubmission({ seed: 5, student: '5025211219' })).capture);
});

afterEach(() => rmSync(root, { recursive: true }));

type Members = Readonly<Record<string, Uint8Array>>;

async function zip(members: Members): Promise<Buffer> {
	const file = new ZipFile();
	for (const [name, content] of Object.entries(members)) file.addBuffer(Buffer.from(content), name);
	file.end();
	const pieces: Buffer[] = [];
	for await (const piece of file.outputStream) pieces.push(piece as Buffer);
	return Buffer.concat(pieces);
}

async function tar(members: Members): Promise<Buffer> {
	const file = pack();
	for (const [name, content] of Object.entries(members)) file.entry({ name }, Buffer.from(content));
	file.finalize();
	const pieces: Buffer[] = [];
	for await (const piece of file) pieces.push(piece as Buffer);
	return Buffer.concat(pieces);
}

function put(name: string, content: Uint8Array): void {
	mkdirSync(dirname(join(root, name)), { recursive: true });
	writeFileSync(join(root, name), content);
}

/** Every occurrence: an archive names each file twice. */
function replaced(bytes: Buffer, from: string, to: string): Buffer {
	return Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');
}

/** Says of each file that it has a password. */
function locked(file: Buffer): Buffer {
	const bytes = Buffer.from(file);
	const heads = [['PK\x03\x04', 6] as const, ['PK\x01\x02', 8] as const];
	for (const [head, flagsAt] of heads) {
		const at = bytes.indexOf(head, 0, 'latin1') + flagsAt;
		bytes.writeUInt8(bytes.readUInt8(at) | 1, at);
	}
	return bytes;
}

/** What was read of the only submission, in short. */
async function found(limits?: ReadLimits): Promise<readonly string[]> {
	const [submission] = findSubmissions(root, RULES);
	return (await readContents(submission?.files ?? [], RULES, limits)).map(inShort);
}

function inShort(content: FileContent): string {
	return content.failure ? `${content.name}: ${content.failure.code}` : `${content.name}: ${content.kind}`;
}

describe('archives are opened in memory', () => {
	test('a ZIP with its report and a capture under any name, without what tools leave', async () => {
		const members = { 'tugas/README.md': REPORT, 'tugas/punyanada': capture, 'tugas/gambar.png': REPORT };
		put(
			'5025211219/tugas.zip',
			await zip({ ...members, '__MACOSX/tugas/._punyanada.pcap': capture, 'a/.b.md': REPORT }),
		);
		expect(await found()).toEqual(['tugas.zip/tugas/README.md: report', 'tugas.zip/tugas/punyanada: capture']);
		expect(readdirSync(join(root, '5025211219'))).toEqual(['tugas.zip']);
	});

	test.each(['tugas.tar', 'tugas.tar.gz', 'tugas.tgz'])('%s', async (name) => {
		const file = await tar({ 'tugas akhir/README.md': REPORT, 'tugas/hasil é.pcap': capture, 'b/tanpa nama': capture });
		put(`5025211219/${name}`, name.endsWith('tar') ? file : gzipSync(file));
		expect(await found()).toEqual([`${name}/tugas akhir/README.md: report`, `${name}/tugas/hasil é.pcap: capture`]);
	});

	test('an archive for each student in one folder, as websites give them', async () => {
		put('5025211219_Ani.zip', await zip({ 'README.md': REPORT }));
		put('5025211257.tar.gz', gzipSync(await tar({ 'lab.pcap': capture })));
		put('5025211301/README.md', REPORT);
		put('5025211302.rar', Buffer.from('Rar!'));
		expect(findSubmissions(root, RULES).map(({ student, folder }) => [student, folder])).toEqual([
			['5025211219', '5025211219_Ani.zip'],
			['5025211257', '5025211257.tar.gz'],
			['5025211301', '5025211301'],
			['5025211302', '5025211302.rar'],
		]);
	});

	test('an archive beside what was unpacked from it is read once', async () => {
		put('5025211219/README.md', REPORT);
		put('5025211219/lab.pcap', capture);
		put('5025211219/tugas.zip', await zip({ 'README.md': REPORT, 'lab.pcap': capture }));
		expect(await found()).toEqual(['README.md: report', 'lab.pcap: capture']);
	});

	test('in an archive, but not deeper', async () => {
		const inner = await zip({ 'lab.pcap': capture });
		put('5025211219/a.zip', await zip({ 'b.zip': inner, 'c.zip': await zip({ 'd.zip': inner }) }));
		expect(await found()).toEqual(['a.zip/b.zip/lab.pcap: capture', 'a.zip/c.zip/d.zip: archive-too-deep']);
	});
});

describe('hostile and foreign ones stop nobody', () => {
	test('names that lead out of the archive', async () => {
		put('5025211219/a.zip', replaced(await zip({ 'aa/evil.pcap': capture }), 'aa/evil.pcap', '../evil.pcap'));
		put('5025211219/README.md', REPORT);
		expect(await found()).toEqual(['README.md: report', 'a.zip: archive-damaged']);
		expect(readdirSync(root)).toEqual(['5025211219']);
	});

	const LIMITS = { captureBytes: 20_000, reportBytes: 10_000, unpackedBytes: 30_000, members: 5 };

	test('a small one that would be large', async () => {
		const zeros = Buffer.alloc(5e6);
		put('5025211219/a.zip', await zip({ 'bomb.md': zeros, 'bomb.pcap': zeros, 'lab.pcap': capture }));
		put('5025211219/b.tgz', gzipSync(zeros));
		expect(await found(LIMITS)).toEqual([
			'a.zip/bomb.md: too-large',
			'a.zip/bomb.pcap: too-large',
			'a.zip/lab.pcap: capture',
			'b.tgz: archive-damaged',
		]);
	});

	test('several that unpack to more than all together may, or hold too many files', async () => {
		const large = (first: number): Buffer => Buffer.alloc(14_000, first);
		put('5025211219/a.zip', await zip({ '1.pcap': large(1), '2.pcap': large(2) }));
		put('5025211219/b.zip', await zip({ '3.pcap': large(3) }));
		expect(await found(LIMITS)).toEqual(['a.zip/1.pcap: capture', 'a.zip/2.pcap: capture', 'b.zip: archive-too-large']);
		const many = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`${i}.png`, REPORT]));
		put('5025211219/a.zip', await zip(many));
		expect((await found(LIMITS))[0]).toBe('a.zip: archive-too-large');
	});

	test('one that says less than it holds', async () => {
		const honest = await zip({ 'lab.pcap': Buffer.alloc(5000, 7) });
		const size = Buffer.alloc(4);
		size.writeUInt32LE(5000);
		const small = Buffer.alloc(4);
		small.writeUInt32LE(50);
		put('5025211219/a.zip', replaced(honest, size.toString('latin1'), small.toString('latin1')));
		expect(await found()).toEqual(['a.zip: archive-damaged']);
	});

	test.each([
		['cut', (file: Buffer) => file.subarray(0, 60)],
		['no archive', () => Buffer.from('PK')],
		['empty', () => Buffer.alloc(0)],
		['locked', locked],
	])('%s', async (name, change) => {
		put('5025211219/a.zip', change(await zip({ 'lab.pcap': capture })));
		expect(await found()).toEqual([`a.zip: archive-${name === 'locked' ? 'locked' : 'damaged'}`]);
	});

	test('archives and documents that are not read are named', async () => {
		for (const name of ['a.rar', 'b.7z', 'Laporan.docx', 'Laporan.pdf']) put(`5025211219/${name}`, REPORT);
		expect(await found()).toEqual([
			'Laporan.docx: document-unread',
			'Laporan.pdf: document-unread',
			'a.rar: archive-unread',
			'b.7z: archive-unread',
		]);
		put('5025211219/README.md', REPORT);
		expect(await found()).toEqual(['README.md: report', 'a.rar: archive-unread', 'b.7z: archive-unread']);
	});

	test('links that lead out of a submission are not followed', async () => {
		put('5025211219/README.md', REPORT);
		put('secret.txt', Buffer.from('# Secret\n\nThe key is 1234.\n'));
		symlinkSync(join(root, 'secret.txt'), join(root, '5025211219/key.md'));
		symlinkSync('/etc/hostname', join(root, '5025211219/host.md'));
		symlinkSync('README.md', join(root, '5025211219/laporan.md'));
		expect(await found()).toEqual(['README.md: report']);
	});
});
