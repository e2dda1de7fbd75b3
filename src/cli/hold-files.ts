import { bytesSource } from '../file/bytes-source.ts';
import type { Context } from './context.ts';

/** A context whose files are read once. */
export interface Holding {
	readonly context: Context;
	/** The whole file. @throws CapnoteError `no-such-file` or `unreadable-file`. */
	readonly bytesOf: (path: string) => Promise<Uint8Array>;
}

/** The same context, but whole files are held: for who needs the bytes as well, and standard input comes only once. */
export function holdFiles(context: Context): Holding {
	const held = new Map<string, Uint8Array>();

	async function bytesOf(path: string): Promise<Uint8Array> {
		const known = held.get(path);
		if (known) return known;
		const bytes = await readAll(context, path);
		held.set(path, bytes);
		return bytes;
	}

	const open: Context['files']['open'] = async (path) => ({
		...bytesSource(path, await bytesOf(path)),
		close: async () => undefined,
	});
	return { context: { ...context, files: { ...context.files, open } }, bytesOf };
}

const CHUNK_BYTES = 1 << 20;

async function readAll({ files }: Context, path: string): Promise<Uint8Array> {
	const source = await files.open(path);
	try {
		const chunks: Uint8Array[] = [];
		let total = 0;
		for (;;) {
			const chunk = new Uint8Array(CHUNK_BYTES);
			const count = await source.read(chunk);
			if (count === 0) break;
			chunks.push(chunk.subarray(0, count));
			total += count;
		}
		const all = new Uint8Array(total);
		let at = 0;
		for (const chunk of chunks) {
			all.set(chunk, at);
			at += chunk.length;
		}
		return all;
	} finally {
		await source.close();
	}
}
