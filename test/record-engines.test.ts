import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kill } from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Detection } from '../src/capture/detection.ts';
import { output } from './docker.ts';
import { folderWith, startFarEngine, startRootlessEngine, type TestEngine } from './engines.ts';
import { capturesOf, MAIN, startLab, tidy } from './lab-process.ts';
import { lacks, named, needs } from './needs.ts';
import { type Running, startCommand } from './running.ts';
import { expectWholeRun, recordingOf } from './whole-run.ts';

const common = needs('linux', 'root', 'tcpdump', 'namespaces', 'dockerd');
const compose = lacks('compose-v2') === undefined ? ['docker', 'compose'] : ['docker-compose'];
const anyCompose = common ?? (lacks('compose-v2') === undefined ? undefined : needs('compose-v1'));

/** An engine whose bridges are not in our network namespace, and how its lab is to be recorded. */
interface Place {
	readonly name: string;
	readonly missing: string | undefined;
	readonly start: () => Promise<TestEngine>;
	readonly kind: Detection['networks'][number]['place']['kind'];
	readonly way: string;
	readonly shown: string;
}

const PLACES: readonly Place[] = [
	{
		name: 'an engine in another machine',
		missing: anyCompose,
		start: startFarEngine,
		kind: 'elsewhere',
		way: 'helper-container',
		shown: '(not on this machine)',
	},
	{
		name: 'a rootless engine of an ordinary user',
		missing: anyCompose ?? needs('rootless-docker'),
		start: startRootlessEngine,
		kind: 'rootless',
		way: 'user-namespace',
		shown: '(in rootless Docker)',
	},
];

const START_MS = 120_000;
const TEST_MS = 120_000;

