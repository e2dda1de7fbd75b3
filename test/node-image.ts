import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { programFiles } from '../src/lab/docker/program-files.ts';

const ROOT = resolve(import.meta.dirname, '..');
const NPM = 'usr/lib/node_modules/npm';
const CACHE = 'npm-cache';

/**
 * Imports an image that stands in for a registry's `node:20-slim`: this machine's Node, npm and a shell, and npm's cache
 * with the packages that capnote needs, so that a build needs no network.
 */
export async function importNode(name: string): Promise<void> {
	const root = mkdtempSync(join(tmpdir(), 'capnote-node-'));
	try {
		await copyPrograms(root);
		fillCache(join(root, CACHE));
		const settings = [
			`ENV PATH=/usr/local/bin:/usr/bin:/bin`,
			`ENV npm_config_cache=/${CACHE}`,
			'ENV npm_config_offline=true',
		];
		const changes = [...settings, 'CMD ["node"]'].flatMap((change) => ['-c', change]);
		const script =
			'root=$1; name=$2; shift 2; tar -C "$root" --owner=0 --group=0 -cf - . | docker import "$@" - "$name"';
		execFileSync('sh', ['-c', script, 'sh', root, name, ...changes], { stdio: 'pipe' });
	} finally {
		rmSync(root, { recursive: true, force: true });
	}
}

async function copyPrograms(root: string): Promise<void> {
	const files = [
		...(await programFiles(process.execPath, 'usr/bin/node')),
		...(await programFiles('/bin/busybox', 'bin/busybox')),
	];
	for (const { from, path } of files) {
		mkdirSync(join(root, dirname(path)), { recursive: true });
		cpSync(from, join(root, path));
	}
	for (const applet of ['sh', 'chmod', 'ln', 'env', 'ls', 'cat']) symlinkSync('busybox', join(root, 'bin', applet));
	for (const folder of ['tmp', 'etc', 'root', 'usr/local/bin']) mkdirSync(join(root, folder), { recursive: true });
	symlinkSync('../../bin/env', join(root, 'usr/bin/env'));
	writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
	writeFileSync(join(root, 'etc/nsswitch.conf'), 'hosts: files dns\n');
	const npm = realpathSync(execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim());
	cpSync(resolve(dirname(npm), '..'), join(root, NPM), { recursive: true });
	symlinkSync(`../../${NPM}/bin/npm-cli.js`, join(root, 'usr/bin/npm'));
}

/** With what `npm ci` of the Dockerfile asks for. */
function fillCache(cache: string): void {
	const folder = mkdtempSync(join(tmpdir(), 'capnote-install-'));
	for (const name of ['package.json', 'package-lock.json']) cpSync(join(ROOT, name), join(folder, name));
	const options = ['--omit=dev', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--cache', cache];
	execFileSync('npm', ['ci', ...options], { cwd: folder, stdio: 'pipe' });
	rmSync(folder, { recursive: true, force: true });
}
