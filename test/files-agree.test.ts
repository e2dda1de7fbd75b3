/** Frames of captures that others wrote, beside what tshark 4.0 stored of them (`ORACLE.sh` in the shared corpus). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openFile } from '../src/node/file-source.ts';
import { type FrameCopy, readFrames } from '../src/testing/read-frames.ts';
import { named, needs } from './needs.ts';
import { SHARED, sharedFiles, sharedReason } from './shared-files.ts';
import { parseTable, type TsharkRow, tshark } from './tshark.ts';

const ORACLE = '.tshark.tsv';

/** Why tshark and we differ, file by file; everything else must be equal. */
const KNOWN: Readonly<Record<string, string>> = {
	'basic/test017.pcapng': 'tshark counts custom blocks as frames, which hold none',
	'basic/test018.pcapng': 'tshark counts custom blocks as frames, which hold none',
	'advanced/test102.pcapng': 'tshark counts custom blocks as frames, which hold none',
	'difficult/test202.pcapng': 'tshark counts custom blocks as frames, which hold none',
	'clusterfuzz-testcase-FuzzTarget-5188876846235648': 'tshark overflows on a fraction of over a second',
	'crash-eec28dafde1f1ac2299674a75a914ae16d4046fa': 'tshark overflows on a fraction of over a second',
	'lab-tcp.three-bytes.pcap': 'tshark takes it for an MP4 with one frame',
};

/** No capture at all, though tshark says nothing of it. */
const NO_CAPTURE = ['corpus/converted/lab-tcp.three-bytes.pcap', 'corpus/converted/zero-bytes.pcap'];
/** What tshark cannot go on with and we can: all three are whole by the letter of their formats. */
const NOT_DAMAGED = [
	// an unknown link type, which is no damage of the file
	'clusterfuzz-testcase-minimized-FuzzTarget-5631583764873216',
	// 44 bytes that tshark guesses to be of another variant, which they are too short for
	'clusterfuzz-testcase-minimized-FuzzTarget-5766899836387328',
	// a block of 139 bytes, as both its ends say, padded to 140
	'test007.ntar',
];
/** An option says that a MAC address has one byte. */
const BAD_OPTIONS = [
	'corpus/pcapng-test-generator/output_be/basic/test008.pcapng',
	'corpus/pcapng-test-generator/output_le/basic/test008.pcapng',
];

function knownReason(file: string): string | undefined {
	return Object.entries(KNOWN).find(([name]) => file.endsWith(name))?.[1];
}

/** What the corpus has, and where tshark ended with an error. */
const INDEX = sharedReason
	? []
	: parseTable(readFileSync(join(SHARED, 'corpus/INDEX.tsv'), 'utf8')).map((row) => ({
			file: `corpus/${row.path}`,
			complains: row.exercises?.includes('tshark says') === true,
		}));

const files = sharedFiles('corpus', ORACLE).map((name) => name.slice(0, -ORACLE.length));

describe.skipIf(sharedReason)('frames agree with tshark', () => {
	test.each(files)('%s', async (file) => {
		const rows = parseTable(readFileSync(join(SHARED, `${file}${ORACLE}`), 'utf8'));
		const { frames, numberOf } = await readFile(join(SHARED, file));
		const differences = compare(frames, rows, numberOf);
		if (knownReason(file) === undefined) expect(differences).toEqual([]);
		else expect(differences, 'is not different any more').not.toEqual([]);
	});

	test('is damaged where tshark complains, and nowhere else', async () => {
		const damaged: string[] = [];
		const badOptions: string[] = [];
		for (const { file } of INDEX) {
			const { result } = await readFile(join(SHARED, file));
			if (result.kind !== 'capture' || result.damage !== null) damaged.push(file);
			if (result.kind === 'capture' && result.badOptions.count > 0) badOptions.push(file);
		}
		const isWhole = (file: string) => NOT_DAMAGED.some((name) => file.endsWith(name));
		const complains = INDEX.filter(({ file, complains }) => complains && !isWhole(file)).map(({ file }) => file);
		expect(damaged.sort()).toEqual([...complains, ...NO_CAPTURE].sort());
		expect(badOptions.sort()).toEqual(BAD_OPTIONS);
	});
});

const noTshark = sharedReason ?? needs('tshark');
/** Those of the edge cases that are about files, not about what is in the frames. */
const edges = [
	'backward.pcap',
	'be.pcap',
	'empty0.pcap',
	'hdronly.pcap',
	'multi.pcapng',
	'multi_trunc.pcapng',
	'nano.pcap',
	'snap40.pcap',
	'trunc_final.pcap',
	'trunc_hdr.pcap',
].map((name) => join('edge', name));
const FIELDS = ['frame.len', 'frame.cap_len', 'frame.time_epoch', 'frame.interface_id'];

describe.skipIf(noTshark)(named('frames agree with the tshark of this machine', noTshark), () => {
	test.each(edges)('%s', async (file) => {
		const { frames, numberOf } = await readFile(join(SHARED, file));
		expect(compare(frames, await tsharkRows(join(SHARED, file)), numberOf)).toEqual([]);
	});
});

/** tshark prints what it could read of a damaged file, and fails. */
async function tsharkRows(path: string): Promise<readonly TsharkRow[]> {
	try {
		return await tshark(path, FIELDS);
	} catch (error) {
		return parseTable((error as { stdout: string }).stdout);
	}
}

async function readFile(path: string) {
	const source = openFile(path);
	try {
		const { result, frames } = await readFrames(source);
		const interfaces = result.kind === 'capture' ? result.head.interfaces : [];
		return { result, frames, numberOf: (id: number) => interfaces[id]?.number ?? 0 };
	} finally {
		await source.close();
	}
}

function compare(
	frames: readonly FrameCopy[],
	rows: readonly TsharkRow[],
	numberInSection: (interfaceId: number) => number,
): readonly string[] {
	if (frames.length !== rows.length) return [`${frames.length} frames, tshark has ${rows.length}`];
	return frames.flatMap((frame, i) => {
		const row = rows[i] ?? {};
		const time = `${frame.seconds}.${String(frame.nanoseconds).padStart(9, '0')}`;
		const pairs = [
			['frame.len', `${frame.originalBytes}`],
			['frame.cap_len', `${frame.bytes.length}`],
			['frame.time_epoch', row['frame.time_epoch'] === '' && time === '0.000000000' ? '' : time],
			['frame.interface_id', row['frame.interface_id'] === '' ? '' : `${numberInSection(frame.interfaceId)}`],
		] as const;
		return pairs
			.filter(([name, ours]) => row[name] !== ours)
			.map(([name, ours]) => `frame ${frame.number}: ${name} ${ours}, tshark ${row[name]}`);
	});
}
