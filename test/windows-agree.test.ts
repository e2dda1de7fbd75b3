import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from '../src/analyze.ts';
import { FLAG } from '../src/decode/tcp.ts';
import { ethernetFrame, pcapFile, tcpFrame } from '../src/testing/frames.ts';
import { bytesSource } from '../src/testing/source.ts';
import { randomTraffic } from '../src/testing/traffic.ts';
import { analyzePath } from './capture-file.ts';
import { named, needs } from './needs.ts';
import { SHARED, sharedReason } from './shared-files.ts';
import { type TsharkRow, tshark, tsharkProfile } from './tshark.ts';

const reason = needs('tshark');
/** What tshark writes when it does not know the scale: it shows the window as it stands then. */
const UNKNOWN_SCALE = '-1';
const FIELDS = ['tcp.stream', 'tcp.window_size', 'tcp.window_size_scalefactor', 'tcp.flags.syn', 'icmp.type'];

/** What tshark shows of a packet's window, `null` where it only guesses. */
function theirWindow(row: TsharkRow): number | null {
	const isUnknown = row['tcp.window_size_scalefactor'] === UNKNOWN_SCALE && row['tcp.flags.syn'] !== '1';
	return isUnknown ? null : Number(row['tcp.window_size']);
}

async function expectWindows(path: string): Promise<number> {
	const { analysis } = await analyzePath(path, { profile: tsharkProfile() });
	const rows = await tshark(path, FIELDS);
	const compared = [...analysis.packets].filter(
		({ packet, segment }, i) => segment && packet.stop === null && rows[i]?.['icmp.type'] === '',
	);
	const ours = compared.map(({ packet, scaledWindow }) => [packet.number, scaledWindow]);
	const theirs = compared.map(({ packet: { number } }) => [number, theirWindow(rows[number - 1] ?? {})]);
	expect(ours).toEqual(theirs);
	return ours.length;
}

async function inFile<T>(bytes: Uint8Array, use: (path: string) => Promise<T>): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), 'capnote-windows-'));
	try {
		const path = join(folder, 'traffic.pcap');
		await writeFile(path, bytes);
		return await use(path);
	} finally {
		await rm(folder, { recursive: true });
	}
}

describe.skipIf(reason)(named('windows are scaled as by the tshark on this machine', reason), () => {
	test.each([1, 2, 3, 4, 5])('random traffic, seed %i', async (seed) => {
		expect(await inFile(randomTraffic(seed, 2000), expectWindows)).toBe(2000);
	});

	test.each(['typed-k2', 'started-midway', 'refused', 'nanoseconds'])('fixture %s', async (name) => {
		expect(await expectWindows(`fixtures/${name}.pcap`)).toBeGreaterThan(1);
	});
});

const noEdges = sharedReason ?? reason;
/** Whatever happens to SYNs and their options. */
const EDGES = [
	'mid',
	'mid_synack',
	'snap60',
	'simopen',
	'synretx_ok',
	'synack_retx',
	'reuse_sameisn',
	'tfo',
	'real/any',
];

describe.skipIf(noEdges)(named('windows of the edge cases are scaled as by tshark', noEdges), () => {
	test.each(EDGES)('%s', async (name) => {
		await expectWindows(join(SHARED, 'edge', `${name}.pcap`));
	});
});

const ENDS = { source: '10.0.0.1', destination: '10.0.0.2', sourcePort: 50_000, destinationPort: 2222 };

/** The same two ends in VLAN 10 and VLAN 20. */
const TWO_VLANS = pcapFile(
	[10, 20].map((tag, i) => {
		const ip = [...tcpFrame({ ...ENDS, sequence: 7, flags: FLAG.syn })].slice(14);
		return { seconds: i, fraction: 0, bytes: ethernetFrame(0x0800, ip, [tag]) };
	}),
);

describe('VLANs', () => {
	test('do not tell connections apart', async () => {
		const { analysis } = await analyze(bytesSource(TWO_VLANS));
		expect(Array.from(analysis.packets, ({ segment }) => segment?.stream)).toEqual([0, 0]);
	});

	test.skipIf(reason)(named('nor do they for the tshark on this machine', reason), async () => {
		const rows = await inFile(TWO_VLANS, (path) => tshark(path, ['tcp.stream', 'vlan.id']));
		expect(rows).toEqual([
			{ 'tcp.stream': '0', 'vlan.id': '10' },
			{ 'tcp.stream': '0', 'vlan.id': '20' },
		]);
	});
});
