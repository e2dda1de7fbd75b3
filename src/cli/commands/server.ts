import type { Command } from '@commander-js/extra-typings';
import { LABS, labOfPort } from '../../profile/labs.ts';
import type { Context } from '../context.ts';
import { parsePort } from './port-option.ts';

/** `capnote server echo`: the server program of a lab. */
export function addServer(program: Command, context: Context): void {
	const server = program.command('server').description('run the server program of a lab');
	server
		.command('echo')
		.description('answer each message with a prefix and the message itself')
		.option('--port <number>', 'TCP port to listen on', parsePort, LABS.reqresp.port)
		.option('--prefix <text>', 'what stands before the message in a reply (default: that of the lab of this port)')
		.option('--once', 'end after one connection')
		.action(async ({ port, prefix, once }) => {
			const { runEchoServer } = await import('../../lab/echo-server.ts');
			const stop = new AbortController();
			const off = context.onInterrupt(() => stop.abort());
			await runEchoServer({
				host: '0.0.0.0',
				port,
				replyPrefix: prefix ?? (labOfPort(port) ?? LABS.reqresp).replyPrefix,
				once: once === true,
				print: (line) => context.out.write(`${line}\n`),
				onLost: (error) => context.log.write(`${error.message}\n`),
				signal: stop.signal,
			});
			off();
		});
}
