import { CapnoteError, type ForeignReport } from '../errors.ts';
import { isGzip, looksLike } from '../file/sniff.ts';
import type { Context } from './context.ts';

const CHUNK_BYTES = 65_536;
/** What is no text has a zero byte among its first ones. */
const HEAD_BYTES = 512;

/**
 * Reads a report: UTF-8, unless a byte order mark says UTF-16; bytes that are no text become U+FFFD.
 *
 * @throws CapnoteError `no-such-file`, `unreadable-file` or `not-a-report`.
 */
export async function readReport({ files }: Context, path: string): Promise<string> {
	const bytes = await allBytes(files, path);
	const foreign = foreignKind(bytes);
	if (foreign !== undefined) throw new CapnoteError('not-a-report', { path, kind: foreign });
	return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): string {
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** A text may begin with the letters of a signature; it holds no zero byte. */
function foreignKind(bytes: Uint8Array): ForeignReport | undefined {
	const looks = looksLike(bytes);
	if (looks === 'pdf') return 'pdf';
	if (isGzip(bytes) || (looks === 'short' && bytes.length >= 4)) return 'capture';
	if (looks === 'text' || looks === 'unknown' || !bytes.subarray(0, HEAD_BYTES).includes(0)) return undefined;
	return looks === 'zip' ? 'zip' : 'binary';
}

async function allBytes(files: Context['files'], path: string): Promise<Uint8Array> {
	const source = await files.open(path);
	try {
		const pieces: Uint8Array[] = [];
		const chunk = new Uint8Array(CHUNK_BYTES);
		for (let count = await source.read(chunk); count > 0; count = await source.read(chunk)) {
			pieces.push(chunk.slice(0, count));
		}
		return new Uint8Array(Buffer.concat(pieces));
	} finally {
		await source.close();
	}
}
