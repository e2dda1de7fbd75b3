import { freemem } from 'node:os';
import { pid } from 'node:process';
import { CapnoteError, type TriedWay } from '../errors.ts';
import type { NamedAddress } from '../file/read-result.ts';
import { USER_SPACE_TIMES } from '../file/rough-times.ts';
import { type CaptureWriter, createCaptureWriter, type WriterOptions, type WrittenFile } from './capture-writer.ts';
import { checkFilter } from './check-filter.ts';
import { checkInterface, type InterfaceReader, linkTypeOf, systemInterfaces } from './check-interface.ts';
import { companionText } from './companion.ts';
import type { AskEngine } from './detect/engine-http.ts';
import type { CaptureDriver, DriverName } from './driver.ts';
import { findProgram } from './find-program.ts';
import { findHelperImage, HELPER_NAME, removeDeadHelpers } from './helper-image.ts';
import { libpcapDriver } from './libpcap.ts';
import { ownerMark, ownProcesses } from './owner-mark.ts';
import type { PcapngDescription } from './pcapng-stream.ts';
import { goFirst } from './priority.ts';
import type { Counters, Recording, RecordingResult } from './recording.ts';
import { ringMebibytes } from './ring-size.ts';
import { runCommand } from './run-command.ts';
import { type Started, startByWays } from './start-by-ways.ts';
import { tcpdumpDriver } from './tcpdump.ts';
import { type Helper, type RecordPlace, type Way, waysTo } from './ways.ts';

/** What to record, for how long, and into what. */
export interface RecordPlan {
	readonly iface: string;
	readonly place: RecordPlace;
	/** Where the engine of its network listens, `null` where there is none. */
	readonly engine: string | null;
	/** Name of the network, `null` where none was detected. */
	readonly network: string | null;
	readonly lab: string | null;
	/** Who is who, for a pcapng file. */
	readonly names: readonly NamedAddress[];
	readonly driver: DriverName;
	readonly snaplen: number;
	readonly filter?: string;
	readonly count?: number;
	readonly durationMs?: number;
	readonly ring: 'slots' | 'blocks';
	readonly file: Omit<WriterOptions, 'pcapng'>;
	readonly pcapng: boolean;
}

/** What is told while it goes on. */
export type RecordEvent =
	| { readonly kind: 'refused'; readonly tried: TriedWay }
	| { readonly kind: 'fetching'; readonly image: string }
	| { readonly kind: 'recording'; readonly way: Way['name']; readonly driver: DriverName; readonly iface: string }
	| { readonly kind: 'progress'; readonly packets: number; readonly bytes: number; readonly dropped: number | null }
	| { readonly kind: 'stopping' };

/** The outside world of a recording. */
export interface RecordPorts {
	/** The PATH variable. */
	readonly path: string;
	/** The command that runs this program once more with other arguments. */
	readonly self: readonly string[];
	readonly userId: number | undefined;
	/** The image of a helper container, `undefined` for the usual ones. */
	readonly helperImage: string | undefined;
	readonly askEngine: AskEngine;
	/** Name and version of this program, for a pcapng file. */
	readonly application: string;
	readonly now: () => Date;
	readonly emit: (event: RecordEvent) => void;
	/** Sees every byte that is recorded. */
	readonly onBytes: (bytes: Uint8Array) => void;
	/** Calls back at Ctrl+C and the like, until the returned function is called. */
	readonly onInterrupt: (handler: () => void) => () => void;
	readonly interfaces?: InterfaceReader;
}

export interface RecordOutcome {
	/** Empty when nothing at all came from the recorder. */
	readonly files: readonly WrittenFile[];
	/** Whole packets in the files; with a ring also those in files that are gone. */
	readonly packets: number;
	readonly way: Way['name'];
	readonly interrupted: boolean;
	readonly recording: RecordingResult;
}

export const DRIVERS: Readonly<Record<DriverName, CaptureDriver>> = { tcpdump: tcpdumpDriver, libpcap: libpcapDriver };

const PROGRESS_MS = 1000;

/**
 * Records until it is stopped, however it ends: what was recorded is a whole file with a name then. The first
 * interrupt waits for the last packets, the second does not.
 *
 * @returns `undefined` when it was interrupted before it had begun.
 * @throws CapnoteError before anything is recorded: `bad-filter`, `no-such-interface`, `interface-down`,
 *   `tool-missing`, `cap-missing`, `capture-forbidden`, `driver-elsewhere`, `no-way-to-record`, `recorder-failed`, `recorder-late`, `cannot-write`,
 *   `file-exists`.
 */
export async function record(plan: RecordPlan, ports: RecordPorts): Promise<RecordOutcome | undefined> {
	const tcpdump = findProgram('tcpdump', ports.path);
	check(plan, tcpdump, ports.interfaces ?? systemInterfaces);
	const startedAt = ports.now();
	const writer = await createCaptureWriter(
		{ ...plan.file, ...(plan.pcapng ? { pcapng: description(plan, ports) } : {}) },
		performance.now.bind(performance),
	);
	const giveUp = new AbortController();
	const off = ports.onInterrupt(() => giveUp.abort());
	let started: Started;
	try {
		started = await start(plan, ports, tcpdump, writer, giveUp.signal);
	} catch (error) {
		await writer.discard();
		if (giveUp.signal.aborted) return undefined;
		throw error;
	} finally {
		off();
	}
	const { recording, interrupted } = await untilEnd(plan, ports, started, writer);
	const facts = { ...factsOf(plan), way: started.way.name, startedAt: startedAt.toISOString(), interrupted };
	const packets = writer.packets();
	const files = await keep(writer, facts, recording, plan.file.rotation !== undefined);
	return { files, packets, way: started.way.name, interrupted, recording };
}

