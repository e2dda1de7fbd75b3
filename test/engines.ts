import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
	appendFileSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kill } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { engineAsker } from '../src/capture/detect/engine-http.ts';

/** A Docker engine that belongs to a test, with nothing left of it at the end. */
export interface TestEngine {
	readonly address: string;
	/** What stands before a command so that its user runs it with its environment. */
	readonly asUser: readonly string[];
	readonly stop: () => Promise<void>;
}

export const ROOTLESS_SCRIPT = '/usr/share/docker.io/contrib/dockerd-rootless.sh';
const USER = 1500;
const START_LIMIT_MS = 60_000;
const SYSTEM_PATH = '/usr/local/bin:/usr/sbin:/sbin:/usr/bin:/bin';

/**
 * An engine "in another machine": in a network namespace of its own, so that its bridges are not ours.
 */
export async function startFarEngine(): Promise<TestEngine> {
	const folder = mkdtempSync(join(tmpdir(), 'capnote-far-'));
	const address = `unix://${folder}/docker.sock`;
	const options = [
		...['--storage-driver', 'vfs', '--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`],
		...['--pidfile', `${folder}/pid`, '-H', address],
	];
	const script = 'ip link set lo up && exec dockerd "$@"';
	const child = spawn('unshare', ['--net', '--mount', 'sh', '-c', script, 'sh', ...options], {
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	return await whenUp(folder, address, child, ['env', `DOCKER_HOST=${address}`]);
}

/**
 * A rootless engine of an ordinary user, who exists in a mount namespace of the engine only, as do their subordinate
 * numbers and a tun device that they may use.
 */
export async function startRootlessEngine(): Promise<TestEngine> {
	const folder = mkdtempSync(join(tmpdir(), 'capnote-rootless-'));
	const home = join(folder, 'home');
	const runtime = join(folder, 'run');
	for (const made of [home, runtime, join(folder, 'etc')]) mkdirSync(made, { mode: 0o755 });
	writeAccounts(folder, home);
	const plugins = join(homedir(), '.docker/cli-plugins');
	if (existsSync(plugins)) cpSync(plugins, join(home, '.docker/cli-plugins'), { recursive: true });
	execFileSync('mknod', ['-m', '666', join(folder, 'tun'), 'c', '10', '200']);
	execFileSync('chown', ['-R', `${USER}:${USER}`, home, runtime]);
	execFileSync('chmod', ['755', folder]);
	execFileSync('chmod', ['700', runtime]);
	const environment = [
		...[`PATH=${dirname(process.execPath)}:${SYSTEM_PATH}`, `HOME=${home}`, `XDG_RUNTIME_DIR=${runtime}`, 'LC_ALL=C'],
	];
	const become = ['setpriv', `--reuid=${USER}`, `--regid=${USER}`, '--clear-groups', 'env', '-i', ...environment];
	const binds = ['passwd', 'group', 'subuid', 'subgid'].map(
		(name) => `mount --bind ${folder}/etc/${name} /etc/${name}`,
	);
	const script = [...binds, `mount --bind ${folder}/tun /dev/net/tun`, 'exec "$@"'].join(' && ');
	const engine = ['sh', ROOTLESS_SCRIPT, '--storage-driver', 'vfs', '--data-root', join(home, 'data')];
	const child = spawn(
		'unshare',
		['--mount', '--propagation', 'private', 'sh', '-c', script, 'sh', ...become, ...engine],
		{ stdio: ['ignore', 'ignore', 'pipe'] },
	);
	return await whenUp(folder, `unix://${runtime}/docker.sock`, child, become);
}

function writeAccounts(folder: string, home: string): void {
	for (const name of ['passwd', 'group']) cpSync(`/etc/${name}`, join(folder, 'etc', name));
	appendFileSync(join(folder, 'etc/passwd'), `capnote-test:x:${USER}:${USER}::${home}:/bin/sh\n`);
	appendFileSync(join(folder, 'etc/group'), `capnote-test:x:${USER}:\n`);
	for (const name of ['subuid', 'subgid']) {
		writeFileSync(join(folder, 'etc', name), 'capnote-test:200000:65536\n');
		if (!existsSync(`/etc/${name}`)) writeFileSync(`/etc/${name}`, '');
	}
}

async function whenUp(
	folder: string,
	address: string,
	child: ChildProcess,
	asUser: readonly string[],
): Promise<TestEngine> {
	let log = '';
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		log = `${log}${text}`.slice(-4000);
	});
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	const stop = async (): Promise<void> => {
		if (child.exitCode === null && child.pid !== undefined) kill(child.pid, 'SIGTERM');
		await ended;
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
	};
	const ask = engineAsker({});
	const until = performance.now() + START_LIMIT_MS;
	while ((await ask(address, '/_ping').catch(() => undefined))?.status !== 200) {
		if (child.exitCode !== null || performance.now() > until) {
			await stop();
			throw new Error(`the engine did not start: ${log}`);
		}
		await sleep(200);
	}
	return { address, asUser, stop };
}

/** Podman with storage and networks of its own. */
export interface TestPodman extends TestEngine {
	/** What stands before a command of podman. */
	readonly command: readonly string[];
}

/** A podman of root; what is done through its address and what by its command is the same. */
export async function startPodman(): Promise<TestPodman> {
	const folder = mkdtempSync(join(tmpdir(), 'capnote-podman-'));
	const address = `unix://${folder}/podman.sock`;
	const command = [
		...['podman', '--root', `${folder}/root`, '--runroot', `${folder}/run`, '--storage-driver', 'vfs'],
		...['--cgroup-manager', 'cgroupfs', '--network-config-dir', `${folder}/networks`],
	];
	const [program = '', ...rest] = [...command, 'system', 'service', '--time', '0', address];
	const child = spawn(program, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
	const engine = await whenUp(folder, address, child, ['env', `DOCKER_HOST=${address}`]);
	return {
		...{ ...engine, command },
		stop: async () => {
			for (const last of [
				['rm', '--all', '--force', '--time', '1'],
				['network', 'prune', '--force'],
			])
				spawnSync(program, [...command.slice(1), ...last]);
			await engine.stop();
		},
	};
}

/** A folder with these programs and no others, for a PATH. */
export function folderWith(programs: readonly string[]): string {
	const folder = mkdtempSync(join(tmpdir(), 'capnote-path-'));
	for (const name of programs) {
		const found = execFileSync('sh', ['-c', 'command -v "$1"', 'sh', name], { encoding: 'utf8' }).trim();
		symlinkSync(found, join(folder, name));
	}
	execFileSync('chmod', ['755', folder]);
	return folder;
}
