import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Scenario } from '../src/lab/lab-plan.ts';
import { type LabResult, runLab } from '../src/lab/run-lab.ts';
import { fullScenario } from '../src/lab/scenario.ts';
import { LABS } from '../src/profile/labs.ts';
import { MAIN, packetLines } from './lab-process.ts';
import { named, needs } from './needs.ts';

const reason = needs('linux', 'tcpdump', 'ip', process.geteuid?.() === 0 ? 'namespaces' : 'user-namespaces');
const folder = mkdtempSync(join(tmpdir(), 'capnote-scenarios-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Longer than the 40 ms after which Linux sends a delayed ACK. */
const PAUSE_MS = 60;

function typed(...lines: readonly string[]): Scenario {
	return fullScenario({ kind: 'fed', lines, pauseMs: PAUSE_MS });
}

async function run(scenario: Scenario, profile: keyof typeof LABS = 'reqresp'): Promise<LabResult> {
	return await runLab(
		{ profile: LABS[profile], scenario, captures: folder, runner: 'netns' },
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

function segmentsOf({ capturePath }: LabResult): readonly string[] {
	return packetLines(capturePath ?? '').filter((line) => line.includes('Flags ['));
}

describe.skipIf(reason)(named('runLab()', reason), () => {
	test.each([1, 2, 7])('records %i typed messages in 3k + 7 segments', async (count) => {
		const result = await run(typed(...Array.from({ length: count }, (_, index) => `pesan ${index}`), 'bye'));
		expect(segmentsOf(result)).toHaveLength(3 * count + 7);
		expect(result).toMatchObject({ exchangesDone: count, interrupted: false, recording: { complete: true } });
	});

	test('records a refused connection when the server was not started', async () => {
		const scenario = { ...fullScenario({ kind: 'auto', messages: ['hello'] }), server: 'missing' } as const;
		const result = await run(scenario);
		expect(segmentsOf(result).map((line) => /Flags \[(.+?)\]/.exec(line)?.[1])).toEqual(['S', 'R.']);
		expect(result.exchangesDone).toBe(0);
		expect(result.clientEnd?.status).not.toBe(0);
	});

	test('records without the handshake when the recorder starts late', async () => {
		const result = await run({ ...typed('halo', 'bye'), recordFrom: 'connected' });
		const lines = segmentsOf(result);
		expect(lines.some((line) => line.includes('Flags [S'))).toBe(false);
		expect(lines).toHaveLength(3 + 7 - 3);
	});

	test('records without the close when the recorder is stopped early', async () => {
		const result = await run({ ...typed('halo'), recordUntil: 'replied' });
		const lines = segmentsOf(result);
		expect(lines.some((line) => line.includes('Flags [F'))).toBe(false);
		expect(lines).toHaveLength(3 + 7 - 3);
	});

	test('records in nanoseconds', async () => {
		const result = await run({ ...fullScenario({ kind: 'auto', messages: ['hello'] }), nanoseconds: true });
		expect(readFileSync(result.capturePath ?? '').readUInt32LE(0)).toBe(0xa1b23c4d);
		expect(segmentsOf(result)).toHaveLength(10);
	});

	test('records the upcall lab with its own port and reply', async () => {
		const result = await run(fullScenario({ kind: 'auto', messages: LABS.upcall.messages }), 'upcall');
		const bytes = readFileSync(result.capturePath ?? '').toString('latin1');
		expect(bytes).toContain('Upcall event: Processing distributed');
		expect(segmentsOf(result)).toHaveLength(16);
	});

	test('gives two labs of the same second two files', async () => {
		const scenario = fullScenario({ kind: 'auto', messages: ['x'] });
		const results = await Promise.all([run(scenario), run(scenario), run(scenario)]);
		expect(new Set(results.map((result) => result.capturePath)).size).toBe(3);
		expect(results.every((result) => existsSync(result.capturePath ?? ''))).toBe(true);
	});

	test('carries messages of 64 KiB', async () => {
		const result = await run(fullScenario({ kind: 'auto', messages: ['x'.repeat(65_536), 'bye'] }));
		expect(result).toMatchObject({ exchangesDone: 2, recording: { complete: true } });
	});
});
