import type { Files } from './context.ts';

const CHUNK_BYTES = 65_536;

/**
 * Reads a whole text file.
 *
 * @throws CapnoteError `no-such-file` or `unreadable-file`.
 */
export async function readText(files: Files, path: string): Promise<string> {
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
