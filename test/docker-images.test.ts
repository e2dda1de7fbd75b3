import { afterAll, describe, expect, test } from 'vitest';
import { engineAsker } from '../src/capture/detect/engine-http.ts';
import { imageEntries, importImage } from '../src/lab/docker/image.ts';
import { CONTENT_LABEL, removeOldImages } from '../src/lab/docker/old-images.ts';
import { output } from './docker.ts';
import { named, needs } from './needs.ts';

const reason = needs('linux', 'docker');
const address = process.env.DOCKER_HOST || 'unix:///var/run/docker.sock';
const OURS = 'capnote-test/ours';
const FOREIGN = 'capnote-test/foreign';

/** Makes an image of this name, with other content each time. */
async function make(name: string, label: string, content: string): Promise<string> {
	const file = { path: 'etc/content', content: Buffer.from(content), executable: false };
	await importImage(address, engineAsker({}), name, imageEntries([], [file]), [`LABEL ${label}=test`]);
	return output('docker', 'image', 'inspect', '-f', '{{.Id}}', name).trim();
}

describe.skipIf(reason)(named('removeOldImages()', reason), () => {
	const foreign: string[] = [];
	afterAll(() => output('docker', 'image', 'rm', OURS, FOREIGN, ...foreign));

	test('removes what lost its name to a newer image, of ours only', async () => {
		const old = await make(OURS, CONTENT_LABEL, 'old');
		foreign.push(await make(FOREIGN, 'other', 'old'));
		const newer = await make(OURS, CONTENT_LABEL, 'new');
		await make(FOREIGN, 'other', 'new');
		expect(await removeOldImages(address, engineAsker({}))).toBeGreaterThanOrEqual(1);
		const left = output('docker', 'images', '--all', '--quiet', '--no-trunc').split('\n');
		expect(left).not.toContain(old);
		expect(left).toEqual(expect.arrayContaining([newer, ...foreign]));
	});
});
