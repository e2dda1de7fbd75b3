import { describe, expect, test } from 'vitest';
import { addressText } from '../decode/address-table.ts';
import { IPV6, ipv6Text } from '../decode/ipv6.ts';
import type { ByteSource } from '../file/source.ts';
import { createHotPlane } from '../hot-plane.ts';
import { pcapFile } from '../testing/frames.ts';
import { conversation, manyConnections } from '../testing/many-connections.ts';
import { KERNELS } from '../testing/plane-text.ts';
import { ADDRESSES } from './layout.ts';
import { REUSED_PORTS } from './tcp-bits.ts';

const REMEMBERED = { young: 64, old: 2048 };
const ETHERNET_BYTES = 14;
const PACKETS = conversation(1, 1, 'fin').length;

/** A capture that begins with an open connection over IPv4. */
function behindIpv4(others: ByteSource): ByteSource {
	const first = pcapFile(conversation(40_000, 1, 'open'));
	let isBegun = false;
	return {
		name: others.name,
		async read(into) {
			const length = await others.read(into);
			if (isBegun) return length;
			// The first is the header of the file, and nothing else.
			isBegun = true;
			into.set(first);
			return first.length;
		},
	};
}

describe.each([
	['wasm', 60_000],
	['script', 20_000],
] as const)('IPv6 addresses of connections that are forgotten (%s)', (kernel, connections) => {
	test('are free for others, and those of rows and of what is remembered stay what they are', async () => {
		const plane = createHotPlane([], '4.6', { kernel: KERNELS[kernel](), forgets: true, remembered: REMEMBERED });
		const wrong: number[] = [];
		await plane.read(manyConnections(connections, connections, 6), (bytes) => {
			const { at, network, sourceAddress, connection } = plane.batch.columns;
			for (let row = 0; row < plane.batch.rows; row++) {
				const text = addressText(plane.addresses, network[row] ?? 0, sourceAddress[row] ?? 0);
				const isRight = text === ipv6Text(bytes, (at[row] ?? 0) + ETHERNET_BYTES + IPV6.source.at);
				const packet = plane.batch.firstNumber + row;
				if (!isRight || connection[row] !== Math.floor((packet - 1) / PACKETS)) wrong.push(packet);
			}
		});
		expect(wrong).toEqual([]);
		expect(plane.table.count()).toBe(connections);
		expect(plane.table.word(ADDRESSES)).toBeLessThan(13_000);
	});

	test('are not taken for those of IPv4, whose connections stay known', async () => {
		const plane = createHotPlane([], '4.6', { kernel: KERNELS[kernel](), forgets: true, remembered: REMEMBERED });
		const counted: number[] = [];
		await plane.read(behindIpv4(manyConnections(20_000, 20_000, 6)), () => {
			const { network, connection } = plane.batch.columns;
			for (let row = 0; row < plane.batch.rows; row++) if (network[row] === 4) counted.push(connection[row] ?? -1);
		});
		expect(counted).toEqual([0, 0, 0]);
		expect(plane.table.count()).toBe(20_001);
		expect(plane.table.word(ADDRESSES)).toBeLessThan(13_000);
	});

	test('of what is remembered are kept: the same ends are known when they come again', async () => {
		const remembered = { young: 64, old: 20_000 };
		const plane = createHotPlane([], '4.6', { kernel: KERNELS[kernel](), forgets: true, remembered });
		let known = 0;
		await plane.read(manyConnections(12_000, 9000, 6), () => {
			const labels = plane.batch.columns.labels.subarray(0, plane.batch.rows);
			for (const label of labels) if ((label & REUSED_PORTS) !== 0) known++;
		});
		expect(known).toBe(3000);
		expect(plane.table.word(ADDRESSES)).toBe(9001);
	});
});
