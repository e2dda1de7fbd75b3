import { type Command, Option } from '@commander-js/extra-typings';
import type { ClientManners } from '../../lab/client-auto.ts';
import type { LabProfile } from '../../profile/lab-profile.ts';
import { LABS, labOfPort } from '../../profile/labs.ts';
import type { Context } from '../context.ts';
import { openProgramLog } from '../open-program-log.ts';
import { parseCount } from './count-option.ts';
import { splitMessages } from './messages-option.ts';
import { parsePort } from './port-option.ts';
import { LAB_JSON } from './server.ts';

/** `capnote client auto|manual`: the client programs of a lab. */
export function addClient(program: Command, context: Context): void {
	const client = program.command('client').description('run a client program of a lab');
	client
		.command('auto')
		.description('send messages one after the other, each when the reply to the one before came')
		.argument('<host>', 'where the server runs')
		.option('--port <number>', 'TCP port of the server (default: that of the lab)', parsePort)
		.option('--messages <list>', 'what to send, separated by commas', splitMessages)
		.option('--prefix <text>', 'what the server puts before a message (default: that of the lab of this port)')
		.option('--upcalls', 'the server also sends events unasked: print them as they come')
		.option('--pause <ms>', 'wait so long between messages', parseCount)
		.option('--lab-profile <file>', 'a lab of your own (YAML)')
		.addOption(LAB_JSON)
		.addOption(events())
		// What the faults of a lab make of it.
		.addOption(new Option('--manners <json>').hideHelp().argParser((text): Partial<ClientManners> => JSON.parse(text)))
		.action(async (host, { messages, prefix, upcalls, pause, events, manners, ...options }) => {
			const { PLAIN_CLIENT, runAutoClient } = await import('../../lab/client-auto.ts');
			const { checkMessages } = await import('../../lab/scenario.ts');
			const { lab, port } = await labAndPort(context, options);
			checkMessages(messages ?? lab.messages);
			const log = await openProgramLog(context, 'client', events);
			await runAutoClient({
				host,
				port,
				messages: messages ?? lab.messages,
				replyPrefix: prefix ?? lab.replyPrefix,
				greeting: lab.greeting,
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
		.option('--port <number>', 'TCP port of the server (default: that of the lab)', parsePort)
		.option('--end <word>', 'the word that ends it (default: that of the lab of this port)')
		.option('--upcalls', 'the server also sends events unasked: print them as they come')
		.option('--lab-profile <file>', 'a lab of your own (YAML)')
		.addOption(LAB_JSON)
		.addOption(events())
		.action(async (host, { end, upcalls, events, ...options }) => {
			const { runManualClient } = await import('../../lab/client-manual.ts');
			const { linesOf } = await import('../../lab/lines.ts');
			const { lab, port } = await labAndPort(context, options);
			const input = await context.files.open('-');
			const log = await openProgramLog(context, 'client', events);
			await runManualClient({
				host,
				port,
				endWord: end ?? lab.endWord,
				endWordIsSent: lab.endWordIsSent,
				greeting: lab.greeting,
				upcalls: upcalls === true,
				log,
				lines: linesOf(input),
				write: (text) => context.out.write(text),
			})
				.finally(log.close)
				.finally(input.close);
		});
}

interface LabOptions {
	readonly port?: number | undefined;
	readonly labProfile?: string | undefined;
	readonly labJson?: LabProfile | undefined;
}

/** The lab that was named, else that of the port, else the echo lab. */
async function labAndPort(
	context: Context,
	{ port, labProfile, labJson }: LabOptions,
): Promise<{ readonly lab: LabProfile; readonly port: number }> {
	if (labProfile === undefined && labJson === undefined) {
		const lab = (port === undefined ? undefined : labOfPort(port)) ?? LABS.reqresp;
		return { lab, port: port ?? lab.port };
	}
	const { labOf } = await import('../read-profile.ts');
	const lab = await labOf(context, labProfile, labJson);
	return { lab, port: port ?? lab.port };
}

function events(): Option<'--events <file>'> {
	return new Option('--events <file>', 'write a line of JSON for each call; - is standard error');
}
