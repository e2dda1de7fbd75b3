import { describe, expect, test } from 'vitest';
import type { AnalyzeResult } from '../../analyze.ts';
import { simulate } from '../../testing/simulated.ts';
import { CASES } from '../../testing/simulated-cases.ts';
import { brokenPromises, compareWithTruth } from '../../testing/simulated-truth.ts';

function labelsOf({ analysis }: AnalyzeResult, kind: 'verdict' | 'shown'): Readonly<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (let number = 1; number <= analysis.packetCount; number++) {
		const { verdictLabels, labels } = analysis.packet(number);
		for (const name of kind === 'verdict' ? verdictLabels : (labels?.names ?? []))
			counts[name] = (counts[name] ?? 0) + 1;
	}
	return counts;
}

describe('what a simulated lab shows', () => {
	test.each(Object.entries(CASES))('%s', async (_, { lab, opening, ending, traits, labels, shows, tcpPackets }) => {
		for (const seed of [1, 2, 3]) {
			const { run, result } = await simulate(lab, seed);
			const connection = result.analysis.connection(1);
			expect(result.read).toMatchObject({ kind: 'capture', damage: null });
			const isWhole = lab.recording.place === 'bridge' && lab.recording.snaplen === 0;
			if (isWhole) expect(compareWithTruth(run, result).disagreements).toEqual([]);
			if (opening) expect(connection.lifeCycle.opening.kind).toBe(opening);
			if (ending) expect(connection.lifeCycle.ending.kind).toBe(ending);
			expect(connection.lifeCycle.traits.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...(traits ?? [])]));
			if (labels) expect(labelsOf(result, 'verdict')).toEqual(labels);
			expect(Object.keys(labelsOf(result, 'shown'))).toEqual(expect.arrayContaining([...(shows ?? [])]));
			if (tcpPackets) expect(connection.packets).toBe(tcpPackets);
			if (lab.limitMs > 100_000 && ending !== 'never-opened') expect(brokenPromises(run.truth)).toEqual([]);
		}
	});
});
