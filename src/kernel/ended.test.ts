import { describe, expect, test } from 'vitest';
import { FLAG } from '../decode/tcp.ts';
import type { ByteSource } from '../file/source.ts';
import { createHotPlane, type HotPlaneOptions } from '../hot-plane.ts';
import { LABEL_PROFILE_NAMES, type LabelProfileName } from '../tcp/label-profile.ts';
import { randomEndings } from '../testing/endings.ts';
import { pcapFile, type TcpFrame, type TimedFrame, tcpFrame } from '../testing/frames.ts';
import { KERNELS } from '../testing/plane-text.ts';
import { bytesSource } from '../testing/source.ts';
import { randomTraffic } from '../testing/traffic.ts';
import { ENDED_OLD, ENDED_YOUNG } from './layout.ts';

const { syn, ack, fin, rst, psh } = FLAG;
const CLIENT = { source: '10.0.0.1', destination: '10.0.0.2', sourcePort: 40000, destinationPort: 2222 };
/** Each that ended is packed after the batch of its last packet, and none is forgotten. */
const ALL_PACKED = { young: 0, old: 1e6 };
const COLUMNS = [
	...['connection', 'side', 'phase', 'relativeSequence', 'relativeAcknowledgment', 'labels', 'duplicateAckFrame'],
	...['duplicateAckNumber', 'acknowledgesFrame', 'timeoutFrame', 'bytesInFlight', 'pushBytesSent'],
] as const;

/** A whole connection, one packet a millisecond: with or without its end. */
function conversation(port: number, start: number, end: 'fin' | 'rst' | 'open'): TimedFrame[] {
	const up = { ...CLIENT, sourcePort: port };
	const down = { source: up.destination, destination: up.source, sourcePort: 2222, destinationPort: port };
	const closing: Record<typeof end, TcpFrame[]> = {
		fin: [
			{ ...up, sequence: 103, acknowledgment: 501, flags: fin | ack },
			{ ...down, sequence: 501, acknowledgment: 104, flags: fin | ack },
			{ ...up, sequence: 104, acknowledgment: 502, flags: ack },
		],
		rst: [{ ...down, sequence: 501, acknowledgment: 103, flags: rst | ack }],
		open: [],
	};
	const frames: TcpFrame[] = [
		{ ...up, sequence: 100, flags: syn },
		{ ...down, sequence: 500, acknowledgment: 101, flags: syn | ack },
		{ ...up, sequence: 101, acknowledgment: 501, flags: psh | ack, payload: new Uint8Array(2) },
		...closing[end],
	];
	return frames.map((frame, i) => ({ seconds: start, fraction: i * 1000, bytes: tcpFrame(frame) }));
}

const MEGABYTE = 1e6;
const FILE_HEADER_BYTES = 24;
const RECORD_HEADER_BYTES = 16;
/** In a frame: the middle bytes of the addresses, and the lower byte of the ports. */
const SOURCE = { address: 27, port: 35 };
const DESTINATION = { address: 31, port: 37 };

/** A capture of so many whole connections, of which so many have other ends each; it is made while it is read. */
function manyConnections(connections: number, ends: number): ByteSource {
	const frames = conversation(0, 1, 'fin');
	const file = pcapFile(frames);
	const whole = file.subarray(FILE_HEADER_BYTES);
	let at = 0;
	const clients = frames.map(({ bytes }) => {
		const { address, port } = bytes[DESTINATION.address + 2] === 2 ? SOURCE : DESTINATION;
		const frame = at + RECORD_HEADER_BYTES;
		at = frame + bytes.length;
		return { address: frame + address, port: frame + port };
	});
	let made = -1;
	return {
		name: 'many.pcap',
		read(into) {
			if (made < 0) {
				made = 0;
				into.set(file.subarray(0, FILE_HEADER_BYTES));
				return FILE_HEADER_BYTES;
			}
			let length = 0;
			for (; made < connections && length + whole.length <= into.length; length += whole.length) {
				into.set(whole, length);
				const end = made++ % ends;
				for (const { address, port } of clients) {
					into[length + address] = end >> 8;
					into[length + address + 1] = end;
					into[length + port] = end >> 16;
				}
			}
			return length;
		},
	};
}

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
