import type { RunnerName } from '../lab/lab-plan.ts';
import type { CaptureRight, Check, CheckState, Diagnosis, EngineStateName, NamespaceTrouble } from './check.ts';

/** What was read from a machine; `null` is what could not be read. */
export interface MachineState {
	readonly nodeVersion: string;
	/** Full path. */
	readonly tcpdump: string | null;
	/** What `tcpdump --version` says. */
	readonly tcpdumpVersion: string | null;
	/** Why the package `cap` cannot be loaded, `null` when it can. */
	readonly capTrouble: string | null;
	readonly captureRight: CaptureRight;
	readonly isRoot: boolean;
	readonly namespaceTrouble: NamespaceTrouble | null;
	/** The engine that answers, else the one with the most to say. */
	readonly engine: { readonly address: string; readonly state: EngineStateName; readonly said: string | null } | null;
	readonly compose: { readonly command: string; readonly version: string } | null;
	/** What `iptables -S FORWARD` says, and the setting that sends a bridge's packets through it. */
	readonly forwardRules: string | null;
	readonly bridgeThroughRules: boolean;
	/** AppArmor is on and has a profile for tcpdump. */
	readonly apparmorTcpdump: boolean;
	readonly folder: string;
	readonly freeBytes: number | null;
	readonly folderWritable: boolean;
	readonly now: Date;
	readonly clockSource: string | null;
}

const LEAST_NODE = '20.19.0';
/** A lab is a few KiB; below this a recording of anything longer may not fit. */
const LITTLE_DISK_BYTES = 104_857_600;
const LEAST_YEAR = 2025;
/** Clocks that tick too slowly, or are too slow to read, for times of microseconds. */
const COARSE_CLOCKS = new Set(['jiffies', 'pit', 'acpi_pm']);

/** Judges what was read: one check for each thing, and whether labs can be run and recorded. Pure. */
export function judgeMachine(machine: MachineState): Diagnosis {
	const { tcpdump, capTrouble, captureRight, namespaceTrouble, engine, compose } = machine;
	const mayRecord = captureRight !== 'none' || namespaceTrouble === null;
	const drivers = [
		...(tcpdump !== null && mayRecord ? (['tcpdump'] as const) : []),
		...(capTrouble === null && mayRecord ? (['libpcap'] as const) : []),
	];
	const runners: readonly RunnerName[] = [
		...(namespaceTrouble === null && tcpdump !== null ? (['netns'] as const) : []),
		...(engine?.state === 'answers' && compose !== null ? (['docker'] as const) : []),
		'simulated',
	];
	return { checks: checksOf(machine), runners, drivers, works: drivers.length > 0 };
}

function checksOf(machine: MachineState): readonly Check[] {
	const { tcpdump, capTrouble, captureRight, namespaceTrouble, engine, compose, nodeVersion } = machine;
	const versions = machine.tcpdumpVersion ?? '';
	const isForbidden = captureRight === 'none';
	return [
		{ kind: 'node', version: nodeVersion, least: LEAST_NODE, state: fineIf(isAtLeast(nodeVersion, LEAST_NODE)) },
		{ kind: 'tcpdump', path: tcpdump, version: versionIn(versions, 'tcpdump'), state: fineIf(tcpdump !== null) },
		{ kind: 'libpcap', ...libpcapOf(versions) },
		{ kind: 'cap', said: capTrouble, state: fineIf(capTrouble === null, 'warning') },
		// A lab of our own needs no right where it may make namespaces.
		{
			kind: 'capture-right',
			by: captureRight,
			state: fineIf(!isForbidden, namespaceTrouble === null ? 'warning' : 'problem'),
		},
		{
			kind: 'namespaces',
			byRoot: machine.isRoot,
			trouble: namespaceTrouble,
			state: fineIf(namespaceTrouble === null),
		},
		// An engine is one of two ways to run a lab, so its absence is no problem by itself.
		{
			kind: 'engine',
			...{ address: engine?.address ?? null, state: fineIf(engine?.state === 'answers', 'warning') },
			...{ engineState: engine?.state ?? 'absent', said: engine?.said ?? null },
		},
		{
			kind: 'compose',
			...{ command: compose?.command ?? null, version: compose?.version ?? null },
			state: fineIf(compose !== null, 'warning'),
		},
		forwardCheck(machine),
		{
			kind: 'apparmor',
			confinesTcpdump: machine.apparmorTcpdump,
			// It says where tcpdump may write: nowhere but into our pipe is all that we need.
			state: 'fine',
		},
		diskCheck(machine),
		clockCheck(machine),
	];
}

function fineIf(isFine: boolean, otherwise: CheckState = 'problem'): CheckState {
	return isFine ? 'fine' : otherwise;
}

function libpcapOf(versions: string): { readonly version: string | null; readonly state: CheckState } {
	const version = versionIn(versions, 'libpcap');
	return { version, state: fineIf(version !== null, 'unknown') };
}

function versionIn(text: string, name: string): string | null {
	return new RegExp(`^${name} version (\\S+)`, 'm').exec(text)?.[1] ?? null;
}

/** Docker lets no packet through between two ports of a bridge that is not its own. */
function forwardCheck({ forwardRules, bridgeThroughRules }: MachineState): Check {
	if (!bridgeThroughRules) return { kind: 'forward', drops: false, state: 'fine' };
	if (forwardRules === null) return { kind: 'forward', drops: null, state: 'unknown' };
	const drops = /^-P FORWARD DROP$/m.test(forwardRules);
	return { kind: 'forward', drops, state: fineIf(!drops, 'warning') };
}

function diskCheck({ folder, freeBytes, folderWritable }: MachineState): Check {
	const little = freeBytes !== null && freeBytes < LITTLE_DISK_BYTES;
	const state = folderWritable ? fineIf(!little, 'warning') : 'problem';
	return { kind: 'disk', folder, freeBytes, writable: folderWritable, state };
}

function clockCheck({ now, clockSource }: MachineState): Check {
	const year = now.getUTCFullYear();
	const isFine = year >= LEAST_YEAR && !COARSE_CLOCKS.has(clockSource ?? '');
	return { kind: 'clock', year, source: clockSource, state: fineIf(isFine, 'warning') };
}

function isAtLeast(version: string, least: string): boolean {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
	return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
