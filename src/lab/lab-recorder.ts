import { companionText } from '../capture/companion.ts';
import { createPartFile, type PartFile } from '../capture/part-file.ts';
import type { Recording, RecordingResult } from '../capture/recording.ts';
import { startTcpdump } from '../capture/tcpdump.ts';
import { LAB_SNAPLEN } from '../capture/tcpdump-arguments.ts';
import type { LabPlan } from './lab-plan.ts';
import { BRIDGE } from './topology.ts';

/** A finished capture. */
export interface Kept {
	readonly capturePath: string;
	readonly recording: RecordingResult;
}

/** The recorder of one lab: its file and, once started, its tcpdump. */
export interface LabRecorder {
	readonly partPath: string;
	readonly start: () => Promise<void>;
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
	const file = await createPartFile(plan.captureBase);
	let recording: Recording | undefined;
	return {
		partPath: file.partPath,
		start: async () => {
			recording = await record(plan, file);
		},
		stop: async () => {
			await recording?.stop();
		},
		keep: async (interrupted) => {
			const result = await recording?.stop();
			const isEmpty = file.records() === 0 && (interrupted || file.bytes() === 0);
			if (result !== undefined && !isEmpty) return await nameIt(plan, file, result, interrupted);
			await file.discard();
			return undefined;
		},
	};
}

function record({ scenario, tools, rootless }: LabPlan, output: PartFile): Promise<Recording> {
	return startTcpdump({
		command: [tools.tcpdump],
		iface: BRIDGE,
		snaplen: LAB_SNAPLEN,
		nanoseconds: scenario.nanoseconds,
		keepRoot: !rootless,
		output,
	});
}

async function nameIt(plan: LabPlan, file: PartFile, recording: RecordingResult, interrupted: boolean): Promise<Kept> {
	const facts = {
		lab: plan.profile.name,
		runner: 'netns',
		tool: 'tcpdump',
		interface: BRIDGE,
		snaplen: LAB_SNAPLEN,
		filter: null,
		startedAt: plan.startedAt,
		interrupted,
	};
	const capturePath = await file.finish((capture) => companionText(capture, facts, recording));
	return { capturePath, recording };
}
