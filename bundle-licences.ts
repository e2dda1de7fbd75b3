/** Whose code lies beside ours in what is built, and under which licences. */
import { readFileSync } from 'node:fs';

/** The licences of all packages that modules are of, each with its name and version. @param modules Their paths. */
export function licencesOf(modules: readonly string[]): string {
	const folders = modules.flatMap((id) => id.match(/^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []);
	return [...new Set(folders)].sort().map(licenceOf).join('\n\n');
}

function licenceOf(folder: string): string {
	const { name, version, license, author } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
	const file = ['LICENSE', 'license', 'LICENSE.md', 'LICENSE-MIT.txt'].map((of) => `${folder}/${of}`).find(isReadable);
	if (file === undefined) {
		if (license !== 'ISC' && license !== 'MIT') throw new Error(`${name} has no licence file, so it cannot be bundled`);
		return `${name} ${version}\n\n${license} licence (its package has no licence file); by ${author?.name ?? author}\n`;
	}
	return `${name} ${version}\n\n${readFileSync(file, 'utf8').trim()}\n`;
}

function isReadable(path: string): boolean {
	try {
		return readFileSync(path).length > 0;
	} catch {
		return false;
	}
}
