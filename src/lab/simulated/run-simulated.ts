import { type ClientLab, type ClientStage, runClient } from './client-program.ts';
import { createDice, type Dice } from './dice.ts';
import type { Endpoint } from './endpoint.ts';
import type { Notify, SocketOptions } from './host.ts';
import type { Journal } from './journal.ts';
import type { HostName } from './links.ts';
import { createNetwork, type Network } from './network.ts';
import type { ProgramSocket, ProgramTools } from './program.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import type { ClientPlan, ServerPlan, SimulatedScenario } from './scenario.ts';
import { runServer, type ServerProgram } from './server-program.ts';
import type { Passage, ProgramLog, Truth } from './truth.ts';
import { createVirtualClock, MS, SECOND, US, type VirtualClock } from './virtual-clock.ts';

export interface SimulatedOptions {
	/** The same seed gives the same bytes, on every machine. */
	readonly seed: number;
	/** Since 1970: the time of the first event. */
	readonly startNs: bigint;
	readonly journal?: Journal | undefined;
}

/** What a simulated lab gives: a capture file like any other, and what really happened. */
export interface SimulatedRun {
	readonly capture: Uint8Array;
	readonly records: number;
	readonly truth: Truth;
}

/** A simulated lab under way: time passes only as far as it is let. */
export interface Simulation {
	/** Lets time pass until somebody must type, or all is over. */
	readonly advance: () => 'typing' | 'over';
	/** What was typed; `null` ends the input. */
	readonly type: (line: string | null) => void;
	/** What came of it, once it is over. */
	readonly result: () => SimulatedRun;
}

/** A simulated lab while it runs. */
interface Run {
	readonly scenario: SimulatedScenario;
	readonly clock: VirtualClock;
	readonly dice: Dice;
	readonly tools: ProgramTools;
	readonly network: Network;
	readonly recorder: Recorder;
	readonly programs: Map<number, { -readonly [H in HostName]?: ProgramSocket }>;
	server: ServerProgram | undefined;
	/** Takes the line that a client waits for. */
	waiting: ((line: string | null) => void) | undefined;
}

/** What a person lets pass before Ctrl+C on the recorder. */
const AFTER_CLOSE_NS = SECOND;
/** Ports that Linux gives to clients. */
const CLIENT_PORTS = { least: 32_768, most: 60_999 } as const;
/** After the other side has begun, and before it can have heard of that. */
const AT_ONCE_NS = 8 * US;
/** What a person takes to empty the neighbour tables. */
const FORGET_NS = 10 * MS;

/** Runs a lab on two simulated hosts and a bridge, in virtual time: a lab of minutes takes milliseconds. */
export function runSimulated(scenario: SimulatedScenario, options: SimulatedOptions): SimulatedRun {
	const simulation = startSimulated(scenario, options);
	while (simulation.advance() === 'typing') simulation.type(null);
	return simulation.result();
}

/** The same, for a lab in which somebody types. */
export function startSimulated(scenario: SimulatedScenario, options: SimulatedOptions): Simulation {
	const { seed, startNs, journal } = options;
	const clock = createVirtualClock();
	const dice = createDice(seed);
	const recorder = createRecorder({ ...scenario.recording, startNs });
	const passages: Passage[] = [];
	const network = createNetwork({
		clock,
		dice,
		links: scenario.links ?? {},
		serverPort: scenario.port,
		losePackets: scenario.losePackets ?? [],
		onBridge: (frame) => {
			passages.push(frame.passage);
			recorder.take(frame);
		},
	});
	let over = 0;
	const programs: Run['programs'] = new Map();
	const onOver = (): void => {
		over++;
		const sockets = [...programs.values()].reduce(
			(sum, { client, server }) => sum + (client ? 1 : 0) + (server ? 1 : 0),
			0,
		);
		if (scenario.recordUntil !== 'closed' || programs.size < scenario.clients.length || over < sockets) return;
		clock.after(AFTER_CLOSE_NS, () => recorder.setOn(false));
	};
	const tools = { clock, dice, onOver, journal };
	const run: Run = {
		...{ scenario, clock, dice, tools, network, recorder, programs },
		...{ server: undefined, waiting: undefined },
	};
	setUp(run);
	let isFinished = false;
	return {
		advance() {
			isFinished = clock.run(scenario.limitMs * MS, () => run.waiting !== undefined);
			return run.waiting === undefined ? 'over' : 'typing';
		},
		type(line) {
			const take = run.waiting;
			run.waiting = undefined;
			take?.(line);
		},
		result: () => ({
			capture: recorder.file({ comment: `Simulated by capnote with seed ${seed}: no real network was there.` }),
			records: recorder.records(),
			truth: { emissions: network.emissions, passages, programs: logsOf(run), isFinished },
		}),
	};
}

