import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Results of work by what went into it: the same content is never worked on twice. */
export interface ResultCache {
	/** `undefined` where nothing is known of it, also where the entry cannot be read. */
	readonly get: (key: string) => string | undefined;
	/** A cache that cannot be written is none, and stops nothing. */
	readonly put: (key: string, result: string) => void;
}

/** A cache in a folder, which is made when the first result comes. Entries appear whole or not at all. */
export function createResultCache(folder: string): ResultCache {
	const pathOf = (key: string): readonly [string, string] => [join(folder, key.slice(0, 2)), key.slice(2)];
	return {
		get(key) {
			try {
				return readFileSync(join(...pathOf(key)), 'utf8');
			} catch {
				return undefined;
			}
		},
		put(key, result) {
			const [place, name] = pathOf(key);
			try {
				mkdirSync(place, { recursive: true });
				const part = join(place, `${name}.${process.pid}.part`);
				writeFileSync(part, result);
				renameSync(part, join(place, name));
			} catch {
				// The result itself is not lost.
			}
		},
	};
}

/** SHA-256 of bytes or text, in hexadecimal. */
export function sha256(content: Uint8Array | string): string {
	return createHash('sha256').update(content).digest('hex');
}
