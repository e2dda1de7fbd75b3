import { describe, expect, test } from 'vitest';
import { analyze } from '../../analyze.ts';
import { isSimulated } from '../../file/simulated.ts';
import { LABS } from '../../profile/labs.ts';
import { START_NS } from '../../testing/simulated.ts';
import { bytesSource } from '../../testing/source.ts';
import { fullScenario } from '../scenario.ts';
import type { SimulatedRun } from './run-simulated.ts';
import { simulateLab } from './simulate-lab.ts';

const OPTIONS = { seed: 7, startNs: START_NS };
const auto = (messages: readonly string[]) => fullScenario({ kind: 'auto', messages });

async function read({ capture }: SimulatedRun) {
	const { read, analysis } = await analyze(bytesSource(capture));
	return { read, analysis, connection: analysis.connection(1) };
}

describe('simulateLab()', () => {
	test.each(Object.values(LABS))('runs $name: its exchanges, its reply rule, its close', async (profile) => {
		const { connection, read: result } = await read(simulateLab(profile, auto(profile.messages), OPTIONS));
		const replies = connection.exchanges.map(({ reply }) => Buffer.concat(reply?.parts ?? []).toString());
		expect(isSimulated(result)).toBe(true);
		expect(connection).toMatchObject({ startSeen: true, endSeen: true, server: { port: profile.port } });
		// The end word has no reply.
		expect(connection.packets).toBe(2 * profile.messages.length + 8 - (profile.endWordIsSent ? 1 : 0));
		expect(connection.exchanges.map(({ followsRule }) => followsRule)).not.toContain(false);
		expect(replies).toEqual(
			profile.name === 'voting' ? VOTES : profile.messages.map((one) => profile.replyPrefix + one),
		);
	});

	test('the same seed gives the same bytes, another one does not', () => {
		const run = (seed: number) => simulateLab(LABS.reqresp, auto(['a']), { ...OPTIONS, seed }).capture;
		expect(run(1)).toEqual(run(1));
		expect(run(1)).not.toEqual(run(2));
	});

	test('an address in use is asked for again about 5 s later, unicast', async () => {
		const lines = ['halo', 'bye'];
		const scenario = { ...auto([]), client: { kind: 'fed', lines, pauseMs: 9000 } } as const;
		const { analysis } = await read(simulateLab(LABS.reqresp, scenario, OPTIONS));
		const arps = Array.from({ length: analysis.packetCount }, (_, i) => analysis.packet(i + 1)).flatMap(
			({ packet, relativeNs }) =>
				packet.arp ? [`${packet.arp.operation} ${packet.arp.class} ${relativeNs / 1_000_000_000n}`] : [],
		);
		expect(arps.slice(0, 4)).toEqual([
			'request broadcast 0',
			'reply unicast 0',
			'request unicast 5',
			'reply unicast 5',
		]);
	});

	test('a killed recorder leaves a file that ends within a packet', async () => {
		const lab = simulateLab(LABS.reqresp, auto(['a']), { ...OPTIONS, format: 'pcap' });
		const recording = { place: 'bridge', format: 'pcap', nanoseconds: false, snaplen: 0, isKilled: true } as const;
		const cut = await read(simulateLab(LABS.reqresp, auto(['a']), { ...OPTIONS, faults: { recording } }));
		expect(cut.read).toMatchObject({ damage: { reason: 'cut', need: 66, have: 20 } });
		expect(cut.analysis.packetCount).toBe(lab.records - 1);
	});

	test('a recorder that is on only for a while holds only that while', async () => {
		const scenario = { ...auto([]), client: { kind: 'fed', lines: ['a', 'b', 'c'], pauseMs: 1000 } } as const;
		const faults = { recordFrom: { atMs: 500 }, recordUntil: { atMs: 2500 } };
		const { connection } = await read(simulateLab(LABS.reqresp, scenario, { ...OPTIONS, faults }));
		expect(connection).toMatchObject({ startSeen: false, endSeen: false });
		expect(connection.exchanges).toHaveLength(2);
	});

	test('a pcap file cannot say that it is simulated', async () => {
		const { read: result } = await read(simulateLab(LABS.reqresp, auto(['a']), { ...OPTIONS, format: 'pcap' }));
		expect(isSimulated(result)).toBe(false);
	});
});

const VOTES = [
	'Vote received for Option A, current count: 1',
	'Vote received for Option B, current count: 1',
	'Vote received for Option A, current count: 2',
	'Invalid option. Available: Option A, Option B, Option C',
	'',
];