function setUp(run: Run): void {
	const { scenario, clock, network, recorder } = run;
	const { recordFrom, recordUntil } = scenario;
	if (recordFrom === 'start') recorder.setOn(true);
	else if (recordFrom !== 'connected') clock.after(recordFrom.atMs * MS, () => recorder.setOn(true));
	if (typeof recordUntil === 'object') clock.after(recordUntil.atMs * MS, () => recorder.setOn(false));
	if (scenario.withoutArp) {
		network.hosts.client.neighbours.learn(network.interfaces.server);
		network.hosts.server.neighbours.learn(network.interfaces.client);
	}
	const { server, serverStartsAtMs = 0 } = scenario;
	if (server && !scenario.opensSimultaneously) clock.after(serverStartsAtMs * MS, () => startServer(run, server));
	scenario.clients.forEach((plan, i) => {
		const port = scenario.clientPort === undefined ? clientPort(run.dice) : scenario.clientPort + i;
		const instance = scenario.clients.length > 1 ? i + 1 : null;
		clock.after((plan.atMs ?? 0) * MS, () => startClient(run, plan, port, instance));
	});
}

function startServer(run: Run, plan: ServerPlan, listens = true): ServerProgram {
	const { network, scenario, tools } = run;
	if ((scenario.serverStartsAtMs ?? 0) > 0) tools.journal?.lateServer();
	const place = {
		...{ host: network.hosts.server, ip: network.interfaces.server.ip },
		...{ clientIp: network.interfaces.client.ip, port: scenario.port },
	};
	const onSocket = (socket: ProgramSocket): void => {
		programsOf(run, socket.socket.tcb.settings.remotePort).server = socket;
	};
	const server = runServer(place, plan, serverOptions(run), tools, onSocket, listens);
	run.server = server;
	return server;
}

function startClient(run: Run, plan: ClientPlan, port: number, instance: number | null): void {
	const { scenario, network } = run;
	const options: SocketOptions = {
		sack: !scenario.withoutSack,
		noDelay: plan.noDelay === true,
		...(plan.keepAliveMs === undefined ? {} : { keepAliveNs: plan.keepAliveMs * MS }),
		...(plan.receiveBufferBytes === undefined ? {} : { receiveBufferBytes: plan.receiveBufferBytes }),
		...(scenario.initialSequence ? { initialSequence: scenario.initialSequence.client } : {}),
	};
	const { client, server } = network.interfaces;
	const ports = { local: port, remote: scenario.port };
	const connect = (notify: Notify): Endpoint => network.hosts.client.connect(server, ports, options, notify);
	const lab: ClientLab = {
		...{ endWord: scenario.endWord, sendsEndWord: scenario.sendsEndWord, server: scenario.server },
		...{ instance, port, ip: client.ip, serverPort: scenario.port, serverIp: server.ip },
		onStage: (stage) => onStage(run, stage, port),
		askLine: (then) => {
			run.waiting = then;
		},
	};
	if (scenario.opensSimultaneously) run.clock.after(AT_ONCE_NS, () => openFromServer(run, port));
	runClient(plan, lab, connect, run.tools, (socket) => {
		programsOf(run, port).client = socket;
	});
}

function onStage(run: Run, stage: ClientStage, port: number): void {
	const { scenario, recorder, clock, network } = run;
	// A little later: what the kernel sends at this moment still belongs to what was before.
	if (stage === 'connected' && scenario.recordFrom === 'connected') clock.after(MS / 10, () => recorder.setOn(true));
	if (stage === 'replied' && scenario.recordUntil === 'replied') clock.after(60 * MS, () => recorder.setOn(false));
	if (stage === 'closing' && scenario.closesSimultaneously) clock.after(AT_ONCE_NS, () => run.server?.close(port));
	if (stage === 'first-reply' && scenario.forgetsNeighbours) {
		clock.after(FORGET_NS, () => {
			for (const host of Object.values(network.hosts)) host.neighbours.forget();
		});
	}
}

/** The server's program connects instead of waiting, at the same moment. */
function openFromServer(run: Run, port: number): void {
	const { scenario, network } = run;
	const ports = { local: scenario.port, remote: port };
	const server = startServer(run, scenario.server ?? { reply: { kind: 'silent' } }, false);
	let notify: Notify | undefined;
	const early: Parameters<Notify>[] = [];
	const endpoint = network.hosts.server.connect(
		network.interfaces.client,
		ports,
		serverOptions(run),
		(event, socket) => {
			if (notify) notify(event, socket);
			else early.push([event, socket]);
		},
	);
	notify = server.serve(endpoint);
	for (const one of early) notify(...one);
}

function serverOptions({ scenario }: Run): SocketOptions {
	const bytes = scenario.server?.receiveBufferBytes;
	return {
		sack: !scenario.withoutSack,
		...(bytes === undefined ? {} : { receiveBufferBytes: bytes }),
		...(scenario.initialSequence ? { initialSequence: scenario.initialSequence.server } : {}),
	};
}

function programsOf({ programs }: Run, clientPort: number) {
	const known = programs.get(clientPort) ?? {};
	programs.set(clientPort, known);
	return known;
}

const NO_PROGRAM: ProgramLog = {
	state: 'CLOSED',
	sent: new Uint8Array(0),
	received: new Uint8Array(0),
	sawEnd: false,
	error: null,
	aborted: false,
};

function logsOf({ programs }: Run): Truth['programs'] {
	return new Map(
		[...programs].map(([port, { client, server }]) => [
			port,
			{ client: client?.log() ?? NO_PROGRAM, server: server?.log() ?? NO_PROGRAM },
		]),
	);
}

function clientPort(dice: Dice): number {
	return dice.between(CLIENT_PORTS.least, CLIENT_PORTS.most);
}
