import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pcapFile } from '../testing/frames.ts';
import { concat, everything, pcapngBuilder } from '../testing/pcapng-blocks.ts';
import { readFrames } from '../testing/read-frames.ts';
import { bytesSource } from '../testing/source.ts';
import { timed } from '../testing/timed.ts';
import type { Damage } from './damage.ts';

const b = pcapngBuilder(true);
const FRAME = [1, 2, 3, 4, 5];
const SECTION = b.section();
const INTERFACE = b.iface(1, 0);
const PACKET = b.enhanced({ units: 1n, frame: FRAME });
const BEFORE = concat(SECTION, INTERFACE, PACKET);
const AT = BEFORE.length;
/** So little room that nothing but a hang explains more. */
const LIMIT_MS = 250;

async function damageOf(bytes: Uint8Array) {
	const { result, frames } = await readFrames(bytesSource(bytes));
	if (result.kind !== 'capture') throw new Error(`not a capture: ${result.looksLike}`);
	return { damage: result.damage, badOptions: result.badOptions, frames };
}

/** A block with some of its bytes written over. */
function altered(block: Uint8Array, at: number, value: number, size: 2 | 4 = 4): Uint8Array {
	const copy = block.slice();
	const view = new DataView(copy.buffer);
	if (size === 2) view.setUint16(at, value, true);
	else view.setUint32(at, value, true);
	return copy;
}

function withTotal(block: Uint8Array, total: number): Uint8Array {
	return altered(altered(block, 4, total), block.length - 4, total);
}

const SIMPLE = b.simple(5, FRAME);

const STOPS: Record<string, { block: Uint8Array; damage: Omit<Damage, 'at'> }> = {
	'a length of zero': { block: withTotal(PACKET, 0), damage: { reason: 'block-too-short', need: 32, have: 0 } },
	'a length under the least of its type': {
		block: withTotal(PACKET, 28),
		damage: { reason: 'block-too-short', need: 32, have: 28 },
	},
	'an unknown block without room for its ends': {
		block: withTotal(b.block(77, []), 8),
		damage: { reason: 'block-too-short', need: 12, have: 8 },
	},
	'an absurd length': {
		block: withTotal(PACKET, 0xffff_fff0),
		damage: { reason: 'block-too-long', need: 0xffff_fff0, have: 16_777_216 },
	},
	'an absurd length of a simple packet': {
		block: withTotal(SIMPLE, 0x7fff_fff0),
		damage: { reason: 'block-too-long', need: 0x7fff_fff0, have: 16_777_216 },
	},
	'an absurd length of a block that is passed over': {
		block: withTotal(b.block(77, [1, 2, 3, 4]), 0xffff_fff0),
		damage: { reason: 'cut', need: 0xffff_fff0, have: 16 + PACKET.length },
	},
	'ends that differ': {
		block: altered(PACKET, PACKET.length - 4, 1),
		damage: { reason: 'block-ends-differ', need: PACKET.length, have: 1 },
	},
	'ends that differ of a block that is passed over': {
		block: altered(b.block(77, [1, 2, 3, 4]), 12, 4),
		damage: { reason: 'block-ends-differ', need: 16, have: 4 },
	},
	'a frame beyond its block': {
		block: altered(PACKET, 20, 9),
		damage: { reason: 'frame-beyond-block', need: 9, have: 8 },
	},
	'a simple packet beyond its block': {
		block: altered(SIMPLE, 8, 9),
		damage: { reason: 'frame-beyond-block', need: 9, have: 8 },
	},
	'a frame longer than any': {
		block: altered(PACKET, 20, 0xffff_ffff),
		damage: { reason: 'bad-length', need: 0xffff_ffff, have: 262_144 },
	},
	'an interface that was not described': {
		block: altered(PACKET, 8, 1),
		damage: { reason: 'unknown-interface', need: 1, have: 1 },
	},
	'an obsolete packet of an unknown interface': {
		block: b.obsolete({ id: 65_535, units: 1n, frame: FRAME }),
		damage: { reason: 'unknown-interface', need: 65_535, have: 1 },
	},
	'a packet before the interfaces of its section': {
		block: concat(SECTION, PACKET),
		damage: { reason: 'unknown-interface', need: 0, have: 0 },
	},
	'a section of no byte order': {
		block: altered(SECTION, 8, 0x1234_5678),
		damage: { reason: 'byte-order', need: 0x1a2b_3c4d, have: 0x1234_5678 },
	},
	'a section of a later version': {
		block: altered(SECTION, 12, 2, 2),
		damage: { reason: 'unknown-version', need: 1, have: 2 },
	},
	'a section that says it is short': {
		block: altered(SECTION, 4, 12),
		damage: { reason: 'block-too-short', need: 28, have: 12 },
	},
};

