import { basename, dirname } from 'node:path';
import { Argument, type Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { CapnoteError, EXIT, type ExitStatus } from '../../errors.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { LabWords } from '../../i18n/lab-words.ts';
import { FAULT_FORMS, parseFaults } from '../../lab/faults.ts';
import type { Scenario } from '../../lab/lab-plan.ts';
import type { LabResult } from '../../lab/run-lab.ts';
import type { ServerManners } from '../../lab/server-manners.ts';
import type { LabProfile } from '../../profile/lab-profile.ts';
import { LABS, type LabName } from '../../profile/labs.ts';
import type { Context } from '../context.ts';
import { defaultLanguage } from '../default-language.ts';
import { errorText } from '../error-words.ts';
import { createLabProgress } from '../lab-progress.ts';
import { addShowOptions, type ShowOptions } from '../show-options.ts';
import { parseCount } from './count-option.ts';
import { addLabContainers } from './lab-containers.ts';
import { splitMessages } from './messages-option.ts';
import { PUSH } from './server.ts';

const LAB_NAMES: readonly string[] = Object.keys(LABS);

const RUNNER_NAMES = ['auto', 'netns', 'docker', 'simulated'] as const;

interface LabCommandOptions extends ShowOptions {
	readonly messages?: readonly string[] | undefined;
	readonly interactive?: true | undefined;
	readonly clients?: number | undefined;
	readonly push?: ServerManners['push'] | undefined;
	readonly fault?: readonly string[] | undefined;
	readonly captures: string;
	readonly out?: string | undefined;
	/** False with `--no-capture`. */
	readonly capture: boolean;
	readonly runner: (typeof RUNNER_NAMES)[number];
	readonly keep?: true | undefined;
	readonly seed?: number | undefined;
}

/** `capnote lab NAME`: start server and client, record them, and show what was recorded. */
export function addLab(program: Command, context: Context): void {
	const lab = program
		.command('lab')
		.description('run a lab: start server and client, record them on a bridge, annotate every packet')
		.addArgument(
			new Argument('<name>', `which lab: ${LAB_NAMES.join(', ')}, or a file that describes your own (.yml)`).argParser(
				parseLab,
			),
		)
		.option('--messages <list>', 'what the automatic client sends, separated by commas', splitMessages)
		.option('--interactive', 'type the messages yourself')
		.option('--clients <number>', 'so many automatic clients at once', parseCount)
		.addOption(PUSH)
		.option('--fault <name>', `what goes wrong on purpose, several with commas: ${FAULT_FORMS.join(', ')}`, manyFaults)
		.option('--captures <folder>', 'where the capture goes', 'captures')
		.option('--out <file>', 'name of the capture (.pcap), instead of one in --captures')
		.option('--no-capture', 'record nothing; only the events of the programs are kept')
		.addOption(
			new Option('--runner <name>', 'where it runs; auto is the first that works here: netns, docker, simulated')
				.choices(RUNNER_NAMES)
				.default('auto'),
		)
		.option('--keep', 'leave the containers up (docker)')
		.option('--seed <number>', 'the same seed gives the same capture (simulated)', parseSeed);
	addShowOptions(lab).action(async (name, options) => {
		context.exitWith(await runLabCommand(context, name, options));
	});
	addLabContainers(lab, context);
}

async function runLabCommand(context: Context, name: string, options: LabCommandOptions): Promise<ExitStatus> {
	const catalogue = await context.words(options.lang ?? defaultLanguage(context.environment));
	const words = catalogue.lab;
	const { recoverIn } = await import('../recover-in.ts');
	await recoverIn(options.captures, context, catalogue, (line) => context.log.write(`${line}\n`));
	const profile = Object.hasOwn(LABS, name) ? LABS[name as LabName] : await readOwn(context, name);
	const result = await perform(context, profile, options, catalogue);
	if (!options.capture) {
		if (!options.quiet) context.log.write(`${words.notRecorded}\n`);
		if (result.eventsPath !== null) context.log.write(`${words.events({ path: result.eventsPath })}\n`);
		return EXIT.fine;
	}
	if (result.capturePath === null) {
		const left = result.unfinishedPath;
		context.log.write(`${left === null ? words.nothingRecorded : words.unfinished({ path: left })}\n`);
		return options.strict ? EXIT.negative : EXIT.fine;
	}
	const labProfile = isFile(name) ? name : options.labProfile;
	const { showCapture } = await import('../show-capture.ts');
	const status = await showCapture(
		context,
		result.capturePath,
		labProfile === undefined ? options : { ...options, labProfile },
	);
	writeVerdict(context, result, words, { quiet: options.quiet === true, labProfile: labProfile ?? null });
	const isIncomplete = result.recording?.complete !== true;
	return status === EXIT.fine && options.strict && isIncomplete ? EXIT.negative : status;
}

async function perform(
	context: Context,
	profile: LabProfile,
	options: LabCommandOptions,
	words: Catalogue,
): Promise<LabResult> {
	const { runLab } = await import('../../lab/run-lab.ts');
	const { fullScenario } = await import('../../lab/scenario.ts');
	const script = options.interactive
		? ({ kind: 'typed' } as const)
		: ({ kind: 'auto', messages: options.messages ?? profile.messages } as const);
	const progress = createLabProgress(context.log, words.lab, {
		quiet: options.quiet === true,
		typed: script.kind === 'typed',
		endWord: profile.endWord,
		endWordIsSent: profile.endWordIsSent,
		explain: (error) => errorText(words, error),
	});
	return await runLab(
		{
			...{ captures: options.captures, runner: options.runner },
			...{ profile, keep: options.keep === true, records: options.capture },
			scenario: scenarioOf(fullScenario(script), profile.name, options),
			faults: parseFaults(options.fault ?? []),
			...(options.out === undefined ? {} : outputOf(options.out)),
			...(options.seed === undefined ? {} : { seed: options.seed }),
		},
		{ ...context, typed: () => typedLines(context), emit: progress.take },
	).finally(progress.end);
}

/** @throws CapnoteError what `readProfile` throws, and `wrong-use` for replies that nobody can make. */
async function readOwn(context: Context, path: string): Promise<LabProfile> {
	const { readProfile } = await import('../read-profile.ts');
	const { placeholdersOf } = await import('../../profile/reply-pattern.ts');
	const profile = await readProfile(context, path);
	const replies = profile.replyPatterns?.map(({ reply }) => reply ?? '') ?? [];
	if (replies.some((reply) => placeholdersOf(reply).includes('any')))
		throw new CapnoteError('wrong-use', { problem: 'reply-unforeseen' });
	return profile;
}

function isFile(name: string): boolean {
	return /\.ya?ml$/.test(name);
}

function parseLab(name: string): string {
	if (LAB_NAMES.includes(name) || isFile(name)) return name;
	throw new InvalidArgumentError(`Choose from ${LAB_NAMES.join(', ')}, or give a file: my-lab.yml`);
}

const MOST_SEED = 0x7fff_ffff;

function parseSeed(text: string): number {
	const seed = Number(text);
	if (/^\d+$/.test(text) && seed <= MOST_SEED) return seed;
	throw new InvalidArgumentError(`It must be a whole number up to ${MOST_SEED}.`);
}

function manyFaults(text: string, before: readonly string[] = []): readonly string[] {
	return [...before, ...text.split(',')];
}

/** Between messages, so that events that the server sends unasked come between them. */
const UPCALL_PAUSE_MS = 300;

function scenarioOf(scenario: Scenario, name: string, { clients = 1, push }: LabCommandOptions): Scenario {
	if (push === undefined) return { ...scenario, clients };
	if (name !== 'upcall') throw new CapnoteError('wrong-use', { problem: 'push-is-upcall' });
	return {
		...{ ...scenario, clients },
		serverManners: { ...scenario.serverManners, push },
		clientManners: { ...scenario.clientManners, upcalls: true, pauseMs: UPCALL_PAUSE_MS },
	};
}

function outputOf(path: string): { readonly captures: string; readonly name: string } {
	return { captures: dirname(path), name: basename(path).replace(/\.pcap(ng)?$/, '') };
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

function writeVerdict(
	context: Context,
	result: LabResult,
	words: LabWords,
	{ quiet, labProfile }: { readonly quiet: boolean; readonly labProfile: string | null },
): void {
	const { capturePath, eventsPath, recording } = result;
	if (capturePath === null || recording === null) return;
	if (!quiet) context.log.write(`${words.saved({ path: capturePath })}\n`);
	if (result.seed !== null) context.log.write(`${words.simulated({ seed: result.seed })}\n`);
	if (!quiet && eventsPath !== null) context.log.write(`${words.events({ path: eventsPath })}\n`);
	if (!recording.complete) context.log.write(`${words.incomplete(recording)}\n`);
	else if (!quiet) context.log.write(`${words.complete(recording)}\n`);
	if (!quiet) context.log.write(`${words.next({ capture: capturePath, events: eventsPath, labProfile })}\n`);
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
