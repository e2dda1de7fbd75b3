import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { descriptorSink, fileSink } from './byte-sink.ts';

const TEXT = new TextEncoder().encode('one line and another\n');

function failure(code: string): Error {
	return Object.assign(new Error(code), { code });
}

describe('descriptorSink()', () => {
	test('writes on after short writes and a full pipe', () => {
		let written = '';
		let calls = 0;
		const sink = descriptorSink(1, '-', (_fd, bytes) => {
			if (calls++ % 2 === 1) throw failure('EAGAIN');
			written += new TextDecoder().decode(bytes.subarray(0, 3));
			return Math.min(3, bytes.length);
		});
		expect(sink.write(TEXT)).toBe(true);
		expect(written).toBe('one line and another\n');
	});

	test('says when the reader has gone, and writes nothing more', () => {
		let calls = 0;
		const sink = descriptorSink(1, '-', () => {
			calls++;
			throw failure('EPIPE');
		});
		expect([sink.write(TEXT), sink.write(TEXT), calls]).toEqual([false, false, 1]);
	});

	test('tells any other failure', () => {
		const sink = descriptorSink(1, 'x', () => {
			throw failure('ENOSPC');
		});
		expect(() => sink.write(TEXT)).toThrow(expect.objectContaining({ code: 'cannot-write' }));
	});
});

describe('fileSink()', () => {
	const folder = mkdtempSync(join(tmpdir(), 'capnote-sink-'));

	test('makes the file with the first bytes', () => {
		const path = join(folder, 'new');
		const sink = fileSink(path, false);
		sink.write(TEXT);
		sink.write(TEXT);
		sink.close();
		expect(readFileSync(path, 'utf8')).toBe('one line and another\none line and another\n');
	});

	test('replaces none without force', () => {
		const path = join(folder, 'taken');
		writeFileSync(path, 'mine');
		expect(() => fileSink(path, false).write(TEXT)).toThrow(expect.objectContaining({ code: 'file-exists' }));
		expect(readFileSync(path, 'utf8')).toBe('mine');
		const sink = fileSink(path, true);
		sink.write(TEXT);
		sink.close();
		expect(readFileSync(path, 'utf8')).toBe('one line and another\n');
	});
});
