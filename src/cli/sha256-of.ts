import { createHash } from 'node:crypto';
import type { Context } from './context.ts';

const CHUNK_BYTES = 1 << 20;

/**
 * SHA-256 of a file as it lies there, in hexadecimal; `null` for standard input, which can be read only once.
 *
 * @throws CapnoteError `no-such-file` or `unreadable-file`.
 */
export async function sha256Of({ files }: Context, path: string): Promise<string | null> {
	if (path === '-') return null;
	const source = await files.open(path);
	try {
		const hash = createHash('sha256');
		const chunk = new Uint8Array(CHUNK_BYTES);
		for (let count = await source.read(chunk); count > 0; count = await source.read(chunk)) {
			hash.update(chunk.subarray(0, count));
		}
		return hash.digest('hex');
	} finally {
		await source.close();
	}
}
