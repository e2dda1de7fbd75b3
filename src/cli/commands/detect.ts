import { resolve } from 'node:path';
import { Argument, type Command, Option } from '@commander-js/extra-typings';
import type { Detection } from '../../capture/detection.ts';
import { LABS, type LabName } from '../../profile/labs.ts';
import { safeLines } from '../../render/visible-text.ts';
import type { Context } from '../context.ts';
import { defaultLanguage } from '../default-language.ts';

interface DetectOptions {
	readonly project?: string | undefined;
	readonly network?: string | undefined;
	readonly compose?: string | undefined;
	readonly json?: true | undefined;
	readonly lang?: 'en' | 'id' | undefined;
}

/** `capnote detect [LAB]`: which container networks and bridges there are, which one is the lab's, and why. */
export function addDetect(program: Command, context: Context): void {
	program
		.command('detect')
		.description("find the container networks and their bridges, and say which one is the lab's and why")
		.addArgument(new Argument('[lab]', 'which lab').choices(Object.keys(LABS) as readonly LabName[]))
		.option('--project <name>', 'only networks of this compose project')
		.option('--network <name>', 'the network of this name, identifier or bridge')
		.option('--compose <file>', 'only networks of the project that was made from this compose file')
		.option('--json', 'for programs')
		.addOption(new Option('--lang <language>', 'language of the sentences').choices(['en', 'id']))
		.action(async (lab, options) => await detectNetworks(context, lab, options));
}

async function detectNetworks(context: Context, lab: LabName | undefined, options: DetectOptions): Promise<void> {
	const { detect } = await import('../../capture/detect/detect.ts');
	const { machinePorts, readMachine } = await import('../../capture/detect/read-machine.ts');
	const { requireChoice } = await import('../../capture/detect/require-choice.ts');
	const readings = await readMachine(machinePorts(context.environment));
	const detection = detect(readings, {
		...{ lab, project: options.project, network: options.network, labs: Object.values(LABS) },
		composeFile: options.compose === undefined ? undefined : resolve(options.compose),
	});
	if (options.json) context.out.write(jsonText(detection));
	else await writeTable(context, detection, options);
	requireChoice(detection);
}

async function writeTable(context: Context, detection: Detection, { lang }: DetectOptions): Promise<void> {
	const { detectionText } = await import('../detection-text.ts');
	const words = (await context.words(lang ?? defaultLanguage(context.environment))).detect;
	for (const { address, kind, state, said } of detection.engines) {
		if (state !== 'absent') context.log.write(`${words.engines({ address, kind, said })}\n`);
	}
	// Labels may hold anything.
	context.out.write(safeLines(detectionText(detection, words)));
}

/** The chosen network and the candidates by their place in the list: each is written once. */
function jsonText({ engines, networks, choice }: Detection): string {
	const at = (network: (typeof networks)[number]): number => networks.indexOf(network);
	const written = {
		chosen: () => choice.kind === 'chosen' && { ...choice, network: at(choice.network) },
		ambiguous: () => choice.kind === 'ambiguous' && { ...choice, candidates: choice.candidates.map(at) },
		none: () => choice,
	}[choice.kind]();
	return `${JSON.stringify({ capnote: 1, detection: { engines, networks, choice: written } }, null, '\t')}\n`;
}
