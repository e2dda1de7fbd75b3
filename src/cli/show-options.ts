import { type Command, Option, type OptionValues } from '@commander-js/extra-typings';
import { ROW_FORMAT_NAMES, type RowFormatName } from '../render/row-format-names.ts';
import type { Style } from '../render/view.ts';
import { DEFAULT_LABEL_PROFILE, LABEL_PROFILE_NAMES, type LabelProfileName } from '../tcp/label-profile.ts';
import type { Channel, Context, Language } from './context.ts';

export type ViewFormatName = 'table' | 'md' | 'html' | 'latex' | 'text' | 'json';
export type FormatName = ViewFormatName | RowFormatName;
/** Formats of a whole capture, and those with a line per packet. */
const FORMAT_NAMES: readonly FormatName[] = ['table', 'md', 'html', 'latex', 'text', 'json', ...ROW_FORMAT_NAMES];
const COLOR_NAMES = ['auto', 'always', 'never'] as const;

/** How a capture is to be shown. */
export interface ShowOptions {
	readonly format: FormatName;
	readonly json?: true | undefined;
	readonly output?: string | undefined;
	readonly force?: true | undefined;
	readonly lang?: Language | undefined;
	readonly color: (typeof COLOR_NAMES)[number];
	readonly quiet?: true | undefined;
	readonly strict?: true | undefined;
	readonly verify?: true | undefined;
	readonly profile?: LabelProfileName | undefined;
	/** A file that describes a lab of somebody's own. */
	readonly labProfile?: string | undefined;
	/** A file of program events. */
	readonly events?: string | undefined;
	/** Names with commas between. */
	readonly columns?: string | undefined;
	/** Packet numbers and ranges of them, with commas between. */
	readonly rows?: string | undefined;
	readonly connection?: number | undefined;
	readonly rawSeq?: true | undefined;
}

/** Of every command that writes for people. */
export const COLOR_OPTION: Option<'--color <when>', undefined, 'auto', undefined, false, ShowOptions['color']> =
	new Option('--color <when>', 'colours').choices(COLOR_NAMES).default('auto' as const);

/** The options that every command which shows a capture has. */
const SHOW_OPTIONS: readonly Option[] = [
	new Option('-f, --format <name>', 'how to show it').choices(FORMAT_NAMES).default('table'),
	new Option('--json', 'the same as --format json'),
	new Option('-o, --output <file>', 'write to a file instead of the terminal'),
	new Option('--force', 'replace the output file if it exists'),
	new Option('--lang <language>', 'language of the sentences').choices(['en', 'id']),
	COLOR_OPTION,
	new Option('--lab-profile <file>', 'a lab of your own (YAML): its port and its replies'),
	new Option('--profile <version>', 'the version of Wireshark whose labels are given')
		.choices(LABEL_PROFILE_NAMES)
		.default(DEFAULT_LABEL_PROFILE),
	new Option('--quiet', 'nothing but the result'),
	new Option('--strict', 'exit status 1 for a damaged or incomplete capture'),
];

/** Adds the options of `SHOW_OPTIONS`. */
export function addShowOptions<A extends unknown[], O extends OptionValues>(
	command: Command<A, O>,
): Command<A, O & ShowOptions> {
	for (const option of SHOW_OPTIONS) command.addOption(option);
	return command as unknown as Command<A, O & ShowOptions>;
}

/** Adds those of these names. */
export function addSomeShowOptions<A extends unknown[], O extends OptionValues, K extends keyof ShowOptions>(
	command: Command<A, O>,
	names: readonly K[],
): Command<A, O & Pick<ShowOptions, K>> {
	const wanted: readonly string[] = names;
	for (const option of SHOW_OPTIONS) if (wanted.includes(option.attributeName())) command.addOption(option);
	return command as unknown as Command<A, O & Pick<ShowOptions, K>>;
}

/** Colours: as asked for; else not with NO_COLOR, always with FORCE_COLOR, else on a terminal that has them. */
export function wantsColor(
	color: ShowOptions['color'],
	channel: Channel,
	environment: Context['environment'],
): boolean {
	if (color !== 'auto') return color === 'always';
	if (environment.NO_COLOR) return false;
	if (environment.FORCE_COLOR) return true;
	return channel.isTerminal && environment.TERM !== 'dumb';
}

const WIDTH_WITHOUT_TERMINAL = 120;

/** Columns to write for: the terminal's, or what `COLUMNS` says, or 120 into a file or a pipe. */
export function widthOf(channel: Channel, environment: Context['environment']): number {
	return channel.columns || Number(environment.COLUMNS) || WIDTH_WITHOUT_TERMINAL;
}

/** How wide and in what colours text goes to standard output, or into a file. */
export function styleOf({ out, environment }: Context, options: Pick<ShowOptions, 'output' | 'color'>): Style {
	const isFile = options.output !== undefined;
	const color = options.color === 'auto' && isFile ? 'never' : options.color;
	const channel = isFile ? { ...out, isTerminal: false, columns: undefined } : out;
	return { width: widthOf(channel, environment), color: wantsColor(color, channel, environment) };
}
