import { setTimeout as sleep } from 'node:timers/promises';
import { type ChildEnd, endChild, within } from './child-end.ts';
import { countedOnce, parseCounters } from './counters.ts';
import { hasEnded, type Run, URGINGS } from './recorder-process.ts';
import { reasonIn, saysInterfaceGone } from './recorder-said.ts';
import { type Counters, isDrained, judge, type RecordingResult } from './recording.ts';
import type { RecordingCause } from './recording-cause.ts';
import { systemReason } from './system-reason.ts';

const QUIET_MS = 50;
const QUIET_LIMIT_MS = 1000;
/** Longer than the second after which the kernel hands over a block that is not full. */
const DRAIN_LIMIT_MS = 2500;
const POLL_MS = 10;
const COUNTERS_LIMIT_MS = 300;

/** Waits for what is on its way, ends the recorder, and gives its verdict. */
export async function stopRecorder(run: Run): Promise<RecordingResult> {
	const { child, progress, ended, copied, send } = run;
	const alone = hasEnded(child);
	if (!alone) await drain(run);
	const urged = await endChild(child, ended, URGINGS, send);
	const end = await ended;
	await copied;
	const counters = finalCounters(run);
	const cause = causeOf(run, counters, alone || (urged === undefined && end.signal === null), end);
	const isFine = cause === 'stopped' || cause === 'count-reached' || cause === 'ended-at-once';
	const said = progress.writeError === undefined ? reasonIn(progress.said) : systemReason(progress.writeError);
	return judge(counters, progress.bytes, cause, isFine ? null : said);
}

function causeOf(
	{ progress, options }: Run,
	counters: Counters | undefined,
	alone: boolean,
	end: ChildEnd,
): RecordingCause {
	const code = progress.writeError?.code;
	if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
	if (progress.writeError !== undefined) return 'write-failed';
	if (progress.isKilled) return 'ended-at-once';
	if (saysInterfaceGone(progress.said)) return 'interface-gone';
	if (options.count !== undefined && counters !== undefined && counters.captured >= options.count)
		return 'count-reached';
	if (alone) return 'recorder-died';
	return end.signal === null ? 'stopped' : 'recorder-killed';
}

/** Waits until nothing passes any more and nothing is left in the ring. */
async function drain(run: Run): Promise<void> {
	const { child, progress } = run;
	const start = performance.now();
	while (performance.now() - progress.lastBytesAt < QUIET_MS) {
		if (hasEnded(child) || performance.now() - start > QUIET_LIMIT_MS) break;
		await sleep(POLL_MS);
	}
	while (!hasEnded(child) && performance.now() - start < DRAIN_LIMIT_MS) {
		const counters = await askCounters(run);
		if (counters === undefined || isDrained(counters)) return;
		await sleep(POLL_MS);
	}
}

/** A recorder prints its counters at SIGUSR1 and goes on. */
export async function askCounters({ child, options, progress, send }: Run): Promise<Counters | undefined> {
	const before = progress.answers;
	const answer = new Promise<void>((resolve) => {
		child.stderr.on('data', function look() {
			if (progress.answers === before) return;
			child.stderr.off('data', look);
			resolve();
		});
	});
	send('SIGUSR1');
	await within(answer, COUNTERS_LIMIT_MS);
	return progress.answers === before || !progress.asked ? undefined : countedOnce(progress.asked, options.iface);
}

/** What it counted, as it said at its end. */
export function finalCounters({ progress, options }: Run): Counters | undefined {
	const counters = parseCounters(progress.said);
	return counters && countedOnce(counters, options.iface);
}
