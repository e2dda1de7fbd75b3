import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LABS } from '../../profile/labs.ts';
import { type MachineRecord, replayedMachine } from '../../testing/machine-record.ts';
import type { Detection, DetectionWish } from '../detection.ts';
import { detect } from './detect.ts';
import { readMachine } from './read-machine.ts';
import type { EngineReading, MachineReadings } from './readings.ts';
import { requireChoice } from './require-choice.ts';

type Wish = Omit<DetectionWish, 'labs'>;

const labs = Object.values(LABS);

async function recorded(name: string): Promise<MachineReadings> {
	const record = JSON.parse(readFileSync(`fixtures/machines/${name}.json`, 'utf8')) as MachineRecord;
	return await readMachine(replayedMachine(record));
}

async function detected(name: string, wish: Wish = {}): Promise<Detection> {
	return detect(await recorded(name), { ...wish, labs });
}

/** What came of it in a few words. */
function told({ choice }: Detection): string {
	if (choice.kind === 'chosen') return `${choice.network.name}: ${choice.reason}`;
	return choice.kind === 'none' ? choice.reason : choice.add.join(' | ');
}

const COMPOSE = '/home/student/capnote/compose/reqresp.yml';

/** Recorded machine, what was asked for, what came of it. */
const CHOICES: readonly (readonly [machine: string, wish: Wish, told: string])[] = [
	['two-projects', {}, 'compose_reqresp: known-lab'],
	['two-projects', { lab: 'reqresp' }, 'compose_reqresp: lab'],
	['two-projects', { lab: 'upcall' }, 'no-match'],
	['two-projects', { project: 'web' }, 'web_default: project'],
	['two-projects', { project: 'none' }, 'no-match'],
	['two-projects', { network: 'web_default' }, 'web_default: named'],
	['two-projects', { network: 'br-ea7f33253399' }, 'web_default: named'],
	['two-projects', { network: 'ea7f' }, 'web_default: named'],
	['two-projects', { network: 'ea7' }, 'no-match'],
	['two-projects', { network: 'bridge' }, 'bridge: named'],
	['two-projects', { network: 'docker0' }, 'bridge: named'],
	['two-projects', { composeFile: COMPOSE }, 'compose_reqresp: compose-file'],
	// Compose v1 writes the file as it was given it, relative to the working folder.
	['two-projects', { composeFile: '/home/student/web/compose.yml' }, 'web_default: compose-file'],
	['two-projects', { composeFile: '/home/student/compose.yml' }, 'no-match'],
	['ordinary-user', {}, 'compose_reqresp: known-lab'],
	['forbidden', {}, '--network br-55c56910f3ac | --network br-ea7f33253399'],
	['forbidden', { network: 'br-55c56910f3ac' }, 'br-55c56910f3ac: named'],
	['created', {}, 'compose_reqresp: known-lab'],
	['two-labs', {}, '--project compose | --project upcall'],
	['two-labs', { lab: 'upcall' }, 'upcall_upcall: lab'],
	['two-labs', { project: 'compose', lab: 'upcall' }, 'no-match'],
	['default-only', {}, 'default-only'],
	['default-only', { network: 'bridge' }, 'bridge: named'],
	['rootless', {}, 'compose_reqresp: known-lab'],
	['podman', {}, 'lab: known-lab'],
	['podman', { project: 'lab' }, 'lab: project'],
];

test.each(CHOICES)('detect() on the machine %s, asked for %j', async (machine, wish, expected) => {
	expect(told(await detected(machine, wish))).toBe(expected);
});

const SERVER = { service: 'reqresp-server', ipv4: '172.19.0.2', mac: '02:42:ac:13:00:02', port: 'vethaf48b28' };
const CLIENT = { service: 'reqresp-client', ipv4: '172.19.0.3', mac: '02:42:ac:13:00:03', port: 'vetha278ba0' };

