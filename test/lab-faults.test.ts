import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { LabOptions, LabResult } from '../src/lab/run-lab.ts';
import { fullScenario } from '../src/lab/scenario.ts';
import { LABS } from '../src/profile/labs.ts';
import { FAULT_CASES, SIMULATED_FAULT_CASES } from './fault-cases.ts';
import { analyzed, expectSeen, faultyLab } from './faulty-lab.ts';
import { named, needs } from './needs.ts';

const reason = needs('linux', 'tcpdump', 'ip', process.geteuid?.() === 0 ? 'namespaces' : 'user-namespaces');
const withTshark = reason ?? needs('tshark');
const folder = mkdtempSync(join(tmpdir(), 'capnote-faults-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lab = (faults: readonly string[], options: Partial<LabOptions> = {}): Promise<LabResult> =>
	faultyLab(folder, faults, options);

describe('lab --runner simulated --fault, without a network', () => {
	const hasTshark = needs('tshark') === undefined;

	test.each([...FAULT_CASES, ...SIMULATED_FAULT_CASES])('$faults is seen in the capture', async (of) => {
		const made = await lab(of.faults, { runner: 'simulated', seed: 1, name: `simulated-${of.faults.join('-')}` });
		await expectSeen(of, made, hasTshark);
	});

	test.each(SIMULATED_FAULT_CASES)(
		'$faults is refused by the runners with a real kernel, and auto simulates',
		async ({ faults }) => {
			await expect(lab(faults)).rejects.toMatchObject({ code: 'fault-elsewhere' });
			expect(await lab(faults, { runner: 'auto', name: `auto-${faults[0]}` })).toMatchObject({ runner: 'simulated' });
		},
	);
});

describe.skipIf(reason)(named('lab --fault', reason), () => {
	test.concurrent.each(FAULT_CASES)('$faults is seen in the capture', async (of) => {
		await expectSeen(of, await lab(of.faults), withTshark === undefined);
	});

	test('no ARP frame is there when the machines know each other', async () => {
		const { capturePath } = await lab(['no-arp'], { name: 'known' });
		expect(await analyzed(capturePath ?? '')).not.toContain('ARP');
	});

	test('several clients at once are several connections, each whole', async () => {
		const scenario = { ...fullScenario({ kind: 'auto', messages: ['satu', 'dua'] }), clients: 4 } as const;
		const { capturePath, exchangesDone } = await lab([], { name: 'clients', scenario });
		expect(exchangesDone).toBe(8);
		const text = await analyzed(capturePath ?? '');
		expect(text).toContain('4 TCP connections');
		expect(text.match(/closed in 3 segments/g)).toHaveLength(4);
	});

	test('a server that pushes speaks unasked', async () => {
		const plain = fullScenario({ kind: 'auto', messages: LABS.upcall.messages });
		const scenario = {
			...plain,
			serverManners: { ...plain.serverManners, push: { everyMs: 70 } },
			clientManners: { ...plain.clientManners, upcalls: true, pauseMs: 100 },
		};
		const { capturePath } = await lab([], { name: 'push', scenario, profile: LABS.upcall });
		const text = await analyzed(capturePath ?? '');
		expect(text).toContain('Upcall event: tick 1');
		expect(text).toContain('server speaks unasked, 20 bytes');
		expect(text).toContain('Upcall event: Processing hello');
	});

	test('the calls of the programs stand beside their packets', async () => {
		const { capturePath, eventsPath } = await lab([], { name: 'calls' });
		const text = await analyzed(capturePath ?? '', '--events', eventsPath ?? '');
		const rows = text.split('\n').map((line) => line.replace(/ {2,}/g, ' ').trim());
		const at = (wanted: RegExp): number => rows.findIndex((row) => wanted.test(row));
		expect(at(/program bind\(\) to 0\.0\.0\.0:2222/)).toBeLessThan(at(/^1 /));
		expect(at(/server program accept\(\) returned, [\d.]+ (µs|ms) after #5$/)).toBeGreaterThan(at(/^5 /));
		expect(at(/client program 5 send\(\) of 5 bytes, [\d.]+ (µs|ms) before #6$/)).toBe(at(/^6 /) - 1);
		expect(at(/server program 5 recv\(\) returned 5 bytes, [\d.]+ (µs|ms) after #6$/)).toBeGreaterThan(at(/^6 /));
		expect(text).toMatch(/^send\(\) +client +4 .* #6, #10, #12, #14$/m);
		expect(text).toMatch(/^close\(\) +client +1 .* #16$/m);
		expect(text).toMatch(/exact to ±[\d.]+ µs/);
		const { programs } = JSON.parse(await analyzed(capturePath ?? '', '--events', eventsPath ?? '', '-f', 'json'));
		expect(programs.badLines).toBe(0);
		const near = programs.events.filter(({ order }: { order: string }) => order === 'unsure');
		for (const { gapNs } of near) expect(Math.abs(Number(gapNs))).toBeLessThanOrEqual(Number(programs.uncertaintyNs));
	});

	test('without a recorder the events alone are kept', async () => {
		const { capturePath, eventsPath, exchangesDone } = await lab([], { name: 'unrecorded', records: false });
		expect(capturePath).toBeNull();
		expect(exchangesDone).toBe(4);
		expect(readFileSync(eventsPath ?? '', 'utf8')).toContain('"call":"accept"');
	});
});
