import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fixtureFiles } from '../test/fixture-files.ts';
import { analyze } from './analyze.ts';
import { createLiveSource } from './cli/live-source.ts';
import { createLiveAnalysis } from './live-analysis.ts';
import type { AnnotatedPacket } from './tcp/analysis.ts';

const CHUNK_BYTES = 100;

/** Reads a file in small pieces, looking after each; gives each packet as it was shown first. */
async function shownLive(bytes: Uint8Array): Promise<readonly AnnotatedPacket[]> {
	const source = createLiveSource(bytes.length + 1);
	const live = createLiveAnalysis();
	const done = live.read(source);
	const shown: AnnotatedPacket[] = [];
	for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
		source.push(bytes.slice(at, at + CHUNK_BYTES));
		await new Promise((resolve) => setImmediate(resolve));
		shown.push(...live.take(3).packets);
	}
	source.end();
	await done;
	return [...shown, ...live.take(Number.POSITIVE_INFINITY).packets];
}

describe('createLiveAnalysis()', () => {
	test.each(fixtureFiles())('says of $name while it grows what analyze() says at the end', async ({ path }) => {
		const bytes = readFileSync(path);
		let at = 0;
		const source = {
			name: path,
			read: (into: Uint8Array) => {
				const part = bytes.subarray(at, at + into.length);
				into.set(part);
				at += part.length;
				return part.length;
			},
		};
		const { analysis } = await analyze(source);
		const shown = await shownLive(bytes);
		expect(shown).toHaveLength(analysis.packetCount);
		// Not the states: whether a server listens is known only when it has answered.
		const rows = shown.map(({ packet, notes, labels }) => ({ number: packet.number, notes, labels }));
		const final = shown.map(({ packet: { number } }) => analysis.packet(number));
		expect(rows).toEqual(final.map(({ packet, notes, labels }) => ({ number: packet.number, notes, labels })));
	});
});

test('createLiveSource() gives up rather than hold more than it may', async () => {
	const source = createLiveSource(10);
	source.push(new Uint8Array(8));
	expect(source.overran()).toBe(false);
	source.push(new Uint8Array(8));
	expect(source.overran()).toBe(true);
	const into = new Uint8Array(20);
	expect([await source.read(into), await source.read(into), await source.read(into)]).toEqual([8, 8, 0]);
});
