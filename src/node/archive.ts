import type { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { isGzip } from '../file/sniff.ts';

/** A file in an archive. Nothing of it is read before it is asked for, and nothing is ever written. */
export interface ArchiveMember {
	/** As a path with `/`; it names the file and leads nowhere. */
	readonly name: string;
	/** What the archive says; `read` gives as many, or fails. */
	readonly bytes: number;
	readonly isLocked: boolean;
	/** The first bytes of it. */
	readonly head: (count: number) => Promise<Uint8Array>;
	readonly read: () => Promise<Uint8Array>;
}

/**
 * The files in a ZIP archive (through yauzl, which refuses names that leave the archive and data that is longer than
 * said) or a tar file, packed with gzip or not (through tar-stream).
 *
 * @param mostBytes A tar file that is packed may unpack to no more.
 * @throws Error for what is no such archive, or a damaged one; also later, while it is gone through.
 */
export async function* archiveMembers(content: Uint8Array, mostBytes: number): AsyncGenerator<ArchiveMember> {
	if (isGzip(content)) yield* tarMembers(gunzipSync(content, { maxOutputLength: mostBytes }));
	else if (content[0] === 0x50 && content[1] === 0x4b) yield* zipMembers(content);
	else yield* tarMembers(content);
}

async function* zipMembers(content: Uint8Array): AsyncGenerator<ArchiveMember> {
	const { fromBufferPromise } = await import('yauzl');
	const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
	const zip = await fromBufferPromise(buffer, { lazyEntries: true });
	for await (const entry of zip.eachEntry()) {
		if (entry.fileName.endsWith('/')) continue;
		const open = (): Promise<Readable> => zip.openReadStreamPromise(entry);
		yield {
			...{ name: entry.fileName, bytes: entry.uncompressedSize, isLocked: entry.isEncrypted() },
			head: async (count) => (await bytesOf(await open(), count)).subarray(0, count),
			read: async () => bytesOf(await open(), Number.POSITIVE_INFINITY),
		};
	}
}

async function bytesOf(stream: Readable, enough: number): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	let count = 0;
	for await (const piece of stream) {
		pieces.push(piece as Uint8Array);
		count += (piece as Uint8Array).length;
		if (count >= enough) break;
	}
	return Uint8Array.from(Buffer.concat(pieces));
}

async function* tarMembers(content: Uint8Array): AsyncGenerator<ArchiveMember> {
	const { extract } = await import('tar-stream');
	const tar = extract();
	tar.end(content);
	let count = 0;
	for await (const entry of tar) {
		const { name, size = 0, type } = entry.header;
		if (type === 'file' || type === 'contiguous-file') {
			count++;
			let whole: Promise<Uint8Array> | undefined;
			// Its bytes come only once.
			const read = (): Promise<Uint8Array> => {
				whole ??= bytesOf(entry, Number.POSITIVE_INFINITY);
				return whole;
			};
			yield {
				...{ name, bytes: size, isLocked: false },
				head: async (most) => (await read()).subarray(0, most),
				read,
			};
		}
		entry.resume();
	}
	if (count === 0) throw new Error('No file is in it');
}
