import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kill } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Bridge, openBridge } from './bridge.ts';
import { MAIN, packetLines } from './lab-process.ts';
import { named, needs } from './needs.ts';
import { type Running, startCommand } from './running.ts';
import { type SudoUser, sudoUser } from './sudo-user.ts';

const reason = needs('linux', 'root', 'tcpdump', 'ip', 'namespaces', 'sudo');

describe.skipIf(reason)(named('capnote record of who may use sudo', reason), () => {
	let bridge: Bridge;
	let folder = '';
	let user: SudoUser | undefined;
	beforeAll(async () => {
		bridge = await openBridge();
	});
	afterAll(() => bridge.release());
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'capnote-record-'));
		execFileSync('chmod', ['777', folder]);
	});
	afterEach(() => {
		user?.remove();
		rmSync(folder, { recursive: true, force: true });
	});

	async function recording(rule: string, ...args: readonly string[]): Promise<Running> {
		user = sudoUser(rule);
		const command = [process.execPath, MAIN, 'record', '-i', bridge.iface, '-o', 'lab.pcap', ...args];
		const run = startCommand([...bridge.inside, ...user.before, ...command], folder);
		await run.logged('Recording br-lab');
		return run;
	}

	const capture = (): string => join(folder, 'lab.pcap');
	const companion = (): unknown => JSON.parse(readFileSync(join(folder, 'lab.json'), 'utf8')).recording;

	test.each(['ALL=(ALL) NOPASSWD: ALL', 'ALL=(root) NOPASSWD: /usr/bin/tcpdump, /usr/bin/kill, /bin/kill'])(
		'without a password (%s): whole, and the file is theirs',
		async (rule) => {
			const run = await recording(rule);
			expect(run.log()).toContain('Recording br-lab with tcpdump, with sudo.');
			await bridge.send(30);
			kill(run.pid, 'SIGINT');
			expect(await run.ended, run.log()).toBe(0);
			expect(packetLines(capture())).toHaveLength(30);
			expect(companion()).toMatchObject({ captured: 30, dropped: 0, complete: true, way: 'sudo' });
			expect(statSync(capture()).uid).toBe(user?.uid);
			expect(tcpdumps()).toEqual([]);
		},
		30_000,
	);

	test('ends at a second Ctrl+C', async () => {
		const run = await recording('ALL=(ALL) NOPASSWD: ALL', '--filter', 'udp');
		await bridge.send(30);
		await sleep(200);
		const flood = bridge.send(20_000, 22, 20_000);
		kill(run.pid, 'SIGINT');
		await run.logged('Stopping');
		kill(run.pid, 'SIGINT');
		expect(await run.ended).toBe(0);
		await flood;
		expect(packetLines(capture()).length).toBeGreaterThanOrEqual(30);
		expect(tcpdumps()).toEqual([]);
	}, 30_000);

	test('ends although sudo lets them start tcpdump but not end it, with the next packet', async () => {
		const run = await recording('ALL=(root) NOPASSWD: /usr/bin/tcpdump');
		await bridge.send(30);
		await sleep(300);
		kill(run.pid, 'SIGINT');
		expect(await run.ended).toBe(4);
		expect(run.log()).toContain('NOT complete');
		expect(packetLines(capture())).toHaveLength(30);
		await bridge.send(2);
		await sleep(300);
		expect(tcpdumps()).toEqual([]);
	}, 30_000);

	test('says that sudo wants a password', async () => {
		const run = await recording('ALL=(ALL) ALL');
		expect(await run.ended).toBe(4);
		expect(run.log()).toMatch(/sudo without a password: sudo: a password is required/);
		expect(readdirSync(folder)).toEqual([]);
	});

	/** The recorders that still run. */
	function tcpdumps(): readonly string[] {
		const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
		return processes.filter(
			(pid) => linkOf(`/proc/${pid}/cwd`) === folder && contentOf(`/proc/${pid}/comm`) === 'tcpdump',
		);
	}
});

function linkOf(path: string): string {
	try {
		return readlinkSync(path);
	} catch {
		return '';
	}
}

function contentOf(path: string): string {
	try {
		return readFileSync(path, 'utf8').trim();
	} catch {
		return '';
	}
}
