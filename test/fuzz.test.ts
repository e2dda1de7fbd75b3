/**
 * Damaged captures, all the way from bytes to findings and JSON. 20,000 inputs in a usual run; `CAPNOTE_FUZZ` sets how
 * many (`npm run fuzz` takes 1,000,000), `CAPNOTE_FUZZ_FROM` which is the first, so that many can be tried in pieces.
 * Input number i is the same in every run, so a failure names what to repeat.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { analyze } from '../src/analyze.ts';
import { bytesSource } from '../src/file/bytes-source.ts';
import { writePcapng } from '../src/file/write-pcapng.ts';
import { findFindings } from '../src/findings/find.ts';
import { en } from '../src/i18n/en/index.ts';
import { id } from '../src/i18n/id/index.ts';
import { openCapture } from '../src/library.ts';
import { LABS } from '../src/profile/labs.ts';
import { jsonText } from '../src/render/json.ts';
import {
	ethernetFrame,
	ipv4Fragments,
	ipv4Packet,
	ipv6Fragments,
	ipv6Packet,
	tcpFrame,
	udpDatagram,
} from '../src/testing/frames.ts';
import { mutate } from '../src/testing/mutate.ts';
import { createDice, type Dice, randomTraffic } from '../src/testing/traffic.ts';

const RUNS = Number(process.env.CAPNOTE_FUZZ ?? 20_000);
const FIRST = Number(process.env.CAPNOTE_FUZZ_FROM ?? 0);
/** For one input of a few kilobytes, on a machine that does other things too. */
const LIMIT_MS = 2000;
const MOST_GROWTH_BYTES = 64 * 1024 * 1024;

/** NULL, Ethernet, PPP, raw IP, loopback, Linux cooked, IPv4, IPv6, Linux cooked 2, one that is not read. */
const LINK_TYPES = [0, 1, 9, 101, 108, 113, 228, 229, 276, 147];

function layeredCapture(): Uint8Array {
	const syn = { source: '10.0.0.1', destination: '10.0.0.2', sourcePort: 4000, destinationPort: 2222, sequence: 1 };
	const segment = [...tcpFrame({ ...syn, flags: 2, options: [2, 4, 5, 180, 1, 3, 3, 7] }).slice(34)];
	const four = ipv4Packet('10.0.0.1', '10.0.0.2', 6, segment);
	const six = ipv6Packet('fd00::1', 'fd00::2', 6, segment);
	const packets = [
		...[four, six, ipv4Packet('10.0.0.1', '10.0.0.2', 1, [3, 3, 0, 0, 0, 0, 0, 0, ...four])],
		ipv6Packet('fd00::1', 'fd00::2', 0, [6, 0, 1, 4, 0, 0, 0, 0, ...segment]),
		ipv6Packet('fd00::1', 'fd00::2', 58, [135, 0, 0, 0]),
		ipv4Packet('10.0.0.1', '10.0.0.2', 17, udpDatagram(4000, 53, [1, 2, 3])),
		...ipv4Fragments(['10.0.0.1', '10.0.0.2'], 6, segment, 16),
		...ipv6Fragments(['fd00::1', 'fd00::2'], 6, segment, 16),
	];
	const frames = packets.flatMap((packet, i) => [
		ethernetFrame(packet[0] === 0x60 ? 0x86dd : 0x0800, packet, i % 3 === 0 ? [7] : []),
		Uint8Array.from(packet),
	]);
	const interfaces = LINK_TYPES.map((linkType) => ({ linkType, snaplen: 0, comments: ['a'], filter: 'tcp' }));
	const at = frames.map((bytes, i) => ({ bytes, timeNs: BigInt(i), interfaceId: i % LINK_TYPES.length }));
	return Buffer.concat([...writePcapng({ interfaces, frames: at, names: [{ address: '10.0.0.1', names: ['x'] }] })]);
}

const layered = layeredCapture();
const SEEDS: readonly Uint8Array[] = [
	...readdirSync('fixtures')
		.filter((name) => name.endsWith('.pcap'))
		.map((name) => new Uint8Array(readFileSync(`fixtures/${name}`))),
	...[layered, layered, layered, gzipSync(layered)],
	...[randomTraffic(1, 40), randomTraffic(2, 40), gzipSync(randomTraffic(3, 40))],
];

function inputOf(number: number): Uint8Array {
	const dice = createDice(number);
	const mutated = dice.roll(16) === 0 ? randomBytes(dice) : mutate(dice.pick(SEEDS), dice.pick(SEEDS), dice);
	return dice.roll(16) === 0 ? gzipSync(mutated) : mutated;
}

/** Nothing but noise, mostly behind a beginning that is taken for a capture's. */
function randomBytes(dice: Dice): Uint8Array {
	const noise = Uint8Array.from({ length: dice.roll(600) }, () => dice.roll(256));
	const seed = dice.pick(SEEDS);
	return Buffer.concat([seed.subarray(0, dice.pick([0, 24, 28, 40, 100])), noise]);
}

/** Looks at everything that one input has, and sums up that it holds together. */
async function look(number: number): Promise<void> {
	const bytes = inputOf(number);
	const { read, analysis, name } = await analyze(bytesSource('fuzz', bytes));
	const findings = findFindings(analysis, Object.values(LABS));
	const frames = read.kind === 'capture' ? read.frames : 0;
	expect([...analysis.packets].map(({ packet }) => packet.number)).toHaveLength(frames);
	if (number % 4 === 0) {
		const view = { result: { read, analysis, name }, findings, words: en };
		JSON.parse([...jsonText(view, { en, id })].join(''));
	}
	if (number % 4 === 1) {
		const capture = await openCapture(bytes);
		let seen = 0;
		for await (const view of capture) if (view.packet.number === view.number) seen++;
		expect([seen, capture.end?.kind]).toEqual([frames, read.kind]);
	}
}

function bytesInUse(): number {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
	const { heapUsed, arrayBuffers } = process.memoryUsage();
	return heapUsed + arrayBuffers;
}

test(
	`${RUNS} damaged captures, from number ${FIRST} on: no exception, no hang, no growth`,
	async () => {
		const warm = Math.min(2000, RUNS / 4);
		let before = 0;
		let slowest = { number: 0, ms: 0 };
		for (let number = FIRST; number < FIRST + RUNS; number++) {
			if (number === FIRST + warm) before = bytesInUse();
			const started = performance.now();
			await look(number).catch((error) => {
				throw new Error(`input ${number}`, { cause: error });
			});
			const ms = performance.now() - started;
			if (ms > slowest.ms) slowest = { number, ms };
		}
		expect(slowest.ms, `input ${slowest.number}`).toBeLessThan(LIMIT_MS);
		expect(bytesInUse() - before).toBeLessThan(MOST_GROWTH_BYTES);
		if (process.env.CAPNOTE_FUZZ)
			process.stderr.write(`slowest: input ${slowest.number}, ${slowest.ms.toFixed(0)} ms\n`);
	},
	60_000 + RUNS * 20,
);
