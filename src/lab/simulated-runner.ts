import { companionText } from '../capture/companion.ts';
import { createPartFile } from '../capture/part-file.ts';
import type { RecordingResult } from '../capture/recording.ts';
import { CapnoteError, EXIT } from '../errors.ts';
import { clockLine, eventLine } from '../events/program-event.ts';
import type { LabEvent, LabOutcome } from './lab-event.ts';
import { writeEvents } from './lab-events-file.ts';
import type { LabPlan } from './lab-plan.ts';
import type { Journal, ProgramFailure, Speaker } from './simulated/journal.ts';
import { simulatedScenario } from './simulated/lab-scenario.ts';
import { type SimulatedRun, type Simulation, startSimulated } from './simulated/run-simulated.ts';

/** A lab without a network needs no more than this. */
export interface SimulatedPorts {
	readonly emit: (event: LabEvent) => void;
	readonly onInterrupt: (handler: () => void) => () => void;
	/** What the user types, a line at a time. */
	readonly typed?: () => { readonly lines: AsyncIterator<string>; readonly close: () => Promise<void> };
}

/** What makes each simulated lab another one. */
export interface Draw {
	readonly seed: number;
	/** Since 1970: where virtual time begins. */
	readonly startNs: bigint;
}

/** A seed that was asked for gives the same bytes at any time: its labs begin at the start of 2026. */
const ASKED_START_NS = 1_767_225_600_000_000_000n;
const NS_PER_MS = 1_000_000n;
const MOST_SEED = 0x7fff_ffff;
const EXTENSION = '.pcapng';
const SERVER = { host: '10.77.0.3', interface: 'br-lab' } as const;
const WHOLE_FRAME_BYTES = 262_144;

/** The seed that was asked for, or one of this moment. */
export function drawOf(asked: number | undefined, now: Date): Draw {
	const ms = now.getTime();
	if (asked !== undefined) return { seed: asked, startNs: ASKED_START_NS };
	return { seed: (ms % MOST_SEED) + 1, startNs: BigInt(ms) * NS_PER_MS };
}

/**
 * Runs a lab without a network: our own TCP endpoints in virtual time. It works on every machine. Ctrl+C while somebody
 * types ends the input, and what was recorded is kept.
 *
 * @throws CapnoteError `cannot-write`.
 */
export async function runWithoutNetwork(plan: LabPlan, draw: Draw, ports: SimulatedPorts): Promise<LabOutcome> {
	const diary = keepDiary(plan, draw, ports.emit);
	const scenario = simulatedScenario(plan.profile, plan.scenario, 'pcapng');
	ports.emit({ kind: 'stage', stage: 'simulation' });
	if (plan.scenario.client.kind === 'typed') ports.emit({ kind: 'stage', stage: 'programs' });
	const simulation = startSimulated(scenario, { ...draw, journal: diary.journal });
	const interrupted = await live(simulation, ports);
	const kept = plan.records ? await keep(plan, draw, simulation.result(), interrupted) : null;
	const stem = kept?.capturePath.slice(0, -EXTENSION.length) ?? plan.captureBase;
	return {
		capturePath: kept?.capturePath ?? null,
		eventsPath: await writeEvents(stem, diary.lines, plan.owner),
		unfinishedPath: null,
		recording: kept?.recording ?? null,
		interrupted,
		exchangesDone: diary.exchanges(),
		clientEnd: diary.clientEnd(),
	};
}

/** @returns Whether the user ended it. */
async function live(simulation: Simulation, ports: SimulatedPorts): Promise<boolean> {
	let isStopped = false;
	let typed: ReturnType<NonNullable<SimulatedPorts['typed']>> | undefined;
	let stop = (): void => undefined;
	const stopped = new Promise<null>((resolve) => {
		stop = () => resolve(null);
	});
	const off = ports.onInterrupt(() => {
		if (!isStopped) ports.emit({ kind: 'stopping', removes: false });
		isStopped = true;
		stop();
	});
	try {
		while (simulation.advance() === 'typing') {
			typed ??= ports.typed?.();
			const line = isStopped || typed === undefined ? null : await Promise.race([nextLine(typed.lines), stopped]);
			simulation.type(line);
		}
	} finally {
		off();
		if (isStopped) void typed?.close();
		else await typed?.close();
	}
	return isStopped;
}

