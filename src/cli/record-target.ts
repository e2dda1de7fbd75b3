import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkInterface, systemInterfaces } from '../capture/check-interface.ts';
import type { DetectedNetwork, Detection } from '../capture/detection.ts';
import { processStart } from '../capture/process-start.ts';
import type { RecordPlan } from '../capture/record.ts';
import { recordPlace } from '../capture/start-by-ways.ts';
import { CapnoteError } from '../errors.ts';
import type { NamedAddress } from '../file/read-result.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import { LABS } from '../profile/labs.ts';
import type { Context } from './context.ts';

/** How the user says what to record. */
export interface TargetOptions {
	readonly interface?: string | undefined;
	readonly lab?: string | undefined;
	readonly project?: string | undefined;
	readonly compose?: string | undefined;
	readonly network?: string | undefined;
	/** Milliseconds to wait for it; `true`: the usual time. */
	readonly wait?: number | true | undefined;
}

/** What is to be recorded. */
export type RecordTarget = Pick<RecordPlan, 'iface' | 'place' | 'engine' | 'network' | 'lab' | 'names'>;

const POLL_MS = 250;
const USUAL_WAIT_MS = 60_000;

/**
 * Finds what to record: the interface that was named, else the lab's bridge. With `--wait` it looks until it is there.
 *
 * @returns `undefined` when the user ended the wait.
 * @throws CapnoteError when there is nothing, or several could be meant.
 */
export async function findTarget(
	context: Context,
	options: TargetOptions,
	words: Catalogue,
	line: (text: string) => void,
): Promise<RecordTarget | undefined> {
	const look = async (): Promise<RecordTarget> =>
		options.interface === undefined ? await detected(context, options, words, line) : named(options.interface, options);
	if (options.wait === undefined) return await look();
	const until = performance.now() + (options.wait === true ? USUAL_WAIT_MS : options.wait);
	let isInterrupted = false;
	const off = context.onInterrupt(() => {
		isInterrupted = true;
	});
	try {
		return await lookUntil(
			look,
			until,
			() => isInterrupted,
			() => line(words.record.waiting),
		);
	} finally {
		off();
	}
}

async function lookUntil(
	look: () => Promise<RecordTarget>,
	until: number,
	isInterrupted: () => boolean,
	tellWaiting: () => void,
): Promise<RecordTarget | undefined> {
	let isTold = false;
	while (!isInterrupted()) {
		try {
			return await look();
		} catch (error) {
			if (!(error instanceof CapnoteError) || !MAY_COME.has(error.code) || performance.now() > until) throw error;
		}
		if (!isTold) tellWaiting();
		isTold = true;
		await sleep(POLL_MS);
	}
	return undefined;
}

/** What may be cured by time. */
const MAY_COME: ReadonlySet<string> = new Set(['no-such-interface', 'interface-down', 'no-network', 'network-empty']);

function named(iface: string, { lab }: TargetOptions): RecordTarget {
	checkInterface(iface, systemInterfaces);
	return { iface, place: { kind: 'here', isUp: true }, engine: null, network: null, lab: lab ?? null, names: [] };
}

/** The network that detection chooses; why is said. */
async function detected(
	{ environment }: Context,
	options: TargetOptions,
	words: Catalogue,
	line: (text: string) => void,
): Promise<RecordTarget> {
	const { detect } = await import('../capture/detect/detect.ts');
	const { isMade } = await import('../capture/detect/networks.ts');
	const { machinePorts, readMachine } = await import('../capture/detect/read-machine.ts');
	const { requireChoice } = await import('../capture/detect/require-choice.ts');
	const { lab, project, network, compose } = options;
	const detection = detect(await readMachine(machinePorts(environment)), {
		...{ lab, project, network, labs: Object.values(LABS) },
		composeFile: compose === undefined ? undefined : resolve(compose),
	});
	const chosen = requireChoice(detection);
	if (!isMade(chosen)) throw new CapnoteError('network-empty', { network: chosen.name });
	line(words.detect.chosen({ ...chosen, network: chosen.name, reason: reasonOf(detection) }));
	return targetOf(chosen, lab);
}

function reasonOf({ choice }: Detection) {
	return choice.kind === 'chosen' ? choice.reason : 'only';
}

function targetOf(network: DetectedNetwork, lab: string | undefined): RecordTarget {
	return {
		...pointOf(network),
		...{ engine: network.engineAddress, network: network.name, names: namesOf(network) },
		lab: lab ?? (network.labs.length === 1 ? network.labs[0] : undefined) ?? null,
	};
}

/** A network whose driver makes no bridge is recorded inside a member, where its interface is the first. */
function pointOf({ bridge, place, name, members }: DetectedNetwork): Pick<RecordTarget, 'iface' | 'place'> {
	if (bridge !== null && place.kind !== 'no-bridge') return { iface: bridge, place: recordPlace(place) };
	const member = members.find(({ running }) => running);
	if (member === undefined)
		throw new CapnoteError('no-such-interface', { iface: name, others: systemInterfaces.names() });
	const { pid, containerId: container } = member;
	const inside = pid === null ? undefined : ({ kind: 'inside', pid, startedAt: processStart(pid), container } as const);
	return { iface: 'eth0', place: inside ?? { kind: 'elsewhere', container } };
}

/** Who is who, for the file: addresses with the service's name, else the container's. */
function namesOf({ members }: DetectedNetwork): readonly NamedAddress[] {
	return members.flatMap(({ service, container, ipv4, ipv6, mac }) =>
		[ipv4, ipv6, mac].flatMap((address) => (address === null ? [] : [{ address, names: [service ?? container] }])),
	);
}
