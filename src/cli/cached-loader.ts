import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Script } from 'node:vm';

/** As `require`: a path like `./name.js` is a file of the bundle. */
type Load = (name: string) => unknown;
type Wrapped = (exports: object, require: Load, module: { exports: object }, file: string, folder: string) => void;
/** V8's code cache of each file of the bundle, by the file's name. */
type Caches = ReadonlyMap<string, Buffer>;

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
	const caches = readCaches(cachePath);
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
		const cachedData = caches.get(name);
		const code = `(function(exports,require,module,__filename,__dirname){${readFileSync(filename, 'latin1')}\n})`;
		const script = new Script(code, { filename, ...(cachedData && { cachedData }) });
		scripts.set(name, script);
		if (cachedData === undefined || script.cachedDataRejected) isComplete = false;
		return script;
	}

	process.once('exit', (status) => {
		if (isComplete || status !== 0 || !isOurs(folder)) return;
		writeWhole(cachePath, () => bytesOf(new Map([...caches, ...[...scripts].map(cacheOf)])));
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
function bytesOf(caches: Caches): Buffer {
	const head = JSON.stringify([...caches].map(([name, { length }]) => [name, length]));
	return Buffer.concat([Buffer.from(`${head}\n`), ...caches.values()]);
}

function readCaches(path: string): Caches {
	try {
		const file = readFileSync(path);
		const caches = new Map<string, Buffer>();
		let at = file.indexOf('\n') + 1;
		const lengths: readonly [string, number][] = JSON.parse(file.toString('latin1', 0, at));
		for (const [name, length] of lengths) {
			caches.set(name, file.subarray(at, at + length));
			at += length;
		}
		return at === file.length ? caches : new Map();
	} catch {
		return new Map();
	}
}
