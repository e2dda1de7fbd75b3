import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaptureDriver, DriverOptions } from '../src/capture/driver.ts';
import { libpcapDriver } from '../src/capture/libpcap.ts';
import { createRecordCutter } from '../src/capture/record-cutter.ts';
import type { Recording } from '../src/capture/recording.ts';
import { tcpdumpDriver } from '../src/capture/tcpdump.ts';
import { type Bridge, openBridge } from './bridge.ts';
import { asOrdinaryUser, type Need, named, needs } from './needs.ts';
import { publicMain } from './public-copy.ts';

interface Contract {
	readonly name: string;
	readonly driver: CaptureDriver;
	readonly settings: Partial<DriverOptions>;
	readonly command: readonly string[];
	readonly needs: readonly Need[];
	/** What it says of a device that went away. */
	readonly gone: RegExp;
	/** Packets that certainly do not fit into its ring while it is stopped. */
	readonly flood: number;
	readonly forbidden: string;
	readonly badFilter: string;
}

const TCPDUMP: Contract = {
	name: 'tcpdump',
	settings: {},
	driver: tcpdumpDriver,
	command: ['tcpdump'],
	needs: ['linux', 'root', 'tcpdump', 'ip', 'namespaces'],
	gone: /^pcap_loop: The interface disappeared$/,
	flood: 20_000,
	forbidden: 'Cannot capture on "br-lab": tcpdump may not open a raw socket',
	badFilter: `Cannot record: tcpdump stopped and said "can't parse filter expression: syntax error"`,
};

const DRIVERS: readonly Contract[] = [
	TCPDUMP,
	{ ...TCPDUMP, name: 'tcpdump with a large ring', settings: { ringMebibytes: 128 } },
	{
		name: 'libpcap',
		settings: {},
		driver: libpcapDriver,
		command: [process.execPath, publicMain()],
		needs: ['linux', 'root', 'cap', 'ip', 'namespaces'],
		gone: /Assertion .status == 0. failed/,
		flood: 25_000,
		forbidden: 'Cannot capture on "br-lab": cap may not open a raw socket',
		badFilter: `Cannot record: cap stopped and said "br-lab: can't parse filter expression: syntax error"`,
	},
];

/** A recording under way, and the frames that it has written. */
interface Started {
	readonly recording: Recording;
	readonly frames: readonly Uint8Array[];
	readonly cutter: ReturnType<typeof createRecordCutter>;
}

