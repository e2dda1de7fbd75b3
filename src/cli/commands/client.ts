import { type Command, Option } from '@commander-js/extra-typings';
import type { ClientManners } from '../../lab/client-auto.ts';
import { LABS, labOfPort } from '../../profile/labs.ts';
import type { Context } from '../context.ts';
import { openProgramLog } from '../open-program-log.ts';
import { parseCount } from './count-option.ts';
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
		.option('--upcalls', 'the server also sends events unasked: print them as they come')
		.option('--pause <ms>', 'wait so long between messages', parseCount)
		.addOption(events())
		// What the faults of a lab make of it.
		.addOption(new Option('--manners <json>').hideHelp().argParser((text): Partial<ClientManners> => JSON.parse(text)))
		.action(async (host, { port, messages, prefix, upcalls, pause, events, manners }) => {
			const { PLAIN_CLIENT, runAutoClient } = await import('../../lab/client-auto.ts');
			const { checkMessages } = await import('../../lab/scenario.ts');
			const lab = labOfPort(port) ?? LABS.reqresp;
			checkMessages(messages ?? lab.messages);
			const log = await openProgramLog(context, 'client', events);
			await runAutoClient({
				host,
				port,
				messages: messages ?? lab.messages,
				replyPrefix: prefix ?? lab.replyPrefix,
				unanswered: lab.endWordIsSent ? lab.endWord : null,
				manners: {
					...PLAIN_CLIENT,
					...(pause === undefined ? {} : { pauseMs: pause }),
					...(upcalls ? { upcalls: true } : {}),
					...manners,
				},
				log,
				print: (line) => context.out.write(`${line}\n`),
			}).finally(log.close);
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
		.option('--upcalls', 'the server also sends events unasked: print them as they come')
		.addOption(events())
		.action(async (host, { port, end, upcalls, events }) => {
			const { runManualClient } = await import('../../lab/client-manual.ts');
			const { linesOf } = await import('../../lab/lines.ts');
			const lab = labOfPort(port) ?? LABS.reqresp;
			const input = await context.files.open('-');
			const log = await openProgramLog(context, 'client', events);
			await runManualClient({
				host,
				port,
				endWord: end ?? lab.endWord,
				endWordIsSent: lab.endWordIsSent,
				upcalls: upcalls === true,
				log,
				lines: linesOf(input),
				write: (text) => context.out.write(text),
			})
				.finally(log.close)
				.finally(input.close);
		});
}

function events(): Option<'--events <file>'> {
	return new Option('--events <file>', 'write a line of JSON for each call; - is standard error');
}
