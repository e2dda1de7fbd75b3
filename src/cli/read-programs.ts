import type { AnalyzeResult } from '../analyze.ts';
import type { Programs } from '../events/place-events.ts';
import type { Context } from './context.ts';

const CHUNK_BYTES = 65_536;
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
	return placeEvents(analysis, readEvents(await textOf(files, path)), resolutionNs);
}

async function textOf(files: Context['files'], path: string): Promise<string> {
	const source = await files.open(path);
	try {
		const chunk = new Uint8Array(CHUNK_BYTES);
		const decoder = new TextDecoder();
		let text = '';
		for (let count = await source.read(chunk); count > 0; count = await source.read(chunk)) {
			text += decoder.decode(chunk.subarray(0, count), { stream: true });
		}
		return text;
	} finally {
		await source.close();
	}
}