describe('damaged pcapng', () => {
	test.each(Object.entries(STOPS))(
		'stops at %s, keeps what came before, says where',
		async (name, { block, damage }) => {
			const { frames, damage: found } = await damageOf(concat(BEFORE, block, PACKET));
			const at = name === 'a packet before the interfaces of its section' ? AT + SECTION.length : AT;
			expect(frames).toHaveLength(1);
			expect(found).toEqual({ at, ...damage });
		},
	);

	test('stops at more interfaces than are kept', async () => {
		const many = new Uint8Array(SECTION.length + INTERFACE.length * 65_537);
		many.set(SECTION);
		for (let i = 0; i < 65_537; i++) many.set(INTERFACE, SECTION.length + i * INTERFACE.length);
		const at = SECTION.length + 65_536 * INTERFACE.length;
		expect((await damageOf(many)).damage).toEqual({ at, reason: 'too-many-interfaces', need: 65_537, have: 65_536 });
	});

	const GOES_ON = {
		'an option beyond its interface block': [altered(b.iface(1, 0, [[2, 'x']]), 18, 500, 2), 16, 500, 8],
		'an option beyond its section header': [altered(b.section([[4, 'x']]), 26, 500, 2), 24, 500, 8],
		'an option beyond its packet': [
			altered(b.enhanced({ units: 1n, frame: [], options: [[1, 'x']] }), 30, 500, 2),
			28,
			500,
			8,
		],
		'a resolution of two bytes': [b.iface(1, 0, [[9, [6, 6]]]), 16, 2, 1],
		'a counter of four bytes': [b.counters(0, 1n, [[4, [1, 2, 3, 4]]]), 20, 4, 8],
	} as const;
	test.each(Object.entries(GOES_ON))('goes on behind %s', async (_name, [block, at, need, have]) => {
		const { damage, badOptions, frames } = await damageOf(concat(BEFORE, block, INTERFACE, PACKET));
		expect(damage).toBeNull();
		expect(badOptions).toEqual({ count: 1, first: { at: AT + at, need, have } });
		expect(frames.length).toBeGreaterThanOrEqual(2);
	});

	test('reads a length that leaves the padding out, as some writers do', async () => {
		const block = concat(
			Uint8Array.from([...b.u32(3), ...b.u32(17), ...b.u32(1), 9, 0, 0, 0]),
			Uint8Array.from(b.u32(17)),
		);
		expect(await damageOf(concat(BEFORE, block, PACKET))).toMatchObject({
			damage: null,
			frames: [{}, { bytes: [9] }, {}],
		});
	});

	test('keeps only so much of what the file says', async () => {
		const comment = b.enhanced({ units: 1n, frame: [], options: [[1, 'x'.repeat(60_000)]] });
		const { result } = await readFrames(bytesSource(Buffer.concat([BEFORE, ...new Array(300).fill(comment)])));
		expect(result).toMatchObject({ frames: 301, damage: null, head: { notKept: 161 } });
	});
});

