import { writeFile } from 'node:fs/promises';
import { giveTo, type Owner } from '../capture/owner.ts';
import { systemReason } from '../capture/system-reason.ts';
import { CapnoteError } from '../errors.ts';
import { readEvents } from '../events/read-events.ts';

/**
 * Writes the program events of a lab beside its capture, in the order of their times; `NAME.events.jsonl`.
 *
 * @param stem Path of the capture without `.pcap`.
 * @returns Its path, `null` when there is nothing to write.
 * @throws CapnoteError `cannot-write`.
 */
export async function writeEvents(stem: string, lines: readonly string[], owner: Owner | null): Promise<string | null> {
	if (lines.length === 0) return null;
	const text = `${[...lines].sort(byTime).join('\n')}\n`;
	for (let suffix = 1; ; suffix++) {
		const path = `${suffix === 1 ? stem : `${stem}-${suffix}`}.events.jsonl`;
		if (!(await writeNew(path, text))) continue;
		await giveTo(owner, path);
		return path;
	}
}

async function writeNew(path: string, text: string): Promise<boolean> {
	try {
		await writeFile(path, text, { flag: 'wx' });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw new CapnoteError('cannot-write', { path, reason: systemReason(error) }, error);
	}
}

/** Measurements of the clock come first. */
function byTime(a: string, b: string): number {
	return timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0;
}

function timeOf(line: string): bigint {
	return readEvents(line).events[0]?.timeNs ?? 0n;
}
