import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import type { Recording, RecordingResult } from './recording.ts';
import { startTcpdump } from './tcpdump.ts';

const folder = mkdtempSync(join(tmpdir(), 'capnote-tcpdump-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LISTENING = "echo 'tcpdump: listening on br-lab, link-type EN10MB (Ethernet), snapshot length 65400 bytes' >&2";
const RUNNING =
	'trap "echo \'tcpdump: 3 packets captured, 3 packets received by filter, 0 packets dropped by kernel\' >&2" USR1';
const LAST = "printf '3 packets captured\\n3 packets received by filter\\n0 packets dropped by kernel\\n' >&2";
const WAIT = 'while :; do sleep 0.02; done';
const ENDS_WELL = `trap "printf late; ${LAST.replaceAll('"', '\\"')}; exit 0" INT`;

/** A program that stands in for tcpdump. */
function fake(name: string, ...lines: readonly string[]): readonly string[] {
	const path = join(folder, name);
	writeFileSync(path, `#!/bin/sh\n${lines.join('\n')}\n`);
	chmodSync(path, 0o755);
	return [path];
}

interface Started {
	readonly recording: Recording;
	readonly bytes: () => string;
}

async function start(command: readonly string[], fail?: NodeJS.ErrnoException): Promise<Started> {
	let bytes = '';
	const write = async (chunk: Uint8Array): Promise<void> => {
		if (fail !== undefined) throw fail;
		bytes += Buffer.from(chunk).toString();
	};
	const settings = { iface: 'br-lab', snaplen: 65_400, keepRoot: false, command, output: { write } };
	return { recording: await startTcpdump(settings), bytes: () => bytes };
}

test('startTcpdump() records until it is stopped, and what comes at the very end too', async () => {
	const { recording, bytes } = await start(fake('well', ENDS_WELL, RUNNING, LISTENING, 'printf early', WAIT));
	const result = await recording.stop();
	expect(bytes()).toBe('earlylate');
	expect(result).toEqual({
		...{ captured: 3, received: 3, dropped: 0, droppedByInterface: 0, bytes: 9 },
		...{ complete: true, cause: 'stopped', said: null },
	} satisfies RecordingResult);
	expect(await recording.stop()).toBe(result);
});

test.each([
	['what it said', ["echo 'tcpdump: br-lab: No such device exists' >&2", 'exit 1'], 'no-such-interface'],
	['a missing right', ["echo '(socket: Operation not permitted)' >&2", 'exit 1'], 'capture-forbidden'],
	['silence', ['exit 0'], 'recorder-failed'],
])('startTcpdump() throws %s', async (_, lines, code) => {
	await expect(start(fake('fails', ...lines))).rejects.toMatchObject({ code });
});

test('startTcpdump() throws when there is no such program', async () => {
	await expect(start([join(folder, 'absent')])).rejects.toMatchObject({ code: 'tool-missing' });
});

test.each([
	['dies', ['exit 3'], 'recorder-died', ''],
	[
		'loses its interface',
		["echo 'tcpdump: pcap_loop: The interface disappeared' >&2", LAST, 'exit 1'],
		'interface-gone',
		'pcap_loop: The interface disappeared',
	],
])('stop() keeps the bytes of a tcpdump that %s', async (_, lines, cause, said) => {
	const { recording, bytes } = await start(fake('ends', LISTENING, 'printf kept', ...lines));
	await recording.ended;
	expect(await recording.stop()).toMatchObject({ complete: false, cause, said, bytes: 4 });
	expect(bytes()).toBe('kept');
});

test('stop() is not complete when tcpdump says no counters', async () => {
	const { recording } = await start(fake('mute', "trap 'exit 0' INT", "trap '' USR1", LISTENING, WAIT));
	expect(await recording.stop()).toMatchObject({ complete: false, cause: 'stopped', captured: null });
});

test('stop() insists when SIGINT does not help', async () => {
	const { recording } = await start(fake('stubborn', "trap '' INT USR1", LISTENING, WAIT));
	expect(await recording.stop()).toMatchObject({ complete: false, cause: 'recorder-killed' });
}, 15_000);

test.each([
	['ENOSPC', -28, 'disk-full', 'no space left on device'],
	['EDQUOT', -122, 'disk-full', 'EDQUOT: quota, write'],
	['EIO', -5, 'write-failed', 'i/o error'],
])('stop() says that writing failed with %s', async (code, errno, cause, said) => {
	const failure = Object.assign(new Error(`${code}: quota, write`), { code, errno });
	const { recording } = await start(fake('full', ENDS_WELL, RUNNING, LISTENING, 'printf early', WAIT), failure);
	await recording.ended;
	expect(await recording.stop()).toMatchObject({ complete: false, cause, said, bytes: 0 });
});

test('Symbol.asyncDispose ends tcpdump', async () => {
	const { recording } = await start(fake('disposed', ENDS_WELL, RUNNING, LISTENING, WAIT));
	await recording[Symbol.asyncDispose]();
	const ended = await Promise.race([recording.ended.then(() => true), sleep(1000, false)]);
	expect(ended).toBe(true);
});
