import { Duplex, PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { named, needs } from '../../test/needs.ts';
import { openChannel } from './channel.ts';
import { runIpBatch } from './ip-batch.ts';
import { fullScenario } from './scenario.ts';
import { hostCommands, switchCommands } from './topology.ts';

const SCENARIO = fullScenario({ kind: 'auto', messages: ['a'] });

test('switchCommands() leaves a gap where a bad cable is to lie', () => {
	const commands = switchCommands({ client: 11, server: 22 }, [{ host: 'server', rules: [] }]);
	expect(commands).toContain('link set veth-client master br-lab up');
	expect(commands).not.toContain('link set veth-server master br-lab up');
	expect(commands).toContain('link set port-server master br-lab up');
});

test('hostCommands() makes machines known to each other, where they are to be', () => {
	const known = hostCommands('client', { ...SCENARIO, neighbours: 'known' });
	expect(known.at(-1)).toBe('neigh add 10.77.0.3 lladdr 02:00:00:4d:00:03 dev eth0 nud permanent');
	expect(hostCommands('server', { ...SCENARIO, neighbours: 'known' })).toContain(
		'link set dev eth0 address 02:00:00:4d:00:03',
	);
});

test('switchCommands() lays the cables between two namespaces and the bridge', () => {
	expect(switchCommands({ client: 11, server: 22 }, [])).toEqual([
		'link add br-lab type bridge mcast_snooping 0',
		'link add eth0 netns 11 type veth peer name veth-client',
		'link add eth0 netns 22 type veth peer name veth-server',
		'link set veth-client master br-lab up',
		'link set veth-server master br-lab up',
		'link set br-lab up',
	]);
	expect(hostCommands('server', SCENARIO)).toContain('addr add 10.77.0.3/24 dev eth0');
});

const reason = needs('linux', 'ip');

test.skipIf(reason)(named('runIpBatch() says which line failed and why', reason), async () => {
	await expect(runIpBatch('ip', ['link show lo', 'link set nowhere up', 'link show lo'])).rejects.toMatchObject({
		code: 'lab-step-failed',
		details: { step: 'ip link set nowhere up', said: 'Cannot find device "nowhere"' },
	});
});

test('runIpBatch() says when there is no ip', async () => {
	await expect(runIpBatch('/nowhere/ip', ['link show lo'])).rejects.toMatchObject({ code: 'lab-step-failed' });
});

test('openChannel() carries messages in order, also those from before anybody listens', async () => {
	const [there, back] = [new PassThrough(), new PassThrough()];
	const left = openChannel<string, number>(Duplex.from({ readable: back, writable: there }));
	const right = openChannel<number, string>(Duplex.from({ readable: there, writable: back }));
	left.send('satu\n');
	left.send('dua');
	const taken: string[] = [];
	await expect.poll(() => there.readableLength).toBe(0);
	right.receive((message) => taken.push(message));
	left.send('tiga');
	await expect.poll(() => taken).toEqual(['satu\n', 'dua', 'tiga']);
	left.close();
	await right.ended;
});
