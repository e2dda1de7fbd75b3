import { Command, CommanderError, type OutputConfiguration } from '@commander-js/extra-typings';
import { LIBPCAP_COMMAND } from '../capture/libpcap-command.ts';
import { CapnoteError, EXIT, type ExitStatus } from '../errors.ts';
import { safeLines } from '../render/visible-text.ts';
import { addAnalyze } from './commands/analyze.ts';
import { addAnonymize } from './commands/anonymize.ts';
import { addCheck } from './commands/check.ts';
import { addClient } from './commands/client.ts';
import { addDetect } from './commands/detect.ts';
import { addDoctor } from './commands/doctor.ts';
import { addExpect } from './commands/expect.ts';
import { addExplain } from './commands/explain.ts';
import { addGrade } from './commands/grade.ts';
import { addLab, addLabInside } from './commands/lab.ts';
import { addLadder } from './commands/ladder.ts';
import { addPlot } from './commands/plot.ts';
import { addRecord } from './commands/record.ts';
import { addRecordInside } from './commands/record-inside.ts';
import { addReport } from './commands/report.ts';
import { addRubric } from './commands/rubric.ts';
import { addSchema } from './commands/schema.ts';
import { addServer } from './commands/server.ts';
import { addWorker } from './commands/worker.ts';
import type { Context, World } from './context.ts';
import { defaultLanguage } from './default-language.ts';
import { errorText } from './error-words.ts';

/** Runs one command line (without the program's name) and gives its exit status. Never ends the process. */
export async function run(args: readonly string[], world: World, version: string): Promise<ExitStatus> {
	let status: ExitStatus = EXIT.fine;
	const exitWith = (given: ExitStatus): void => {
		status = given;
	};
	const program = buildProgram({ ...world, exitWith }, version, args[0]);
	try {
		await program.parseAsync([...args], { from: 'user' });
		return status;
	} catch (error) {
		return explain(error, args, world);
	}
}

/** Where there is no terminal to tell it. */
const HELP_WIDTH = 80;

const COMMANDS: Readonly<Record<string, (program: Command, context: Context) => void>> = {
	analyze: addAnalyze,
	explain: addExplain,
	expect: addExpect,
	ladder: addLadder,
	plot: addPlot,
	anonymize: addAnonymize,
	report: addReport,
	check: addCheck,
	detect: addDetect,
	lab: addLab,
	'lab-inside': addLabInside,
	record: addRecord,
	doctor: addDoctor,
	grade: addGrade,
	rubric: addRubric,
	schema: addSchema,
	worker: addWorker,
	[LIBPCAP_COMMAND]: addRecordInside,
	server: addServer,
	client: addClient,
};

/** The program with the command that is asked for, with all of them unless one is. */
function buildProgram(context: Context, version: string, asked = ''): Command {
	const program = new Command('capnote')
		.description('records, annotates and explains TCP labs')
		.version(version)
		.exitOverride()
		.configureOutput(outputOf(context))
		.showSuggestionAfterError();
	const only = Object.hasOwn(COMMANDS, asked) ? COMMANDS[asked] : undefined;
	for (const add of only ? [only] : Object.values(COMMANDS)) add(program, context);
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
