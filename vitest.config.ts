import { defineConfig } from 'vitest/config';

/** In CI the results are also kept for `.ci/run`, which counts them. */
const REPORT = 'node_modules/.cache/capnote-tests.json';

const config: ReturnType<typeof defineConfig> = defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
		testTimeout: process.env.CI ? 120_000 : 30_000,
		// Real kernels, engines and browsers on a busy machine: what fails twice more is broken.
		retry: process.env.CI ? 2 : 0,
		reporters: process.env.CI ? ['default', ['json', { outputFile: REPORT }]] : ['default'],
	},
});

export default config;
