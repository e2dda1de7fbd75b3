import { fileURLToPath } from 'node:url';
import { type BlobLike, blobSource, bytesSource } from '../file/bytes-source.ts';
import type { ByteSource, OpenSource } from '../file/source.ts';
import { openFile, streamSource } from './file-source.ts';

/**
 * Where a capture may come from: the path or `file:` URL of a file, its bytes, a `Blob` or `File`, a stream of Node or
 * of the web (or anything else that gives chunks of bytes in turn), or a `ByteSource` of your own.
 */
export type CaptureSource = string | URL | Uint8Array | ArrayBuffer | BlobLike | AsyncIterable<Uint8Array> | ByteSource;

/**
 * Opens any source. What was opened here, and a stream that was handed over, is closed with it; a `ByteSource` stays
 * the caller's.
 *
 * @throws CapnoteError `no-such-file` or `unreadable-file`.
 */
export function openSource(source: CaptureSource): OpenSource {
	if (typeof source === 'string') return openFile(source);
	if (source instanceof URL) return openFile(fileURLToPath(source));
	if (source instanceof Uint8Array) return unclosed(bytesSource('bytes', source));
	if (source instanceof ArrayBuffer) return unclosed(bytesSource('bytes', new Uint8Array(source)));
	// Before the sources: a stream of Node has a method `read`, too.
	if (Symbol.asyncIterator in source) return streamSource('stream', source);
	if ('slice' in source) return unclosed(blobSource(source.name ?? 'blob', source));
	return unclosed(source);
}

function unclosed(source: ByteSource): OpenSource {
	return { name: source.name, read: source.read, close: async () => {} };
}
