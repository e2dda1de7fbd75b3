import { expect, test } from 'vitest';
import { LABS } from '../profile/labs.ts';
import { namespaceCommand, whatForbids } from './namespaces.ts';
import { captureName, runLab } from './run-lab.ts';
import { checkMessages, fullScenario } from './scenario.ts';
import { findNetnsTools, findTool } from './tools.ts';

const TOOLS = {
	unshare: '/usr/bin/unshare',
	nsenter: '/usr/bin/nsenter',
	ip: '/usr/sbin/ip',
	perl: '/usr/bin/perl',
};

test('findNetnsTools() looks where the path of an ordinary user does not lead', () => {
	const there = new Set(Object.values(TOOLS));
	const isProgram = (file: string): boolean => there.has(file);
	expect(findNetnsTools('/usr/bin:', isProgram, { badCables: true })).toEqual(TOOLS);
	expect(findNetnsTools('/usr/bin:', isProgram, { badCables: false })).toEqual({ ...TOOLS, perl: null });
});

test.each([
	['unshare', 'util-linux'],
	['nsenter', 'util-linux'],
	['ip', 'iproute2'],
	['tcpdump', 'tcpdump'],
	['perl', 'perl-base'],
] as const)('findTool() says that %s is missing and which package has it', (tool, name) => {
	expect(() => findTool(tool, '/usr/bin', () => false)).toThrowError(
		expect.objectContaining({ code: 'tool-missing', details: { tool, package: name } }),
	);
});

const CURES = {
	'user.max_user_namespaces': ['0', 'sudo sysctl -w user.max_user_namespaces=15000'],
	'kernel.unprivileged_userns_clone': ['0', 'sudo sysctl -w kernel.unprivileged_userns_clone=1'],
	'kernel.apparmor_restrict_unprivileged_userns': [
		'1',
		'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
	],
	'user.max_net_namespaces': ['0', 'sudo sysctl -w user.max_net_namespaces=15000'],
} as const;

test.each(Object.entries(CURES))('whatForbids() names %s', (setting, [found, cure]) => {
	const path = `/proc/sys/${setting.replaceAll('.', '/')}`;
	const read = (asked: string): string | undefined => (asked === path ? `${found}\n` : undefined);
	expect(whatForbids(read, true, '')).toEqual({ setting, found, cure });
});

test('whatForbids() does not blame for root what binds only ordinary users', () => {
	const read = (path: string): string | undefined => (path.endsWith('max_user_namespaces') ? '0\n' : undefined);
	expect(whatForbids(read, false, 'unshare failed').setting).toBe('unshare');
});

test('whatForbids() recognises a container by its seccomp filter', () => {
	const read = (path: string): string | undefined => (path === '/proc/self/status' ? 'Name:\tx\nSeccomp:\t2\n' : '1');
	const settings = (path: string): string | undefined => (path.includes('apparmor') ? '0' : read(path));
	expect(whatForbids(settings, true, '')).toMatchObject({ setting: 'seccomp' });
});

test('namespaceCommand() needs a user namespace only without root', () => {
	expect(namespaceCommand(TOOLS, false)).not.toContain('--user');
	expect(namespaceCommand(TOOLS, true)).toContain('--user');
});

const PORTS = {
	...{ platform: 'linux', userId: 1000, environment: {}, now: () => new Date(0), self: ['capnote'] },
	...{ emit: () => undefined, onInterrupt: () => () => undefined },
};

test.each([
	['no message', fullScenario({ kind: 'auto', messages: [] }), 'linux', 'wrong-use'],
	[
		'a partial recording that nobody feeds',
		{ ...fullScenario({ kind: 'typed' }), recordFrom: 'connected' },
		'linux',
		'wrong-use',
	],
	['another system, when it is asked for', fullScenario({ kind: 'typed' }), 'darwin', 'not-linux'],
] as const)('runLab() refuses %s before it makes anything', async (_, scenario, platform, code) => {
	const options = { profile: LABS.reqresp, scenario, captures: '/nowhere', runner: 'netns' } as const;
	await expect(runLab(options, { ...PORTS, platform })).rejects.toMatchObject({ code });
});

test.each([
	[['hello'], true],
	[['x'.repeat(65_536)], true],
	[[], false],
	[['a', ''], false],
	[['a,b'], false],
	[['x'.repeat(65_537)], false],
	[['°'.repeat(32_769)], false],
])('checkMessages() of case %#', (messages, fine) => {
	const check = (): void => checkMessages(messages);
	if (fine) expect(check).not.toThrow();
	else expect(check).toThrowError(expect.objectContaining({ code: 'wrong-use' }));
});

test('captureName() tells the lab and the local time', () => {
	expect(captureName('reqresp', new Date(2025, 10, 2, 6, 5, 9))).toBe('reqresp-20251102-060509');
});
