import { describe, expect, test } from 'vitest';
import { addressText } from '../decode/address-table.ts';
import { IPV6, ipv6Text } from '../decode/ipv6.ts';
import type { ByteSource } from '../file/source.ts';
import { createHotPlane, type HotPlane } from '../hot-plane.ts';
import { pcapFile } from '../testing/frames.ts';
import { conversation, manyConnections } from '../testing/many-connections.ts';
import { KERNELS } from '../testing/plane-text.ts';
import { bytesSource } from '../testing/source.ts';
import { ADDRESSES } from './layout.ts';
import { REUSED_PORTS } from './tcp-bits.ts';

const REMEMBERED = { young: 64, old: 2048 };
const ETHERNET_BYTES = 14;
const RECORD_HEADER_BYTES = 16;
const PACKETS = conversation(1, 1, 'fin').length;

/** A capture, and behind it the packets of another. */
function inTurn(first: Uint8Array, others: ByteSource): ByteSource {
	let at = 0;
	return {
		name: others.name,
		async read(into) {
			// The first that the others give is the header of their file, and nothing else.
			if (at === 0) await others.read(into);
			const part = first.subarray(at, at + into.length);
			at += part.length;
			into.set(part);
			return part.length > 0 ? part.length : others.read(into);
		},
	};
}

/** So many connections, and whether all of them are open at once or one after the other. */
type Group = readonly [count: number, isAtOnce: boolean];
/** Such that few addresses are in use when there are numbers for many, and then more than all of these. */
const GROUPS: readonly Group[] = [
	[10_000, true],
	[9000, false],
	[35_000, true],
];

/** A capture of these groups, and which connection each packet is of. */
async function inGroups(groups: readonly Group[]): Promise<{ file: Uint8Array; connections: readonly number[] }> {
	const total = groups.reduce((sum, [count]) => sum + count, 0);
	const source = manyConnections(total, total, 6);
	const into = new Uint8Array(1 << 20);
	const header = into.slice(0, await source.read(into));
	const records: Uint8Array[] = [];
	for (let length = await source.read(into); length > 0; length = await source.read(into)) {
		records.push(...recordsOf(into.slice(0, length)));
	}
	let first = 0;
	const order = groups.flatMap(([count, isAtOnce]) => {
		const packets = Array.from({ length: count * PACKETS }, (_, i) => first + i);
		first += packets.length;
		if (!isAtOnce) return packets;
		return [...packets.filter((packet) => !isClosing(packet)), ...packets.filter(isClosing)];
	});
	const file = Buffer.concat([header, ...order.map((packet) => records[packet] ?? into)]);
	return { file, connections: order.map((packet) => Math.floor(packet / PACKETS)) };
}

function isClosing(packet: number): boolean {
	return packet % PACKETS >= PACKETS / 2;
}

function recordsOf(bytes: Uint8Array): readonly Uint8Array[] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const records: Uint8Array[] = [];
	for (let at = 0, end = 0; at < bytes.length; at = end) {
		end = at + RECORD_HEADER_BYTES + view.getUint32(at + 8, true);
		records.push(bytes.subarray(at, end));
	}
	return records;
}

describe.each([
	['wasm', 60_000],
	['script', 20_000],
] as const)('IPv6 addresses of connections that are forgotten (%s)', (kernel, connections) => {
	const planeThatForgets = () =>
		createHotPlane([], '4.6', { kernel: KERNELS[kernel](), forgets: true, remembered: REMEMBERED });

	/** Packets whose source, or whose connection, is not told as it is. */
	async function wrongPackets(
		plane: HotPlane,
		source: ByteSource,
		connectionOf: (packet: number) => number,
	): Promise<readonly number[]> {
		const wrong: number[] = [];
		await plane.read(source, (bytes) => {
			const { at, network, sourceAddress, connection } = plane.batch.columns;
			for (let row = 0; row < plane.batch.rows; row++) {
				const text = addressText(plane.addresses, network[row] ?? 0, sourceAddress[row] ?? 0);
				const isRight = text === ipv6Text(bytes, (at[row] ?? 0) + ETHERNET_BYTES + IPV6.source.at);
				const packet = plane.batch.firstNumber + row;
				if (!isRight || connection[row] !== connectionOf(packet)) wrong.push(packet);
			}
		});
		return wrong;
	}

	test('are free for others, and those of rows and of what is remembered stay what they are', async () => {
		const plane = planeThatForgets();
		const many = manyConnections(connections, connections, 6);
		expect(await wrongPackets(plane, many, (packet) => Math.floor((packet - 1) / PACKETS))).toEqual([]);
		expect(plane.table.count()).toBe(connections);
		expect(plane.table.word(ADDRESSES)).toBeLessThan(13_000);
	});

	test.runIf(kernel === 'wasm')('are looked for while some are free, and as many as those are taken next', async () => {
		const plane = planeThatForgets();
		const { file, connections: made } = await inGroups(GROUPS);
		expect(await wrongPackets(plane, bytesSource(file), (packet) => made[packet - 1] ?? -1)).toEqual([]);
		expect(plane.table.count()).toBe(54_000);
	});

	test('are not taken for those of IPv4, whose connections stay known', async () => {
		const plane = planeThatForgets();
		const counted: number[] = [];
		await plane.read(inTurn(pcapFile(conversation(40_000, 1, 'open')), manyConnections(20_000, 20_000, 6)), () => {
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
