import { nodeContext } from './node-context.ts';
import { run } from './run.ts';

/** Set by `bundle.ts`: what `package.json` says, which is not read at each start. */
declare const VERSION: string;

/** Runs the command line that this process was started with. @param main The file that it was started with. */
export async function runProgram(main: string): Promise<void> {
	process.exitCode = await run(process.argv.slice(2), nodeContext(main), VERSION);
}
