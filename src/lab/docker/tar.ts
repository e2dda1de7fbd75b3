/** One entry of an archive: a file with its content, a link to another path, or a folder. */
export type TarEntry =
	| { readonly path: string; readonly content: Uint8Array; readonly executable: boolean }
	| { readonly path: string; readonly target: string }
	| { readonly path: string; readonly mode: number };

const BLOCK_BYTES = 512;
const NAME_BYTES = 100;
const PREFIX_BYTES = 155;
const FOLDER_MODE = 0o755;

/**
 * The archive of these entries, piece by piece, owned by root, without times (POSIX.1-1988 `ustar`). Each folder stands
 * before what is in it: engines make the folders that are missing such that only root may enter, and in a container
 * without all of root's rights not even root.
 */
export async function* tarOf(entries: AsyncIterable<TarEntry> | Iterable<TarEntry>): AsyncGenerator<Uint8Array> {
	const folders = new Set<string>();
	for await (const entry of entries) {
		for (const path of foldersAbove(entry.path).filter((folder) => !folders.has(folder))) {
			folders.add(path);
			yield headerOf({ path, mode: FOLDER_MODE });
		}
		yield headerOf(entry);
		if ('mode' in entry) folders.add(entry.path);
		if (!('content' in entry)) continue;
		yield entry.content;
		yield new Uint8Array((BLOCK_BYTES - (entry.content.length % BLOCK_BYTES)) % BLOCK_BYTES);
	}
	yield new Uint8Array(2 * BLOCK_BYTES);
}

function headerOf(entry: TarEntry): Uint8Array {
	const header = new Uint8Array(BLOCK_BYTES);
	const put = (at: number, text: string): void => void header.set(Buffer.from(text), at);
	const [prefix, name] = splitPath(entry.path);
	put(0, name);
	put(100, octal(modeOf(entry), 7));
	put(108, octal(0, 7));
	put(116, octal(0, 7));
	put(124, octal('content' in entry ? entry.content.length : 0, 11));
	put(136, octal(0, 11));
	put(148, ' '.repeat(8));
	put(156, typeOf(entry));
	if ('target' in entry) put(157, entry.target);
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

function foldersAbove(path: string): readonly string[] {
	const parts = path.split('/').slice(0, -1);
	return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function modeOf(entry: TarEntry): number {
	if ('mode' in entry) return entry.mode;
	return 'target' in entry || entry.executable ? 0o755 : 0o644;
}

function typeOf(entry: TarEntry): string {
	if ('mode' in entry) return '5';
	return 'target' in entry ? '2' : '0';
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
