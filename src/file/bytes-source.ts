import type { ByteSource } from './source.ts';

/** What a `Blob` or a `File` can do, in Node and in every browser. */
export interface BlobLike {
	readonly size: number;
	/** A `File` has one. */
	readonly name?: string;
	/** A part of it, to be read when it is asked for. */
	readonly slice: (start: number, end: number) => BlobPart;
}

/** A part of a `Blob`. */
export interface BlobPart {
	/** The bytes themselves. */
	readonly arrayBuffer: () => Promise<ArrayBuffer>;
}

/** A source over bytes in memory. */
export function bytesSource(name: string, bytes: Uint8Array): ByteSource {
	let at = 0;
	return {
		name,
		read(into) {
			const part = bytes.subarray(at, at + into.length);
			into.set(part);
			at += part.length;
			return part.length;
		},
	};
}

/** A source over a `Blob` or a `File`, such as one dropped onto a page: only the part in use is in memory. */
export function blobSource(name: string, blob: BlobLike): ByteSource {
	let at = 0;
	return {
		name,
		async read(into) {
			const part = new Uint8Array(await blob.slice(at, Math.min(blob.size, at + into.length)).arrayBuffer());
			into.set(part);
			at += part.length;
			return part.length;
		},
	};
}
