import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** In CI the results are also kept for `.ci/run`, which counts them. */
const REPORT = 'node_modules/.cache/capnote-tests.json';

/** Tests that make bridges, containers and namespaces, and look that none is left: one at a time. */
const OF_THE_MACHINE = [
	'src/capture/recorder.test.ts',
	'src/lab/programs-over-loopback.test.ts',
	'test/{auto-runner,docker-*,doctor,lab-*,record-*}.test.ts',
];

const config: ReturnType<typeof defineConfig> = defineConfig({
	test: {
		testTimeout: process.env.CI ? 120_000 : 30_000,
		// Real kernels, engines and browsers on a busy machine: what fails once more is broken.
		retry: process.env.CI ? 1 : 0,
		reporters: process.env.CI ? ['default', ['json', { outputFile: REPORT }]] : ['default'],
		projects: [
			{
				extends: true,
				test: {
					name: 'code',
					include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
					exclude: OF_THE_MACHINE,
					// One more than cores: some wait for a browser, a queue or tshark most of their time.
					maxWorkers: availableParallelism() + 1,
					sequence: { groupOrder: 0 },
				},
			},
			{
				extends: true,
				test: { name: 'machine', include: OF_THE_MACHINE, fileParallelism: false, sequence: { groupOrder: 1 } },
			},
		],
	},
});

export default config;
