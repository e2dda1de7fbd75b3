import { execFileSync } from 'node:child_process';
import { engineAsker } from '../src/capture/detect/engine-http.ts';
import { imageEntries, importImage } from '../src/lab/docker/image.ts';
import { filesUnder } from '../src/lab/docker/package-files.ts';
import { programFiles } from '../src/lab/docker/program-files.ts';

/** Runs a command to its end and gives what it printed. */
export function output(...command: readonly string[]): string {
	const [program = '', ...rest] = command;
	return execFileSync(program, rest, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Containers and networks of the compose projects with this beginning. */
export function ofProjects(beginning: string): readonly string[] {
	const format = '{{.Label "com.docker.compose.project"}}';
	const listed = [
		output('docker', 'ps', '-a', '--format', `container ${format}`),
		output('docker', 'network', 'ls', '--format', `network ${format}`),
	];
	return listed.flatMap((text) => text.split('\n')).filter((line) => line.split(' ')[1]?.startsWith(beginning));
}

/** Imports this machine's Python as an image; no registry is asked. */
export async function importPython(name: string): Promise<void> {
	const asked =
		'import sys, sysconfig; print(sys.executable); print(sysconfig.get_path("stdlib")); print(sys.base_prefix)';
	const [program = '', library = '', home = ''] = output('python3', '-c', asked).split('\n');
	const modules = (await filesUnder(library, library.slice(1))).filter(
		({ path }) => !/\/(test|site-packages)\//.test(path),
	);
	const files = [...(await programFiles(program, 'usr/bin/python3')), ...modules];
	const changes = ['ENV PATH=/usr/bin', `ENV PYTHONHOME=${home}`, 'ENV PYTHONDONTWRITEBYTECODE=1'];
	const settings = [{ path: 'etc/nsswitch.conf', content: Buffer.from('hosts: files dns\n'), executable: false }];
	const address = process.env.DOCKER_HOST || 'unix:///var/run/docker.sock';
	await importImage(address, engineAsker(process.env), name, imageEntries(files, settings), changes);
}
