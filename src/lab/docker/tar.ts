/** One entry of an archive: a file with its content, or a link to another path. */
export type TarEntry =
	| { readonly path: string; readonly content: Uint8Array; readonly executable: boolean }
	| { readonly path: string; readonly target: string };

const BLOCK_BYTES = 512;
const NAME_BYTES = 100;
const PREFIX_BYTES = 155;

/** The archive of these entries, piece by piece, owned by root, without times (POSIX.1-1988 `ustar`). */
export async function* tarOf(entries: AsyncIterable<TarEntry> | Iterable<TarEntry>): AsyncGenerator<Uint8Array> {
	for await (const entry of entries) {
		yield headerOf(entry);
		if ('target' in entry) continue;
		yield entry.content;
		yield new Uint8Array((BLOCK_BYTES - (entry.content.length % BLOCK_BYTES)) % BLOCK_BYTES);
	}
	yield new Uint8Array(2 * BLOCK_BYTES);
}

function headerOf(entry: TarEntry): Uint8Array {
	const header = new Uint8Array(BLOCK_BYTES);
	const put = (at: number, text: string): void => void header.set(Buffer.from(text), at);
	const isLink = 'target' in entry;
	const [prefix, name] = splitPath(entry.path);
	put(0, name);
	put(100, octal(isLink || entry.executable ? 0o755 : 0o644, 7));
	put(108, octal(0, 7));
	put(116, octal(0, 7));
	put(124, octal(isLink ? 0 : entry.content.length, 11));
	put(136, octal(0, 11));
	put(148, ' '.repeat(8));
	put(156, isLink ? '2' : '0');
	if (isLink) put(157, entry.target);
	put(257, 'ustar\u000000');
	put(345, prefix);
	put(
		148,
		`${octal(
			header.reduce((sum, byte) => sum + byte, 0),
			6,
		)}\0 `,
	);
	return header;
}

function octal(value: number, digits: number): string {
	return value.toString(8).padStart(digits, '0');
}

/** A path longer than the name's field is cut at a slash; what no slash can cut is an error of the caller. */
function splitPath(path: string): readonly [prefix: string, name: string] {
	const length = Buffer.byteLength(path);
	if (length <= NAME_BYTES) return ['', path];
	for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
		const name = path.slice(at + 1);
		if (at <= PREFIX_BYTES && Buffer.byteLength(name) <= NAME_BYTES) return [path.slice(0, at), name];
	}
	throw new RangeError(`the path is too long for an archive: ${path}`);
}
