import { expect, test } from 'vitest';
import { diagnosisText } from '../cli/commands/doctor.ts';
import { en } from '../i18n/en/index.ts';
import { id } from '../i18n/id/index.ts';
import { judgeMachine, type MachineState } from './judge.ts';

const GOOD: MachineState = {
	...{ nodeVersion: '20.20.2', tcpdump: '/usr/bin/tcpdump', capTrouble: null, isRoot: false },
	tcpdumpVersion: 'tcpdump version 4.99.3\nlibpcap version 1.10.3 (with TPACKET_V3)\n',
	...{ captureRight: 'file-capabilities', namespaceTrouble: null, bridgeThroughRules: false, forwardRules: null },
	engine: { address: 'unix:///run/docker.sock', state: 'answers', said: null },
	compose: { command: 'docker compose', version: '2.26.1' },
	...{ apparmorTcpdump: true, folder: 'captures', freeBytes: 8_589_934_592, folderWritable: true },
	...{ now: new Date('2026-01-01T00:00:00Z'), clockSource: 'tsc' },
};
const FORBIDDEN = {
	kind: 'forbidden',
	setting: 'user.max_user_namespaces',
	found: '0',
	cure: 'sudo sysctl -w user.max_user_namespaces=15000',
} as const;
const NO_ENGINE = { engine: null, compose: null } as const;

/** What differs from a good machine, the check that shows it, its state, and the words for it. */
const MACHINES: Record<string, [Partial<MachineState>, string, string, RegExp]> = {
	'an old Node': [{ nodeVersion: '20.18.3' }, 'node', 'problem', /^PROBLEM +Node 20\.18\.3\. → Install Node 20\.19/m],
	'a new Node': [{ nodeVersion: '24.1.0' }, 'node', 'fine', /^ok +Node 24\.1\.0$/m],
	'no tcpdump': [{ tcpdump: null, tcpdumpVersion: null }, 'tcpdump', 'problem', /→ sudo apt-get install tcpdump$/m],
	versions: [{}, 'libpcap', 'fine', /^ok +tcpdump 4\.99\.3 \(.*\)\nok +libpcap 1\.10\.3$/m],
	'no cap': [{ capTrouble: 'Cannot find x' }, 'cap', 'warning', /does not load: Cannot find x\. → .*npm rebuild cap$/m],
	'no right, but namespaces': [{ captureRight: 'none' }, 'capture-right', 'warning', /→ sudo setcap cap_net_raw/],
	'neither right nor namespaces': [
		{ captureRight: 'none', namespaceTrouble: FORBIDDEN },
		'capture-right',
		'problem',
		/^PROBLEM +Namespaces for labs: user\.max_user_namespaces is 0\. → sudo sysctl -w user\.max_user_namespaces=15000$/m,
	],
	'no ip': [
		{ namespaceTrouble: { kind: 'missing-tool', tool: 'ip', package: 'iproute2' } },
		'namespaces',
		'problem',
		/the tool ip is missing\. → sudo apt-get install iproute2/,
	],
	'no Docker': [
		NO_ENGINE,
		'engine',
		'warning',
		/^note +Container engine there is none\. → Only for labs in containers/m,
	],
	'Docker that one may not use': [
		{ engine: { address: 'unix:///s', state: 'forbidden', said: 'permission denied' } },
		'engine',
		'warning',
		/at unix:\/\/\/s you may not use it \("permission denied"\)\. → sudo usermod -aG docker/,
	],
	"Docker's FORWARD rule": [
		{ bridgeThroughRules: true, forwardRules: '-P FORWARD DROP\n-A FORWARD -j DOCKER-USER\n' },
		'forward',
		'warning',
		/→ For a bridge of your own: sudo iptables -I DOCKER-USER/,
	],
	'a FORWARD rule that lets pass': [
		{ bridgeThroughRules: true, forwardRules: '-P FORWARD ACCEPT\n' },
		'forward',
		'fine',
		/pass the firewall/,
	],
	'rules that only root may see': [
		{ bridgeThroughRules: true },
		'forward',
		'unknown',
		/^unknown +Docker's FORWARD rule/m,
	],
	AppArmor: [{}, 'apparmor', 'fine', /AppArmor limits where tcpdump may write; capnote writes the file itself/],
	'a disk nearly full': [{ freeBytes: 1_048_576 }, 'disk', 'warning', /Captures go to captures: 0\.0 GiB free/],
	'a folder of somebody else': [
		{ folderWritable: false },
		'disk',
		'problem',
		/→ Choose another folder: --captures FOLDER/,
	],
	'a clock that was never set': [{ now: new Date(0) }, 'clock', 'warning', /Clock: year 1970, .*→ Set it/],
	'a coarse clock': [{ clockSource: 'jiffies' }, 'clock', 'warning', /source jiffies\. → /],
};

test.each(Object.entries(MACHINES))('judgeMachine() %s', (_, [changes, kind, state, said]) => {
	const diagnosis = judgeMachine({ ...GOOD, ...changes });
	expect(diagnosis.checks.find((check) => check.kind === kind)).toMatchObject({ state });
	expect(diagnosisText(diagnosis, en.doctor)).toMatch(said);
	expect(diagnosisText(diagnosis, id.doctor).split('\n')).toHaveLength(diagnosis.checks.length + 3);
});

const DRIVERS = ['tcpdump', 'libpcap'];
const SUMS: Record<string, [Partial<MachineState>, string[], string[], boolean]> = {
	'everything is here': [{}, ['netns', 'docker', 'simulated'], DRIVERS, true],
	'no namespaces, but Docker and a right': [{ namespaceTrouble: FORBIDDEN }, ['docker', 'simulated'], DRIVERS, true],
	'no right, but namespaces': [{ ...NO_ENGINE, captureRight: 'none' }, ['netns', 'simulated'], DRIVERS, true],
	'no real network': [{ ...NO_ENGINE, namespaceTrouble: FORBIDDEN }, ['simulated'], DRIVERS, true],
	'no driver': [{ tcpdump: null, capTrouble: 'not here' }, ['docker', 'simulated'], [], false],
	'no right anywhere': [{ captureRight: 'none', namespaceTrouble: FORBIDDEN }, ['docker', 'simulated'], [], false],
};

test.each(Object.entries(SUMS))('judgeMachine() sums up: %s', (_, [changes, runners, drivers, works]) => {
	expect(judgeMachine({ ...GOOD, ...changes })).toMatchObject({ runners, drivers, works });
});
