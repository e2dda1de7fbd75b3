import { companionText } from '../capture/companion.ts';
import { createPartFile, type PartFile } from '../capture/part-file.ts';
import type { CaptureSink, RecordingResult } from '../capture/recording.ts';
import { runCommand } from '../capture/run-command.ts';
import { type Started, startByWays } from '../capture/start-by-ways.ts';
import { startTcpdump } from '../capture/tcpdump.ts';
import { LAB_SNAPLEN } from '../capture/tcpdump-arguments.ts';
import { waysTo } from '../capture/ways.ts';
import type { LabPlan } from './lab-plan.ts';
import type { RecordPoint } from './machines.ts';

/** A finished capture. */
export interface Kept {
	readonly capturePath: string;
	readonly recording: RecordingResult;
}

/** The recorder of one lab: its file and, once started, its tcpdump. */
export interface LabRecorder {
	readonly partPath: string;
	/** Starts it on an interface. */
	readonly start: (point: RecordPoint) => Promise<void>;
	/** Lets the recorder write all that passed, and ends it; more calls do nothing. */
	readonly stop: () => Promise<void>;
	/** Gives the file its name; `undefined` when nothing was to be kept. */
	readonly keep: (interrupted: boolean) => Promise<Kept | undefined>;
}

/**
 * Makes the lab's recorder.
 *
 * @throws CapnoteError `cannot-write`; `start` throws what `startTcpdump` does.
 */
export async function createLabRecorder(plan: LabPlan): Promise<LabRecorder> {
	const file = await createPartFile(plan.captureBase, { owner: plan.owner });
	let started: Started | undefined;
	const stop = async (): Promise<RecordingResult | undefined> => {
		const result = await started?.recording.stop();
		if (started?.way.cleanUp) await runCommand(started.way.cleanUp);
		return result;
	};
	return {
		partPath: file.partPath,
		start: async (point) => {
			started = await startLabRecording(plan, point, file);
		},
		stop: async () => {
			await stop();
		},
		keep: async (interrupted) => {
			const result = await stop();
			const isEmpty = file.records() === 0 && (interrupted || file.bytes() === 0);
			if (started !== undefined && result !== undefined && !isEmpty)
				return await nameIt(plan, started, file, result, interrupted);
			await file.discard();
			return undefined;
		},
	};
}

/**
 * Records a lab's bridge by the first way that is allowed.
 *
 * @throws CapnoteError what `startByWays` does.
 */
export async function startLabRecording(
	{ scenario, ways, runner }: LabPlan,
	{ iface, place }: RecordPoint,
	output: CaptureSink,
): Promise<Started> {
	const all = waysTo(place, { ...ways, driver: 'tcpdump' });
	return await startByWays({
		...{ iface, place },
		// In namespaces of our own we have every right, and the others lead out of them.
		ways: runner === 'netns' ? all.slice(0, 1) : all,
		start: ({ command, keepRoot, killCommand }) =>
			startTcpdump({
				...{ iface, command, keepRoot, output, nanoseconds: scenario.nanoseconds },
				snaplen: scenario.snaplen ?? LAB_SNAPLEN,
				...(killCommand === null ? {} : { killCommand }),
			}),
		onRefused: () => undefined,
		onFetch: () => undefined,
	});
}

async function nameIt(
	plan: LabPlan,
	started: Started,
	file: PartFile,
	recording: RecordingResult,
	interrupted: boolean,
): Promise<Kept> {
	const facts = {
		lab: plan.profile.name,
		runner: plan.runner,
		tool: 'tcpdump',
		times: 'kernel' as const,
		interface: started.recording.interface,
		way: started.way.name,
		snaplen: plan.scenario.snaplen ?? LAB_SNAPLEN,
		filter: null,
		startedAt: plan.startedAt,
		interrupted,
	};
	const capturePath = await file.finish((capture) => companionText(capture, facts, recording));
	return { capturePath, recording };
}
