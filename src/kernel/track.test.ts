import { describe, expect, test } from 'vitest';
import { analyze } from '../analyze.ts';
import { FLAG } from '../decode/tcp.ts';
import type { LabelProfileName } from '../tcp/label-profile.ts';
import { pcapFile, type TcpFrame, tcpFrame } from '../testing/frames.ts';
import { bytesSource } from '../testing/source.ts';

const A = { source: '10.0.0.1', destination: '10.0.0.2', sourcePort: 50000, destinationPort: 2222 };
const B = { source: '10.0.0.2', destination: '10.0.0.1', sourcePort: 2222, destinationPort: 50000 };

async function connectionsOf(...frames: readonly TcpFrame[]) {
	return connectionsBy('4.6', frames);
}

async function connectionsBy(profile: LabelProfileName, frames: readonly TcpFrame[]) {
	const file = pcapFile(frames.map((frame, i) => ({ seconds: i, fraction: 0, bytes: tcpFrame(frame) })));
	const { analysis } = await analyze(bytesSource(file), { profile });
	return {
		streams: frames.map((_, i) => analysis.packet(i + 1).segment?.stream),
		connections: Array.from({ length: analysis.connectionCount }, (_, i) => analysis.connection(i + 1)),
	};
}

const syn = (sequence: number) => ({ ...A, sequence, flags: FLAG.syn });
const synAck = (sequence: number, acknowledgment: number) => ({
	...B,
	sequence,
	acknowledgment,
	flags: FLAG.syn | FLAG.ack,
});
const ack = (sequence: number, acknowledgment: number) => ({ ...A, sequence, acknowledgment, flags: FLAG.ack });
const fin = (sequence: number, acknowledgment: number) => ({
	...A,
	sequence,
	acknowledgment,
	flags: FLAG.fin | FLAG.ack,
});

const STREAMS: Record<string, [TcpFrame[], number[]]> = {
	'both directions are one connection': [
		[syn(7), synAck(9, 8), ack(8, 10)],
		[0, 0, 0],
	],
	'the same SYN again is the same connection': [
		[syn(7), syn(7)],
		[0, 0],
	],
	'a SYN with another number is a new connection': [
		[syn(7), syn(8)],
		[0, 1],
	],
	'the same SYN after a FIN is a new connection': [
		[syn(7), synAck(9, 8), fin(8, 10), syn(7)],
		[0, 0, 0, 1],
	],
	'the same SYN after a RST is a new connection': [
		[syn(7), { ...B, sequence: 0, acknowledgment: 8, flags: FLAG.rst | FLAG.ack }, syn(7)],
		[0, 0, 1],
	],
	'a SYN in the middle is a new connection': [
		[ack(8, 10), syn(7_000)],
		[0, 1],
	],
	'another port is another connection': [
		[syn(7), { ...syn(7), sourcePort: 50001 }, ack(8, 1)],
		[0, 1, 0],
	],
	'swapped addresses are another connection': [
		[syn(7), { ...syn(7), source: A.destination, destination: A.source }],
		[0, 1],
	],
	'equal addresses are told apart by the ports (loopback)': [
		[
			{ ...syn(7), source: '127.0.0.1', destination: '127.0.0.1' },
			{ ...synAck(9, 8), source: '127.0.0.1', destination: '127.0.0.1' },
		],
		[0, 0],
	],
};

const fiveBytes = { payload: new Uint8Array(5) };
const OTHER = { ...B, flags: FLAG.syn, sequence: 500 };

/** `tcp.completeness` of each connection, as tshark 4.0 and 4.6 print it in its second pass. */
const SYN_WITH_DATA: Record<string, [TcpFrame[], number[], number[]]> = {
	'counts as data in the first packet': [[{ ...syn(7), ...fiveBytes }], [9], [9]],
	'does not when it comes after one without': [[syn(7), { ...syn(7), ...fiveBytes }], [1], [1]],
	'nor when the other side was first': [
		[
			{ ...ack(8, 1), flags: 0 },
			{ ...OTHER, ...fiveBytes },
		],
		[0],
		[9],
	],
	'nor with an ACK': [[syn(7), { ...synAck(9, 8), ...fiveBytes }], [3], [3]],
	'depends on the version where ports are used again': [
		[syn(7), { ...syn(50), ...fiveBytes }],
		[1, 1],
		[1, 9],
	],
};

describe('trackRows()', () => {
	test.each(Object.entries(SYN_WITH_DATA))('data in a SYN %s', async (_name, [frames, old, now]) => {
		for (const [profile, numbers] of [
			['4.0', old],
			['4.4', now],
			['4.6', now],
		] as const) {
			const { connections } = await connectionsBy(profile, frames);
			expect(
				connections.map(({ completeness }) => completeness),
				profile,
			).toEqual(numbers);
		}
	});

	test.each(Object.entries(STREAMS))('%s', async (_name, [frames, streams]) => {
		expect((await connectionsOf(...frames)).streams).toEqual(streams);
	});

	const data = FLAG.psh | FLAG.ack;
	const ROLES: Record<string, [TcpFrame, string, number]> = {
		'the sender of the SYN is the client': [{ ...B, sequence: 1, flags: FLAG.syn }, 'syn', 50000],
		'the sender of the SYN-ACK is the server': [{ ...A, sequence: 1, flags: FLAG.syn | FLAG.ack }, 'syn', 50000],
		"without a SYN the lab's port is the server's": [
			{ ...A, sequence: 1, flags: data, sourcePort: 80 },
			'lab-port',
			2222,
		],
		'without either the lower port is the server’s': [
			{ ...A, sequence: 1, flags: data, destinationPort: 8080 },
			'lower-port',
			8080,
		],
		'whoever speaks': [{ ...B, sequence: 1, flags: data, sourcePort: 8080 }, 'lower-port', 8080],
	};
	test.each(Object.entries(ROLES))('%s', async (_name, [frame, roleRule, serverPort]) => {
		expect((await connectionsOf(frame)).connections).toMatchObject([{ roleRule, server: { port: serverPort } }]);
	});

	test('keeps many connections apart while its tables grow', async () => {
		const count = 5000;
		const frames = [0, 1].flatMap((round) =>
			Array.from({ length: count }, (_, i) => ({
				...A,
				source: `10.${i % 7}.${i >> 8}.${i & 255}`,
				sourcePort: 1024 + (i % 3),
				sequence: i + round,
				flags: round === 0 ? FLAG.syn : FLAG.ack,
			})),
		);
		const { streams, connections } = await connectionsOf(...frames);
		const numbers = Array.from({ length: count }, (_, i) => i);
		expect(streams).toEqual([...numbers, ...numbers]);
		expect(connections.every(({ packets }) => packets === 2)).toBe(true);
	});
});
