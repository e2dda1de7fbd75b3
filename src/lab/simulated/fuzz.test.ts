import { stderr } from 'node:process';
import { expect, test } from 'vitest';
import type { AnalyzeResult } from '../../analyze.ts';
import { randomLab, simulate } from '../../testing/simulated.ts';
import { brokenPromises, compareWithTruth, UNKNOWABLE } from '../../testing/simulated-truth.ts';

/**
 * `CAPNOTE_SEEDS=20000 npx vitest run src/lab/simulated/fuzz.test.ts` tries more; `CAPNOTE_SEEDS_FROM=5001` with it
 * begins there, so that many can be tried in pieces.
 */
const SEEDS = Number(process.env.CAPNOTE_SEEDS ?? 1000);
const FIRST = Number(process.env.CAPNOTE_SEEDS_FROM ?? 1);
/** In which something rare happens: a SYN-ACK that comes after the FIN, or after the RST. */
const RARE_SEEDS = [2761, 3717, 9546];
const MS_PER_SEED = 200;

test(
	`${SEEDS} labs on bad cables, from seed ${FIRST} on: every byte arrives in order or an error is told, and the analysis agrees with the truth`,
	async () => {
		const total: Record<string, number> = { labs: SEEDS };
		const wrong: string[] = [];
		const seeds = Array.from({ length: SEEDS }, (_, i) => FIRST + i);
		for (const seed of new Set([...seeds, ...RARE_SEEDS])) {
			const { run, result } = await simulate(randomLab(seed), seed);
			const { disagreements, counts } = compareWithTruth(run, result);
			for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
			wrong.push(...[...brokenPromises(run.truth), ...disagreements].map((what) => `seed ${seed}: ${what}`));
		}
		stderr.write(`simulated: ${JSON.stringify(total)}\n`);
		expect(wrong).toEqual([]);
		// Each reason not to compare must be met, or it has no place in the table.
		for (const reason of Object.keys(UNKNOWABLE)) expect(total[reason], reason).toBeGreaterThan(0);
	},
	SEEDS * MS_PER_SEED,
);

/** The verdicts of the packets that are no copies. */
function verdicts({ analysis }: AnalyzeResult): readonly string[] {
	const packets = Array.from({ length: analysis.packetCount }, (_, i) => analysis.packet(i + 1));
	return packets
		.filter(({ duplicateOf, segment }) => duplicateOf === null && segment !== null)
		.map(({ segment, verdictLabels, states }) => {
			return `${segment?.side} ${segment?.relativeSequence} ${verdictLabels} ${states?.client}/${states?.server}`;
		});
}

/** A test each, so that a slow machine has the time of a test for one lab and not for all. */
test.each(Array.from({ length: 40 }, (_, i) => i + 1))(
	'recorded on `any`, each packet is judged as on the bridge, seed %i',
	async (seed) => {
		const lab = randomLab(seed);
		const links = Object.fromEntries(
			Object.entries(lab.links ?? {}).map(([name, link]) => [name, { ...link, duplicatePercent: 0 }]),
		);
		const bridge = await simulate({ ...lab, links }, seed);
		const any = await simulate({ ...lab, links, recording: { ...lab.recording, place: 'any' } }, seed);
		expect(verdicts(any.result)).toEqual(verdicts(bridge.result));
	},
);
