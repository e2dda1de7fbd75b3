import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ROOTLESS_SCRIPT } from './engines.ts';

/** Something that a test needs and a machine may lack. */
export type Need =
	| 'tshark'
	| 'linux'
	| 'root'
	| 'tcpdump'
	| 'unshare'
	| 'ip'
	| 'namespaces'
	| 'user-namespaces'
	| 'docker'
	| 'compose-v1'
	| 'compose-v2'
	| 'chromium'
	| 'pdftotext'
	| 'cap'
	| 'dockerd'
	| 'rootless-docker'
	| 'sudo'
	| 'redis'
	| 'podman';

/** Of Debian; another with `CAPNOTE_CHROMIUM`. */
export const CHROMIUM: string = process.env.CAPNOTE_CHROMIUM ?? '/usr/bin/chromium';

const USER = ['setpriv', '--reuid=1500', '--regid=1500', '--clear-groups'] as const;
const NETNS = ['--net', '--pid', '--fork', '--kill-child', '--mount-proc', 'ip', 'link', 'set', 'lo', 'up'] as const;
const USERNS = ['unshare', '--user', '--map-current-user', '--keep-caps', ...NETNS] as const;

const HAS: { readonly [N in Need]: () => boolean } = {
	linux: () => process.platform === 'linux',
	root: () => process.geteuid?.() === 0,
	tshark: () => runs('tshark', '--version'),
	tcpdump: () => runs('tcpdump', '--version'),
	unshare: () => runs('unshare', '--version'),
	ip: () => runs('ip', '-V'),
	namespaces: () => runs('unshare', ...NETNS),
	cap: () => runs(process.execPath, '-e', 'require("cap")'),
	chromium: () => runs(CHROMIUM, '--version'),
	pdftotext: () => runs('pdftotext', '-v'),
	'user-namespaces': () => runs(...asOrdinaryUser(), ...USERNS),
	podman: () => runs('podman', '--version'),
	redis: () => runs('redis-server', '--version'),
	docker: () => runs('docker', 'info'),
	dockerd: () => runs('docker', '--version') && runs('dockerd', '--version'),
	'rootless-docker': () =>
		existsSync(ROOTLESS_SCRIPT) &&
		runs('rootlesskit', '--version') &&
		runs('slirp4netns', '--version') &&
		runs('sh', '-c', 'command -v newuidmap'),
	sudo: () => runs('sudo', '--version'),
	'compose-v1': () => runs('docker-compose', 'version'),
	'compose-v2': () => runs('docker', 'compose', 'version'),
};

/**
 * Why tests that need all of these cannot run here, for `describe.skipIf(reason)`; `undefined` when they can.
 * With `CAPNOTE_REQUIRE_ALL=1` they run all the same, so that what is missing is a failure.
 */
export function needs(...wanted: readonly Need[]): string | undefined {
	if (process.env.CAPNOTE_REQUIRE_ALL === '1') return undefined;
	return lacks(...wanted);
}

/** The same for what may be missing even then: no package of this machine has it. */
export function lacks(...wanted: readonly Need[]): string | undefined {
	const missing = wanted.filter((need) => !HAS[need]());
	return missing.length === 0 ? undefined : `needs ${missing.join(', ')}`;
}

/** The name of a suite, with the reason when it is skipped. */
export function named(name: string, reason: string | undefined): string {
	return reason === undefined ? name : `${name} (skipped: ${reason})`;
}

/** The command that makes root an ordinary user; nothing for who is one. */
export function asOrdinaryUser(): readonly string[] {
	return HAS.root() ? USER : [];
}

function runs(...command: readonly string[]): boolean {
	const [program = '', ...rest] = command;
	const path = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`;
	return spawnSync(program, rest, { stdio: 'ignore', env: { ...process.env, PATH: path } }).status === 0;
}
