import { describe, expect, test } from 'vitest';
import type { ByteSource } from '../file/source.ts';
import { createHotPlane, type HotPlaneOptions } from '../hot-plane.ts';
import { LABEL_PROFILE_NAMES, type LabelProfileName } from '../tcp/label-profile.ts';
import { randomEndings } from '../testing/endings.ts';
import { pcapFile } from '../testing/frames.ts';
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
