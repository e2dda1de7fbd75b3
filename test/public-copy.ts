import { execFileSync } from 'node:child_process';
import { accessSync, constants, cpSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const READ_AND_ENTER = 0o005;

/**
 * The built command line where an ordinary user can run it: here, or, where this tree lies in a folder that others
 * may not enter, a copy of what is installed without the development tools.
 */
export function publicMain(): string {
	const home = isOpenToOthers(ROOT) ? ROOT : copyOfPackage();
	return join(home, 'dist/cli/main.js');
}

function isOpenToOthers(folder: string): boolean {
	if ((statSync(folder).mode & READ_AND_ENTER) !== READ_AND_ENTER) return false;
	return folder === '/' || isOpenToOthers(dirname(folder));
}

function copyOfPackage(): string {
	const copy = mkdtempSync(join(tmpdir(), 'capnote-copy-'));
	for (const path of ['package.json', 'dist', 'compose', ...runtimePackages()]) {
		mkdirSync(join(copy, dirname(path)), { recursive: true });
		cpSync(join(ROOT, path), join(copy, path), { recursive: true });
	}
	execFileSync('chmod', ['-R', 'a+rX', copy]);
	return copy;
}

function runtimePackages(): readonly string[] {
	const listed = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], { cwd: ROOT, encoding: 'utf8' });
	const paths = listed.split('\n').map((path) => relative(ROOT, path));
	return paths.filter((path) => path.startsWith('node_modules') && isThere(join(ROOT, path)));
}

function isThere(path: string): boolean {
	try {
		accessSync(path, constants.R_OK);
		return true;
	} catch {
		return false;
	}
}
