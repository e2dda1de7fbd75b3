import { expect, test } from 'vitest';
import { type RecordPlace, type WayFacts, waysTo } from './ways.ts';

const FACTS: WayFacts = {
	driver: 'tcpdump',
	tcpdump: '/usr/bin/tcpdump',
	self: ['node', 'main.js'],
	userId: 1000,
	helperImage: 'netshoot',
	helperName: 'capnote-1',
};
const HERE: RecordPlace = { kind: 'here', isUp: true };
const ENTER = 'nsenter -U --preserve-credentials -n -m -t 77 --';
const HELPER =
	'docker run --rm --name capnote-1 --net=host --log-driver none --cap-drop ALL --cap-add NET_RAW --cap-add SETUID --cap-add SETGID --entrypoint tcpdump netshoot';

const CASES: Record<string, [RecordPlace, Partial<WayFacts>, string[]]> = {
	'an ordinary user: as it is, then sudo': [HERE, {}, ['direct /usr/bin/tcpdump', 'sudo sudo -n /usr/bin/tcpdump']],
	'an ordinary user, for a lab in containers: by the engine at last': [
		HERE,
		{ engine: 'unix:///s' },
		[
			'direct /usr/bin/tcpdump',
			'sudo sudo -n /usr/bin/tcpdump',
			`helper-container env DOCKER_HOST=unix:///s ${HELPER} root`,
		],
	],
	'root: as it is': [HERE, { userId: 0 }, ['direct /usr/bin/tcpdump root']],
	'through libpcap': [HERE, { driver: 'libpcap' }, ['direct node main.js', 'sudo sudo -n node main.js']],
	'a rootless engine': [
		{ kind: 'rootless', pid: 77, startedAt: '8912' },
		{},
		[`user-namespace ${ENTER} /usr/bin/tcpdump root`],
	],
	'another machine, also without tcpdump here': [
		{ kind: 'elsewhere' },
		{ tcpdump: undefined },
		[`helper-container ${HELPER} root`],
	],
	'another machine, but libpcap cannot go there': [{ kind: 'elsewhere' }, { driver: 'libpcap' }, []],
	'inside a container': [
		{ kind: 'inside', pid: 78, startedAt: '8912' },
		{},
		['direct nsenter -t 78 -n -- /usr/bin/tcpdump', 'sudo sudo -n nsenter -t 78 -n -- /usr/bin/tcpdump'],
	],
	'no tcpdump': [HERE, { tcpdump: undefined }, []],
};

test.each(Object.entries(CASES))('waysTo() %s', (_, [place, changes, expected]) => {
	const ways = waysTo(place, { ...FACTS, ...changes });
	const said = ways.map(({ name, command, keepRoot }) => `${name} ${command.join(' ')}${keepRoot ? ' root' : ''}`);
	expect(said.map((text) => text.replace(/^(sudo .*) root$/, '$1'))).toEqual(expected);
});
