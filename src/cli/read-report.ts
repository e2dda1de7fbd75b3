import { CapnoteError } from '../errors.ts';
import type { Context } from './context.ts';
import { foreignKind, reportText } from './report-text.ts';

const CHUNK_BYTES = 65_536;

/**
 * Reads a report: UTF-8, unless a byte order mark says UTF-16; bytes that are no text become U+FFFD.
 *
 * @throws CapnoteError `no-such-file`, `unreadable-file` or `not-a-report`.
 */
export async function readReport({ files }: Context, path: string): Promise<string> {
	const bytes = await allBytes(files, path);
	const foreign = foreignKind(bytes);
	if (foreign !== undefined) throw new CapnoteError('not-a-report', { path, kind: foreign });
	return reportText(bytes);
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
