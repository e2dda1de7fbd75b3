import { defineConfig } from 'vitest/config';

/** In CI the results are also kept for `.ci/run`, which counts them. */
const REPORT = 'node_modules/.cache/capnote-tests.json';

const config: ReturnType<typeof defineConfig> = defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
		testTimeout: 30_000,
		reporters: process.env.CI ? ['default', ['json', { outputFile: REPORT }]] : ['default'],
	},
});

export default config;
