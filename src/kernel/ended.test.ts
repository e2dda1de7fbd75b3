import { describe, expect, test } from 'vitest';
import { FLAG } from '../decode/tcp.ts';
import type { ByteSource } from '../file/source.ts';
import { createHotPlane, type HotPlaneOptions } from '../hot-plane.ts';
import { LABEL_PROFILE_NAMES, type LabelProfileName } from '../tcp/label-profile.ts';
import { randomEndings } from '../testing/endings.ts';
import { ethernetFrame, pcapFile, type TcpFrame, type TimedFrame, tcpFrame } from '../testing/frames.ts';
import { conversation, manyConnections } from '../testing/many-connections.ts';
import { KERNELS } from '../testing/plane-text.ts';
import { bytesSource } from '../testing/source.ts';
import { randomTraffic } from '../testing/traffic.ts';
import { ENDED_OLD, ENDED_YOUNG } from './layout.ts';

/** Each that ended is packed after the batch of its last packet, and none is forgotten. */
const ALL_PACKED = { young: 0, old: 1e6 };
const COLUMNS = [
	...['connection', 'side', 'phase', 'relativeSequence', 'relativeAcknowledgment', 'labels', 'duplicateAckFrame'],
	...['duplicateAckNumber', 'acknowledgesFrame', 'timeoutFrame', 'bytesInFlight', 'pushBytesSent'],
] as const;
const MEGABYTE = 1e6;

/** What is said of every row, and how many that ended are held in the end. */
async function read(
	source: ByteSource,
	kernel: keyof typeof KERNELS,
	options: HotPlaneOptions,
	profile: LabelProfileName = '4.6',
) {
	const plane = createHotPlane([2222], profile, { ...options, kernel: KERNELS[kernel]() });
	const rows: string[] = [];
	await plane.read(source, () => {
		for (let row = 0; row < plane.batch.rows; row++) {
			rows.push(COLUMNS.map((name) => `${name}=${plane.batch.columns[name][row]}`).join(' '));
		}
	});
	const { word } = plane.table;
	return { rows, young: word(ENDED_YOUNG), old: word(ENDED_OLD) };
}

const CLIENT = { source: '10.0.0.1', destination: '10.0.0.2', sourcePort: 40_000, destinationPort: 2222 };
const SERVER = { source: '10.0.0.2', destination: '10.0.0.1', sourcePort: 2222, destinationPort: 40_000 };
/** The last record of a file, of a segment without data. */
const LATE_BYTES = 16 + 54;

const timed = (frame: TcpFrame): TimedFrame => ({ seconds: 2, fraction: 0, bytes: tcpFrame(frame) });

function otherPackets(count: number): readonly TimedFrame[] {
	return new Array<TimedFrame>(count).fill({ seconds: 1, fraction: 0, bytes: ethernetFrame(0x88b5, [0, 0]) });
}

/** A SYN that is refused behind so many other packets; and an ACK, such as no TCP sends, of the number 0. */
function refusedAfter(others: number): readonly TimedFrame[] {
	const refused = [
		{ ...CLIENT, sequence: 100, flags: FLAG.syn },
		{ ...SERVER, sequence: 0, acknowledgment: 101, flags: FLAG.rst | FLAG.ack },
	];
	return [...otherPackets(others), ...refused.map(timed), timed({ ...CLIENT, sequence: 101, flags: FLAG.ack })];
}

/** An RST so many packets behind the handshake; and the handshake's ACK, in packet 3, again. */
function resetAfter(others: number): readonly TimedFrame[] {
	const [syn, synAck] = conversation(CLIENT.sourcePort, 1, 'open');
	const ack = { ...CLIENT, sequence: 101, acknowledgment: 501 };
	if (!syn || !synAck) throw new Error('A conversation begins with a handshake');
	const late = timed({ ...ack, flags: FLAG.ack });
	return [syn, synAck, late, ...otherPackets(others), timed({ ...ack, flags: FLAG.rst | FLAG.ack }), late];
}

const MS = 1_000_000;
const after = (nanoseconds: number, frame: TcpFrame): TimedFrame => ({
	...{ seconds: 1, fraction: nanoseconds, bytes: tcpFrame(frame) },
});
const { syn: SYN, ack: ACK, fin: FIN, rst: RST } = FLAG;

const RARE: Readonly<Record<string, readonly TimedFrame[]>> = {
	'the side that never spoke has no window, whatever number stands for that': [
		after(1 * MS, { ...CLIENT, sequence: 0, flags: RST }),
		after(2 * MS, { ...SERVER, sequence: 0, flags: ACK, window: 65_535 }),
	],
	'ages in microseconds, and then in nanoseconds': [
		after(0, { ...CLIENT, sequence: 100, flags: SYN }),
		after(1 * MS, { ...SERVER, sequence: 500, acknowledgment: 101, flags: SYN | ACK }),
		after(10 * MS, { ...CLIENT, sequence: 101, acknowledgment: 501, flags: ACK }),
		after(11 * MS, { ...CLIENT, sequence: 101, acknowledgment: 501, flags: FIN | ACK }),
		after(12 * MS, { ...SERVER, sequence: 501, acknowledgment: 102, flags: FIN | ACK }),
		after(13 * MS, { ...CLIENT, sequence: 102, acknowledgment: 502, flags: ACK }),
		after(14 * MS + 1, { ...CLIENT, sequence: 102, acknowledgment: 502, flags: RST | ACK }),
		after(15 * MS, { ...CLIENT, sequence: 100, acknowledgment: 502, flags: FIN | ACK }),
	],
};

