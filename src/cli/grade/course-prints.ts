import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { analyze } from '../../analyze.ts';
import { bytesSource } from '../../file/bytes-source.ts';
import { capturePrint } from '../../grading/likeness/capture-print.ts';
import { createLikenessIndex, type LikenessIndex } from '../../grading/likeness/likeness-index.ts';
import { reportPrint } from '../../grading/likeness/report-print.ts';
import { fileError } from '../../node/file-source.ts';
import { sha256 } from '../../node/result-cache.ts';
import type { GradePlan } from './grade-task.ts';
import { readText } from './read-plan.ts';

/**
 * The index of what is alike, which already knows what the course gave to everybody.
 *
 * @throws CapnoteError `no-such-file` or `unreadable-file` for a capture or text that the rubric names.
 */
export async function createIndex({ rubric, labs }: GradePlan, rubricPath: string): Promise<LikenessIndex> {
	const at = (name: string): string => resolve(dirname(rubricPath), name);
	const captures = await Promise.all(
		rubric.compare.courseTraces.map(async (name) => {
			const content = readBytes(at(name));
			const result = await analyze(bytesSource(name, content), { rules: labs });
			return capturePrint({ name, bytes: content.length, sha256: sha256(content), result }, []);
		}),
	);
	const texts = rubric.compare.templates.map((name) => ({ name, text: readText(at(name)) }));
	return createLikenessIndex({ captures, texts: reportPrint(texts, []) });
}

function readBytes(path: string): Uint8Array {
	try {
		return readFileSync(path);
	} catch (error) {
		throw fileError(path, error);
	}
}