describe('detect() maps containers to ports', () => {
	test('as root by the other end of the cable, before a packet was sent', async () => {
		const network = requireChoice(await detected('two-projects'));
		expect(network).toMatchObject({
			bridge: 'br-55c56910f3ac',
			place: { kind: 'here', isUp: true },
			subnets: ['172.19.0.0/16'],
			composeFiles: [COMPOSE],
			members: [CLIENT, SERVER],
			ports: [CLIENT.port, SERVER.port],
		});
	});

	test('as an ordinary user by the forwarding table, for who has sent something', async () => {
		const network = requireChoice(await detected('ordinary-user'));
		expect(network.members).toMatchObject([CLIENT, SERVER]);
		const silent = (await detected('ordinary-user')).networks.find(({ name }) => name === 'web_default');
		expect(silent?.members.map(({ port }) => port)).toEqual([null, null, null]);
		expect(silent?.ports).toEqual(['veth9e2173a', 'vethfcd9b71']);
	});

	test('of rootless Docker not at all, but knows where its bridge is', async () => {
		expect(requireChoice(await detected('rootless'))).toMatchObject({
			place: { kind: 'rootless', pid: 14002 },
			members: [
				{ service: 'reqresp-client', ipv4: '172.18.0.3', pid: expect.any(Number), port: null },
				{ service: 'reqresp-server', ipv4: '172.18.0.2', pid: expect.any(Number), port: null },
			],
		});
	});

	test('of podman, whose bridge has another name', async () => {
		expect(requireChoice(await detected('podman'))).toMatchObject({
			engine: 'podman',
			bridge: 'podman1',
			members: [
				{ service: 'reqresp-client', ipv4: '10.89.0.7', port: 'veth1' },
				{ service: 'reqresp-server', ipv4: '10.89.0.6', port: 'veth0' },
			],
		});
	});

	test('and puts a container without a network of its own behind the one that it shares', async () => {
		const [web] = (await detected('two-projects', { project: 'web' })).networks.filter(
			({ project }) => project === 'web',
		);
		expect(web?.members).toMatchObject([
			{ service: 'back', sharesWith: null, ipv4: '172.20.0.3' },
			{ service: 'sidecar', sharesWith: 'web_back_1', ipv4: '172.20.0.3', port: 'vethfcd9b71' },
			{ service: 'front', sharesWith: null, ipv4: '172.20.0.2', tcpPorts: [8080] },
		]);
	});

	test('and knows containers that were created and not started', async () => {
		const network = requireChoice(await detected('created'));
		expect(network).toMatchObject({ place: { kind: 'here' }, ports: [], labs: ['reqresp'] });
		expect(network.members).toMatchObject([
			{ service: 'reqresp-client', running: false, pid: null, ipv4: null },
			{ service: 'reqresp-server', running: false },
		]);
	});
});

test('requireChoice() says what to add, and which engine could not be asked', async () => {
	const [ambiguous, forbidden] = await Promise.all([detected('two-labs'), detected('forbidden', { project: 'x' })]);
	expect(() => requireChoice(ambiguous)).toThrow(
		expect.objectContaining({
			code: 'several-networks',
			exitStatus: 2,
			fix: expect.stringContaining('--project upcall'),
		}),
	);
	expect(() => requireChoice(forbidden)).toThrow(
		expect.objectContaining({
			code: 'no-network',
			exitStatus: 4,
			message: expect.stringContaining('unix:///var/run/docker.sock could not be asked: permission denied'),
			fix: expect.stringContaining('usermod -aG docker'),
		}),
	);
});

const ENGINE: EngineReading = {
	...{ address: 'unix:///x', kind: 'docker', state: 'answers', said: null, info: {} },
	...{ namespaces: null, networks: [], containers: [], pids: {} },
};
const MACHINE: MachineReadings = { engines: [ENGINE], bridges: [], containerLinks: [] };
const ID = '0123456789abcdef';

function placeOf(changes: Partial<MachineReadings>, engine: Partial<EngineReading>): unknown {
	const network = { Id: ID, Name: 'lab', Driver: 'bridge' };
	const readings = { ...MACHINE, ...changes, engines: [{ ...ENGINE, networks: [network], ...engine }] };
	const [found] = detect(readings, { labs }).networks;
	return { bridge: found?.bridge, ...found?.place };
}

