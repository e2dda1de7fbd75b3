import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { verifyCapture } from '../src/cli/verify-capture.ts';
import type { Connection } from '../src/tcp/analysis.ts';
import { analyzePath } from './capture-file.ts';
import { fixtureFiles, goldenFiles, goldenText, withReadmeTable } from './fixture-files.ts';

const FIXTURES = fixtureFiles();
const WHOLE = FIXTURES.filter(({ isCut }) => !isCut);

describe('the golden outputs', () => {
	const goldens = FIXTURES.flatMap((fixture) =>
		goldenFiles(fixture).map((golden) => ({ fixture, golden, path: golden.path })),
	);
	test.each(goldens)(
		'$path is what capnote prints (npm run fixtures -- golden writes it anew)',
		async ({ fixture, golden, path }) => {
			expect(await goldenText(fixture, golden)).toBe(readFileSync(path, 'utf8'));
		},
	);
});

test('the README opens with a table that capnote prints (npm run fixtures -- golden writes it anew)', async () => {
	const readme = readFileSync('README.md', 'utf8');
	expect(readme).toContain('<!-- table: fixtures/record.ts writes it -->\n```\nNo. ');
	expect(await withReadmeTable(readme)).toBe(readme);
});

describe('pcap-parser, which somebody else wrote, finds the same packets', () => {
	test.each(WHOLE)('$name', async ({ path }) => {
		const result = await analyzePath(path);
		expect(result.analysis.packetCount).toBeGreaterThan(1);
		expect(await verifyCapture(path, result)).toEqual({ kind: 'agrees' });
	});

	test.each(WHOLE)('$name: and it would be noticed if it did not', async ({ path }) => {
		const result = await analyzePath(path);
		const { analysis } = result;
		const oneLess = { ...analysis, packetCount: analysis.packetCount - 1 };
		const oneBit = {
			...analysis,
			frame: (number: number) => {
				const frame = analysis.frame(number);
				return number < 2 ? frame : { ...frame, bytes: frame.bytes.map((byte, i) => (i === 30 ? byte ^ 1 : byte)) };
			},
		};
		expect(await verifyCapture(path, { ...result, analysis: oneLess })).toMatchObject({
			kind: 'differs',
			difference: { field: 'count' },
		});
		expect(await verifyCapture(path, { ...result, analysis: oneBit })).toMatchObject({
			kind: 'differs',
			difference: { packet: 2, field: 'bytes' },
		});
	});
});

/** What is true of each fixture, whatever the machine that recorded it. */
const FACTS: Record<string, object> = {
	'automatic-k4': {
		packets: 2 * 4 + 8,
		endSeen: true,
		handshake: { complete: true },
		close: { shape: 'three-segment', starter: 'client' },
	},
	'typed-k1': { packets: 3 * 1 + 7, endSeen: true, close: { shape: 'three-segment', starter: 'client' } },
	'typed-k2': { packets: 3 * 2 + 7, endSeen: true, close: { shape: 'three-segment', starter: 'client' } },
	'typed-k7': { packets: 3 * 7 + 7, endSeen: true, close: { shape: 'three-segment', starter: 'client' } },
	'started-midway': {
		roleRule: 'lab-port',
		startSeen: false,
		endSeen: true,
		handshake: { complete: false, packets: [] },
	},
	'stopped-early': { startSeen: true, endSeen: false, close: { shape: 'none', starter: null } },
	refused: { packets: 2, handshake: { complete: false }, close: { shape: 'reset', starter: 'server' } },
	nanoseconds: { packets: 2 * 4 + 8, endSeen: true },
	cut: { packets: 2 * 4 + 8 - 1, endSeen: false, close: { shape: 'three-segment' } },
	'upcall-k4': { packets: 2 * 4 + 8, endSeen: true, server: { port: 4141 }, lab: { name: 'upcall' } },
	'voting-k5': { packets: 2 * 5 + 8 - 1, endSeen: true, server: { port: 2223 }, lab: { name: 'voting' } },
	utf8: { packets: 2 * 2 + 8, endSeen: true },
	'refused-then-started': { packets: 2, close: { shape: 'reset', starter: 'server' } },
	'any-sll2': { endSeen: true, close: { shape: 'three-segment', starter: 'client' } },
};
/** One unless given. */
const CONNECTIONS: Record<string, number> = { 'refused-then-started': 2 };
const MESSAGES: Record<string, readonly string[]> = {
	'automatic-k4': ['hello', 'distributed', 'systems', 'bye'],
	'typed-k1': ['halo'],
	'typed-k2': ['halo', 'nama saya Budi'],
	'typed-k7': ['satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh'],
	'started-midway': ['halo', 'apa kabar'],
	'stopped-early': ['halo', 'apa kabar'],
	refused: [],
	'refused-then-started': [],
	utf8: ['Suhu: 28°C', 'selesai ✓'],
	'voting-k5': ['Option A', 'Option B', 'Option A', 'Option D', 'exit'],
};

describe('what the lab recorded is what the analysis finds', () => {
	test('every fixture is listed here', () => {
		expect(FIXTURES.map(({ name }) => name).sort()).toEqual(Object.keys(FACTS).sort());
	});

	test.each(FIXTURES)('$name', async ({ name, path }) => {
		const { analysis, read } = await analyzePath(path);
		const connection = analysis.connection(1);
		expect(analysis.connectionCount).toBe(CONNECTIONS[name] ?? 1);
		expect(connection).toMatchObject({ server: { port: 2222 }, lab: { name: 'reqresp' }, ...FACTS[name] });
		expect(read).toMatchObject({ damage: name === 'cut' ? { reason: 'cut', need: 66, have: 46 } : null });
		expect(connection.exchanges.every(({ reply, followsRule }) => reply === null || followsRule)).toBe(true);
		if (MESSAGES[name]) expect(requests(connection)).toEqual(MESSAGES[name]);
	});
});

function requests({ exchanges }: Connection): readonly string[] {
	return exchanges.map(({ request }) => Buffer.concat(request?.parts ?? []).toString());
}
