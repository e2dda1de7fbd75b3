/**
 * Odd files, made here, beside what tshark reads of them: that of this machine packet by packet, and of the capinfos
 * beside each version what it counts.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FrameCopy, readFrames } from '../src/testing/read-frames.ts';
import { bytesSource } from '../src/testing/source.ts';
import { type CapinfosRow, capinfos } from './capinfos.ts';
import { named, needs } from './needs.ts';
import { type Aspect, DIFFERENCES, differenceOf } from './odd-files/differences.ts';
import { GZIP_FILES } from './odd-files/gzip.ts';
import { PCAP_FILES } from './odd-files/pcap.ts';
import { PCAPNG_FILES } from './odd-files/pcapng.ts';
import { parseTable, type TsharkRow, tshark, tsharkProfile } from './tshark.ts';
import { TSHARKS } from './tsharks.ts';

const FILES: Readonly<Record<string, Uint8Array>> = Object.fromEntries(
	Object.entries({ pcapng: PCAPNG_FILES, pcap: PCAP_FILES, gzip: GZIP_FILES }).flatMap(([kind, files]) =>
		Object.entries(files).map(([name, bytes]) => [`${kind}: ${name}`, bytes]),
	),
);
const NAMES = Object.keys(FILES);
const FIELDS = ['time_epoch', 'len', 'cap_len', 'interface_id', 'encap_type', 'comment'].map((name) => `frame.${name}`);
/** All comments of a packet. */
const ALL_VALUES = ['-E', 'occurrence=a', '-E', 'aggregator=|'];

/** Link type → Wireshark's number for it (`wtap.h`), and its name. */
const ENCAPSULATIONS: Readonly<Record<number, readonly [number: number, name: string]>> = {
	0: [15, 'null'],
	1: [1, 'ether'],
	6: [2, 'tr'],
	7: [8, 'arcnet'],
	8: [3, 'slip'],
	9: [4, 'ppp'],
	10: [6, 'fddi-swapped'],
	12: [7, 'rawip'],
	50: [4, 'ppp'],
	51: [139, 'pppoes'],
	99: [61, 'symantec'],
	101: [7, 'rawip'],
	104: [28, 'chdlc'],
	105: [20, 'ieee-802-11'],
	107: [26, 'frelay'],
	108: [174, 'loop'],
	113: [25, 'linux-sll'],
	117: [39, 'pflog'],
	127: [23, 'ieee-802-11-radiotap'],
	147: [45, 'user0'],
	162: [60, 'user15'],
	228: [129, 'rawip4'],
	229: [130, 'rawip6'],
	239: [141, 'nflog'],
	276: [210, 'linux-sll2'],
	5000: [0, 'unknown'],
};

/** A file as we read it. */
interface Ours {
	readonly frames: readonly FrameCopy[];
	readonly isDamaged: boolean;
	readonly format: 'pcap' | 'pcapng';
	/** Of all interfaces. */
	readonly links: readonly number[];
	readonly numberOf: (interfaceId: number) => number;
	readonly commentsOf: (packet: number) => readonly string[];
}

async function readOurs(bytes: Uint8Array): Promise<Ours> {
	const { result, frames } = await readFrames(bytesSource(bytes));
	const head = result.kind === 'capture' ? result.head : undefined;
	return {
		frames,
		isDamaged: result.kind !== 'capture' || result.damage !== null,
		format: head?.format ?? 'pcap',
		links: (head?.interfaces ?? []).map(({ linkType }) => linkType),
		numberOf: (id) => head?.interfaces[id]?.number ?? -1,
		commentsOf: (packet) => head?.packetComments.get(packet) ?? [],
	};
}

const folder = mkdtempSync(join(tmpdir(), 'capnote-odd-files-'));
const pathOf = (name: string) => join(folder, `${NAMES.indexOf(name)}`);
const all = new Map<string, Ours>();

beforeAll(async () => {
	for (const [name, bytes] of Object.entries(FILES)) {
		writeFileSync(pathOf(name), bytes);
		all.set(name, await readOurs(bytes));
	}
});
afterAll(() => rmSync(folder, { recursive: true }));

function oursOf(name: string): Ours {
	const ours = all.get(name);
	if (!ours) throw new Error(`no file "${name}"`);
	return ours;
}

test('every difference is of a file', () => {
	expect(Object.keys(DIFFERENCES).filter((name) => !NAMES.includes(name))).toEqual([]);
});

const reason = needs('tshark');

