import { CapnoteError } from '../errors.ts';
import type { Ladder, LadderStyle } from '../render/ladder/ladder-text.ts';
import { programCalls } from '../render/ladder/program-calls.ts';
import type { Analysis } from '../tcp/analysis.ts';
import { timelineOf } from '../tcp/timeline/timeline.ts';
import { analyzeFile } from './analyze-file.ts';
import type { Context } from './context.ts';
import { defaultLanguage } from './default-language.ts';
import { readPrograms } from './read-programs.ts';
import { type ShowOptions, styleOf } from './show-options.ts';

type LadderFormatName = 'text' | 'svg' | 'mermaid';

/** How a ladder is to be drawn. */
interface LadderOptions extends Pick<ShowOptions, 'output' | 'force' | 'lang' | 'color'> {
	readonly format?: LadderFormatName | undefined;
	readonly connection?: number | undefined;
	readonly expand?: true | undefined;
	readonly style: LadderStyle;
	/** A file of program events. */
	readonly events?: string | undefined;
}

/**
 * Draws the connections of a capture; a picture shows one.
 *
 * @throws CapnoteError `not-in-capture`, `several-connections`, or as `analyzeFile` and `Files.write` do.
 */
export async function showLadder(context: Context, path: string, options: LadderOptions): Promise<void> {
	const words = await context.words(options.lang ?? defaultLanguage(context.environment));
	const result = await analyzeFile(context, path, {});
	const { analysis } = result;
	const programs = options.events === undefined ? undefined : await readPrograms(context, result, options.events);
	const format = options.format ?? formatOf(options.output);
	const numbers = connectionsOf(analysis, options.connection, format);
	const draw = await FORMATS[format](context, options);
	const pieces = numbers.map((number) =>
		draw({
			timeline: timelineOf(analysis, number, {
				expand: options.expand === true,
				calls: programs ? programCalls(programs, number, words) : [],
			}),
			words,
			style: options.style,
		}),
	);
	const text = pieces.join('\n');
	if (options.output === undefined) context.out.write(text);
	else await context.files.write(options.output, text, options.force === true);
}

function formatOf(output: string | undefined): LadderFormatName {
	if (output?.endsWith('.svg')) return 'svg';
	return output?.endsWith('.mmd') ? 'mermaid' : 'text';
}

function connectionsOf(
	{ connectionCount: count }: Analysis,
	asked: number | undefined,
	format: LadderFormatName,
): readonly number[] {
	if (asked !== undefined && asked <= count) return [asked];
	if (asked !== undefined || count === 0) {
		throw new CapnoteError('not-in-capture', { what: 'connection', asked: `${asked ?? 1}`, count });
	}
	if (count > 1 && format !== 'text') throw new CapnoteError('several-connections', { count });
	return Array.from({ length: count }, (_, i) => i + 1);
}

type Draw = (ladder: Ladder) => string;

/** Each format loads what it needs, and nothing else. */
const FORMATS: { readonly [F in LadderFormatName]: (context: Context, options: LadderOptions) => Promise<Draw> } = {
	async text(context, options) {
		const { textLadder } = await import('../render/ladder/text.ts');
		const style = styleOf(context, options);
		return (ladder) => textLadder(ladder, style);
	},
	async svg() {
		const { svgLadder } = await import('../render/ladder/svg.ts');
		return (ladder) => svgLadder(ladder);
	},
	mermaid: async () => (await import('../render/ladder/mermaid.ts')).mermaidLadder,
};
