import type { WayName } from '../errors.ts';
import type { BridgePlace, RootlessNamespaces } from './detection.ts';
import type { DriverName } from './driver.ts';
import { OWNER_LABEL } from './owner-mark.ts';

/** How to get to an interface with the right to record it. */
export interface Way {
	readonly name: WayName;
	/** The recorder's program, with what stands before it. */
	readonly command: readonly string[];
	/** Stay root inside: no user `tcpdump` can be looked up, or root's rights are needed to become it. */
	readonly keepRoot: boolean;
	/** A `kill` for it, where it is not ours to signal. */
	readonly killCommand: readonly string[] | null;
	/** Fetches what the command needs and is not there yet. */
	readonly fetch: Fetch | null;
	/** Removes what a killed recorder leaves. */
	readonly cleanUp: readonly string[] | null;
}

export interface Fetch {
	readonly image: string;
	readonly command: readonly string[];
}

/** Where an interface is: a bridge's place, or inside a container. */
export type RecordPlace =
	| Extract<BridgePlace, { kind: 'here' }>
	/** `startedAt` tells the process from another that got its number later (`processStart`). */
	| ({ readonly kind: 'rootless'; readonly startedAt: string | null } & RootlessNamespaces)
	| { readonly kind: 'inside'; readonly pid: number; readonly startedAt: string | null; readonly container: string }
	/** `container`: inside this one. */
	| { readonly kind: 'elsewhere'; readonly container: string | null };

/** A container that records. */
export interface Helper {
	/** Address of the engine that is to run it. */
	readonly engine: string;
	/** An image with tcpdump in it. */
	readonly image: string;
	/** Whether the engine has that image. */
	readonly isThere: boolean;
	/** Whether the user named it. */
	readonly isAsked: boolean;
	/** Name for the container. */
	readonly name: string;
	/** Whose it is (`ownerMark`). */
	readonly mark: string;
}

/** What the ways are made of. */
export interface WayFacts {
	readonly driver: DriverName;
	/** Full path, `undefined` when it is not here. */
	readonly tcpdump: string | undefined;
	/** The command that runs this program. */
	readonly self: readonly string[];
	readonly userId: number | undefined;
	/** Left out where no engine is known. */
	readonly helper?: Helper;
}

/** The ways to a bridge, the one that needs the fewest rights first. */
export function waysTo(place: RecordPlace, facts: WayFacts): readonly Way[] {
	const { driver, tcpdump, self, helper } = facts;
	const program = driver === 'libpcap' ? self : tcpdump === undefined ? [] : [tcpdump];
	const own = program.length === 0 || place.kind === 'elsewhere' ? [] : ownWays(place, program, facts);
	// Who may use the engine may see what its machine sees.
	return [
		...own,
		...(helper !== undefined && driver === 'tcpdump' && isWorthwhile(place, helper)
			? [byContainer(place, helper)]
			: []),
	];
}

type ReachablePlace = Exclude<RecordPlace, { kind: 'elsewhere' }>;

function ownWays(place: ReachablePlace, program: readonly string[], { userId }: WayFacts): readonly Way[] {
	const enter = entering(place);
	const asIs: Way = { ...PLAIN, name: 'direct', command: [...enter, ...program], keepRoot: userId === 0 };
	if (userId === 0) return [asIs];
	const sudo = ['sudo', '-n'];
	const asRoot: Way = {
		...PLAIN,
		name: 'sudo',
		command: [...sudo, ...enter, ...program],
		killCommand: [...sudo, 'kill'],
	};
	if (place.kind !== 'rootless') return [asIs, asRoot];
	return [{ ...PLAIN, name: 'user-namespace', command: [...enteringAsOwner(place), ...program] }, asRoot];
}

const PLAIN = { keepRoot: true, killCommand: null, fetch: null, cleanUp: null } as const;

/** As root, who has every right in every namespace and stays root. */
function entering(place: ReachablePlace): readonly string[] {
	if (place.kind === 'here') return [];
	if (place.kind === 'inside' || place.netns === null) return ['nsenter', '-t', `${place.pid}`, '-n', '--'];
	return ['nsenter', '-t', `${place.pid}`, '-m', '--', 'nsenter', `--net=${place.netns}`, '--'];
}

/** As who runs the engine: root in its user namespace, from where its network namespace can be entered. */
function enteringAsOwner({ pid, netns }: RootlessNamespaces): readonly string[] {
	const enter = ['nsenter', '-U', '--preserve-credentials', '-m', '-t', `${pid}`];
	return netns === null ? [...enter, '-n', '--'] : [...enter, '--', 'nsenter', `--net=${netns}`, '--'];
}

/** On this machine a large image is not fetched unasked only to save somebody from `sudo`. */
function isWorthwhile(place: RecordPlace, { isThere, isAsked }: Helper): boolean {
	return isThere || isAsked || place.kind === 'elsewhere';
}

/** A container in the network namespace of the engine, or of another container, with the few rights that tcpdump needs. */
function byContainer(place: RecordPlace, { engine, image, isThere, name, mark }: Helper): Way {
	const docker = ['env', `DOCKER_HOST=${engine}`, 'docker'];
	const rights = ['NET_RAW', 'SETUID', 'SETGID'].flatMap((right) => ['--cap-add', right]);
	const target = 'container' in place && place.container !== null ? `container:${place.container}` : 'host';
	return {
		...PLAIN,
		name: 'helper-container',
		command: [
			...[...docker, 'run', '--rm', '--name', name, '--label', `${OWNER_LABEL}=${mark}`],
			...[`--net=${target}`, '--userns=host', '--log-driver', 'none'],
			...['--cap-drop', 'ALL', ...rights, '--entrypoint', 'tcpdump', image],
		],
		fetch: isThere ? null : { image, command: [...docker, 'pull', '--quiet', image] },
		cleanUp: [...docker, 'rm', '--force', name],
	};
}
