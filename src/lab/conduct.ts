import { setTimeout as sleep } from 'node:timers/promises';
import { within } from '../capture/child-end.ts';
import { CapnoteError } from '../errors.ts';
import type { FileEvent, LabEvent, LabOutcome } from './lab-event.ts';
import { writeEvents } from './lab-events-file.ts';
import type { LabPlan, Scenario } from './lab-plan.ts';
import { createLabRecorder, type LabRecorder } from './lab-recorder.ts';
import type { LabStage } from './lab-stage.ts';
import type { Machines, RecordPoint } from './machines.ts';
import type { Program } from './program.ts';
import { feed, startClient, startServer } from './programs.ts';

const SERVER_START_LIMIT_MS = 10_000;
const SERVER_END_LIMIT_MS = 1000;
const WIRE_LEAST_MS = 20;

/** A lab on its way. */
interface Run {
	readonly plan: LabPlan;
	readonly emit: (event: LabEvent) => void;
	/** Aborted when the user wants it to end. */
	readonly signal: AbortSignal;
	readonly recorder: LabRecorder;
	readonly machines: Machines;
	/** What the user types, for a typed client that does not read it by itself. */
	readonly typed: AsyncIterator<string> | undefined;
}

/**
 * Runs a lab, from the first cable to the named file. When the signal is aborted it ends early and keeps what was
 * recorded.
 *
 * @throws CapnoteError when something cannot be set up.
 */
export async function conduct(
	plan: LabPlan,
	open: () => Promise<Machines>,
	emit: (event: LabEvent | FileEvent) => void,
	signal: AbortSignal,
	typed?: AsyncIterator<string>,
): Promise<LabOutcome> {
	const recorder = await createLabRecorder(plan);
	emit({ kind: 'file', partPath: recorder.partPath });
	const calls: string[] = [];
	const take = (event: LabEvent): void => {
		if (event.kind === 'call') calls.push(event.line);
		else emit(event);
	};
	let machines: Machines | undefined;
	try {
		machines = await open();
		const run = { plan, emit: take, signal, recorder, machines, typed };
		const clients = signal.aborted ? [] : await perform(run);
		return await conclude(run, clients, calls);
	} catch (error) {
		await recorder.keep(true);
		throw error;
	} finally {
		await machines?.release();
	}
}

/** @returns The clients, ended; none when the lab was stopped before they were started. */
async function perform(run: Run): Promise<readonly Program[]> {
	const { plan, machines, recorder, emit, signal } = run;
	const { scenario } = plan;
	const start = (): Program | undefined =>
		scenario.server === 'started' ? startServer(plan, machines, emit) : undefined;
	let server = machines.runFirst ? start() : undefined;
	try {
		tell(emit, machines.connectStage);
		const bridge = await machines.connect();
		const point = scenario.recordOn === 'any' ? { ...bridge, iface: 'any' } : bridge;
		if (signal.aborted) return [];
		if (plan.records) tell(emit, 'recorder');
		if (plan.records && scenario.recordFrom === 'start') await recorder.start(point);
		await machines.run();
		server ??= start();
		await serverListens(server, signal);
		if (signal.aborted) return [];
		if (scenario.server === 'late') {
			await refusedClient(run, point);
			emit({ kind: 'late-server' });
			server = startServer(plan, machines, emit);
			await serverListens(server, signal);
		}
		return await runClients(run, server, point);
	} finally {
		await server?.end();
	}
}

/** A client that finds no server; that it fails is what is wanted. */
async function refusedClient(run: Run, point: RecordPoint): Promise<void> {
	tell(run.emit, 'programs');
	const client = startClient(run.plan, run.machines, run.emit, null);
	try {
		await Promise.race([
			Promise.all([client.ended, feed(client, run.plan.scenario, run.recorder, point)]),
			aborted(run.signal),
		]);
	} finally {
		await client.end();
	}
}

async function serverListens(server: Program | undefined, signal: AbortSignal): Promise<void> {
	if (server === undefined) return;
	const listening = server.printed('Server listening');
	await within(Promise.race([listening, aborted(signal)]), SERVER_START_LIMIT_MS);
	if (signal.aborted || server.countLines('Server listening') > 0) return;
	throw new CapnoteError('lab-step-failed', { step: 'start the server', said: server.complaints() });
}

async function runClients(run: Run, server: Program | undefined, point: RecordPoint): Promise<readonly Program[]> {
	const { plan, machines, emit, recorder, typed, signal } = run;
	const { scenario } = plan;
	tell(emit, 'programs');
	const numbers = Array.from({ length: scenario.clients }, (_, index) => (scenario.clients > 1 ? index + 1 : null));
	const clients = numbers.map((number) => startClient(plan, machines, emit, number));
	const [first] = clients;
	if (first === undefined) return [];
	if (typed !== undefined) passOn(typed, first).catch(() => undefined);
	if (scenario.neighbours === 'forgotten') forgetAfterReply(first, machines).catch(() => undefined);
	try {
		await Promise.race([
			Promise.all([...clients.map(({ ended }) => ended), feed(first, scenario, recorder, point)]),
			aborted(signal),
		]);
	} finally {
		await Promise.all(clients.map((client) => client.end()));
	}
	// The server's FIN, and what the client's kernel answers, belong to the recording.
	if (server !== undefined && server.countLines('Connection from') >= scenario.clients) {
		await within(server.ended, SERVER_END_LIMIT_MS);
	}
	await sleep(longestDelayMs(scenario));
	if (plan.records) tell(emit, 'drain');
	return clients;
}

/** What a bad cable still holds when the programs have ended. */
function longestDelayMs({ wires }: Scenario): number {
	const delays = wires.flatMap(({ rules }) => rules.map(({ kind, value }) => (kind === 'delay' ? 2 * value : 0)));
	return wires.length === 0 ? 0 : WIRE_LEAST_MS + Math.max(0, ...delays);
}

async function forgetAfterReply(client: Program, machines: Machines): Promise<void> {
	if (await client.printed('Received from server')) await machines.forgetNeighbours();
}

/** Hands what the user types to a client that runs elsewhere. */
async function passOn(typed: AsyncIterator<string>, client: Program): Promise<void> {
	for (let line = await typed.next(); !line.done; line = await typed.next()) client.type(line.value);
	client.endInput();
}

async function conclude(
	{ plan, recorder, signal }: Run,
	clients: readonly Program[],
	calls: readonly string[],
): Promise<LabOutcome> {
	const interrupted = signal.aborted;
	const kept = await recorder.keep(interrupted);
	const stem = kept?.capturePath.replace(/\.pcap$/, '') ?? plan.captureBase;
	const ends = await Promise.all(clients.map(({ ended }) => ended));
	return {
		capturePath: kept?.capturePath ?? null,
		eventsPath: kept !== undefined || !plan.records ? await writeEvents(stem, calls, plan.owner) : null,
		unfinishedPath: null,
		recording: kept?.recording ?? null,
		interrupted,
		exchangesDone: clients.reduce((sum, client) => sum + client.countLines('Received from server: '), 0),
		clientEnd: ends.find(({ status }) => status !== 0) ?? ends[0] ?? null,
	};
}

function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		else signal.addEventListener('abort', () => resolve(), { once: true });
	});
}

function tell(emit: (event: LabEvent) => void, stage: LabStage): void {
	emit({ kind: 'stage', stage });
}