const DOCKER0 = { Id: 'd0c', Name: 'lab', Driver: 'bridge', Options: { 'com.docker.network.bridge.name': 'docker0' } };
const ROOTLESS = { info: { SecurityOptions: ['name=seccomp,profile=default', 'name=rootless'] } };
const DESKTOP = { info: { OperatingSystem: 'Docker Desktop' } };
const namespaces = { pid: 42, netns: null };
const named = (name: string) => ({
	networks: [{ Id: ID, Name: 'lab', Driver: 'bridge', Options: { 'com.docker.network.bridge.name': name } }],
});
const bridge = (name: string, isUp: boolean) => ({ bridges: [{ name, isUp, ports: [], forwarding: [] }] });

const ELSEWHERE = { bridge: 'br-0123456789ab', kind: 'elsewhere' };

test.each<[string, Partial<MachineReadings>, Partial<EngineReading>, unknown]>([
	['by the identifier', bridge('br-0123456789ab', true), {}, { bridge: 'br-0123456789ab', kind: 'here', isUp: true }],
	['by its option', bridge('br-lab', false), named('br-lab'), { bridge: 'br-lab', kind: 'here', isUp: false }],
	[
		'in rootless Docker',
		{},
		{ ...ROOTLESS, namespaces },
		{ bridge: 'br-0123456789ab', kind: 'rootless', ...namespaces },
	],
	[
		'in rootless Docker, not the one here of the same name',
		bridge('docker0', true),
		{ ...ROOTLESS, namespaces, networks: [DOCKER0] },
		{ bridge: 'docker0', kind: 'rootless', ...namespaces },
	],
	['of rootless Docker in another machine', bridge('br-0123456789ab', true), ROOTLESS, ELSEWHERE],
	['of Docker Desktop', bridge('br-0123456789ab', true), DESKTOP, ELSEWHERE],
	[
		'of another machine, not the one here of the same name',
		bridge('docker0', true),
		{ networks: [DOCKER0, { Id: ID, Name: 'other', Driver: 'bridge' }] },
		{ bridge: 'docker0', kind: 'elsewhere' },
	],
	['of another machine', {}, {}, ELSEWHERE],
])('detect() finds a bridge %s', (_, machine, engine, expected) => {
	expect(placeOf(machine, engine)).toEqual(expected);
});

test('detect() gives a network without a bridge only when something is on it', () => {
	const networks = [
		{ Id: 'a', Name: 'host', Driver: 'host' },
		{ Id: 'b', Name: 'vlan', Driver: 'ipvlan' },
	];
	const container = {
		Id: 'c',
		Names: ['/c'],
		State: 'running',
		NetworkSettings: { Networks: { vlan: { NetworkID: 'b' } } },
	};
	const detection = detect({ ...MACHINE, engines: [{ ...ENGINE, networks, containers: [container] }] }, { labs });
	expect(detection.networks).toMatchObject([{ name: 'vlan', bridge: null, place: { kind: 'no-bridge' } }]);
	expect(told(detection)).toBe('vlan: only-running');
});

test.each([
	['the only one with ports', { 'br-a': 2, 'br-b': 0 }, 'br-a: only-with-two'],
	['one with a single port', { 'br-a': 1 }, 'br-a: only'],
	['never one that a program made', { docker0: 2, virbr0: 3, podman0: 2 }, 'nothing'],
	['none of several alike', { 'br-a': 2, 'br-b': 2 }, '--network br-a | --network br-b'],
])('detect() without an engine takes %s', (_, ports, expected) => {
	const bridges = Object.entries(ports).map(([name, count]) => ({
		...{ name, isUp: true, forwarding: [] },
		ports: Array.from({ length: count }, (_, index) => ({ name: `veth${index}`, index, portNumber: index + 1 })),
	}));
	expect(told(detect({ ...MACHINE, engines: [], bridges }, { labs }))).toBe(expected);
});
