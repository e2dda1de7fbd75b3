import type { Command } from '@commander-js/extra-typings';
import { LABS, labOfPort } from '../../profile/labs.ts';
import type { Context } from '../context.ts';
import { splitMessages } from './messages-option.ts';
import { parsePort } from './port-option.ts';

/** `capnote client auto|manual`: the client programs of a lab. */
export function addClient(program: Command, context: Context): void {
	const client = program.command('client').description('run a client program of a lab');
	client
		.command('auto')
		.description('send messages one after the other, each when the reply to the one before came')
		.argument('<host>', 'where the server runs')
		.option('--port <number>', 'TCP port of the server', parsePort, LABS.reqresp.port)
		.option('--messages <list>', 'what to send, separated by commas', splitMessages)
		.option('--prefix <text>', 'what the server puts before a message (default: that of the lab of this port)')
		.action(async (host, { port, messages, prefix }) => {
			const { runAutoClient } = await import('../../lab/client-auto.ts');
			const { checkMessages } = await import('../../lab/scenario.ts');
			const lab = labOfPort(port) ?? LABS.reqresp;
			checkMessages(messages ?? lab.messages);
			await runAutoClient({
				host,
				port,
				messages: messages ?? lab.messages,
				replyPrefix: prefix ?? lab.replyPrefix,
				unanswered: lab.endWordIsSent ? lab.endWord : null,
				print: (line) => context.out.write(`${line}\n`),
			});
		});
	addManual(client, context);
}

function addManual(client: Command, context: Context): void {
	client
		.command('manual')
		.description('send what is typed, a line at a time')
		.argument('<host>', 'where the server runs')
		.option('--port <number>', 'TCP port of the server', parsePort, LABS.reqresp.port)
		.option('--end <word>', 'the word that ends it (default: that of the lab of this port)')
		.action(async (host, { port, end }) => {
			const { runManualClient } = await import('../../lab/client-manual.ts');
			const { linesOf } = await import('../../lab/lines.ts');
			const lab = labOfPort(port) ?? LABS.reqresp;
			const input = await context.files.open('-');
			await runManualClient({
				host,
				port,
				endWord: end ?? lab.endWord,
				endWordIsSent: lab.endWordIsSent,
				lines: linesOf(input),
				write: (text) => context.out.write(text),
			}).finally(input.close);
		});
}