/** What the kernel has taken once the capture is read. */
async function bytesAfter(source: ByteSource, options: HotPlaneOptions): Promise<number> {
	const made = KERNELS.wasm();
	await createHotPlane([2222], '4.6', { ...options, forgets: true, kernel: made }).read(source, () => {});
	return made.buffer().byteLength;
}

describe.each(['wasm', 'script'] as const)('forgetting connections (%s)', (kernel) => {
	describe.each(LABEL_PROFILE_NAMES)(
		'one that was packed labels what comes after its end as before, by %s',
		(profile) => {
			const isSame = async (bytes: Uint8Array) => {
				const all = await read(bytesSource(bytes), kernel, {}, profile);
				const packed = await read(bytesSource(bytes, [60]), kernel, { forgets: true, remembered: ALL_PACKED }, profile);
				expect(packed.rows).toEqual(all.rows);
				return packed;
			};

			test.each([
				[201, 'wild'],
				[202, 'wild'],
				[203, 'calm'],
			] as const)('random traffic, seed %i, %s', async (seed, manner) => {
				await isSame(randomTraffic(seed, 2000, manner));
			});

			test.each([301, 302, 303])('random endings, seed %i', async (seed) => {
				for (const inNanoseconds of [false, true]) await isSame(randomEndings(seed, inNanoseconds));
			});
		},
	);

	test('what ends as most do is packed', async () => {
		const ends = Array.from({ length: 100 }, (_, i) => conversation(1000 + i, 1000 + i, i % 5 === 0 ? 'rst' : 'fin'));
		const options = { forgets: true, remembered: ALL_PACKED };
		// One that cannot be packed counts twice.
		expect(await read(bytesSource(pcapFile(ends.flat())), kernel, options)).toMatchObject({ young: 0, old: 100 });
	});

	test.each([
		['no packet said the number first', { at: 0, between: 70_000 }, { old: 1, frame: 0 }],
		['the last one is not too far back', { at: 3, between: 65_531 }, { old: 1, frame: 3 }],
		['it is one packet farther', { at: 3, between: 65_532 }, { old: 2, frame: 3 }],
	])(
		'what is told of a duplicate ACK, and whether its connection is packed: %s',
		async (_name, { at, between }, { old, frame }) => {
			const file = pcapFile(at === 0 ? refusedAfter(between) : resetAfter(between));
			const options = { forgets: true, remembered: ALL_PACKED };
			const before = await read(bytesSource(file.subarray(0, -LATE_BYTES)), kernel, options);
			expect(before).toMatchObject({ young: 0, old });
			const { rows } = await read(bytesSource(file, [1 << 16, file.length]), kernel, options);
			expect(rows.at(-1)).toContain(`duplicateAckFrame=${frame} duplicateAckNumber=1 `);
		},
	);

	test.each(Object.entries(RARE))('one that was packed labels as before: %s', async (_name, frames) => {
		const file = pcapFile(frames, { nanoseconds: true });
		const all = await read(bytesSource(file), kernel, {});
		const packed = await read(bytesSource(file, [60]), kernel, { forgets: true, remembered: ALL_PACKED });
		expect(packed.rows).toEqual(all.rows);
	});

	test('of too many the one is forgotten that is silent for the longest time; one that is open never', async () => {
		const frames = [
			...conversation(1, 1, 'open'),
			...Array.from({ length: 20 }, (_, i) => conversation(100 + i, 10 + i, i % 2 === 0 ? 'fin' : 'rst')).flat(),
		];
		const late = (port: number) => conversation(port, 100, 'open').slice(2);
		const file = pcapFile([...frames, ...late(1), ...late(119), ...late(106), ...late(105), ...late(100)]);
		const options = { forgets: true, remembered: { young: 4, old: 10 } };
		const { rows, young, old } = await read(bytesSource(file, [60]), kernel, options);
		const streams = rows.slice(-5).map((row) => /connection=(\d+)/.exec(row)?.[1]);
		// What comes for a forgotten one begins another.
		expect(streams).toEqual(['0', '20', '7', '21', '22']);
		expect([young, old]).toEqual([4, 10]);
	});
});

describe('memory does not grow with the capture', () => {
	test.each([
		['other ends each time', 60_000],
		['the same ends again', 500],
	])('%s', async (_name, ends) => {
		const remembered = { young: 64, old: 2048 };
		const bytes = await bytesAfter(manyConnections(4000, ends), { remembered });
		expect(bytes).toBeLessThan(4 * MEGABYTE);
		expect(await bytesAfter(manyConnections(60_000, ends), { remembered })).toBe(bytes);
	});

	test('with what is remembered unless something else is asked for', async () => {
		const bytes = await bytesAfter(manyConnections(80_000, 1e6), {});
		expect(bytes).toBeLessThan(14 * MEGABYTE);
		expect(await bytesAfter(manyConnections(160_000, 1e6), {})).toBe(bytes);
	});
});
