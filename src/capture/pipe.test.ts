import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { openPipe } from './pipe.ts';

const BYTES = 1_000_000;
const hasPerl = spawnSync('perl', ['-e', '1']).status === 0 && process.platform === 'linux';

test.skipIf(!hasPerl)(
	`openPipe() holds a megabyte that nobody reads yet${hasPerl ? '' : ' (skipped: needs perl)'}`,
	async () => {
		const { writeEnd, closeWriteEnd, pieces } = openPipe();
		// A writer that has to wait would be ended by the limit of time.
		const writer = spawnSync('head', ['-c', String(BYTES), '/dev/zero'], {
			stdio: ['ignore', writeEnd, 'ignore'],
			timeout: 10_000,
		});
		expect(writer.status).toBe(0);
		closeWriteEnd();
		let bytes = 0;
		for await (const piece of pieces()) bytes += piece.length;
		expect(bytes).toBe(BYTES);
	},
);
