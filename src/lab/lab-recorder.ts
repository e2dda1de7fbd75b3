import { companionText } from '../capture/companion.ts';
import { createPartFile, type PartFile } from '../capture/part-file.ts';
import type { Recording, RecordingResult } from '../capture/recording.ts';
import { startTcpdump } from '../capture/tcpdump.ts';
import { LAB_SNAPLEN } from '../capture/tcpdump-arguments.ts';
import type { LabPlan } from './lab-plan.ts';

/** A finished capture. */
export interface Kept {
	readonly capturePath: string;
	readonly recording: RecordingResult;
}

/** The recorder of one lab: its file and, once started, its tcpdump. */
export interface LabRecorder {
	readonly partPath: string;
	/** Starts it on an interface. */
	readonly start: (iface: string) => Promise<void>;
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
	let recording: Recording | undefined;
	return {
		partPath: file.partPath,
		start: async (iface) => {
			recording = await record(plan, iface, file);
		},
		stop: async () => {
			await recording?.stop();
		},
		keep: async (interrupted) => {
			const iface = recording?.interface ?? '';
			const result = await recording?.stop();
			const isEmpty = file.records() === 0 && (interrupted || file.bytes() === 0);
			if (result !== undefined && !isEmpty) return await nameIt(plan, iface, file, result, interrupted);
			await file.discard();
			return undefined;
		},
	};
}

function record({ scenario, tcpdump, keepRoot }: LabPlan, iface: string, output: PartFile): Promise<Recording> {
	return startTcpdump({
		command: [tcpdump],
		iface,
		snaplen: scenario.snaplen ?? LAB_SNAPLEN,
		nanoseconds: scenario.nanoseconds,
		keepRoot,
		output,
	});
}

async function nameIt(
	plan: LabPlan,
	iface: string,
	file: PartFile,
	recording: RecordingResult,
	interrupted: boolean,
): Promise<Kept> {
	const facts = {
		lab: plan.profile.name,
		runner: plan.runner,
		tool: 'tcpdump',
		times: 'kernel' as const,
		interface: iface,
		snaplen: plan.scenario.snaplen ?? LAB_SNAPLEN,
		filter: null,
		startedAt: plan.startedAt,
		interrupted,
	};
	const capturePath = await file.finish((capture) => companionText(capture, facts, recording));
	return { capturePath, recording };
}
