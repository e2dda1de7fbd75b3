import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import {
	captureFiles,
	capturesOf,
	interfaces,
	type LabProcess,
	leftoverProcesses,
	leftoversAfter,
	packetLines,
	startLab,
	tidy,
} from './lab-process.ts';
import { asOrdinaryUser, named, needs } from './needs.ts';

const links = interfaces();
const started: LabProcess[] = [];

function lab(args: readonly string[], before: readonly string[] = []): LabProcess {
	const process = startLab(['lab', 'reqresp', ...args], before);
	started.push(process);
	return process;
}

afterEach(() => {
	for (const process of started.splice(0)) tidy(process);
});

const USERS = [
	{ who: 'root', before: [], reason: needs('linux', 'root', 'tcpdump', 'ip', 'namespaces') },
	{
		who: 'an ordinary user',
		before: asOrdinaryUser(),
		reason: needs('linux', 'tcpdump', 'ip', 'user-namespaces'),
	},
] as const;

describe.each(USERS)('lab reqresp', ({ who, before, reason }) => {
	describe.skipIf(reason)(named(`as ${who}`, reason), () => {
		test('records a whole run of the automatic client: ARP first, 2k + 8 segments', async () => {
			const run = lab([], before);
			expect(await run.ended, run.log()).toEqual({ status: 0, signal: null });
			const [capture = ''] = capturesOf(run);
			const lines = packetLines(capture);
			expect(lines[0]).toContain('ARP, Request who-has 10.77.0.3');
			expect(lines[1]).toContain('ARP, Reply 10.77.0.3');
			expect(lines[2]).toContain('Flags [S]');
			expect(segments(lines)).toBe(2 * 4 + 8);
			expect(lines).toHaveLength(18);
			expect(recordingOf(capture)).toMatchObject({ captured: 18, received: 18, dropped: 0, complete: true });
			expectNothingLeft(run);
		});

		test.each([
			['a', 1],
			['satu,dua', 2],
			['1,2,3,4,5,6,7', 7],
		])('sends exactly the messages %s', async (messages, count) => {
			const run = lab(['--messages', messages], before);
			expect((await run.ended).status, run.log()).toBe(0);
			expect(segments(packetLines(capturesOf(run)[0] ?? ''))).toBe(2 * count + 8);
		});

		test('takes typed messages from a pipe and does not send the end word', async () => {
			const run = lab(['--interactive'], before);
			run.child.stdin?.end('halo\nbye\n');
			expect((await run.ended).status, run.log()).toBe(0);
			expect(run.log()).toContain('Received from server: Echo: halo');
			expect(run.log()).not.toContain('Received from client: bye');
			expectNothingLeft(run);
		});

		test.each([
			{ at: 'the prompt', signal: 'SIGINT', group: true },
			{ at: 'the prompt', signal: 'SIGTERM', group: false },
			{ at: 'the prompt', signal: 'SIGHUP', group: false },
		] as const)('$signal at $at (group: $group) keeps what was recorded', async ({ signal, group }) => {
			const run = lab(['--interactive'], before);
			await run.logged('Enter message: ');
			run.child.stdin?.write('halo\n');
			await run.logged('Enter another message: ');
			// The scan for leftovers sees the lab's processes: outside, unshare, inside, two holders, tcpdump, two programs.
			expect(leftoverProcesses(run).length).toBeGreaterThanOrEqual(8);
			kill(run, signal, group);
			expect(await run.ended, run.log()).toEqual({ status: 0, signal: null });
			const lines = packetLines(capturesOf(run)[0] ?? '');
			expect(lines.filter((line) => line.includes('Flags [F.]'))).toHaveLength(2);
			expect(recordingOf(capturesOf(run)[0] ?? '')).toMatchObject({ complete: true, interrupted: true });
			expectNothingLeft(run);
		});

		test('a second Ctrl+C ends at once and leaves nothing running', async () => {
			const run = lab(['--interactive'], before);
			await run.logged('Enter message: ');
			kill(run, 'SIGINT', false);
			kill(run, 'SIGINT', false);
			await sleep(5);
			kill(run, 'SIGINT', false);
			await run.ended;
			expectNothingLeft(run);
		});

		test.each(moments(10, 70))('Ctrl+C after %i ms leaves nothing but a whole capture', async (afterMs) => {
			await Promise.all(
				[true, false].map(async (group) => {
					const run = lab([], before);
					await sleep(afterMs);
					kill(run, 'SIGINT', group);
					await run.ended;
					await expectSoonNothingLeft(run);
					expectWhole(run);
				}),
			);
		});

		test.each(moments(6, 120))('kill -9 after %i ms leaves nothing but a whole capture', async (afterMs) => {
			const run = lab(['--interactive'], before);
			await sleep(afterMs);
			kill(run, 'SIGKILL', false);
			await run.ended;
			await expectSoonNothingLeft(run);
			expectWhole(run);
		});
	});
});

/** Points in time that are spread over a run. */
function moments(count: number, apartMs: number): readonly number[] {
	return Array.from({ length: count }, (_, index) => index * apartMs);
}

function kill({ child }: LabProcess, signal: NodeJS.Signals, group: boolean): void {
	if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	process.kill(group ? -child.pid : child.pid, signal);
}

function segments(lines: readonly string[]): number {
	return lines.filter((line) => line.includes('Flags [')).length;
}

function recordingOf(capture: string): unknown {
	return JSON.parse(readFileSync(capture.replace(/\.pcap$/, '.json'), 'utf8')).recording;
}

/** A capture that exists has packets, all of them whole, and its companion; and no unfinished file lies beside it. */
function expectWhole(run: LabProcess): void {
	for (const capture of capturesOf(run)) {
		expect(packetLines(capture).length).toBeGreaterThan(0);
		expect(recordingOf(capture)).toMatchObject({ complete: true });
	}
	expect(captureFiles(run).filter((name) => name.endsWith('.part'))).toEqual([]);
}

function expectNothingLeft(run: LabProcess): void {
	expect(leftoverProcesses(run)).toEqual([]);
	expect(interfaces()).toEqual(links);
}

/** For a process that was ended before it could wait for its own. */
async function expectSoonNothingLeft(run: LabProcess): Promise<void> {
	expect(await leftoversAfter(run, 5000)).toEqual([]);
	expect(interfaces()).toEqual(links);
}
