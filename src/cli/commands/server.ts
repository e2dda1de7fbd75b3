import type { Command } from '@commander-js/extra-typings';
import type { Answer } from '../../lab/answers.ts';
import { LABS, labOfPort } from '../../profile/labs.ts';
import type { Context } from '../context.ts';
import { parsePort } from './port-option.ts';

/** `capnote server echo|upcall|voting`: the server programs of the labs. */
export function addServer(program: Command, context: Context): void {
	const server = program.command('server').description('run the server program of a lab');
	for (const { name, lab, about } of PREFIX_SERVERS) {
		server
			.command(name)
			.description(about)
			.option('--port <number>', 'TCP port to listen on', parsePort, lab.port)
			.option('--prefix <text>', 'what stands before the message in a reply (default: that of the lab of this port)')
			.option('--once', 'end after one connection')
			.action(async ({ port, prefix, once }) => {
				const { prefixAnswer } = await import('../../lab/answers.ts');
				const ruled = labOfPort(port)?.replyPrefix ?? lab.replyPrefix ?? '';
				await serve(context, port, once === true, prefixAnswer(prefix ?? ruled));
			});
	}
	server
		.command('voting')
		.description('count votes for Option A, B and C')
		.option('--port <number>', 'TCP port to listen on', parsePort, LABS.voting.port)
		.option('--once', 'end after one connection')
		.action(async ({ port, once }) => {
			const { voteAnswer } = await import('../../lab/answers.ts');
			await serve(context, port, once === true, voteAnswer());
		});
}

const PREFIX_SERVERS = [
	{ name: 'echo', lab: LABS.reqresp, about: 'answer each message with a prefix and the message itself' },
	{ name: 'upcall', lab: LABS.upcall, about: 'answer each message as an event that is processed' },
] as const;

async function serve(context: Context, port: number, once: boolean, answer: Answer): Promise<void> {
	const { runServer } = await import('../../lab/server.ts');
	const stop = new AbortController();
	const off = context.onInterrupt(() => stop.abort());
	await runServer({
		host: '0.0.0.0',
		port,
		answer,
		once,
		print: (line) => context.out.write(`${line}\n`),
		onLost: (error) => context.log.write(`${error.message}\n`),
		signal: stop.signal,
	});
	off();
}
