/** Labels of segments whose headers are wrong or cut, beside those of tshark; all captures are made here. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyze } from '../src/analyze.ts';
import {
	CONVERSATION_STEPS,
	type Oddity,
	type OddityAt,
	oddConversations,
	randomOddities,
	SACK_EDGES,
} from '../src/testing/odd-options.ts';
import { bytesSource } from '../src/testing/source.ts';
import { named, needs } from './needs.ts';
import { tshark, tsharkCompleteness, tsharkProfile } from './tshark.ts';
import { LABEL_FIELDS, labelsAsTshark, normalizeTshark } from './tshark-labels.ts';

/** Ethernet, IPv4 and TCP without options. */
const HEADER_BYTES = 54;
const TCP_AT = 34;
const DUPLICATES = [8, 9, 10, 11];

function sack(length: number): Oddity {
	return { options: [5, length, ...SACK_EDGES.slice(0, Math.max(0, length - 2))] };
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

const CASES: Readonly<Record<string, OddityAt>> = {
	'nothing odd': () => undefined,
	...table('a SACK option of', [0, 1, ...range(2, 12), 17, 18, 26, 34], (n) => only(DUPLICATES, sack(n))),
	...table('a short SACK option with data, of', range(2, 9), (n) => only([7], sack(n))),
	'a SACK option that is longer than the header': only(DUPLICATES, { options: [5, 18, ...SACK_EDGES.slice(0, 8)] }),
	'two SACK options': only(DUPLICATES, {
		options: [5, 10, ...SACK_EDGES.slice(0, 8), 5, 10, ...SACK_EDGES.slice(8, 16)],
	}),
	'an option of 1 byte before SACK': only(DUPLICATES, { options: [99, 1, ...(sack(10).options ?? [])] }),
	'the end of options before SACK': only(DUPLICATES, { options: [0, ...(sack(10).options ?? [])] }),
	...table('a window scale in the SYN of', range(0, 5), (n) => only([1], scale(n))),
	...table('a window scale in the SYN-ACK of', range(0, 5), (n) => only([2], scale(n))),
	...table('a window scale in data of', range(0, 5), (n) => only([3, 4, 5], scale(n))),
	'two window scales': only([1], { options: [3, 3, 2, 3, 3, 5] }),
	...table('reserved bits', [0x200, 0x400, 0x800, 0xe00], (bits) => () => ({ bits })),
	...table('reserved bits in the SYN', [0x200, 0x400, 0x800, 0xe00], (bits) => only([1, 2], { bits })),
	...table('data, captured bytes', range(TCP_AT, TCP_AT + 15), (n) => only([7], { capturedBytes: n })),
	...table('SYN, captured bytes', range(TCP_AT, TCP_AT + 15), (n) => only([1], { capturedBytes: n })),
	...table('SYN-ACK with its options cut after', range(0, 3), (n) => only([2], { capturedBytes: HEADER_BYTES + n })),
	...table('SACK cut after', range(0, 11), (n) => only(DUPLICATES, { ...sack(10), capturedBytes: HEADER_BYTES + n })),
};

function table(name: string, numbers: readonly number[], of: (number: number) => OddityAt): Record<string, OddityAt> {
	return Object.fromEntries(numbers.map((number) => [`${name} ${number}`, of(number)]));
}

/** One line for each difference between us and tshark, of each conversation. */
async function differences(count: number, at: OddityAt, first = 0): Promise<readonly (readonly string[])[]> {
	const bytes = oddConversations(count, at, first);
	const folder = await mkdtemp(join(tmpdir(), 'capnote-odd-'));
	try {
		const path = join(folder, 'odd.pcap');
		await writeFile(path, bytes);
		const [rows, complete] = [await tshark(path, LABEL_FIELDS), await tsharkCompleteness(path)];
		const result = await analyze(bytesSource(bytes), { profile: tsharkProfile() });
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

const reason = needs('tshark');

describe.skipIf(reason)(named('labels of odd headers equal those of the tshark on this machine', reason), () => {
	const names = Object.keys(CASES);
	let found: readonly (readonly string[])[] = [];

	beforeAll(async () => {
		const cases = Object.values(CASES);
		found = await differences(cases.length, (step, conversation) => cases[conversation]?.(step, conversation));
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
		expect((await differences(200, oddities, first)).flat()).toEqual([]);
	});

	test('a header of which the last four bytes are cut is a segment to tshark, and none here', async () => {
		const [cut] = await differences(1, only([7], { capturedBytes: TCP_AT + 16 }));
		expect(cut).toContain(`#7 tcp.stream: ours "", tshark's "0"`);
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
