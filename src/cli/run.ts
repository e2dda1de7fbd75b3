import { Command, CommanderError, type OutputConfiguration } from '@commander-js/extra-typings';
import { LIBPCAP_COMMAND } from '../capture/libpcap-command.ts';
import { CapnoteError, EXIT, type ExitStatus } from '../errors.ts';
import { safeLines } from '../render/visible-text.ts';
import type { Context, World } from './context.ts';
import { defaultLanguage } from './default-language.ts';
import { errorText } from './error-words.ts';

/** Runs one command line (without the program's name) and gives its exit status. Never ends the process. */
export async function run(args: readonly string[], world: World, version: string): Promise<ExitStatus> {
	let status: ExitStatus = EXIT.fine;
	const exitWith = (given: ExitStatus): void => {
		status = given;
	};
	const program = await buildProgram({ ...world, exitWith }, version, args[0]);
	try {
		await program.parseAsync([...args], { from: 'user' });
		return status;
	} catch (error) {
		return explain(error, args, world);
	}
}

/** Where there is no terminal to tell it. */
const HELP_WIDTH = 80;

type AddCommand = (program: Command, context: Context) => void;

/** Each is loaded when it is asked for, all of them for their help. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
	analyze: async () => (await import('./commands/analyze.ts')).addAnalyze,
	explain: async () => (await import('./commands/explain.ts')).addExplain,
	expect: async () => (await import('./commands/expect.ts')).addExpect,
	ladder: async () => (await import('./commands/ladder.ts')).addLadder,
	plot: async () => (await import('./commands/plot.ts')).addPlot,
	anonymize: async () => (await import('./commands/anonymize.ts')).addAnonymize,
	report: async () => (await import('./commands/report.ts')).addReport,
	check: async () => (await import('./commands/check.ts')).addCheck,
	detect: async () => (await import('./commands/detect.ts')).addDetect,
	lab: async () => (await import('./commands/lab.ts')).addLab,
	'lab-inside': async () => (await import('./commands/lab.ts')).addLabInside,
	record: async () => (await import('./commands/record.ts')).addRecord,
	doctor: async () => (await import('./commands/doctor.ts')).addDoctor,
	grade: async () => (await import('./commands/grade.ts')).addGrade,
	rubric: async () => (await import('./commands/rubric.ts')).addRubric,
	schema: async () => (await import('./commands/schema.ts')).addSchema,
	worker: async () => (await import('./commands/worker.ts')).addWorker,
	[LIBPCAP_COMMAND]: async () => (await import('./commands/record-inside.ts')).addRecordInside,
	server: async () => (await import('./commands/server.ts')).addServer,
	client: async () => (await import('./commands/client.ts')).addClient,
};

/** What commander itself answers, and needs no command for. */
const ASKS_VERSION: ReadonlySet<string> = new Set(['-V', '--version']);

/** The program with the command that is asked for, with all of them unless one is. */
async function buildProgram(context: Context, version: string, asked = ''): Promise<Command> {
	const program = new Command('capnote')
		.description('records, annotates and explains TCP labs')
		.version(version)
		.exitOverride()
		.configureOutput(outputOf(context))
		.showSuggestionAfterError();
	if (ASKS_VERSION.has(asked)) return program;
	const only = Object.hasOwn(COMMANDS, asked) ? COMMANDS[asked] : undefined;
	for (const load of only ? [only] : Object.values(COMMANDS)) (await load())(program, context);
	return program;
}

/** All that commander would otherwise ask of Node's own streams, which take 3 ms to make. */
function outputOf({ out, log }: Context): OutputConfiguration {
	const plain = (): boolean => false;
	return {
		writeOut: out.write,
		writeErr: log.write,
		getOutHelpWidth: () => out.columns ?? HELP_WIDTH,
		getErrHelpWidth: () => log.columns ?? HELP_WIDTH,
		getOutHasColors: plain,
		getErrHasColors: plain,
	};
}

/** Says what went wrong and what cures it, in the language that was asked for. */
async function explain(error: unknown, args: readonly string[], context: World): Promise<ExitStatus> {
	if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.wrongUse;
	if (!(error instanceof CapnoteError)) {
		context.log.write(safeLines(`capnote: ${error instanceof Error ? error.stack : error}\n`));
		return EXIT.bug;
	}
	const words = await context.words(languageAsked(args) ?? defaultLanguage(context.environment));
	const { what, fix } = errorText(words, error);
	context.log.write(safeLines(`${what}\n${words.cure}: ${fix}\n`));
	return error.exitStatus;
}

function languageAsked(args: readonly string[]): 'en' | 'id' | undefined {
	const text = args.join(' ').match(/--lang[ =](en|id)\b/)?.[1];
	return text === 'en' || text === 'id' ? text : undefined;
}
