import { expect } from 'vitest';
import { nodeContext } from '../src/cli/node-context.ts';
import { run as runCommandLine } from '../src/cli/run.ts';
import { parseFaults } from '../src/lab/faults.ts';
import { type LabOptions, type LabResult, runLab } from '../src/lab/run-lab.ts';
import { fullScenario } from '../src/lab/scenario.ts';
import { LABS } from '../src/profile/labs.ts';
import type { FaultCase } from './fault-cases.ts';
import { MAIN } from './lab-process.ts';
import { tshark } from './tshark.ts';

/** Runs the lab with these faults; the capture is in the folder, under their names. */
export async function faultyLab(
	folder: string,
	faults: readonly string[],
	options: Partial<LabOptions> = {},
): Promise<LabResult> {
	const { messages } = LABS.reqresp;
	return await runLab(
		{
			...{ profile: LABS.reqresp, scenario: fullScenario({ kind: 'auto', messages }), captures: folder },
			...{ runner: 'netns', name: faults.join('-'), faults: parseFaults(faults), ...options },
		},
		{
			platform: process.platform,
			userId: process.geteuid?.(),
			environment: process.env,
			now: () => new Date(),
			self: [process.execPath, MAIN],
			emit: () => undefined,
			onInterrupt: () => () => undefined,
		},
	);
}

/** What `capnote analyze` says, wide enough that nothing is wrapped. */
export async function analyzed(...args: readonly string[]): Promise<string> {
	let text = '';
	const out = { write: (piece: string) => (text += piece), isTerminal: false, columns: 400 };
	await runCommandLine(['analyze', ...args, '--lang', 'en'], { ...nodeContext(''), out, environment: {} }, '');
	return text;
}

/** The capture of a fault shows it, to us and to tshark. */
export async function expectSeen(
	of: FaultCase,
	{ capturePath, recording }: LabResult,
	asksTshark: boolean,
): Promise<void> {
	expect(recording?.complete).toBe(!of.faults.includes('killed-capture'));
	const text = await analyzed(capturePath ?? '');
	for (const line of of.lines) expect(text).toMatch(line);
	if (!asksTshark) return;
	const rows = await tshark(capturePath ?? '', ['frame.number'], ['-Y', of.filter]);
	expect(rows.length, of.filter).toBeGreaterThanOrEqual(of.found);
}
