import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readRubric } from '../../grading/read-rubric.ts';
import { fileError } from '../../node/file-source.ts';
import { sha256 } from '../../node/result-cache.ts';
import type { LabProfile } from '../../profile/lab-profile.ts';
import { LABS } from '../../profile/labs.ts';
import { readLabProfile } from '../../profile/read-lab-profile.ts';
import type { Context } from '../context.ts';
import type { GradePlan } from './grade-task.ts';

/** Packets of a lab's capture, and enough of a long one to look into. */
const MOST_ROWS = 120;
/** A rubric names a lab of the teacher's own by its file. */
const LAB_FILE = /^lab:\s*["']?([^"'\s#]+\.ya?ml)["']?/m;

/**
 * Reads a rubric, and the lab of a teacher's own that it names.
 *
 * @param keepsPackets All packets are kept as rows, not only the first ones.
 * @throws CapnoteError `no-such-file`, `unreadable-file` or `bad-yaml`.
 */
export async function readPlan(context: Context, path: string, keepsPackets: boolean): Promise<GradePlan> {
	const text = readText(path);
	const file = LAB_FILE.exec(text)?.[1];
	const own = file === undefined ? [] : [await readLab(resolve(dirname(path), file), file)];
	const labs = [...own, ...Object.values(LABS)];
	const rubric = await readRubric(text, path, labs);
	return { rubric, labs, mostRows: keepsPackets ? null : MOST_ROWS, build: buildOf(context) };
}

/** A text file. @throws CapnoteError `no-such-file` or `unreadable-file`. */
export function readText(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		throw fileError(path, error);
	}
}

/** In the rubric it has the name of its file. */
async function readLab(path: string, name: string): Promise<LabProfile> {
	return { ...(await readLabProfile(readText(path), name)), name };
}

/** The file that this program is started with has the hash of all others in it. */
export function buildOf({ self }: Context): string {
	const main = self.at(-1) ?? '';
	try {
		return sha256(readFileSync(main)).slice(0, 16);
	} catch {
		return '';
	}
}
