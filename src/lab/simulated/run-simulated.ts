import { runClient } from './client-program.ts';
import { createDice, type Dice } from './dice.ts';
import type { Endpoint } from './endpoint.ts';
import type { Notify, SocketOptions } from './host.ts';
import type { HostName } from './links.ts';
import { createNetwork, type Network } from './network.ts';
import { createProgramSocket, type ProgramSocket, type ProgramTools } from './program.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import type { ClientPlan, ServerPlan, SimulatedScenario } from './scenario.ts';
import { runServer } from './server-program.ts';
import type { Passage, ProgramLog, Truth } from './truth.ts';
import { createVirtualClock, MS, SECOND, type VirtualClock } from './virtual-clock.ts';

export interface SimulatedOptions {
	/** The same seed gives the same bytes, on every machine. */
	readonly seed: number;
	/** Since 1970: the time of the first event. */
	readonly startNs: bigint;
}

/** What a simulated lab gives: a capture file like any other, and what really happened. */
export interface SimulatedRun {
	readonly capture: Uint8Array;
	readonly records: number;
	readonly truth: Truth;
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
}

/** What a person lets pass before Ctrl+C on the recorder. */
const AFTER_CLOSE_NS = SECOND;
/** Ports that Linux gives to clients. */
const CLIENT_PORTS = { least: 32_768, most: 60_999 } as const;

/** Runs a lab on two simulated hosts and a bridge, in virtual time: a lab of minutes takes milliseconds. */
export function runSimulated(scenario: SimulatedScenario, { seed, startNs }: SimulatedOptions): SimulatedRun {
	const clock = createVirtualClock();
	const dice = createDice(seed);
	const recorder = createRecorder({ ...scenario.recording, startNs });
	const passages: Passage[] = [];
	const network = createNetwork({
		clock,
		dice,
		links: scenario.links ?? {},
		serverPort: scenario.port,
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
	const run: Run = { scenario, clock, dice, tools: { clock, dice, onOver }, network, recorder, programs };
	setUp(run);
	const isFinished = clock.run(scenario.limitMs * MS);
	const comment = `Simulated by capnote with seed ${seed}: no real network was there.`;
	return {
		capture: recorder.file({ comment }),
		records: recorder.records(),
		truth: { emissions: network.emissions, passages, programs: logsOf(run), isFinished },
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
		clock.after((plan.atMs ?? 0) * MS, () => startClient(run, plan, port));
	});
}

function startServer(run: Run, plan: ServerPlan): void {
	runServer(run.network.hosts.server, run.scenario.port, plan, serverOptions(run), run.tools, (socket) => {
		programsOf(run, socket.socket.tcb.settings.remotePort).server = socket;
	});
}

function startClient(run: Run, plan: ClientPlan, port: number): void {
	const { scenario, network, recorder, clock } = run;
	const onStage = (stage: 'connected' | 'replied'): void => {
		// A little later: what the kernel sends at this moment still belongs to what was before.
		if (stage === 'connected' && scenario.recordFrom === 'connected') clock.after(MS / 10, () => recorder.setOn(true));
		if (stage === 'replied' && scenario.recordUntil === 'replied') clock.after(60 * MS, () => recorder.setOn(false));
	};
	const options: SocketOptions = {
		sack: !scenario.withoutSack,
		noDelay: plan.noDelay === true,
		...(plan.keepAliveMs === undefined ? {} : { keepAliveNs: plan.keepAliveMs * MS }),
		...(plan.receiveBufferBytes === undefined ? {} : { receiveBufferBytes: plan.receiveBufferBytes }),
		...(scenario.initialSequence ? { initialSequence: scenario.initialSequence.client } : {}),
	};
	const ports = { local: port, remote: scenario.port };
	const connect = (notify: Notify): Endpoint =>
		network.hosts.client.connect(network.interfaces.server, ports, options, notify);
	const { endWord, sendsEndWord, server } = scenario;
	if (scenario.opensSimultaneously) openFromServer(run, port);
	runClient(plan, { endWord, sendsEndWord, server, onStage }, connect, run.tools, (socket) => {
		programsOf(run, port).client = socket;
	});
}

/** The server's program connects instead of waiting, at the same moment. */
function openFromServer(run: Run, port: number): void {
	const { scenario, network, tools } = run;
	const ports = { local: scenario.port, remote: port };
	let program: ProgramSocket | undefined;
	const endpoint = network.hosts.server.connect(network.interfaces.client, ports, serverOptions(run), (event) => {
		program?.onEvent(event);
		if (event === 'readable') program?.later(() => program?.read(65_536));
		if (event === 'end') program?.later(() => program?.close(), 1);
	});
	program = createProgramSocket(endpoint, tools);
	programsOf(run, port).server = program;
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
