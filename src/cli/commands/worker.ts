import type { Command } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { parseCount } from './record-options.ts';

/** `capnote worker redis://host:6379`. Nothing is decided here. */
export function addWorker(program: Command, context: Context): void {
	program
		.command('worker')
		.argument('<url>', 'the queue: redis://host:6379')
		.description('grade what capnote grade --queue puts into a queue, until Ctrl+C')
		.option('--jobs <number>', 'how many submissions at a time (one for each core, unless given)', parseCount)
		.action(async (url, { jobs }) => {
			const { runWorker } = await import('../grade/run-worker.ts');
			context.exitWith(await runWorker(context, url, jobs));
		});
}
