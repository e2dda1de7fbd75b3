/** Labels of segments whose headers are wrong or cut, beside those of tshark; all captures are made here. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyze } from '../src/analyze.ts';
import type { LabelProfileName } from '../src/tcp/label-profile.ts';
import {
	CONVERSATION_STEPS,
	type Oddity,
	type OddityAt,
	oddConversations,
	randomOddities,
	SACK_EDGES,
} from '../src/testing/odd-options.ts';
import { bytesSource } from '../src/testing/source.ts';
import { named } from './needs.ts';
import { tshark, tsharkCompleteness } from './tshark.ts';
import { LABEL_FIELDS, labelsAsTshark, normalizeTshark } from './tshark-labels.ts';
import { type ProfileTshark, TSHARKS } from './tsharks.ts';

/** Ethernet, IPv4 and TCP without options. */
const HEADER_BYTES = 54;
const TCP_AT = 34;
const WINDOW_AT = 48;
const DUPLICATES = [8, 9, 10, 11];

function sack(length: number): Oddity {
	return { options: [5, length, ...SACK_EDGES.slice(0, Math.max(0, length - 2))] };
}

function twoSacks(length: number): Oddity {
	return { options: [...(sack(10).options ?? []), ...(sack(length).options ?? [])] };
}

function scale(length: number): Oddity {
	return { options: [3, length, 2, 0, 0].slice(0, Math.max(2, length)) };
}

const only =
	(steps: readonly number[], oddity: Oddity): OddityAt =>
	(step) =>
		steps.includes(step) ? oddity : undefined;
const range = (from: number, to: number): readonly number[] =>
	Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Of a frame: everywhere in the TCP header, but in its window. */
const CUT = [...range(TCP_AT, WINDOW_AT - 1), ...range(WINDOW_AT + 2, HEADER_BYTES - 1)];

const CASES: Readonly<Record<string, OddityAt>> = {
	'nothing odd': () => undefined,
	...table('a SACK option of', [0, 1, ...range(2, 12), 17, 18, 26, 34], (n) => only(DUPLICATES, sack(n))),
	...table('a short SACK option with data, of', range(2, 9), (n) => only([7], sack(n))),
	'a SACK option that is longer than the header': only(DUPLICATES, { options: [5, 18, ...SACK_EDGES.slice(0, 8)] }),
	'two SACK options': only(DUPLICATES, {
		options: [5, 10, ...SACK_EDGES.slice(0, 8), 5, 10, ...SACK_EDGES.slice(8, 16)],
	}),
	...table('a SACK option behind a whole one, of', [2, 3, 5, 9], (n) => only(DUPLICATES, twoSacks(n))),
	...table('a SACK option behind a whole one and before another, of', [2, 3, 5, 9], (n) =>
		only(DUPLICATES, { options: [...(twoSacks(n).options ?? []), ...(sack(10).options ?? [])] }),
	),
	...table('a SACK option behind a whole one in data, of', [2, 9], (n) => only([7], twoSacks(n))),
	'an option of 1 byte before SACK': only(DUPLICATES, { options: [99, 1, ...(sack(10).options ?? [])] }),
	'the end of options before SACK': only(DUPLICATES, { options: [0, ...(sack(10).options ?? [])] }),
	...table('a window scale in the SYN of', range(0, 5), (n) => only([1], scale(n))),
	...table('a window scale in the SYN-ACK of', range(0, 5), (n) => only([2], scale(n))),
	...table('a window scale in data of', range(0, 5), (n) => only([3, 4, 5], scale(n))),
	'two window scales': only([1], { options: [3, 3, 2, 3, 3, 5] }),
	...table('reserved bits', [0x200, 0x400, 0x800, 0xe00], (bits) => () => ({ bits })),
	...table('reserved bits in the SYN', [0x200, 0x400, 0x800, 0xe00], (bits) => only([1, 2], { bits })),
	...table('data, captured bytes', CUT, (n) => only([7], { capturedBytes: n })),
	...table('SYN, captured bytes', CUT, (n) => only([1], { capturedBytes: n })),
	...table('SYN-ACK, captured bytes', CUT, (n) => only([2], { capturedBytes: n })),
	...table('duplicate ACKs, captured bytes', CUT, (n) => only(DUPLICATES, { capturedBytes: n })),
	...table('a resent segment, captured bytes', CUT, (n) => only([12], { capturedBytes: n })),
	...table('SYN-ACK with its options cut after', range(0, 3), (n) => only([2], { capturedBytes: HEADER_BYTES + n })),
	...table('SACK cut after', range(0, 11), (n) => only(DUPLICATES, { ...sack(10), capturedBytes: HEADER_BYTES + n })),
};

/** Multipath TCP before a SACK option, of which nothing is read where tshark stops. */
const MULTIPATH: Readonly<Record<string, OddityAt>> = Object.assign(
	{},
	...[...range(0, 8), 15].map((subtype) =>
		table(`Multipath TCP, subtype ${subtype}, of`, [2, 3, 4, 11, 12, 20], (n) =>
			only(DUPLICATES, { options: [...multipath(subtype, n), ...(sack(10).options ?? [])] }),
		),
	),
);

