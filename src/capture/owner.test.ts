import { linkSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { named, needs } from '../../test/needs.ts';
import { callerOf, giveTo } from './owner.ts';
import { createPartFile } from './part-file.ts';

test.each([
	[{ SUDO_UID: '1000', SUDO_GID: '100' }, 0, { userId: 1000, groupId: 100 }],
	[{}, 0, null],
	[{ SUDO_UID: '1000' }, 0, null],
	[{ SUDO_UID: 'x', SUDO_GID: '1' }, 0, null],
	// An old variable of a shell that sudo started is no reason for who is not root.
	[{ SUDO_UID: '1000', SUDO_GID: '100' }, 1000, null],
	[{ SUDO_UID: '1000', SUDO_GID: '100' }, undefined, null],
])('callerOf(%j) as %j', (environment, userId, expected) => {
	expect(callerOf(environment, userId)).toEqual(expected);
});

const reason = needs('root');
const OWNER = { userId: 1500, groupId: 1501 };

describe.skipIf(reason)(named('files made for who called sudo', reason), () => {
	let folder = '';
	const at = (name: string): string => join(folder, name);
	const ownerOf = (name: string): readonly number[] => {
		const { uid, gid } = lstatSync(at(name));
		return [uid, gid];
	};

	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'capnote-owner-'));
	});

	afterAll(() => rmSync(folder, { recursive: true }));

	test('createPartFile() gives away the capture, its companion and the folders that it made', async () => {
		mkdirSync(at('there'));
		const file = await createPartFile(at('there/new/deep/lab'), { owner: OWNER });
		expect(ownerOf('there/new/deep/lab.pcap.part')).toEqual([1500, 1501]);
		await file.finish(() => '{}');
		const names = ['there/new', 'there/new/deep', 'there/new/deep/lab.pcap', 'there/new/deep/lab.json'];
		for (const name of names) expect(ownerOf(name)).toEqual([1500, 1501]);
		expect(ownerOf('there')).toEqual([0, 0]);
	});

	test('giveTo() follows no link and gives away nothing that has another name', async () => {
		writeFileSync(at('secret'), '');
		symlinkSync(at('secret'), at('symbolic'));
		writeFileSync(at('other'), '');
		linkSync(at('other'), at('hard'));
		await giveTo(OWNER, at('symbolic'));
		await giveTo(OWNER, at('hard'));
		await giveTo(OWNER, at('nothing'));
		expect(ownerOf('secret')).toEqual([0, 0]);
		expect(ownerOf('other')).toEqual([0, 0]);
	});
});