describe.each(DRIVERS)(
	'driver',
	({ name, driver, settings, command, needs: wanted, gone, flood, forbidden, badFilter }) => {
		const reason = needs(...wanted);
		describe.skipIf(reason)(named(name, reason), () => {
			let bridge: Bridge;
			beforeAll(async () => {
				bridge = await openBridge();
			});
			afterAll(() => bridge.release());

			async function start(changes: Partial<DriverOptions> = {}, before: readonly string[] = []): Promise<Started> {
				const frames: Uint8Array[] = [];
				const cutter = createRecordCutter();
				const write = async (bytes: Uint8Array): Promise<void> => {
					frames.push(...cutter.add(bytes).map(({ frame }) => frame.slice()));
				};
				const recording = await driver.start({
					...{ iface: bridge.iface, snaplen: 65_400, keepRoot: before.length === 0, output: { write } },
					...settings,
					...changes,
					command: [...bridge.inside, ...before, ...command],
				});
				return { recording, frames, cutter };
			}

			test('start() resolves when the very next packet will be recorded', async () => {
				const { recording, frames } = await start();
				await bridge.send(1);
				expect(await recording.stop()).toMatchObject({ captured: 1, received: 1, dropped: 0, complete: true });
				expect(frames).toHaveLength(1);
			});

			test('stop() right behind the last packet loses none, 20 times', async () => {
				const counts: number[] = [];
				for (let run = 0; run < 20; run++) {
					const { recording, frames } = await start();
					await bridge.send(50);
					const result = await recording.stop();
					expect(result).toMatchObject({ captured: 50, received: 50, dropped: 0, complete: true, cause: 'stopped' });
					counts.push(frames.length);
				}
				expect(counts).toEqual(Array.from({ length: 20 }, () => 50));
			}, 60_000);

			test('keeps only what the filter lets through', async () => {
				const { recording, frames } = await start({ filter: 'udp[4:2] > 100' });
				await bridge.send(5, 22);
				await bridge.send(3, 200);
				expect(await recording.stop()).toMatchObject({ captured: 3, cause: 'stopped' });
				expect(frames.map(({ length }) => length)).toEqual([242, 242, 242]);
			});

			test('keeps only the beginning of frames, and says how long they were', async () => {
				const lengths: (readonly number[])[] = [];
				const cutter = createRecordCutter();
				const write = async (bytes: Uint8Array): Promise<void> => {
					lengths.push(...cutter.add(bytes).map(({ frame, originalBytes }) => [frame.length, originalBytes]));
				};
				const { recording } = await start({ snaplen: 96, output: { write } });
				await bridge.send(2, 1000);
				await recording.stop();
				expect(lengths).toEqual([
					[96, 1042],
					[96, 1042],
				]);
			});

			test('ends by itself after so many packets', async () => {
				const { recording, frames } = await start({ count: 7 });
				await bridge.send(20);
				await recording.ended;
				expect(await recording.stop()).toMatchObject({ captured: 7, cause: 'count-reached' });
				expect(frames).toHaveLength(7);
			});

			test('counts what the kernel dropped while nobody read, and says that it is incomplete', async () => {
				let release = (): void => undefined;
				const held = new Promise<void>((resolve) => {
					release = resolve;
				});
				const frames: Uint8Array[] = [];
				const cutter = createRecordCutter();
				const write = async (bytes: Uint8Array): Promise<void> => {
					await held;
					frames.push(...cutter.add(bytes).map(({ frame }) => frame.slice()));
				};
				const { recording } = await start({ output: { write } });
				await bridge.send(flood, 1400);
				release();
				const result = await recording.stop();
				expect(result).toMatchObject({ received: flood, complete: false, cause: 'stopped' });
				expect(result.dropped).toBeGreaterThan(0);
				expect((result.captured ?? 0) + (result.dropped ?? 0)).toBe(flood);
				expect(frames).toHaveLength(result.captured ?? 0);
			});

			test('keeps what was recorded when the interface is deleted', async () => {
				const own = await openBridge();
				const frames: Uint8Array[] = [];
				const cutter = createRecordCutter();
				const write = async (bytes: Uint8Array): Promise<void> => {
					frames.push(...cutter.add(bytes).map(({ frame }) => frame.slice()));
				};
				const recording = await driver.start({
					...{ iface: own.iface, snaplen: 65_400, keepRoot: true, output: { write } },
					...settings,
					command: [...own.inside, ...command],
				});
				await own.send(40);
				await own.ip('link del br-lab');
				await recording.ended;
				const result = await recording.stop();
				own.release();
				expect(result).toMatchObject({ cause: 'interface-gone', complete: false, said: expect.stringMatching(gone) });
				expect(frames).toHaveLength(40);
			});

			test('keeps what was recorded when the recorder is killed', async () => {
				const { recording, frames } = await start();
				await bridge.send(40);
				await sleep(100);
				recording.kill();
				expect(await recording.stop()).toMatchObject({ cause: 'ended-at-once', complete: false });
				expect(frames).toHaveLength(40);
			});

			test.each([
				['a missing right', {}, asOrdinaryUser(), 'capture-forbidden', forbidden],
				['a bad filter', { filter: 'prt 2222 and and' }, [], 'recorder-failed', badFilter],
				[
					'a missing device',
					{ iface: 'br-none' },
					[],
					'no-such-interface',
					'Cannot record "br-none": there is no such interface',
				],
			])('start() says what is wrong: %s', async (_, changes, before, code, message) => {
				await expect(start(changes, before)).rejects.toMatchObject({ code, message });
			});

			test('start() says that an interface is down', async () => {
				await bridge.ip('link add down0 type bridge');
				const attempt = start({ iface: 'down0' });
				await expect(attempt).rejects.toMatchObject({
					code: 'interface-down',
					message: 'Cannot record "down0": the interface is down',
				});
				await bridge.ip('link del down0');
			});
		});
	},
);
