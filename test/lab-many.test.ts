import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { LABS } from '../src/profile/labs.ts';
import { createDice } from '../src/testing/traffic.ts';
import { ofProjects } from './docker.ts';
import {
	captureFiles,
	capturesOf,
	interfaces,
	type LabProcess,
	leftoversAfter,
	packetLines,
	startLab,
	tidy,
} from './lab-process.ts';
import { lacks, named, needs } from './needs.ts';

/**
 * Many runs in a row, every other one interrupted at a moment that nobody chose:
 *
 *     CAPNOTE_LAB_RUNS=50 CAPNOTE_SEED=1 npx vitest run test/lab-many.test.ts
 */
const runs = process.env.CAPNOTE_LAB_RUNS;
const seed = Number(process.env.CAPNOTE_SEED ?? 1);

const RUNNERS = [
	{
		...{ runner: 'netns', count: Number(runs ?? 6) },
		reason: needs('linux', 'tcpdump', 'ip', process.geteuid?.() === 0 ? 'namespaces' : 'user-namespaces'),
	},
	{
		...{ runner: 'docker', count: Number(runs ?? 2) },
		reason:
			needs('linux', 'root', 'tcpdump', 'docker') ??
			(lacks('compose-v2') === undefined ? undefined : needs('compose-v1')),
	},
] as const;

describe.each(RUNNERS)('many labs', ({ runner, count, reason }) => {
	describe.skipIf(reason)(named(`with --runner ${runner}`, reason), () => {
		test(
			`leave nothing behind after ${count} runs, half of them interrupted (seed ${seed})`,
			async () => {
				const dice = createDice(seed);
				const links = interfaces();
				// A moment is chosen from the time that the run before took.
				let wholeMs = 0;
				const ends = { whole: 0, interrupted: 0, withoutCapture: 0 };
				for (let run = 0; run < count; run++) {
					const temporary = mkdtempSync(join(tmpdir(), 'capnote-many-'));
					const name = dice.pick(Object.keys(LABS));
					const lab = startLab(['lab', name, '--runner', runner], ['env', `TMPDIR=${temporary}`]);
					const isInterrupted = run % 2 === 1;
					const start = performance.now();
					if (isInterrupted) await interrupt(lab, dice.roll(wholeMs), dice.pick([true, false]));
					const { status } = await lab.ended;
					if (!isInterrupted) wholeMs = Math.ceil(performance.now() - start);
					if (!isInterrupted) expect(status, lab.log()).toBe(0);
					expectWhole(lab, isInterrupted);
					expect(await leftoversAfter(lab, 5000)).toEqual([]);
					expect(readdirSync(temporary)).toEqual([]);
					expect(interfaces()).toEqual(links);
					if (runner === 'docker') expect(ofProjects(`capnote-${name}-${lab.child.pid}`)).toEqual([]);
					ends[isInterrupted ? 'interrupted' : 'whole'] += 1;
					if (capturesOf(lab).length === 0) ends.withoutCapture += 1;
					tidy(lab);
					rmSync(temporary, { recursive: true });
				}
				process.stdout.write(`${runner}: ${JSON.stringify(ends)}\n`);
			},
			count * 60_000,
		);
	});
});

/** Ctrl+C at a terminal reaches all of its programs; `kill` reaches one. */
async function interrupt({ child }: LabProcess, afterMs: number, isGroup: boolean): Promise<void> {
	await sleep(afterMs);
	const { pid = 0 } = child;
	if (child.exitCode === null && child.signalCode === null) process.kill(isGroup ? -pid : pid, 'SIGINT');
}

/** No file is half written; a capture is whole, and there is one after a run to the end. */
function expectWhole(lab: LabProcess, isInterrupted: boolean): void {
	const names = captureFiles(lab);
	expect(names.filter((name) => !/\.(pcap|json|events\.jsonl)$/.test(name))).toEqual([]);
	const counts = capturesOf(lab).map((capture) => packetLines(capture).length);
	if (!isInterrupted) expect(counts, lab.log()).toHaveLength(1);
	for (const count of counts) expect(count).toBeGreaterThan(0);
}
