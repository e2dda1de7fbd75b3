import { CapnoteError } from '../errors.ts';
import type { LabProfile } from '../profile/lab-profile.ts';
import type { ClientManners } from './client-auto.ts';
import type { Rarities, RunnerName, Scenario, WireRule } from './lab-plan.ts';
import type { ServerManners } from './server-manners.ts';

/** What a fault changes; two that change the same thing exclude each other. */
type Part =
	| 'client'
	| 'server-start'
	| 'ending'
	| 'record-from'
	| 'record-until'
	| 'interface'
	| 'snaplen'
	| 'arp'
	| 'syn'
	| 'opening'
	| 'lost-packets';

interface Argument {
	readonly unit: '%' | 'ms' | '';
	readonly usual: number;
	readonly most: number;
	readonly isWhole?: boolean;
}

/** Something that goes wrong in a lab on purpose, so that its capture shows it. */
interface Fault {
	/** How its argument is written, with the one that is taken unless given; `null` where it has none. */
	readonly argument: Argument | null;
	readonly runners: readonly RunnerName[];
	readonly changes: readonly Part[];
	readonly apply: (scenario: Scenario, value: number, profile: LabProfile) => Partial<Scenario>;
}

const EVERYWHERE: readonly RunnerName[] = ['netns', 'docker', 'simulated'];
/** In containers the cables and the neighbour tables are not ours. */
const OWN_NETWORK: readonly RunnerName[] = ['netns', 'simulated'];
/** No real kernel does it on command. */
const SIMULATED: readonly RunnerName[] = ['simulated'];

/** A typed client's usual pause, longer than the 40 ms after which Linux sends a delayed ACK. */
const PAUSE_MS = 80;
/** Five segments of an Ethernet's size. */
const LONG_MESSAGE_BYTES = 7000;
const BULK_BYTES = 400_000;

/** The name of a fault. */
export type FaultName =
	| 'refused'
	| 'late-capture'
	| 'server-stops'
	| 'reset'
	| 'half-close'
	| 'slow-reader'
	| 'loss'
	| 'delay'
	| 'reorder'
	| 'duplicate'
	| 'no-arp'
	| 'flush-arp'
	| 'any'
	| 'firewall'
	| 'snaplen'
	| 'killed-capture'
	| 'lose'
	| 'simultaneous-open'
	| 'simultaneous-close'
	| 'keep-alive';

