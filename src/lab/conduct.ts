import { within } from '../capture/child-end.ts';
import { CapnoteError } from '../errors.ts';
import type { FileEvent, LabEvent, LabOutcome, LabStage } from './lab-event.ts';
import type { LabPlan } from './lab-plan.ts';
import { createLabRecorder, type LabRecorder } from './lab-recorder.ts';
import type { Machines } from './machines.ts';
import type { Program } from './program.ts';
import { feed, startClient, startServer } from './programs.ts';

const SERVER_START_LIMIT_MS = 10_000;
const SERVER_END_LIMIT_MS = 1000;

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
	let machines: Machines | undefined;
	try {
		machines = await open();
		const client = signal.aborted ? undefined : await perform({ plan, emit, signal, recorder, machines, typed });
		return await conclude(recorder, client, signal.aborted);
	} catch (error) {
		await recorder.keep(true);
		throw error;
	} finally {
		await machines?.release();
	}
}

/** @returns The client, ended; `undefined` when the lab was stopped before it was started. */
async function perform(run: Run): Promise<Program | undefined> {
	const { plan, machines, recorder, emit, signal } = run;
	const start = (): Program | undefined =>
		plan.scenario.server === 'started' ? startServer(plan, machines, emit) : undefined;
	let server = machines.runFirst ? start() : undefined;
	try {
		tell(emit, machines.connectStage);
		const iface = await machines.connect();
		if (signal.aborted) return undefined;
		tell(emit, 'recorder');
		if (plan.scenario.recordFrom === 'start') await recorder.start(iface);
		await machines.run();
		server ??= start();
		await serverListens(server, signal);
		if (signal.aborted) return undefined;
		return await runClient(run, server, iface);
	} finally {
		await server?.end();
	}
}

async function serverListens(server: Program | undefined, signal: AbortSignal): Promise<void> {
	if (server === undefined) return;
	const listening = server.printed('Server listening');
	await within(Promise.race([listening, aborted(signal)]), SERVER_START_LIMIT_MS);
	if (signal.aborted || server.countLines('Server listening') > 0) return;
	throw new CapnoteError('lab-step-failed', { step: 'start the server', said: server.complaints() });
}

async function runClient(run: Run, server: Program | undefined, iface: string): Promise<Program> {
	tell(run.emit, 'programs');
	const client = startClient(run.plan, run.machines, run.emit);
	if (run.typed !== undefined) passOn(run.typed, client).catch(() => undefined);
	try {
		await Promise.race([
			Promise.all([client.ended, feed(client, run.plan.scenario, run.recorder, iface)]),
			aborted(run.signal),
		]);
	} finally {
		await client.end();
	}
	// The server's FIN, and what the client's kernel answers, belong to the recording.
	if (server !== undefined && server.countLines('Connection from') > 0) {
		await within(server.ended, SERVER_END_LIMIT_MS);
	}
	tell(run.emit, 'drain');
	return client;
}

/** Hands what the user types to a client that runs elsewhere. */
async function passOn(typed: AsyncIterator<string>, client: Program): Promise<void> {
	for (let line = await typed.next(); !line.done; line = await typed.next()) client.type(line.value);
	client.endInput();
}

async function conclude(recorder: LabRecorder, client: Program | undefined, interrupted: boolean): Promise<LabOutcome> {
	const kept = await recorder.keep(interrupted);
	return {
		capturePath: kept?.capturePath ?? null,
		unfinishedPath: null,
		recording: kept?.recording ?? null,
		interrupted,
		exchangesDone: client?.countLines('Received from server: ') ?? 0,
		clientEnd: client === undefined ? null : await client.ended,
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
