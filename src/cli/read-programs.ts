import type { AnalyzeResult } from '../analyze.ts';
import type { Programs } from '../events/place-events.ts';
import type { Context } from './context.ts';
import { readText } from './read-text.ts';

const MICROSECOND_NS = 1000n;

/**
 * Reads a file of program events and finds their packets.
 *
 * @throws CapnoteError `no-such-file` or `unreadable-file`.
 */
export async function readPrograms(
	{ files }: Context,
	{ analysis, read }: AnalyzeResult,
	path: string,
): Promise<Programs> {
	const { readEvents } = await import('../events/read-events.ts');
	const { placeEvents } = await import('../events/place-events.ts');
	const resolutionNs = read.kind === 'capture' && read.head.nanoseconds ? 1n : MICROSECOND_NS;
	return placeEvents(analysis, readEvents(await readText(files, path)), resolutionNs);
}