const FAULTS: Readonly<Record<FaultName, Fault>> = {
	/** The server is started only after a client was refused; a second client then succeeds. */
	refused: fault('server-start', () => ({ server: 'late' })),
	/** Recorded from after the handshake. */
	'late-capture': fault(['client', 'record-from'], (scenario, _, profile) => ({
		client: fedLines(scenario, profile),
		recordFrom: 'connected',
	})),
	/** Ctrl+C on the server after its last reply, while the client waits for its user: four segments close. */
	'server-stops': fault('ending', (scenario, _, profile) => ({
		...server(scenario, { ending: { how: 'stop', after: repliesOf(scenario, profile) } }),
		...client(scenario, { waitMs: 500 }),
	})),
	/** The server breaks the connection off (SO_LINGER 0) instead of its last reply. */
	reset: fault('ending', (scenario, _, profile) =>
		server(scenario, { ending: { how: 'reset', after: repliesOf(scenario, profile) } }),
	),
	/** The client sends its FIN behind its last message; the reply comes after it. */
	'half-close': fault(['client', 'ending'], (scenario) => ({
		...server(scenario, { thinkMs: 60 }),
		...client(scenario, { halfClose: true }),
	})),
	/** The client sends more than the server's buffer holds while the server does not read: zero window. */
	'slow-reader': fault(['client', 'ending'], (scenario) => ({
		...server(scenario, { slowStartMs: 1500 }),
		...client(scenario, { bulkBytes: BULK_BYTES }),
	})),
	/** The first frame with data and then so many of the frames to the server are lost behind the recorder. */
	loss: fault(
		[],
		(scenario, percent) => wire(scenario, 'server', [rule('to-host', 'drop', percent)]),
		{ unit: '%', usual: 5, most: 50 },
		OWN_NETWORK,
	),
	/** Each frame of and to the client is under way so much longer. */
	delay: fault(
		[],
		(scenario, ms) => wire(scenario, 'client', [rule('to-bridge', 'delay', ms), rule('to-host', 'delay', ms)]),
		{ unit: 'ms', usual: 50, most: 10_000 },
		OWN_NETWORK,
	),
	/** A long message's segments overtake each other on the client's cable. */
	reorder: fault(
		'client',
		(scenario) => ({
			...wire(scenario, 'client', [rule('to-bridge', 'overtake')]),
			client: { kind: 'auto', messages: ['x'.repeat(LONG_MESSAGE_BYTES)] },
		}),
		null,
		OWN_NETWORK,
	),
	/** Some of the client's segments come twice, the second time 5 ms later. */
	duplicate: fault([], (scenario) => wire(scenario, 'client', [rule('to-bridge', 'duplicate')]), null, OWN_NETWORK),
	/** Both machines know each other's MAC address from the beginning. */
	'no-arp': fault('arp', () => ({ neighbours: 'known' }), null, OWN_NETWORK),
	/** Both forget it after the first reply: ARP in the middle of the data. */
	'flush-arp': fault(
		'arp',
		(scenario) => ({ neighbours: 'forgotten', ...client(scenario, { pauseMs: 150 }) }),
		null,
		OWN_NETWORK,
	),
	/** Recorded on all interfaces: each packet several times. */
	any: fault('interface', () => ({ recordOn: 'any' }), null, OWN_NETWORK),
	/** Something drops each SYN in front of the server; ARP still works. */
	firewall: fault(
		'syn',
		(scenario) => ({
			...wire(scenario, 'server', [rule('to-host', 'drop-syn')]),
			...client(scenario, { giveUpMs: 3500 }),
		}),
		null,
		OWN_NETWORK,
	),
	/** Only so many bytes of each frame are kept. */
	snaplen: fault('snaplen', (_, bytes) => ({ snaplen: bytes }), { unit: '', usual: 60, most: 65_535 }),
	/** The recorder is killed before the close. */
	'killed-capture': fault(['client', 'record-until'], (scenario, _, profile) => ({
		client: fedLines(scenario, profile),
		recordUntil: 'killed',
	})),
	/** Packet n of the capture is lost behind the recorder. */
	lose: fault(
		'lost-packets',
		(scenario, number) => rarely(scenario, { losePackets: [number] }),
		{ unit: '', usual: 6, most: 1_000_000, isWhole: true },
		SIMULATED,
	),
	/** Both sides connect at the same moment. */
	'simultaneous-open': fault(
		['opening', 'server-start', 'arp', 'syn'],
		(scenario) => ({ ...rarely(scenario, { opensSimultaneously: true }), neighbours: 'known' }),
		null,
		SIMULATED,
	),
	/** Both sides close at the same moment. */
	'simultaneous-close': fault(
		'ending',
		(scenario) => rarely(scenario, { closesSimultaneously: true }),
		null,
		SIMULATED,
	),
	/** The client is silent for 100 s, and asks after 10 s and once more 75 s later whether the server is still there. */
	'keep-alive': fault(
		'ending',
		(scenario) => ({ ...rarely(scenario, { keepAliveMs: 10_000 }), ...client(scenario, { waitMs: 100_000 }) }),
		null,
		SIMULATED,
	),
};

/** A fault with its argument. */
export interface ChosenFault {
	readonly name: FaultName;
	/** 0 where it has none. */
	readonly value: number;
}

/** How faults are written, each with its argument if it has one. */
export const FAULT_FORMS: readonly string[] = Object.entries(FAULTS).map(([name, { argument }]) =>
	argument === null ? name : `${name}=${argument.usual}${argument.unit}`,
);

/**
 * Reads faults: `loss=5%`, `reset`.
 *
 * @throws CapnoteError `unknown-fault` or `faults-collide`.
 */
export function parseFaults(texts: readonly string[]): readonly ChosenFault[] {
	const chosen = texts.map(parseFault);
	for (const [index, { name }] of chosen.entries()) {
		const other = chosen.slice(0, index).find((before) => collide(before.name, name));
		if (other !== undefined) throw new CapnoteError('faults-collide', { faults: [other.name, name] });
	}
	return chosen;
}

