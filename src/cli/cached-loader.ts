import {
	closeSync,
	fstatSync,
	fsyncSync,
	openSync,
	readSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { Script } from 'node:vm';

/** As `require`: a path like `./name.js` is a file of the bundle. */
type Load = (name: string) => unknown;
type Wrapped = (exports: object, require: Load, module: { exports: object }, file: string, folder: string) => void;

/** V8's code cache of each file of the bundle, by the file's name. */
interface Caches {
	readonly names: readonly string[];
	/** Valid until anything else is read. */
	readonly read: (name: string) => Buffer | undefined;
}

/** Written by nobody but the owner, whatever the umask says. */
const READ_BY_ALL = 0o644;

/**
 * Loads the CommonJS files of the bundle as `require` does, but without compiling them each time: V8's code caches lie in
 * one file beside them, written by the first run that ends well. They hold what that run compiled, which is most of what
 * a short run would do. Where the folder is not ours to write in, or V8 refuses a cache, files are just compiled.
 *
 * Only who may change the program's files may write beside them, so the caches need no more trust than the program.
 *
 * @param cache Name of the caches' file: another for each build, for what V8 takes only for itself, and for each command.
 */
export function createCachedLoader(folder: string, cache: string, requireOther: NodeJS.Require): Load {
	const loaded = new Map<string, { exports: object }>();
	const scripts = new Map<string, Script>();
	const cachePath = `${folder}/${cache}`;
	const caches = openCaches(cachePath);
	let isComplete = true;

	function load(name: string): unknown {
		if (!name.startsWith('./')) return requireOther(name);
		const before = loaded.get(name);
		if (before) return before.exports;
		const module = { exports: {} };
		loaded.set(name, module);
		const filename = `${folder}/${name.slice(2)}`;
		(compile(name, filename).runInThisContext() as Wrapped)(module.exports, load, module, filename, folder);
		return module.exports;
	}

	function compile(name: string, filename: string): Script {
		const code = wrappedCode(filename);
		const cachedData = caches.read(name);
		const script = new Script(code, { filename, ...(cachedData && { cachedData }) });
		scripts.set(name, script);
		if (cachedData === undefined || script.cachedDataRejected) isComplete = false;
		return script;
	}

	process.once('exit', (status) => {
		if (isComplete || status !== 0 || !isOurs(folder)) return;
		writeWhole(cachePath, () => bytesOf(new Map([...copiesOf(caches), ...[...scripts].map(cacheOf)])));
	});
	return load;
}

function cacheOf([name, script]: readonly [string, Script]): readonly [string, Buffer] {
	return [name, script.createCachedData()];
}

/** As root in somebody else's folder nothing is written: what they could not replace would be in their way. */
function isOurs(folder: string): boolean {
	return process.geteuid?.() === statSync(folder).uid;
}

/**
 * Another run sees the file whole or not at all, also after a power cut, for V8 believes what it reads. Where no file can
 * be made, no bytes are.
 */
function writeWhole(path: string, bytes: () => Uint8Array): void {
	const part = `${path}.${process.pid}`;
	try {
		const fd = openSync(part, 'wx', READ_BY_ALL);
		try {
			writeFileSync(fd, bytes());
			fsyncSync(fd);
			renameSync(part, path);
		} finally {
			closeSync(fd);
			rmSync(part, { force: true });
		}
	} catch {}
}

/** A line with each name and length, then the caches in the same order. */
function bytesOf(caches: ReadonlyMap<string, Buffer>): Buffer {
	const head = JSON.stringify([...caches].map(([name, { length }]) => [name, length]));
	return Buffer.concat([Buffer.from(`${head}\n`), ...caches.values()]);
}

function copiesOf({ names, read }: Caches): readonly (readonly [string, Buffer])[] {
	return names.map((name) => [name, Buffer.from(read(name) ?? [])]);
}

/** A file that is not whole counts as none. It stays open: another run may put a new one in its place. */
function openCaches(path: string): Caches {
	try {
		const fd = openSync(path, 'r');
		const { size } = fstatSync(fd);
		const head = read(fd, 0, Math.min(size, HEAD_LIMIT_BYTES));
		const headBytes = head.indexOf('\n') + 1;
		const lengths: readonly [string, number][] = JSON.parse(head.toString('latin1', 0, headBytes));
		const places = new Map<string, { at: number; length: number }>();
		let at = headBytes;
		for (const [name, length] of lengths) {
			places.set(name, { at, length });
			at += length;
		}
		if (at === size) return { names: [...places.keys()], read: (name) => readPlace(fd, places.get(name)) };
	} catch {}
	return { names: [], read: () => undefined };
}

function readPlace(fd: number, place: { at: number; length: number } | undefined): Buffer | undefined {
	return place && read(fd, place.at, place.length);
}

const BEFORE = '(function(exports,require,module,__filename,__dirname){';
const BEHIND = '\n})';

/** The function that a file of the bundle is. Its text is made in one piece, which V8 need not copy again. */
function wrappedCode(filename: string): string {
	const fd = openSync(filename, 'r');
	const { size } = fstatSync(fd);
	const bytes = read(fd, 0, size, BEFORE.length, BEHIND.length);
	closeSync(fd);
	bytes.write(BEFORE, 0, 'latin1');
	bytes.write(BEHIND, BEFORE.length + size, 'latin1');
	return bytes.toString('latin1');
}

const HEAD_LIMIT_BYTES = 65_536;
/** Of what is read at once; only the pages that are used cost anything. */
const SCRATCH_BYTES = 1 << 20;
let scratch = Buffer.allocUnsafeSlow(SCRATCH_BYTES);

/**
 * Reads so many bytes of a file, with room before and behind them, into the one memory for all that is read: at a start
 * new memory costs more than what is done with it. It is aligned as V8 wants its caches, which it would copy otherwise.
 */
function read(fd: number, at: number, length: number, before = 0, behind = 0): Buffer {
	const needed = before + length + behind;
	if (needed > scratch.length) scratch = Buffer.allocUnsafeSlow(needed);
	let done = 0;
	while (done < length) {
		const got = readSync(fd, scratch, before + done, length - done, at + done);
		if (got === 0) throw new Error('The file has become shorter');
		done += got;
	}
	return scratch.subarray(0, needed);
}
