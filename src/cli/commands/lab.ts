import { Argument, type Command, Option } from '@commander-js/extra-typings';
import { EXIT, type ExitStatus } from '../../errors.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { LabWords } from '../../i18n/lab-words.ts';
import type { LabResult } from '../../lab/run-lab.ts';
import { LABS } from '../../profile/labs.ts';
import type { Context } from '../context.ts';
import { defaultLanguage } from '../default-language.ts';
import { errorText } from '../error-words.ts';
import { createLabProgress } from '../lab-progress.ts';
import { addShowOptions, type ShowOptions } from '../show-options.ts';
import { addLabContainers } from './lab-containers.ts';
import { splitMessages } from './messages-option.ts';

const LAB_NAMES = Object.keys(LABS) as readonly (keyof typeof LABS)[];

const RUNNER_NAMES = ['auto', 'netns', 'docker'] as const;

interface LabCommandOptions extends ShowOptions {
	readonly messages?: readonly string[] | undefined;
	readonly interactive?: true | undefined;
	readonly captures: string;
	readonly runner: (typeof RUNNER_NAMES)[number];
	readonly keep?: true | undefined;
}

/** `capnote lab NAME`: start server and client, record them, and show what was recorded. */
export function addLab(program: Command, context: Context): void {
	const lab = program
		.command('lab')
		.description('run a lab: start server and client, record them on a bridge, annotate every packet')
		.addArgument(new Argument('<name>', 'which lab').choices(LAB_NAMES))
		.option('--messages <list>', 'what the automatic client sends, separated by commas', splitMessages)
		.option('--interactive', 'type the messages yourself')
		.option('--captures <folder>', 'where the capture goes', 'captures')
		.addOption(
			new Option('--runner <name>', 'where it runs; auto is the first that works here: netns, then docker')
				.choices(RUNNER_NAMES)
				.default('auto'),
		)
		.option('--keep', 'leave the containers up (docker)');
	addShowOptions(lab).action(async (name, options) => {
		context.exitWith(await runLabCommand(context, name, options));
	});
	addLabContainers(lab, context);
}

async function runLabCommand(
	context: Context,
	name: keyof typeof LABS,
	options: LabCommandOptions,
): Promise<ExitStatus> {
	const catalogue = await context.words(options.lang ?? defaultLanguage(context.environment));
	const words = catalogue.lab;
	const { recoverIn } = await import('../recover-in.ts');
	await recoverIn(options.captures, context, catalogue, (line) => context.log.write(`${line}\n`));
	const result = await perform(context, name, options, catalogue);
	if (result.capturePath === null) {
		const left = result.unfinishedPath;
		context.log.write(`${left === null ? words.nothingRecorded : words.unfinished({ path: left })}\n`);
		return options.strict ? EXIT.negative : EXIT.fine;
	}
	const { showCapture } = await import('../show-capture.ts');
	const status = await showCapture(context, result.capturePath, options);
	writeVerdict(context, result, words, options.quiet === true);
	const isIncomplete = result.recording?.complete !== true;
	return status === EXIT.fine && options.strict && isIncomplete ? EXIT.negative : status;
}

async function perform(
	context: Context,
	name: keyof typeof LABS,
	options: LabCommandOptions,
	words: Catalogue,
): Promise<LabResult> {
	const { runLab } = await import('../../lab/run-lab.ts');
	const { fullScenario } = await import('../../lab/scenario.ts');
	const profile = LABS[name];
	const script = options.interactive
		? ({ kind: 'typed' } as const)
		: ({ kind: 'auto', messages: options.messages ?? profile.messages } as const);
	const progress = createLabProgress(context.log, words.lab, {
		quiet: options.quiet === true,
		typed: script.kind === 'typed',
		endWord: profile.endWord,
		explain: (error) => errorText(words, error).what,
	});
	return await runLab(
		{ ...options, profile, scenario: fullScenario(script), keep: options.keep === true },
		{ ...context, typed: () => typedLines(context), emit: progress.take },
	).finally(progress.end);
}

/** Standard input, for a client that runs out of the keyboard's reach. */
function typedLines({ files }: Context): { lines: AsyncIterator<string>; close: () => Promise<void> } {
	const opened = files.open('-');
	async function* lines(): AsyncGenerator<string, void> {
		const { linesOf } = await import('../../lab/lines.ts');
		yield* linesOf(await opened);
	}
	return { lines: lines(), close: async () => await (await opened).close() };
}

function writeVerdict(context: Context, result: LabResult, words: LabWords, quiet: boolean): void {
	const { capturePath, recording } = result;
	if (capturePath === null || recording === null) return;
	if (!quiet) context.log.write(`${words.saved({ path: capturePath })}\n`);
	if (!recording.complete) context.log.write(`${words.incomplete(recording)}\n`);
	else if (!quiet) context.log.write(`${words.complete(recording)}\n`);
}

/** The lab's own process in its namespaces; nobody's command. */
export function addLabInside(program: Command, context: Context): void {
	program
		.command('lab-inside', { hidden: true })
		.argument('[capture]')
		.action(async () => {
			const { runInside } = await import('../../lab/inside.ts');
			await runInside(context.onInterrupt);
		});
}