describe.skipIf(reason)(named('odd files agree with the tshark of this machine', reason), () => {
	test.concurrent.each(NAMES)('%s', async (name) => {
		const { rows, complains } = await tsharkRows(pathOf(name));
		const found = differences(oursOf(name), rows, complains);
		const known = differenceOf(name, tsharkProfile());
		expect([...new Set(found.map(({ aspect }) => aspect))], found.map(({ text }) => text).join('\n')).toEqual(
			known?.in ?? [],
		);
	});
});

/** tshark prints what it could read of a damaged file, and fails. */
async function tsharkRows(path: string): Promise<{ rows: readonly TsharkRow[]; complains: boolean }> {
	try {
		return { rows: withoutHead(await tshark(path, FIELDS, ALL_VALUES)), complains: false };
	} catch (error) {
		return { rows: withoutHead(parseTable((error as { stdout: string }).stdout)), complains: true };
	}
}

/** An empty table has an empty line. */
function withoutHead(rows: readonly TsharkRow[]): readonly TsharkRow[] {
	return rows.filter((row) => (row['frame.len'] ?? '') !== '');
}

interface Found {
	readonly aspect: Aspect;
	readonly text: string;
}

function differences(ours: Ours, rows: readonly TsharkRow[], complains: boolean): readonly Found[] {
	const pairs: [aspect: Aspect, ours: string, theirs: string][] = [
		['frames', `${ours.frames.length}`, `${rows.length}`],
		['damage', `${ours.isDamaged}`, `${complains}`],
	];
	for (const [i, frame] of ours.frames.slice(0, rows.length).entries()) {
		const row = rows[i] ?? {};
		pairs.push(
			['time', timeText(frame), row['frame.time_epoch'] || '0.000000000'],
			['wire', `${frame.originalBytes}`, row['frame.len'] ?? ''],
			['captured', `${frame.bytes.length}`, row['frame.cap_len'] ?? ''],
			[
				'interface',
				ours.format === 'pcap' ? '' : `${ours.numberOf(frame.interfaceId)}`,
				row['frame.interface_id'] ?? '',
			],
			['link', `${ENCAPSULATIONS[frame.linkType]?.[0]}`, row['frame.encap_type'] ?? ''],
			['comments', ours.commentsOf(frame.number).join('|'), row['frame.comment'] ?? ''],
		);
	}
	return pairs
		.filter(([, mine, theirs]) => mine !== theirs)
		.map(([aspect, mine, theirs]) => ({ aspect, text: `${aspect}: ours "${mine}", tshark's "${theirs}"` }));
}

function timeText({ seconds, nanoseconds }: FrameCopy): string {
	return `${seconds}.${String(nanoseconds).padStart(9, '0')}`;
}

describe.each(TSHARKS)('capinfos $profile', ({ profile, program, reason }) => {
	describe.skipIf(reason)(named('odd files agree with it', reason), () => {
		test(`all ${NAMES.length}`, () => {
			const rows = capinfos(program, NAMES.map(pathOf));
			const found = NAMES.flatMap((name) => {
				const aspects = counted(oursOf(name), rows.get(pathOf(name)));
				const known = differenceOf(name, profile);
				const expected = known?.capinfosAgrees ? [] : COUNTED.filter((aspect) => known?.in.includes(aspect));
				return aspects.join() === expected.join() ? [] : [`${name}: ${aspects} instead of ${expected}`];
			});
			expect(found).toEqual([]);
		}, 60_000);
	});
});

const COUNTED: readonly Aspect[] = ['frames', 'damage', 'wire', 'link'];

/** In what our sums differ from those of capinfos, which has none of a damaged file but the number of frames. */
function counted(ours: Ours, theirs: CapinfosRow | undefined): readonly Aspect[] {
	const differing = new Set<Aspect>();
	if (theirs?.frames !== ours.frames.length) differing.add('frames');
	if (theirs?.complains !== ours.isDamaged) differing.add('damage');
	const { summary } = theirs ?? {};
	if (summary && !differing.has('frames')) {
		if (summary.wireBytes !== ours.frames.reduce((sum, { originalBytes }) => sum + originalBytes, 0)) {
			differing.add('wire');
		}
		if (ours.links.length > 0 && summary.encapsulation !== encapsulationOf(ours)) differing.add('link');
	}
	return COUNTED.filter((aspect) => differing.has(aspect));
}

function encapsulationOf({ links }: Ours): string {
	const names = new Set(links.map((link) => ENCAPSULATIONS[link]?.[1]));
	return names.size > 1 ? 'per-packet' : [...names].join();
}
