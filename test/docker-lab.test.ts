import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { companionText } from '../src/capture/companion.ts';
import type { Detection } from '../src/capture/detection.ts';
import { createPartFile } from '../src/capture/part-file.ts';
import { startTcpdump } from '../src/capture/tcpdump.ts';
import { LAB_SNAPLEN } from '../src/capture/tcpdump-arguments.ts';
import { importPython, ofProjects, output } from './docker.ts';
import { captureFiles, capturesOf, type LabProcess, MAIN, startLab, tidy } from './lab-process.ts';
import { lacks, named, needs } from './needs.ts';
import { expectWholeRun, recordingOf } from './whole-run.ts';

const reason = needs('linux', 'root', 'tcpdump', 'docker');

const COMPOSES = [
	// Debian's release has only v1.
	{ version: 'v2', command: 'docker compose', missing: reason ?? lacks('compose-v2'), moments: [400, 900, 1500, 2500] },
	{ version: 'v1', command: 'docker-compose', missing: reason ?? needs('compose-v1'), moments: [1500] },
] as const;

/** Where there is v2, all labs run in `lab-runners.test.ts` with it; here those with the other one. */
const OTHER_LABS = [
	{ lab: 'upcall', said: /Upcall event: Processing distributed/ },
	{ lab: 'voting', said: /Vote received for Option A, current count: 2/ },
];

const started: LabProcess[] = [];

function lab(command: string, ...args: readonly string[]): LabProcess {
	const run = startLab(['lab', ...args, '--runner', 'docker'], ['env', `CAPNOTE_COMPOSE=${command}`]);
	started.push(run);
	return run;
}

afterEach(() => {
	for (const run of started.splice(0)) tidy(run);
});

describe.each(COMPOSES)('lab --runner docker', ({ version, command, missing, moments }) => {
	describe.skipIf(missing)(named(`with compose ${version}`, missing), () => {
		test('records a whole run, from the first ARP on, and leaves nothing', async () => {
			const run = lab(command, 'reqresp');
			expect(await run.ended, run.log()).toEqual({ status: 0, signal: null });
			const lines = expectWholeRun(capturesOf(run)[0] ?? '');
			// On a busy machine a reply may come too late to carry the ACK.
			expect(lines.filter((line) => line.includes('Flags [')).length).toBeGreaterThanOrEqual(2 * 4 + 8);
			expect(run.log()).toContain('Received from server: Echo: distributed');
			expectNothingLeft(run);
		}, 60_000);

		test.each(version === 'v1' ? OTHER_LABS : [])(
			'runs the lab $lab',
			async ({ lab: name, said }) => {
				const run = lab(command, name);
				expect(await run.ended, run.log()).toEqual({ status: 0, signal: null });
				expect(run.log()).toMatch(said);
				expectWholeRun(capturesOf(run)[0] ?? '');
				expectNothingLeft(run);
			},
			60_000,
		);

		test('Ctrl+C at the prompt closes the connection, keeps what was recorded and leaves nothing', async () => {
			const run = lab(command, 'reqresp', '--interactive');
			await run.logged('Enter message: ');
			run.child.stdin?.write('halo\n');
			await run.logged('Enter another message: ');
			process.kill(-(run.child.pid ?? 0), 'SIGINT');
			expect(await run.ended, run.log()).toEqual({ status: 0, signal: null });
			expectWholeRun(capturesOf(run)[0] ?? '');
			expect(recordingOf(capturesOf(run)[0] ?? '')).toMatchObject({ interrupted: true });
			expectNothingLeft(run);
		}, 60_000);

		test.each(moments)(
			'Ctrl+C after %i ms leaves nothing',
			async (afterMs) => {
				const run = lab(command, 'reqresp', '--interactive');
				await sleep(afterMs);
				process.kill(-(run.child.pid ?? 0), 'SIGINT');
				await run.ended;
				expectNothingLeft(run);
			},
			60_000,
		);

		test('--keep leaves the containers up until lab down', async () => {
			const run = lab(command, 'reqresp', '--keep');
			expect((await run.ended).status, run.log()).toBe(0);
			expect(ofProjects('capnote-')).toHaveLength(3);
			expect(run.log()).toContain('capnote lab down');
			expect(capnote('lab', 'down').status).toBe(0);
			expect(ofProjects('capnote-')).toEqual([]);
		}, 60_000);

		test('lab down leaves a lab that runs alone, and the next lab removes what a killed one left', async () => {
			const run = lab(command, 'reqresp', '--interactive');
			await run.logged('Enter message: ');
			expect(capnote('lab', 'down').log).toContain('Left alone: ');
			const left = ofProjects(`capnote-reqresp-${run.child.pid}`);
			expect(left).toHaveLength(3);
			process.kill(run.child.pid ?? 0, 'SIGKILL');
			await run.ended;
			expect(ofProjects(`capnote-reqresp-${run.child.pid}`)).toEqual(left);
			const next = lab(command, 'upcall');
			expect((await next.ended).status, next.log()).toBe(0);
			expectNothingLeft(next);
		}, 60_000);

		test('the compose file works by hand, as the lab sheet says', async () => {
			const hand = [...command.split(' '), '-p', 'hand', '-f', 'compose/reqresp.yml'];
			output(...hand, 'up', '-d');
			try {
				const [program = '', ...rest] = [
					...hand,
					'exec',
					'-T',
					'reqresp-server',
					'capnote',
					'server',
					'echo',
					'--once',
				];
				const server = spawn(program, rest, { stdio: ['ignore', 'pipe', 'ignore'] });
				await new Promise((resolve) => server.stdout.once('data', resolve));
				const client = ['capnote', 'client', 'auto', 'reqresp-server', '--messages', 'halo'];
				expect(output(...hand, 'exec', '-T', 'reqresp-client', ...client)).toBe('Received from server: Echo: halo\n');
			} finally {
				output(...hand, 'down', '-t', '1');
			}
		}, 60_000);
	});
});

