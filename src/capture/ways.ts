import type { WayName } from '../errors.ts';
import type { BridgePlace } from './detection.ts';
import type { DriverName } from './driver.ts';

/** How to get to an interface with the right to record it. */
export interface Way {
	readonly name: WayName;
	/** The recorder's program, with what stands before it. */
	readonly command: readonly string[];
	/** Stay root inside: no user `tcpdump` can be looked up, or root's rights are needed to become it. */
	readonly keepRoot: boolean;
	/** A `kill` for it, where it is not ours to signal. */
	readonly killCommand: readonly string[] | null;
	/** Removes what a killed recorder leaves. */
	readonly cleanUp: readonly string[] | null;
}

/** Where an interface is: a bridge's place, or inside the container with this process. */
export type RecordPlace =
	| Extract<BridgePlace, { kind: 'here' | 'elsewhere' }>
	/** `startedAt` tells the process from another that got its number later (`processStart`). */
	| { readonly kind: 'rootless' | 'inside'; readonly pid: number; readonly startedAt: string | null };

/** What the ways are made of. */
export interface WayFacts {
	readonly driver: DriverName;
	/** Full path, `undefined` when it is not here. */
	readonly tcpdump: string | undefined;
	/** The command that runs this program. */
	readonly self: readonly string[];
	readonly userId: number | undefined;
	/** An image with tcpdump in it. */
	readonly helperImage: string;
	/** Name for the helper container. */
	readonly helperName: string;
	/** Address of the engine that is to run it; the usual one unless given. */
	readonly engine?: string;
}

/** The ways to a bridge, the one that needs the fewest rights first. */
export function waysTo(place: RecordPlace, facts: WayFacts): readonly Way[] {
	if (place.kind === 'elsewhere') return facts.driver === 'tcpdump' ? [helperContainer(facts)] : [];
	const program = facts.driver === 'libpcap' ? facts.self : facts.tcpdump === undefined ? [] : [facts.tcpdump];
	if (program.length === 0) return [];
	const rest = { keepRoot: true, killCommand: null, cleanUp: null };
	if (place.kind === 'rootless') {
		const enter = ['nsenter', '-U', '--preserve-credentials', '-n', '-m', '-t', `${place.pid}`, '--'];
		return [{ name: 'user-namespace', command: [...enter, ...program], ...rest }];
	}
	const isRoot = facts.userId === 0;
	const enter = place.kind === 'inside' ? ['nsenter', '-t', `${place.pid}`, '-n', '--'] : [];
	const direct: Way = { name: 'direct', command: [...enter, ...program], ...rest, keepRoot: isRoot };
	const sudo = ['sudo', '-n'];
	if (isRoot) return [direct];
	const asRoot: Way = {
		name: 'sudo',
		command: [...sudo, ...enter, ...program],
		...rest,
		killCommand: [...sudo, 'kill'],
	};
	// Who may use the engine may see what its machine sees.
	const byEngine = place.kind === 'here' && facts.driver === 'tcpdump' && facts.engine !== undefined;
	return [direct, asRoot, ...(byEngine ? [helperContainer(facts)] : [])];
}

/** A container in the network namespace of the engine, with the few rights that tcpdump needs. */
function helperContainer({ helperImage, helperName, engine }: WayFacts): Way {
	const docker = [...(engine === undefined ? [] : ['env', `DOCKER_HOST=${engine}`]), 'docker'];
	const rights = ['NET_RAW', 'SETUID', 'SETGID'].flatMap((right) => ['--cap-add', right]);
	return {
		name: 'helper-container',
		command: [
			...[...docker, 'run', '--rm', '--name', helperName, '--net=host', '--log-driver', 'none'],
			...['--cap-drop', 'ALL', ...rights, '--entrypoint', 'tcpdump', helperImage],
		],
		keepRoot: true,
		killCommand: null,
		cleanUp: [...docker, 'rm', '--force', helperName],
	};
}
