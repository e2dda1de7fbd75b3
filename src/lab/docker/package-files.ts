import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { type ImageFile, isThere } from './program-files.ts';

/** Where capnote stands in the lab's image. */
export const HOME = 'app';

/** capnote as it runs here, with the packages that it needs. */
export async function packageFiles(root: string): Promise<readonly ImageFile[]> {
	const packages = await dependenciesOf(root);
	const own = [{ from: join(root, 'package.json'), path: `${HOME}/package.json`, executable: false }];
	const trees = await Promise.all([
		filesUnder(join(root, 'dist'), `${HOME}/dist`),
		...packages.map(({ name, folder }) => filesUnder(folder, `${HOME}/node_modules/${name}`)),
	]);
	return [...own, ...trees.flat()];
}

interface Installed {
	readonly name: string;
	readonly folder: string;
}

/** Every package that one needs, directly or through others; optional ones are left out. */
async function dependenciesOf(root: string, found = new Map<string, string>()): Promise<readonly Installed[]> {
	const { dependencies = {} } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
		dependencies?: Readonly<Record<string, string>>;
	};
	for (const name of Object.keys(dependencies)) {
		const folder = found.has(name) ? undefined : await installedAt(name, root);
		if (folder === undefined) continue;
		found.set(name, folder);
		await dependenciesOf(folder, found);
	}
	return [...found].map(([name, folder]) => ({ name, folder }));
}

/** As Node looks for a package: in `node_modules` here, then in each folder above. */
async function installedAt(name: string, from: string): Promise<string | undefined> {
	const folder = join(from, 'node_modules', name);
	if (await isThere(join(folder, 'package.json'))) return folder;
	return dirname(from) === from ? undefined : await installedAt(name, dirname(from));
}

const LEFT_OUT = /\.(d\.[cm]?ts|map|tsbuildinfo|cache(\.\d+)?)$|(^|\/)node_modules\//;

/** All files under a folder, but for what only compilers and editors read, and caches. */
export async function filesUnder(folder: string, path: string): Promise<readonly ImageFile[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)))
		.filter((file) => !LEFT_OUT.test(file))
		.map((file) => ({ from: join(folder, file), path: `${path}/${file}`, executable: false }));
}