describe.skipIf(reason)(named('lab --runner docker of who may use the engine and no more', reason), () => {
	const user = (): readonly string[] => {
		const group = statSync('/var/run/docker.sock').gid;
		return ['setpriv', '--reuid=1500', '--regid=1500', `--groups=${group}`, 'env'];
	};
	const compose = anyComposeCommand();

	test('records through a container', async () => {
		const home = mkdtempSync(join(tmpdir(), 'capnote-home-'));
		const run = startLab(['lab', 'reqresp', '--runner', 'docker'], [...user(), ...pluginsIn(home), compose]);
		started.push(run);
		expect((await run.ended).status, run.log()).toBe(0);
		expectWholeRun(capturesOf(run)[0] ?? '');
		expect(recordingOf(capturesOf(run)[0] ?? '')).toMatchObject({ way: 'helper-container' });
		expectNothingLeft(run);
		rmSync(home, { recursive: true });
	}, 60_000);

	test('is told, before a container is made, that none of the ways is allowed', async () => {
		const home = mkdtempSync(join(tmpdir(), 'capnote-home-'));
		const image = 'CAPNOTE_IMAGE=capnote-test/none';
		const run = startLab(['lab', 'reqresp', '--runner', 'docker'], [...user(), ...pluginsIn(home), compose, image]);
		started.push(run);
		expect((await run.ended).status).toBe(4);
		expect(run.log()).toMatch(
			/^Cannot capture on "docker0"\. Tried: as you are: .*; a helper container: .*\nCure: Run with sudo/m,
		);
		expect(run.log()).not.toContain('Creating');
		expectNothingLeft(run);
		rmSync(home, { recursive: true });
	}, 60_000);
});

/** Compose v2 is a file in the home of who installed it. */
function pluginsIn(home: string): readonly string[] {
	const plugins = join(homedir(), '.docker/cli-plugins');
	if (existsSync(plugins)) cpSync(plugins, join(home, '.docker/cli-plugins'), { recursive: true });
	execFileSync('chown', ['-R', '1500:1500', home]);
	return [`HOME=${home}`];
}

function anyComposeCommand(): string {
	return `CAPNOTE_COMPOSE=${lacks('compose-v2') === undefined ? 'docker compose' : 'docker-compose'}`;
}

const PYTHON = 'capnote-test/python';
const anyCompose = reason ?? (lacks('compose-v2') === undefined ? undefined : needs('compose-v1'));

