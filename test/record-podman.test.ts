import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kill } from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Detection } from '../src/capture/detection.ts';
import { output } from './docker.ts';
import { startPodman, type TestPodman } from './engines.ts';
import { MAIN } from './lab-process.ts';
import { lacks, named, needs } from './needs.ts';
import { startCommand } from './running.ts';
import { expectWholeRun, recordingOf } from './whole-run.ts';

const reason = needs('linux', 'root', 'tcpdump', 'namespaces') ?? lacks('podman');
const LONG_MS = 120_000;

describe.skipIf(reason)(named('a lab in podman', reason), () => {
	let engine: TestPodman;
	let folder = '';

	beforeAll(async () => {
		engine = await startPodman();
		folder = mkdtempSync(join(tmpdir(), 'capnote-in-podman-'));
		capnote('lab', 'image');
		podman('network', 'create', 'capnote-test');
	}, LONG_MS);
	afterAll(async () => {
		await engine?.stop();
		rmSync(folder, { recursive: true, force: true });
	}, LONG_MS);

	const capnote = (...args: readonly string[]): string => output(...engine.asUser, process.execPath, MAIN, ...args);
	const podman = (...args: readonly string[]): string => output(...engine.command, ...args);

	/** A container that waits, as podman-compose would start it. */
	function up(service: string): void {
		const labels = ['project=course', `service=${service}`].flatMap((label) => [
			'--label',
			`io.podman.compose.${label}`,
		]);
		// Root of a container may have no right to raise limits, which podman does unless it is told them.
		const limits = ['nofile', 'nproc'].flatMap((limit) => ['--ulimit', `${limit}=1024:1024`]);
		const place = ['--network', 'capnote-test', '--name', service];
		podman(
			'run',
			'--detach',
			...place,
			...labels,
			...limits,
			'capnote/lab',
			'node',
			'-e',
			'setInterval(() => {}, 1e9)',
		);
	}

	/** One exchange between the containers. */
	async function exchange(): Promise<void> {
		const [program = '', ...rest] = engine.command;
		const serve = ['exec', 'reqresp-server', 'capnote', 'server', 'echo', '--once'];
		const server = spawn(program, [...rest, ...serve], { stdio: ['ignore', 'pipe', 'ignore'] });
		await new Promise((resolve) => server.stdout.once('data', resolve));
		podman('exec', 'reqresp-client', 'capnote', 'client', 'auto', 'reqresp-server', '--messages', 'halo');
	}

	test(
		'is waited for, recorded when its bridge is there, and named by detect',
		async () => {
			const args = ['record', '--network', 'capnote-test', '--wait', '60s', '-o', 'lab.pcap', '--filter', 'arp or tcp'];
			const run = startCommand([...engine.asUser, process.execPath, MAIN, ...args], folder);
			await run.logged('Waiting for the lab');
			for (const service of ['reqresp-server', 'reqresp-client']) up(service);
			await run.logged('Recording podman');
			expect(run.log()).toContain('Recording podman');

			const [found] = detected();
			expect(found).toMatchObject({ engine: 'podman', name: 'capnote-test', project: 'course' });
			expect(found?.members.map(({ service, port }) => [service, typeof port])).toEqual([
				['reqresp-client', 'string'],
				['reqresp-server', 'string'],
			]);

			await exchange();
			kill(run.pid, 'SIGINT');
			expect(await run.ended, run.log()).toBe(0);
			const capture = join(folder, 'lab.pcap');
			expect(expectWholeRun(capture).length).toBeGreaterThanOrEqual(2 + 2 + 8);
			expect(recordingOf(capture)).toMatchObject({ interface: found?.bridge, network: 'capnote-test', lab: 'reqresp' });
			expect(run.out()).toContain('Echo: halo');
		},
		LONG_MS,
	);

	function detected(): Detection['networks'] {
		const { detection } = JSON.parse(capnote('detect', '--network', 'capnote-test', '--json')) as {
			detection: Detection;
		};
		const { networks, choice } = detection;
		// In JSON the chosen network is a place in the list.
		return choice.kind === 'chosen' ? networks.slice(choice.network as unknown as number) : [];
	}

	test(
		'leaves nothing of it',
		async () => {
			await engine.stop();
			const links = execFileSync('ip', ['-o', 'link', 'show', 'type', 'bridge'], { encoding: 'utf8' });
			expect(links).not.toMatch(/: podman\d/);
		},
		LONG_MS,
	);
});
