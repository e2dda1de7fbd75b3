import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openFile } from '../src/node/file-source.ts';
import { LABEL_PROFILE_NAMES } from '../src/tcp/label-profile.ts';
import { KERNELS, planeText } from '../src/testing/plane-text.ts';
import { bytesSource } from '../src/testing/source.ts';
import { randomTraffic } from '../src/testing/traffic.ts';
import { named } from './needs.ts';
import { SHARED, sharedFiles, sharedReason } from './shared-files.ts';

const ENDINGS = ['.pcap', '.pcapng', '.cap', '.pcap.gz'];
const CAPTURES = ['corpus', 'edge'].flatMap((folder) => ENDINGS.flatMap((ending) => sharedFiles(folder, ending)));

describe.each(LABEL_PROFILE_NAMES)('rows and connections are the same whatever runs the rules of %s', (profile) => {
	test.each([
		[101, 'wild'],
		[102, 'wild'],
		[103, 'wild'],
		[104, 'calm'],
		[105, 'calm'],
		[106, 'calm'],
		[107, 'calm'],
	] as const)('random traffic, seed %i, %s', async (seed, manner) => {
		const bytes = randomTraffic(seed, 3000, manner);
		const reference = await planeText(bytesSource(bytes), profile, KERNELS.slow());
		expect(await planeText(bytesSource(bytes), profile, KERNELS.script())).toEqual(reference);
		expect(await planeText(bytesSource(bytes), profile, KERNELS.wasm())).toEqual(reference);
	});

	describe.skipIf(sharedReason)(named('captures of others', sharedReason), () => {
		test.each(CAPTURES)('%s', async (capture) => {
			const textOf = async (name: keyof typeof KERNELS) => {
				const source = openFile(join(SHARED, capture));
				return planeText(source, profile, KERNELS[name]()).finally(source.close);
			};
			const reference = await textOf('slow');
			expect(await textOf('script')).toEqual(reference);
			expect(await textOf('wasm')).toEqual(reference);
		});
	});
});
