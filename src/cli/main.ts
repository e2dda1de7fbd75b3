#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { nodeContext } from './node-context.ts';
import { run } from './run.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

// A reader that has seen enough (`| head`) is not an error. What is under way then ends as with Ctrl+C: no recording is
// left unfinished.
let hasSeenEnough = false;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code !== 'EPIPE') throw error;
	if (process.listenerCount('SIGINT') === 0) process.exit(0);
	if (!hasSeenEnough) process.emit('SIGINT');
	hasSeenEnough = true;
});

const context = nodeContext(fileURLToPath(import.meta.url));
void run(process.argv.slice(2), context, version).then((status) => {
	process.exitCode = status;
});