function parseFault(text: string): ChosenFault {
	const [, name = '', number] = /^([a-z-]+)(?:=(\d+(?:\.\d+)?)[a-z%]*)?$/.exec(text) ?? [];
	const found = Object.hasOwn(FAULTS, name) ? FAULTS[name as FaultName] : undefined;
	const { unit = '', usual = 0, most = 0, isWhole = false } = found?.argument ?? {};
	const value = number === undefined ? usual : Number(number);
	const isWritten =
		number === undefined ? text === name : text === `${name}=${number}${unit}` || text === `${name}=${number}`;
	const fits =
		found?.argument === null
			? number === undefined
			: value > 0 && value <= most && (!isWhole || Number.isInteger(value));
	if (found === undefined || !isWritten || !fits) throw new CapnoteError('unknown-fault', { text, known: FAULT_FORMS });
	return { name: name as FaultName, value };
}

function collide(one: FaultName, other: FaultName): boolean {
	const parts: readonly Part[] = FAULTS[other].changes;
	return one === other || FAULTS[one].changes.some((part) => parts.includes(part));
}

/**
 * The scenario with these faults.
 *
 * @throws CapnoteError `wrong-use` where somebody is to type and a fault needs a client of its own.
 */
export function withFaults(scenario: Scenario, faults: readonly ChosenFault[], profile: LabProfile): Scenario {
	const needsOwnClient = faults.some(({ name }) => FAULTS[name].changes.includes('client'));
	if (needsOwnClient && scenario.client.kind === 'typed')
		throw new CapnoteError('wrong-use', { problem: 'fault-types' });
	let changed = scenario;
	for (const { name, value } of faults) {
		changed = { ...changed, ...FAULTS[name].apply(changed, value, profile) };
	}
	return changed;
}

/** The runners that can make all of them, from the one that is tried first. */
export function runnersFor(faults: readonly ChosenFault[]): readonly RunnerName[] {
	return EVERYWHERE.filter((runner) => faults.every(({ name }) => FAULTS[name].runners.includes(runner)));
}

/**
 * Checks that a runner can make them all.
 *
 * @throws CapnoteError `fault-elsewhere`.
 */
export function checkFaultsRun(faults: readonly ChosenFault[], runner: RunnerName): void {
	for (const { name } of faults) {
		const { runners } = FAULTS[name];
		if (!runners.includes(runner)) throw new CapnoteError('fault-elsewhere', { fault: name, runner, runners });
	}
}

function fault(
	changes: Part | readonly Part[],
	apply: Fault['apply'],
	argument: Argument | null = null,
	runners?: readonly RunnerName[],
): Fault {
	const parts = typeof changes === 'string' ? [changes] : changes;
	return { argument, changes: parts, apply, runners: runners ?? EVERYWHERE };
}

function server({ serverManners }: Scenario, manners: Partial<ServerManners>): Partial<Scenario> {
	return { serverManners: { ...serverManners, ...manners } };
}

function client({ clientManners }: Scenario, manners: Partial<ClientManners>): Partial<Scenario> {
	return { clientManners: { ...clientManners, ...manners } };
}

function rarely({ rarities }: Scenario, more: Partial<Rarities>): Pick<Scenario, 'rarities'> {
	return { rarities: { ...rarities, ...more } };
}

function rule(direction: WireRule['direction'], kind: WireRule['kind'], value = 0): WireRule {
	return { direction, kind, value };
}

/** Rules of two faults for one cable are all its rules. */
function wire({ wires }: Scenario, host: 'client' | 'server', rules: readonly WireRule[]): Partial<Scenario> {
	const before = wires.find((one) => one.host === host)?.rules ?? [];
	return { wires: [...wires.filter((one) => one.host !== host), { host, rules: [...before, ...rules] }] };
}

function repliesOf({ client: script }: Scenario, { endWord, endWordIsSent }: LabProfile): number {
	if (script.kind === 'typed') return 1;
	const messages = script.kind === 'auto' ? script.messages : script.lines;
	return messages.filter((message) => !endWordIsSent || message !== endWord).length;
}

/** The automatic client's messages as typed ones; the end of its input ends it. */
function fedLines({ client: script }: Scenario, { endWord }: LabProfile): Scenario['client'] {
	const messages =
		script.kind === 'auto' ? script.messages.filter((message) => message !== endWord) : ['halo', 'apa kabar'];
	return { kind: 'fed', lines: messages, pauseMs: PAUSE_MS };
}
