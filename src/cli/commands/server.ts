import { type Command, InvalidArgumentError, Option, type OptionValues } from '@commander-js/extra-typings';
import type { Answer } from '../../lab/answers.ts';
import type { ServerManners } from '../../lab/server-manners.ts';
import type { LabProfile } from '../../profile/lab-profile.ts';
import { LABS, labOfPort } from '../../profile/labs.ts';
import type { Context } from '../context.ts';
import { openProgramLog } from '../open-program-log.ts';
import { parseCount } from './count-option.ts';
import { parsePort } from './port-option.ts';

interface LifeOptions {
	readonly once?: true | undefined;
	readonly connections?: number | undefined;
	readonly events?: string | undefined;
	readonly manners?: Partial<ServerManners> | undefined;
	readonly push?: ServerManners['push'] | undefined;
}

/** `capnote server echo|upcall|voting`: the server programs of the labs. */
export function addServer(program: Command, context: Context): void {
	const server = program.command('server').description('run the server program of a lab');
	for (const { name, lab, about } of PREFIX_SERVERS) {
		const command = server
			.command(name)
			.description(about)
			.option('--port <number>', 'TCP port to listen on', parsePort, lab.port)
			.option('--prefix <text>', 'what stands before the message in a reply (default: that of the lab of this port)');
		if (name === 'upcall') command.addOption(PUSH);
		withLife(command).action(async ({ port, prefix, ...life }) => {
			const { prefixAnswer } = await import('../../lab/answers.ts');
			const ruled = labOfPort(port)?.replyPrefix ?? lab.replyPrefix ?? '';
			await serve(context, port, life, prefixAnswer(prefix ?? ruled));
		});
	}
	addProfileServer(server, context);
	const voting = server
		.command('voting')
		.description('count votes for Option A, B and C')
		.option('--port <number>', 'TCP port to listen on', parsePort, LABS.voting.port);
	withLife(voting).action(async ({ port, ...life }) => {
		const { answerOf } = await import('../../lab/answers.ts');
		await serve(context, port, life, answerOf(LABS.voting));
	});
}

function addProfileServer(server: Command, context: Context): void {
	const own = server
		.command('profile')
		.description('answer as a lab of your own says')
		.argument('[file]', 'the lab (YAML)')
		.option('--port <number>', 'TCP port to listen on (default: that of the lab)', parsePort)
		.addOption(LAB_JSON);
	withLife(own).action(async (file, { port, labJson, ...life }) => {
		const { labOf } = await import('../read-profile.ts');
		const { answerOf } = await import('../../lab/answers.ts');
		const lab = await labOf(context, file, labJson);
		await serve(context, port ?? lab.port, life, answerOf(lab), lab.greeting);
	});
}

const PREFIX_SERVERS = [
	{ name: 'echo', lab: LABS.reqresp, about: 'answer each message with a prefix and the message itself' },
	{ name: 'upcall', lab: LABS.upcall, about: 'answer each message as an event that is processed' },
] as const;

/** A whole lab, handed over by `capnote lab`. */
export const LAB_JSON: Option<'--lab-json <json>', undefined, undefined, LabProfile> = new Option('--lab-json <json>')
	.hideHelp()
	.argParser((text): LabProfile => JSON.parse(text));

/** Events that the upcall server sends unasked. */
export const PUSH: Option = new Option(
	'--push <what>',
	'also send events unasked: every so many milliseconds, or the "messages" of the other clients',
).argParser(parsePush);

function parsePush(text: string): NonNullable<ServerManners['push']> {
	if (text === 'messages') return text;
	const everyMs = Number(text.replace(/ms$/, ''));
	if (Number.isInteger(everyMs) && everyMs > 0) return { everyMs };
	throw new InvalidArgumentError('It must be a number of milliseconds, or "messages".');
}

const LIFE_OPTIONS: readonly Option[] = [
	new Option('--once', 'end after one connection, as the original does'),
	new Option('--connections <number>', 'end after so many connections').argParser(parseCount),
	new Option('--events <file>', 'write a line of JSON for each call; - is standard error'),
	// What the faults of a lab make of it.
	new Option('--manners <json>').hideHelp().argParser((text: string) => JSON.parse(text)),
];

function withLife<A extends unknown[], O extends OptionValues>(command: Command<A, O>): Command<A, O & LifeOptions> {
	for (const option of LIFE_OPTIONS) command.addOption(option);
	return command as unknown as Command<A, O & LifeOptions>;
}

async function serve(
	context: Context,
	port: number,
	life: LifeOptions,
	answer: Answer,
	greeting: string | null = null,
): Promise<void> {
	const { runServer } = await import('../../lab/server.ts');
	const { PLAIN_MANNERS } = await import('../../lab/server-manners.ts');
	const log = await openProgramLog(context, 'server', life.events);
	const stop = new AbortController();
	const off = context.onInterrupt(() => stop.abort());
	const push = life.push === undefined ? {} : { push: life.push };
	await runServer({
		host: '0.0.0.0',
		port,
		...{ answer, greeting },
		connections: life.once ? 1 : (life.connections ?? null),
		manners: { ...PLAIN_MANNERS, ...life.manners, ...push },
		log,
		print: (line) => context.out.write(`${line}\n`),
		onLost: (error) => context.log.write(`${error.message}\n`),
		signal: stop.signal,
	}).finally(log.close);
	off();
}