function check(plan: RecordPlan, tcpdump: string | undefined, interfaces: InterfaceReader): void {
	if (plan.filter !== undefined && tcpdump !== undefined) {
		checkFilter(tcpdump, linkTypeOf(plan.iface, interfaces), plan.filter);
	}
	if (plan.place.kind === 'here') checkInterface(plan.iface, interfaces);
}

async function start(
	plan: RecordPlan,
	ports: RecordPorts,
	tcpdump: string | undefined,
	writer: CaptureWriter,
	signal: AbortSignal,
): Promise<Started> {
	const { iface, place, driver } = plan;
	const helper = plan.engine === null ? {} : { helper: await helperOn(plan.engine, ports) };
	const ways = waysTo(place, { ...ports, ...helper, driver, tcpdump });
	if (ways.length === 0 && driver !== 'tcpdump') throw new CapnoteError('driver-elsewhere', { iface, driver });
	return await startByWays({
		...{ iface, place, ways, signal },
		start: (way) => DRIVERS[driver].start({ ...driverOptions(plan, ports, way, writer), signal }),
		onRefused: (tried) => ports.emit({ kind: 'refused', tried }),
		onFetch: (image) => ports.emit({ kind: 'fetching', image }),
	});
}

async function helperOn(engine: string, { helperImage, askEngine, now }: RecordPorts): Promise<Helper> {
	await removeDeadHelpers(engine, askEngine);
	const image = await findHelperImage(engine, askEngine, helperImage);
	return { engine, ...image, name: `${HELPER_NAME}${now().getTime()}`, mark: ownerMark(pid, false, ownProcesses()) };
}

function driverOptions(plan: RecordPlan, ports: RecordPorts, way: Way, output: CaptureWriter) {
	const { iface, snaplen, filter, count, ring } = plan;
	return {
		...{ iface, snaplen, ring, output, command: way.command, keepRoot: way.keepRoot, onBytes: ports.onBytes },
		...(ring === 'slots' ? { ringMebibytes: ringMebibytes(freemem()) } : {}),
		...(way.killCommand === null ? {} : { killCommand: way.killCommand }),
		...(filter === undefined ? {} : { filter }),
		...(count === undefined ? {} : { count }),
	};
}

async function untilEnd(
	plan: RecordPlan,
	ports: RecordPorts,
	{ recording, way }: Started,
	writer: CaptureWriter,
): Promise<{ readonly recording: RecordingResult; readonly interrupted: boolean }> {
	ports.emit({ kind: 'recording', way: way.name, driver: plan.driver, iface: plan.iface });
	let interrupts = 0;
	let stopNow = (): void => undefined;
	const asked = new Promise<void>((resolve) => {
		stopNow = resolve;
	});
	const off = ports.onInterrupt(() => {
		interrupts += 1;
		if (interrupts > 1) return recording.kill();
		ports.emit({ kind: 'stopping' });
		stopNow();
	});
	const stopAfter = plan.durationMs === undefined ? undefined : setTimeout(stopNow, plan.durationMs);
	const watch = watchProgress(recording, writer, ports.emit);
	const goAsBefore = goFirst(0);
	await Promise.race([recording.ended, asked]);
	clearTimeout(stopAfter);
	watch.stop();
	const result = await recording.stop();
	goAsBefore();
	if (way.cleanUp !== null) await runCommand(way.cleanUp);
	off();
	return { recording: result, interrupted: interrupts > 0 };
}

function watchProgress(recording: Recording, writer: CaptureWriter, emit: RecordPorts['emit']) {
	let isAsking = false;
	const timer = setInterval(() => {
		if (isAsking) return;
		isAsking = true;
		const tell = (counters: Counters | undefined): void => {
			isAsking = false;
			const dropped = counters?.dropped ?? null;
			emit({ kind: 'progress', packets: writer.packets(), bytes: writer.bytes(), dropped });
		};
		recording.counters().then(tell, () => tell(undefined));
	}, PROGRESS_MS);
	return { stop: () => clearInterval(timer) };
}

function factsOf({ lab, driver, iface, snaplen, filter, network }: RecordPlan) {
	const tool = driver === 'libpcap' ? 'cap' : driver;
	const times = DRIVERS[driver].times;
	return { lab, runner: null, tool, times, interface: iface, network, snaplen, filter: filter ?? null };
}

/** Even an empty capture is kept: it says that nothing passed. Without so much as a file header there is none. */
async function keep(
	writer: CaptureWriter,
	facts: Parameters<typeof companionText>[1],
	result: RecordingResult,
	isRotated: boolean,
): Promise<readonly WrittenFile[]> {
	if (writer.bytes() === 0 && writer.packets() === 0) {
		await writer.discard();
		return [];
	}
	const text = (files: readonly WrittenFile[]): string => {
		const listed = files.map(({ path, packets }) => ({ name: path, packets }));
		const more = isRotated ? { files: listed } : {};
		return companionText(listed.at(-1)?.name ?? '', { ...facts, ...more }, result);
	};
	return await writer.finish(text, countersOf(result));
}

function countersOf({ captured, received, dropped, droppedByInterface }: RecordingResult): Counters | undefined {
	return captured === null ? undefined : { captured, received, dropped, droppedByInterface: droppedByInterface ?? 0 };
}

function description(plan: RecordPlan, { application }: RecordPorts): PcapngDescription {
	const { iface, network, filter, names, lab, driver } = plan;
	const times = DRIVERS[driver].times === 'user-space' ? [USER_SPACE_TIMES] : [];
	return {
		application,
		comments: [...times, ...(lab === null ? [] : [`lab: ${lab}`])],
		...{ iface, names, filter: filter ?? null },
		description: network === null ? null : `network ${network}`,
	};
}
