import { expect, test } from 'vitest';
import { type Helper, type RecordPlace, type WayFacts, waysTo } from './ways.ts';

const FACTS: WayFacts = {
	driver: 'tcpdump',
	tcpdump: '/usr/bin/tcpdump',
	self: ['node', 'main.js'],
	userId: 1000,
};
const HERE: RecordPlace = { kind: 'here', isUp: true };
const ELSEWHERE: RecordPlace = { kind: 'elsewhere', container: null };
const INSIDE: RecordPlace = { kind: 'inside', pid: 78, startedAt: '8912', container: 'c0ffee' };
const ROOTLESS: RecordPlace = { kind: 'rootless', pid: 77, netns: null, startedAt: '8912' };
const DETACHED: RecordPlace = { ...ROOTLESS, netns: '/run/user/1000/dockerd-rootless/netns' };
const helper: Helper = {
	engine: 'unix:///s',
	image: 'netshoot',
	isThere: true,
	isAsked: false,
	name: 'capnote-1',
	mark: '7/1/b',
};
const absent = { helper: { ...helper, isThere: false } };

const DIRECT = 'direct /usr/bin/tcpdump';
const SUDO = 'sudo sudo -n /usr/bin/tcpdump';
const OWNER = 'user-namespace nsenter -U --preserve-credentials -m -t 77';
const DOCKER = 'env DOCKER_HOST=unix:///s docker';
const byContainer = (net: string): string =>
	`helper-container ${DOCKER} run --rm --name capnote-1 --label capnote.owner=7/1/b --net=${net} --userns=host --log-driver none --cap-drop ALL --cap-add NET_RAW --cap-add SETUID --cap-add SETGID --entrypoint tcpdump netshoot`;

const CASES: Record<string, [RecordPlace, Partial<WayFacts>, string[]]> = {
	'an ordinary user: as it is, then sudo': [HERE, {}, [DIRECT, SUDO]],
	'an ordinary user, for a lab in containers: by the engine at last': [
		HERE,
		{ helper },
		[DIRECT, SUDO, byContainer('host')],
	],
	'an ordinary user, for a lab in containers, but no image is fetched for that': [HERE, absent, [DIRECT, SUDO]],
	'root: as it is': [HERE, { userId: 0 }, [DIRECT]],
	'through libpcap': [HERE, { driver: 'libpcap', helper }, ['direct node main.js', 'sudo sudo -n node main.js']],
	'a rootless engine: its owner in its namespaces, then root from outside, then by the engine': [
		ROOTLESS,
		{ helper },
		[`${OWNER} -n -- /usr/bin/tcpdump`, 'sudo sudo -n nsenter -t 77 -n -- /usr/bin/tcpdump', byContainer('host')],
	],
	'a rootless engine, as root': [ROOTLESS, { userId: 0 }, ['direct nsenter -t 77 -n -- /usr/bin/tcpdump']],
	'a rootless engine whose network namespace is a file': [
		DETACHED,
		{},
		[
			`${OWNER} -- nsenter --net=${DETACHED.netns} -- /usr/bin/tcpdump`,
			`sudo sudo -n nsenter -t 77 -m -- nsenter --net=${DETACHED.netns} -- /usr/bin/tcpdump`,
		],
	],
	'another machine, also without tcpdump here': [ELSEWHERE, { tcpdump: undefined, helper }, [byContainer('host')]],
	'another machine whose engine must fetch the image': [ELSEWHERE, absent, [byContainer('host')]],
	'another machine, but libpcap cannot go there': [ELSEWHERE, { driver: 'libpcap', helper }, []],
	'inside a container': [
		INSIDE,
		{ helper },
		[
			'direct nsenter -t 78 -n -- /usr/bin/tcpdump',
			'sudo sudo -n nsenter -t 78 -n -- /usr/bin/tcpdump',
			byContainer('container:c0ffee'),
		],
	],
	'inside a container of another machine': [
		{ ...ELSEWHERE, container: 'c0ffee' },
		{ helper },
		[byContainer('container:c0ffee')],
	],
	'no tcpdump': [HERE, { tcpdump: undefined }, []],
};

test.each(Object.entries(CASES))('waysTo() %s', (_, [place, changes, expected]) => {
	const ways = waysTo(place, { ...FACTS, ...changes });
	expect(ways.map(({ name, command }) => `${name} ${command.join(' ')}`)).toEqual(expected);
});

test('waysTo() stays root where it is root, and has what it needs fetched', () => {
	const [direct, sudo] = waysTo(HERE, FACTS);
	expect([direct?.keepRoot, sudo?.keepRoot]).toEqual([false, true]);
	expect(waysTo(HERE, { ...FACTS, userId: 0 })[0]?.keepRoot).toBe(true);
	const [far] = waysTo(ELSEWHERE, { ...FACTS, ...absent });
	expect(far?.fetch?.command.join(' ')).toBe(`${DOCKER} pull --quiet netshoot`);
	expect(far?.cleanUp?.join(' ')).toBe(`${DOCKER} rm --force capnote-1`);
	expect(waysTo(ELSEWHERE, { ...FACTS, helper })[0]?.fetch).toBeNull();
});