describe.each(PLACES)('the lab of', ({ name, missing, start, kind, way, shown }) => {
	describe.skipIf(missing)(named(name, missing), () => {
		let engine: TestEngine;
		let folder = '';
		let main = MAIN;

		beforeAll(async () => {
			engine = await start();
			folder = mkdtempSync(join(tmpdir(), 'capnote-engine-'));
			execFileSync('chmod', ['777', folder]);
			main = MAIN;
			output(...engine.asUser, process.execPath, main, 'lab', 'image');
			output(...hand('up', '-d'));
		}, START_MS);
		afterAll(async () => {
			await engine?.stop();
			rmSync(folder, { recursive: true, force: true });
		}, START_MS);

		const composeFile = join(folderOfCompose(), 'reqresp.yml');
		const hand = (...args: readonly string[]): readonly string[] => [
			...engine.asUser,
			...['env', `DOCKER_HOST=${engine.address}`, ...compose, '-p', 'hand', '-f', composeFile, ...args],
		];
		const docker = (...args: readonly string[]): string => output('docker', '-H', engine.address, ...args);

		function record(...args: readonly string[]): Running {
			return recordAs(engine.asUser, ...args);
		}

		function recordAs(user: readonly string[], ...args: readonly string[]): Running {
			return startCommand([...user, process.execPath, main, 'record', '--project', 'hand', ...args], folder);
		}

		/** One exchange between the containers. */
		async function exchange(): Promise<void> {
			const [program = '', ...rest] = hand('exec', '-T', 'reqresp-server', 'capnote', 'server', 'echo', '--once');
			const server = spawn(program, rest, { stdio: ['ignore', 'pipe', 'ignore'] });
			await new Promise((resolve) => server.stdout.once('data', resolve));
			output(
				...hand('exec', '-T', 'reqresp-client', 'capnote', 'client', 'auto', 'reqresp-server', '--messages', 'halo'),
			);
		}

		const helpers = (): string => docker('ps', '-a', '--format', '{{.Names}}', '--filter', 'name=capnote-record');

		test(
			'capnote lab --runner docker records it from the first ARP on, and leaves nothing',
			async () => {
				const run = startLab(['lab', 'reqresp', '--runner', 'docker'], engine.asUser);
				expect(await run.ended, run.log()).toEqual({ status: 0, signal: null });
				expectWholeRun(capturesOf(run)[0] ?? '');
				expect(recordingOf(capturesOf(run)[0] ?? '')).toMatchObject({ way });
				tidy(run);
				expect(docker('ps', '-aq').trim().split('\n')).toHaveLength(2);
			},
			TEST_MS,
		);

		test('capnote detect says where it is, and how to record it', () => {
			const text = output(...engine.asUser, 'env', 'LC_ALL=C', process.execPath, main, 'detect');
			expect(text).toContain(shown);
			expect(text).toContain('Record it: capnote record --network hand_reqresp\n');
			const { networks } = detection(main, engine);
			// Also the one with the name that a bridge of ours may have (docker0).
			const ofEngine = networks.filter(({ engineAddress, bridge }) => engineAddress !== null && bridge !== null);
			expect(ofEngine.map((network) => [network.name, network.place.kind])).toEqual([
				['hand_reqresp', kind],
				['bridge', kind],
			]);
		});

		test(
			'capnote record records it, and Ctrl+C ends it',
			async () => {
				const run = record('-o', 'hand.pcap', '--filter', 'arp or tcp');
				await run.logged('Recording br-');
				await exchange();
				kill(run.pid, 'SIGINT');
				expect(await run.ended, run.log()).toBe(0);
				expect(expectWholeRun(join(folder, 'hand.pcap')).length).toBeGreaterThanOrEqual(2 + 2 + 8);
				expect(recordingOf(join(folder, 'hand.pcap'))).toMatchObject({ way });
				expect(helpers()).toBe('');
			},
			TEST_MS,
		);

		test(
			'who can do nothing here records it through a container',
			async () => {
				const path = folderWith(['env', 'docker', 'mkfifo']);
				const user = [...engine.asUser, 'env', `PATH=${path}`, `DOCKER_HOST=${engine.address}`];
				const run = recordAs(user, '-o', 'helper.pcap', '--duration', '500ms');
				expect(await run.ended, run.log()).toBe(0);
				expect(recordingOf(join(folder, 'helper.pcap'))).toMatchObject({ way: 'helper-container', complete: true });
				expect(helpers()).toBe('');
				rmSync(path, { recursive: true });
			},
			TEST_MS,
		);

		test(
			'a killed recording leaves no container, and a file that the next one finishes',
			async () => {
				const run = record('--captures', 'killed');
				await run.logged('Recording br-');
				kill(-run.pid, 'SIGKILL');
				await run.ended;
				await exchange();
				const next = record('--captures', 'killed', '--duration', '500ms');
				expect(await next.ended, next.log()).toBe(0);
				expect(helpers()).toBe('');
				expect(readdirSync(join(folder, 'killed')).filter((file) => file.endsWith('.part'))).toEqual([]);
			},
			TEST_MS,
		);

		test(
			'an image that cannot be had is named, with status 4',
			async () => {
				const path = folderWith(['env', 'docker', 'mkfifo']);
				const user = [...engine.asUser, 'env', `PATH=${path}`, `DOCKER_HOST=${engine.address}`];
				const run = recordAs(user, '--helper-image', 'capnote-test/none');
				expect(await run.ended).toBe(4);
				expect(run.log()).toContain('Fetching the image capnote-test/none');
				expect(run.log()).toMatch(/^Cannot (record: docker stopped and said|capture on .* a helper container: )/m);
				rmSync(path, { recursive: true });
			},
			TEST_MS,
		);
	});
});

function folderOfCompose(): string {
	return join(dirname(MAIN), '../../compose');
}

function detection(main: string, { asUser, address }: TestEngine): Detection {
	const text = output(...asUser, 'env', `DOCKER_HOST=${address}`, process.execPath, main, 'detect', '--json');
	return (JSON.parse(text) as { detection: Detection }).detection;
}