function multipath(subtype: number, length: number): readonly number[] {
	return [30, length, subtype << 4, ...new Array<number>(17).fill(0)].slice(0, length);
}

/** Version 4.0 looks for the connection's other paths as well, and stops where it knows none. */
function casesOf(profile: LabelProfileName): Readonly<Record<string, OddityAt>> {
	return profile === '4.0' ? CASES : { ...CASES, ...MULTIPATH };
}

function table(name: string, numbers: readonly number[], of: (number: number) => OddityAt): Record<string, OddityAt> {
	return Object.fromEntries(numbers.map((number) => [`${name} ${number}`, of(number)]));
}

/** One line for each difference between us and tshark, of each conversation. */
async function differences(
	{ profile, program }: ProfileTshark,
	count: number,
	at: OddityAt,
	first = 0,
): Promise<readonly (readonly string[])[]> {
	const bytes = oddConversations(count, at, first);
	const folder = await mkdtemp(join(tmpdir(), 'capnote-odd-'));
	try {
		const path = join(folder, 'odd.pcap');
		await writeFile(path, bytes);
		const rows = await tshark(path, LABEL_FIELDS, [], program);
		const complete = await tsharkCompleteness(path, program);
		const result = await analyze(bytesSource(bytes), { profile });
		return Array.from({ length: count }, (_, conversation) => {
			const first = conversation * CONVERSATION_STEPS;
			const found = rows.slice(first, first + CONVERSATION_STEPS).flatMap((row, i) => {
				const [ours, theirs] = [labelsAsTshark(result, first + i + 1), normalizeTshark(row)];
				const fields = LABEL_FIELDS.filter((field) => ours[field] !== theirs[field]);
				return fields.map((field) => `#${first + i + 1} ${field}: ours "${ours[field]}", tshark's "${theirs[field]}"`);
			});
			const { completeness } = result.analysis.connection(conversation + 1);
			const theirs = complete.get(conversation);
			return theirs === completeness ? found : [...found, `completeness: ours ${completeness}, tshark's ${theirs}`];
		});
	} finally {
		await rm(folder, { recursive: true });
	}
}

describe.each(TSHARKS)('tshark $profile', (version) => {
	describe.skipIf(version.reason)(named('labels of odd headers equal its', version.reason), () => {
		const cases = casesOf(version.profile);
		const names = Object.keys(cases);
		let found: readonly (readonly string[])[] = [];

		beforeAll(async () => {
			const all = Object.values(cases);
			found = await differences(version, all.length, (step, conversation) => all[conversation]?.(step, conversation));
		}, 60_000);

		test.each(names)('%s', (name) => {
			expect(found[names.indexOf(name)]).toEqual([]);
		});

		test.each([
			[1, 0],
			[2, 0x7000_0000],
			[3, 0xc000_0000],
			[4, 0xffff_e000],
		])('random options, seed %i, numbers from %i on', async (seed, first) => {
			const oddities = randomOddities(seed);
			expect((await differences(version, 200, oddities, first)).flat()).toEqual([]);
		});

		test('a header that is cut in its window is no segment: 4.6 knows its connection all the same', async () => {
			const cuts = [0, 1].map((n) => differences(version, 1, only([7], { capturedBytes: WINDOW_AT + n })));
			const stream = version.profile === '4.6' ? [`#7 tcp.stream: ours "", tshark's "0"`] : [];
			expect((await Promise.all(cuts)).flat()).toEqual([stream, stream]);
		});

		test('a header that says it has less than 20 bytes is no segment: tshark takes the rest of it for data', async () => {
			const [found = []] = await differences(version, 1, only([9], { dataOffset: 4 }));
			expect(found).toContain(`#9 tcp.stream: ours "", tshark's "0"`);
			expect(found).toContain(`#14 tcp.analysis.push_bytes_sent: ours "100", tshark's "104"`);
		});
	});
});

describe('where the snaplen cut the options', () => {
	/** NOP, NOP, timestamps. */
	const OPTIONS = [1, 1, 8, 10, ...new Array<number>(8).fill(7)];

	test.each(range(0, 12))(
		'after %i of 12 bytes: no label until all are there, but the segment is remembered',
		async (n) => {
			const at = only(DUPLICATES, { options: OPTIONS, capturedBytes: HEADER_BYTES + n });
			const { analysis } = await analyze(bytesSource(oddConversations(1, at)), { profile: '4.6' });
			const namesOf = (step: number) => analysis.packet(step).labels?.names;
			const isWhole = n === OPTIONS.length;
			const duplicate = isWhole ? ['duplicate_ack'] : [];
			expect([8, 9, 10, 11].map(namesOf)).toEqual([[], duplicate, duplicate, isWhole ? ['window_update'] : []]);
			expect(analysis.packet(8).labels?.acknowledgesFrame ?? null).toBe(isWhole ? 6 : null);
			expect(namesOf(12)).toContain('fast_retransmission');
			expect(analysis.packetCount).toBe(CONVERSATION_STEPS);
		},
	);
});