/** Without an exception, without a hang, and with as many frames as it says. */
async function expectSoonRead(bytes: Uint8Array): Promise<void> {
	const { ms, result: read } = await timed(LIMIT_MS, () => readFrames(bytesSource(bytes)));
	expect(ms).toBeLessThan(LIMIT_MS);
	if (read.result.kind === 'capture') expect(read.result.frames).toBe(read.frames.length);
}

const THREE = [1, 2, 3].map((i) => ({ seconds: i, fraction: i, bytes: Uint8Array.from({ length: 20 * i }, () => i) }));
const FILES: Record<string, Uint8Array> = {
	pcap: pcapFile(THREE),
	'pcap, nanoseconds, big-endian': pcapFile(THREE, { nanoseconds: true, littleEndian: false }),
	'pcapng, little-endian': everything(pcapngBuilder(true)),
	'pcapng, big-endian': everything(pcapngBuilder(false)),
	'pcapng, two sections': concat(everything(pcapngBuilder(true)), everything(pcapngBuilder(false))),
};

describe.each(Object.entries(FILES))('%s', (_name, file) => {
	test('cut at any byte: whole frames before the cut are kept, damage is named unless it is between records', async () => {
		const whole = await readFrames(bytesSource(file));
		let isBetween = 0;
		for (let keep = 0; keep < file.length; keep++) {
			const { result, frames } = await readFrames(bytesSource(file.subarray(0, keep)));
			expect(frames).toEqual(whole.frames.slice(0, frames.length));
			if (result.kind === 'not-a-capture') {
				expect(keep).toBeLessThan(28);
				continue;
			}
			const { damage } = result;
			if (damage === null) isBetween++;
			else {
				expect(damage).toMatchObject({ reason: 'cut' });
				expect(damage.have).toBeLessThan(damage.need);
				expect(damage.at).toBeLessThan(keep);
				expect((await readFrames(bytesSource(file.subarray(0, damage.at || keep)))).frames).toEqual(frames);
			}
		}
		expect(isBetween).toBeLessThan(25);
	});

	test('gzipped and cut at any byte: what could be decompressed is kept', async () => {
		const gzip = gzipSync(file);
		const whole = await readFrames(bytesSource(file));
		let most = 0;
		for (let keep = 0; keep < gzip.length; keep++) {
			const { result, frames } = await readFrames(bytesSource(gzip.subarray(0, keep)));
			expect(frames).toEqual(whole.frames.slice(0, frames.length));
			expect(frames.length).toBeGreaterThanOrEqual(most);
			most = frames.length;
			if (result.kind === 'capture') expect(result.damage).toMatchObject({ reason: 'gzip-cut' });
			else expect(result.looksLike).toMatch(/^(empty|short|damaged-gzip|text|unknown)$/);
		}
		expect(most).toBe(whole.frames.length);
	});

	test('with bytes changed: no exception, no hang', async () => {
		const change = fc.record({
			at: fc.nat(file.length - 1),
			byte: fc.oneof(fc.nat(255), fc.constantFrom(0, 127, 255)),
		});
		const changes = fc.array(change, { minLength: 1, maxLength: 6 });
		await fc.assert(
			fc.asyncProperty(changes, fc.boolean(), async (all, isZipped) => {
				const bytes = file.slice();
				for (const { at, byte } of all) bytes[at] = byte;
				await expectSoonRead(isZipped ? gzipSync(bytes) : bytes);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('random bytes', () => {
	const STARTS = {
		nothing: [],
		pcap: [...pcapFile([])],
		'a section': [...SECTION],
		'a section and an interface': [...SECTION, ...INTERFACE],
		gzip: [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3],
	};
	test.each(Object.entries(STARTS))('behind %s: no exception, no hang', async (_name, start) => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
				await expectSoonRead(Uint8Array.from([...start, ...bytes]));
			}),
			{ numRuns: 1000 },
		);
	});
});
