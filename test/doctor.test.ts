import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { MAIN } from './lab-process.ts';
import { asOrdinaryUser, named, needs } from './needs.ts';

const reason = needs('linux', 'tcpdump', 'ip', 'user-namespaces');

describe.skipIf(reason)(named('capnote doctor', reason), () => {
	test.each([
		['this user', []],
		['an ordinary user', asOrdinaryUser()],
	])('finds a runner and a driver for %s', (_, before) => {
		const [program = '', ...rest] = [...before, process.execPath, MAIN, 'doctor', '--json'];
		const { status, stdout } = spawnSync(program, rest, { cwd: '/tmp', encoding: 'utf8' });
		expect(status).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({ capnote: 1, works: true, runners: expect.arrayContaining(['netns']) });
	});
});
