import { describe, expect, test } from 'vitest';
import { FLAG } from '../decode/tcp.ts';
import { createHotPlane } from '../hot-plane.ts';
import { type ConnectionFacts, readConnection, readRecord } from '../tcp/connection.ts';
import { pcapFile, type TcpFrame, type TimedFrame, tcpFrame } from '../testing/frames.ts';
import { KERNELS } from '../testing/plane-text.ts';
import { bytesSource } from '../testing/source.ts';

const { syn, ack, fin, rst, psh } = FLAG;
const CLIENT = { source: '10.0.0.1', destination: '10.0.0.2', sourcePort: 40000, destinationPort: 2222 };

/** A whole connection, one packet a second: with or without its end. */
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
	return frames.map((frame, i) => ({ seconds: start + i, fraction: 0, bytes: tcpFrame(frame) }));
}

async function read(frames: readonly TimedFrame[], kernel: keyof typeof KERNELS, forgets: boolean) {
	const forgotten: ConnectionFacts[] = [];
	const made = KERNELS[kernel]();
	const onForget = (record: number) => forgotten.push(readRecord(plane.table, record, plane.addresses));
	const plane = createHotPlane([2222], '4.6', forgets ? { kernel: made, onForget, remembered: 0 } : { kernel: made });
	const streams: number[] = [];
	await plane.read(bytesSource(pcapFile(frames)), () => {
		streams.push(...plane.batch.columns.connection.subarray(0, plane.batch.rows));
	});
	const { table, addresses } = plane;
	const kept = forgets
		? table.records().map((record) => readRecord(table, record, addresses))
		: Array.from({ length: table.count() }, (_, i) => readConnection(table, i, addresses));
	return { forgotten, kept, streams, bytes: made.buffer().byteLength };
}

describe.each(['wasm', 'script'] as const)('forgetting connections (%s)', (kernel) => {
	test('one that ended is handed over once it is silent for 240 s; one that is open never', async () => {
		const late = conversation(9, 10_000, 'open');
		const filler = Array.from({ length: 200 }, (_, i) => ({ ...(late[0] as TimedFrame), seconds: 10_100 + i }));
		const frames = [
			...conversation(1, 1, 'fin'),
			...conversation(2, 10, 'open'),
			...conversation(3, 20, 'rst'),
			...filler,
		];
		const { forgotten, kept } = await read(frames, kernel, true);
		expect(forgotten.map(({ stream, client }) => [stream, client.port])).toEqual([
			[0, 1],
			[2, 3],
		]);
		expect(kept.map(({ stream, client }) => [stream, client.port])).toEqual([
			[1, 2],
			[3, 9],
		]);
	});

	test('what is said of each is the same as if all were kept, and its memory is used again', async () => {
		const ends = ['fin', 'rst', 'fin'] as const;
		// Ports come round again, some of them while the connection before is not forgotten yet.
		const frames = Array.from({ length: 9000 }, (_, i) =>
			conversation(1000 + (i % 700), 1000 + i * 10, ends[i % 3] ?? 'fin'),
		).flat();
		const all = await read(frames, kernel, false);
		const { forgotten, kept, streams, bytes } = await read(frames, kernel, true);
		expect(forgotten.length).toBeGreaterThan(8900);
		const said = [...forgotten, ...kept].sort((a, b) => a.stream - b.stream);
		expect(said).toEqual(all.kept);
		expect(streams).toEqual(all.streams);
		expect(bytes).toBeLessThan(all.bytes);
	});

	test('one whose ends another connection has taken over goes too, though it never ended', async () => {
		const frames = Array.from({ length: 300 }, (_, i) => {
			const sequence = i * 1000;
			return { seconds: 1000 + i * 10, fraction: 0, bytes: tcpFrame({ ...CLIENT, sequence, flags: syn }) };
		});
		const { forgotten, kept } = await read(frames, kernel, true);
		expect(forgotten.length + kept.length).toBe(300);
		expect(kept.length).toBeLessThan(160);
	});
});
