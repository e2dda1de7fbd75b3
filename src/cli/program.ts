import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeContext } from './node-context.ts';
import { run } from './run.ts';

/** Runs the command line that this process was started with. @param main The file that it was started with. */
export async function runProgram(main: string): Promise<void> {
	const { version } = JSON.parse(readFileSync(join(main, '../../../package.json'), 'utf8'));
	process.exitCode = await run(process.argv.slice(2), nodeContext(main), version);
}
