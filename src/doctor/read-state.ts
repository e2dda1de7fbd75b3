import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { machinePorts, readMachine } from '../capture/detect/read-machine.ts';
import type { EngineSeen } from '../capture/detection.ts';
import { findProgram } from '../capture/find-program.ts';
import { LIBPCAP_COMMAND } from '../capture/libpcap-command.ts';
import { runCommand } from '../capture/run-command.ts';
import { CapnoteError, type ErrorDetails } from '../errors.ts';
import { checkNamespaces } from '../lab/namespaces.ts';
import { findNetnsTools } from '../lab/tools.ts';
import type { CaptureRight, NamespaceTrouble } from './check.ts';
import type { MachineState } from './judge.ts';

/** The outside world of the doctor. */
export interface DoctorPorts {
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly platform: string;
	readonly nodeVersion: string;
	readonly userId: number | undefined;
	/** The command that runs this program once more with other arguments. */
	readonly self: readonly string[];
	readonly now: () => Date;
	/** Where captures go. */
	readonly captures: string;
}

/** Reads a machine by trying: nothing is changed, and nothing is left behind. */
export async function readState(ports: DoctorPorts): Promise<MachineState> {
	const path = ports.environment.PATH ?? '';
	const tcpdump = findProgram('tcpdump', path) ?? null;
	const isRoot = ports.userId === 0;
	const [captureRight, namespaceTrouble, capTrouble, engine, compose, rules, freeBytes, version] = await Promise.all([
		rightOf(tcpdump, isRoot),
		namespaceTroubleOf(ports, path),
		capTroubleOf(ports.self),
		engineOf(ports.environment),
		composeOf(),
		runCommand([findProgram('iptables', path) ?? 'iptables', '-S', 'FORWARD']),
		freeBytesOf(ports.captures),
		tcpdump === null ? null : runCommand([tcpdump, '--version']),
	]);
	return {
		...{ nodeVersion: ports.nodeVersion, tcpdump, capTrouble, captureRight, isRoot, namespaceTrouble },
		...{ engine, compose, freeBytes, now: ports.now() },
		tcpdumpVersion: version && `${version.printed}\n${version.said}`,
		forwardRules: rules.status === 0 ? rules.printed : null,
		bridgeThroughRules: setting('/proc/sys/net/bridge/bridge-nf-call-iptables')?.trim() === '1',
		apparmorTcpdump: hasApparmorProfile(),
		folder: ports.captures,
		folderWritable: isWritable(nearestFolder(ports.captures)),
		clockSource: setting('/sys/devices/system/clocksource/clocksource0/current_clocksource')?.trim() ?? null,
	};
}

/** Asks tcpdump for the link types of `lo`, for which it opens what it would record from. */
async function rightOf(tcpdump: string | null, isRoot: boolean): Promise<CaptureRight> {
	if (tcpdump === null) return isRoot ? 'root' : 'none';
	const direct = await runCommand([tcpdump, '-i', 'lo', '-L']);
	if (direct.status === 0) return isRoot ? 'root' : 'file-capabilities';
	const sudo = await runCommand(['sudo', '-n', tcpdump, '-i', 'lo', '-L']);
	return sudo.status === 0 ? 'sudo' : 'none';
}

async function namespaceTroubleOf(ports: DoctorPorts, path: string): Promise<NamespaceTrouble | null> {
	if (ports.platform !== 'linux') {
		return { kind: 'forbidden', setting: 'Linux', found: ports.platform, cure: 'Linux, WSL 2' };
	}
	try {
		const tools = findNetnsTools(path, (file) => mayRun(file), { badCables: false });
		await checkNamespaces(tools, ports.userId !== 0, setting);
		return null;
	} catch (error) {
		if (!(error instanceof CapnoteError)) throw error;
		if (error.code === 'tool-missing') {
			return { kind: 'missing-tool', ...(error.details as ErrorDetails<'tool-missing'>) };
		}
		return { kind: 'forbidden', ...(error.details as ErrorDetails<'namespaces-forbidden'>) };
	}
}

/** In a process of its own: what `cap` loads may end the process that loads it. */
async function capTroubleOf(self: readonly string[]): Promise<string | null> {
	const { status, said } = await runCommand([...self, LIBPCAP_COMMAND]);
	return status === 0 ? null : said.replace(/^cap: cannot be loaded: /, '');
}

async function engineOf(environment: DoctorPorts['environment']): Promise<EngineSeen | null> {
	const { engines } = await readMachine(machinePorts(environment));
	const seen = engines.map(({ address, kind, state, said }) => ({ address, kind, state, said }));
	return (
		seen.find(({ state }) => state === 'answers') ?? seen.find(({ state }) => state !== 'absent') ?? seen[0] ?? null
	);
}

async function composeOf(): Promise<MachineState['compose']> {
	for (const command of [['docker', 'compose'], ['docker-compose']]) {
		const { status, printed } = await runCommand([...command, 'version', '--short']);
		if (status === 0) return { command: command.join(' '), version: printed.trim() };
	}
	return null;
}

async function freeBytesOf(folder: string): Promise<number | null> {
	try {
		const { bavail, bsize } = await statfs(nearestFolder(folder));
		return bavail * bsize;
	} catch {
		return null;
	}
}

/** The folder itself, or the one in which it would be made. */
function nearestFolder(folder: string): string {
	const path = resolve(folder);
	return existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));
}

function isWritable(folder: string): boolean {
	return may(folder, constants.W_OK);
}

function mayRun(file: string): boolean {
	return may(file, constants.X_OK);
}

function may(path: string, mode: number): boolean {
	try {
		accessSync(path, mode);
		return true;
	} catch {
		return false;
	}
}

const TCPDUMP_PROFILES = ['/etc/apparmor.d/usr.bin.tcpdump', '/etc/apparmor.d/usr.sbin.tcpdump'];

function hasApparmorProfile(): boolean {
	const isOn = setting('/sys/module/apparmor/parameters/enabled')?.trim() === 'Y';
	return isOn && TCPDUMP_PROFILES.some((path) => existsSync(path));
}

function setting(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
}