async function nextLine(lines: AsyncIterator<string>): Promise<string | null> {
	const line = await lines.next();
	return line.done ? null : line.value;
}

/** What the programs do, passed on and counted. */
interface Diary {
	readonly journal: Journal;
	readonly lines: readonly string[];
	readonly exchanges: () => number;
	readonly clientEnd: () => LabOutcome['clientEnd'];
}

function keepDiary({ profile }: LabPlan, { startNs }: Draw, emit: (event: LabEvent) => void): Diary {
	const lines: string[] = [];
	const clocks = new Set<number>();
	const statuses: number[] = [];
	let exchanges = 0;
	const journal: Journal = {
		said(by, text, whole) {
			if (by.program === 'client' && text.startsWith('Received from server: ')) exchanges += 1;
			emit({ kind: 'said', ...by, text, whole });
		},
		call(event) {
			// Virtual clocks are all the same clock.
			const exact = { leastOffsetNs: 0n, mostOffsetNs: 0n };
			if (!clocks.has(event.pid)) lines.push(clockLine(event.program, event.pid, exact));
			clocks.add(event.pid);
			const fromNs = event.fromNs === null ? null : event.fromNs + startNs;
			lines.push(eventLine({ ...event, fromNs, timeNs: event.timeNs + startNs }));
		},
		failed: (by, failure) => emit({ kind: 'failed', ...by, error: errorOf(by, failure, profile.port) }),
		ended({ program, instance }, failed) {
			const status = failed ? EXIT.environment : EXIT.fine;
			if (program === 'client') statuses.push(status);
			emit({ kind: 'ended', program, instance, end: { status, signal: null } });
		},
		lateServer: () => emit({ kind: 'late-server' }),
	};
	return {
		...{ journal, lines, exchanges: () => exchanges },
		clientEnd() {
			const status = statuses.find((one) => one !== EXIT.fine) ?? statuses[0];
			return status === undefined ? null : { status, signal: null };
		},
	};
}

const REASONS: { readonly [F in Exclude<ProgramFailure, 'refused'>]: string } = {
	reset: 'it was reset by the other side',
	'timed-out': 'no answer came; something between drops the packets, or the host is not there',
	'ended-early': 'the server closed the connection',
};

function errorOf({ program }: Speaker, failure: ProgramFailure, port: number): CapnoteError {
	const { host } = SERVER;
	if (failure === 'refused') return new CapnoteError('connection-refused', { host, port });
	const at = program === 'client' ? host : '10.77.0.2';
	return new CapnoteError('connection-lost', { host: at, port, reason: REASONS[failure] });
}

async function keep(
	plan: LabPlan,
	{ seed }: Draw,
	{ capture, records }: SimulatedRun,
	interrupted: boolean,
): Promise<{ readonly capturePath: string; readonly recording: RecordingResult }> {
	const file = await createPartFile(plan.captureBase, {
		...{ extension: EXTENSION, owner: plan.owner },
		meter: { add: () => undefined, wholeBytes: () => capture.length, records: () => records },
	});
	await file.write(capture);
	const recording = verdictOf(plan, records, capture.length);
	const facts = {
		...{ lab: plan.profile.name, runner: plan.runner, simulated: true, seed, tool: 'capnote' },
		...{ times: 'virtual' as const, interface: plan.scenario.recordOn === 'any' ? 'any' : SERVER.interface },
		...{ snaplen: plan.scenario.snaplen ?? WHOLE_FRAME_BYTES, filter: null, startedAt: plan.startedAt, interrupted },
	};
	return { capturePath: await file.finish((name) => companionText(name, facts, recording)), recording };
}

function verdictOf({ scenario }: LabPlan, records: number, bytes: number): RecordingResult {
	const isKilled = scenario.recordUntil === 'killed';
	return {
		...{
			captured: records,
			received: isKilled ? null : records,
			dropped: isKilled ? null : 0,
			droppedByInterface: null,
		},
		...{ bytes, complete: !isKilled, cause: isKilled ? 'recorder-died' : 'stopped', said: null },
	};
}
