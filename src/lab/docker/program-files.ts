import { execFile } from 'node:child_process';
import { access, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** A file of this machine and where it stands in an image (without the leading slash). */
export interface ImageFile {
	readonly from: string;
	readonly path: string;
	readonly executable: boolean;
}

const run = promisify(execFile);
/** What old C libraries load only when a name is looked up. */
const NAME_LIBRARIES = ['libnss_dns.so.2', 'libnss_files.so.2'];

/** A program and the libraries that it is linked with, at the places where it looks for them. */
export async function programFiles(program: string, path: string): Promise<readonly ImageFile[]> {
	const libraries = await librariesOf(program);
	const own = { from: await realpath(program), path, executable: true };
	return [own, ...(await Promise.all(libraries.map(libraryFile)))];
}

async function libraryFile(library: string): Promise<ImageFile> {
	return { from: await realpath(library), path: library.slice(1), executable: true };
}

/** By `ldd`, which every system with shared libraries has; a static program has none. */
async function librariesOf(program: string): Promise<readonly string[]> {
	const said = await run('ldd', [program]).then(
		({ stdout }) => stdout,
		() => '',
	);
	const linked = [...said.matchAll(/(?:=> |^\s+)(\/\S+)/gm)].map(([, file]) => file ?? '');
	const libc = linked.find((file) => /\/libc\.so/.test(file));
	const extra = libc === undefined ? [] : NAME_LIBRARIES.map((name) => join(dirname(libc), name));
	const there = await Promise.all(extra.map(isThere));
	return [...new Set([...linked, ...extra.filter((_, index) => there[index])])];
}

/** Whether there is such a file. */
export async function isThere(file: string): Promise<boolean> {
	return await access(file).then(
		() => true,
		() => false,
	);
}
