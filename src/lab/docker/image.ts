import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { execPath } from 'node:process';
import { Readable } from 'node:stream';
import type { AskEngine } from '../../capture/detect/engine-http.ts';
import { messageIn } from '../../capture/detect/read-engine.ts';
import { LAB_IMAGE, labelsOf, TCPDUMP_LABEL } from '../../capture/helper-image.ts';
import { CapnoteError } from '../../errors.ts';
import { CONTENT_LABEL, removeOldImages } from './old-images.ts';
import { HOME, packageFiles } from './package-files.ts';
import { type ImageFile, isThere, programFiles } from './program-files.ts';
import { type TarEntry, tarOf } from './tar.ts';

/** Commands for whoever looks around in a container; they come from busybox, where this machine has it. */
const APPLETS = ['sh', 'ls', 'cat', 'env', 'hostname', 'ip', 'nc', 'ping', 'ps', 'sleep', 'tail'];
const BUSYBOX = '/bin/busybox';
const SETTINGS: readonly TarEntry[] = [
	textFile('etc/passwd', 'root:x:0:0:root:/:/bin/sh\n'),
	textFile('etc/nsswitch.conf', 'hosts: files dns\n'),
	{ path: 'tmp', mode: 0o1777 },
	{ ...textFile('usr/bin/capnote', `#!/usr/bin/node\nimport('/${HOME}/dist/cli/main.js');\n`), executable: true },
];

export interface MadeImage {
	readonly name: string;
	/** False: it was there already, with the same content. */
	readonly isNew: boolean;
	readonly bytes: number;
}

/**
 * Makes the lab's image from the Node that runs this and from capnote itself, unless the engine has it; no registry is
 * asked. An image of that name that somebody else made is taken as it is, unless `anew`.
 *
 * @param root Folder of capnote's `package.json`.
 * @param options `tcpdump`: full path, for where only a container reaches the bridge; left out where it is not here.
 * @throws CapnoteError `lab-step-failed`.
 */
export async function makeImage(
	address: string,
	ask: AskEngine,
	root: string,
	{ anew, tcpdump }: { readonly anew: boolean; readonly tcpdump: string | undefined },
): Promise<MadeImage> {
	const files = [...(await programFiles(execPath, 'usr/bin/node')), ...(await packageFiles(root))];
	const hasBusybox = await isThere(BUSYBOX);
	const all = [
		...files,
		...(hasBusybox ? await programFiles(BUSYBOX, 'bin/busybox') : []),
		...(tcpdump === undefined ? [] : await programFiles(tcpdump, 'usr/bin/tcpdump')),
	].filter(({ path }, index, every) => every.findIndex((file) => file.path === path) === index);
	const { content, bytes } = await fingerprint(all);
	const there = anew ? undefined : await contentOfImage(address, ask);
	if (there === content || there === 'foreign') return { name: LAB_IMAGE, isNew: false, bytes };
	const links = hasBusybox ? APPLETS.map((applet) => ({ path: `bin/${applet}`, target: 'busybox' })) : [];
	await importImage(address, ask, LAB_IMAGE, imageEntries(all, [...SETTINGS, ...links]), [
		'ENV PATH=/usr/bin:/bin',
		`WORKDIR /${HOME}`,
		`LABEL ${CONTENT_LABEL}=${content}`,
		...(tcpdump === undefined ? [] : [`LABEL ${TCPDUMP_LABEL}=yes`]),
		'CMD ["node"]',
	]);
	await removeOldImages(address, ask);
	return { name: LAB_IMAGE, isNew: true, bytes };
}

/** The entries of an image's archive: files of this machine, read one at a time, and others. */
export async function* imageEntries(
	files: readonly ImageFile[],
	others: readonly TarEntry[],
): AsyncGenerator<TarEntry> {
	yield* others;
	for (const { from, path, executable } of files) yield { path, executable, content: await readFile(from) };
}

/**
 * Brings an archive to the engine as an image.
 *
 * @throws CapnoteError `lab-step-failed`.
 */
export async function importImage(
	address: string,
	ask: AskEngine,
	name: string,
	entries: AsyncIterable<TarEntry>,
	changes: readonly string[],
): Promise<void> {
	const query = new URLSearchParams({ fromSrc: '-', repo: name, tag: 'latest' });
	for (const change of changes) query.append('changes', change);
	const body = Readable.from(tarOf(entries), { objectMode: false });
	const answer = await ask(address, `/images/create?${query}`, { method: 'POST', body }).catch((error: Error) => ({
		status: 0,
		body: error.message,
	}));
	// The engine answers 200 before it has read all, and tells a failure in the stream.
	const failed = /"error":\s*"((?:[^"\\]|\\.)*)"/.exec(answer.body)?.[1];
	if (answer.status === 200 && failed === undefined) return;
	throw new CapnoteError('lab-step-failed', { step: `import ${name}`, said: failed ?? messageIn(answer.body) });
}

/** What an image of our name holds: our fingerprint, `foreign` when it is not of our making, or nothing. */
async function contentOfImage(address: string, ask: AskEngine): Promise<string | undefined> {
	const labels = await labelsOf(address, ask, LAB_IMAGE);
	return labels && (labels[CONTENT_LABEL] ?? 'foreign');
}

/** Changes when a file does; by size and time of change, for reading 100 MB at every run would be slow. */
async function fingerprint(files: readonly ImageFile[]): Promise<{ readonly content: string; readonly bytes: number }> {
	const hash = createHash('sha256');
	let bytes = 0;
	for (const { from, path } of files) {
		const { size, mtimeMs } = await stat(from);
		bytes += size;
		hash.update(`${path}\0${size}\0${mtimeMs}\n`);
	}
	return { content: hash.digest('hex').slice(0, 16), bytes };
}

function textFile(path: string, text: string): Extract<TarEntry, { content: Uint8Array }> {
	return { path, content: Buffer.from(text), executable: false };
}
