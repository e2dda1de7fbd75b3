import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import type { LabWords } from '../../i18n/lab-words.ts';
import type { Context, Language } from '../context.ts';
import { defaultLanguage } from '../default-language.ts';

/** `capnote lab image` and `capnote lab down`: what belongs to the Docker runner besides a run. */
export function addLabContainers(lab: CommandUnknownOpts, context: Context): void {
	const language = (): Option => new Option('--lang <language>', 'language of the sentences').choices(['en', 'id']);
	lab
		.command('image')
		.description('make the image of the containers from this Node; asks no registry')
		.option('--force', 'make it anew even if it is there')
		.addOption(language())
		.action(async (_, command) => {
			const { findEngine, packageRoot } = await import('../../lab/docker/docker-runner.ts');
			const { makeImage } = await import('../../lab/docker/image.ts');
			const { findProgram } = await import('../../capture/find-program.ts');
			const { machinePorts } = await import('../../capture/detect/read-machine.ts');
			const { force, lang } = optionsOf(command);
			const machine = machinePorts(context.environment);
			const address = await findEngine(machine);
			const image = await makeImage(address, machine.ask, packageRoot(context.self), {
				anew: force,
				tcpdump: findProgram('tcpdump', context.environment.PATH ?? ''),
			});
			context.log.write(`${(await wordsOf(context, lang)).image(image)}\n`);
		});
	lab
		.command('down')
		.description('remove the containers, networks and old images that the Docker runner left')
		.option('--all', 'also those of labs that still run')
		.addOption(language())
		.action(async (_, command) => {
			const { removeContainers } = await import('../../lab/docker/remove-containers.ts');
			const { machinePorts } = await import('../../capture/detect/read-machine.ts');
			const removed = await removeContainers(
				machinePorts(context.environment),
				command.opts().all ? 'all' : 'not-live',
			);
			context.log.write(`${(await wordsOf(context, optionsOf(command).lang)).removed(removed)}\n`);
		});
}

/** Options with the names of those of `lab` itself, which takes them wherever they stand. */
function optionsOf(command: CommandUnknownOpts): { readonly force: boolean; readonly lang: Language | undefined } {
	const { force, lang } = command.optsWithGlobals() as { force?: true; lang?: Language };
	return { force: force === true, lang };
}

async function wordsOf(context: Context, asked: Language | undefined): Promise<LabWords> {
	return (await context.words(asked ?? defaultLanguage(context.environment))).lab;
}