describe.skipIf(anyCompose)(named('a lab of strangers, beside another project', anyCompose), () => {
	const compose = lacks('compose-v2') === undefined ? ['docker', 'compose'] : ['docker-compose'];
	const foreign = [...compose, '-p', 'course', '-f', 'test/foreign-lab/compose.yml'];
	const other = [...compose, '-p', 'elsewhere', '-f', 'compose/voting.yml'];
	let folder = '';

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'capnote-foreign-'));
		capnote('lab', 'image');
		await importPython(PYTHON);
		output(...foreign, 'up', '-d');
		output(...other, 'up', '-d');
	}, 120_000);

	afterAll(() => {
		output(...other, 'down', '-t', '1');
		output(...foreign, 'down', '-t', '1');
		output('docker', 'image', 'rm', PYTHON);
		rmSync(folder, { recursive: true, force: true });
	}, 60_000);

	test.each(['detect', 'record'])('%s asks back when two labs are up, with status 2', (command) => {
		const { status, log } = capnote(command);
		expect(status).toBe(2);
		expect(log).toContain('--project course');
		expect(log).toContain('--project elsewhere');
	});

	test.each([
		[['reqresp'], 'lab'],
		[['--project', 'course'], 'project'],
		[['--compose', 'test/foreign-lab/compose.yml'], 'compose-file'],
		[['--network', 'course_default'], 'named'],
	])('detect %j names the right bridge', (args, expected) => {
		const id = output('docker', 'network', 'inspect', '-f', '{{.Id}}', 'course_default').trim();
		const found = detection(...args);
		expect(found.choice).toMatchObject({ kind: 'chosen', reason: expected });
		expect(chosen(found)).toMatchObject({ name: 'course_default', bridge: `br-${id.slice(0, 12)}` });
		expect(chosen(found)?.members.map(({ service, port }) => [service, typeof port])).toEqual([
			['reqresp-client', 'string'],
			['reqresp-server', 'string'],
		]);
	});

	test('is recorded as well as ours', async () => {
		const file = await createPartFile(join(folder, 'course'));
		const iface = chosen(detection('--project', 'course'))?.bridge ?? '';
		const recording = await startTcpdump({
			command: ['tcpdump'],
			iface,
			snaplen: LAB_SNAPLEN,
			keepRoot: true,
			output: file,
		});
		const [program = '', ...rest] = [...foreign, 'exec', '-T', 'reqresp-server', 'python3', '/lab/server.py'];
		const server = spawn(program, rest, { stdio: ['ignore', 'pipe', 'ignore'] });
		await new Promise((resolve) => server.stdout.once('data', resolve));
		const said = output(...foreign, 'exec', '-T', 'reqresp-client', 'python3', '/lab/client.py', 'halo', 'apa kabar');
		expect(said).toBe('Echo: halo\nEcho: apa kabar\n');
		const result = await recording.stop();
		const facts = {
			...{ lab: 'reqresp', runner: 'docker', tool: 'tcpdump', times: 'kernel' as const },
			interface: iface,
			snaplen: LAB_SNAPLEN,
		};
		const rest2 = { filter: null, startedAt: '', interrupted: false };
		expectWholeRun(await file.finish((name) => companionText(name, { ...facts, ...rest2 }, result)));
	}, 60_000);
});

function capnote(...args: readonly string[]): { readonly status: number; readonly out: string; readonly log: string } {
	const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
		encoding: 'utf8',
		env: { ...process.env, LC_ALL: 'C' },
	});
	return { status: status ?? -1, out: stdout, log: stderr };
}

function detection(...args: readonly string[]): Detection {
	return (JSON.parse(capnote('detect', '--json', ...args).out) as { detection: Detection }).detection;
}

/** In JSON the chosen network is a place in the list. */
function chosen({ networks, choice }: Detection): Detection['networks'][number] | undefined {
	return choice.kind === 'chosen' ? networks[choice.network as unknown as number] : undefined;
}

function expectNothingLeft(run: LabProcess): void {
	expect(ofProjects('capnote-')).toEqual([]);
	expect(captureFiles(run).filter((name) => name.endsWith('.part'))).toEqual([]);
}
