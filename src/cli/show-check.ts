import type { AnalyzeResult } from '../analyze.ts';
import { checkReport } from '../claims/check-report.ts';
import { readDocument } from '../claims/read-document.ts';
import type { CheckOptions, ReportCheck } from '../claims/report-check.ts';
import { CapnoteError, EXIT, type ExitStatus } from '../errors.ts';
import { isDamaged } from '../file/read-result.ts';
import type { CheckView } from '../render/check/check-view.ts';
import type { CheckFormatName, DELIMITER_NAMES, FAIL_ON_NAMES } from './check-options.ts';
import type { Context } from './context.ts';
import { defaultLanguage } from './default-language.ts';
import { openCaptures } from './open-captures.ts';
import { readReport } from './read-report.ts';
import { type ShowOptions, styleOf } from './show-options.ts';
import { tellDamage } from './tell-damage.ts';

export interface CheckCommandOptions
	extends Pick<ShowOptions, 'json' | 'output' | 'force' | 'color' | 'profile' | 'quiet' | 'strict'> {
	/** By the name of the output unless given: a page for `.html`, else text. */
	readonly format?: CheckFormatName | undefined;
	readonly lang?: 'en' | 'id' | 'both' | undefined;
	/** Heading of a part of the report → path of its capture. */
	readonly map?: ReadonlyMap<string, string> | undefined;
	/** Name of a host → `client`, `server` or an address. */
	readonly host?: ReadonlyMap<string, string> | undefined;
	readonly failOn: (typeof FAIL_ON_NAMES)[number];
	readonly self?: true | undefined;
	readonly delimiter: (typeof DELIMITER_NAMES)[number];
	readonly bom?: true | undefined;
	/** Of this program. */
	readonly version: string;
}

/**
 * Checks a report against captures and shows the verdicts.
 *
 * @throws CapnoteError `not-a-report`, `wrong-use`, or as `openCaptures` and `Files.write` do.
 */
export async function showCheck(
	context: Context,
	path: string,
	names: readonly string[],
	options: CheckCommandOptions,
): Promise<ExitStatus> {
	const format = formatOf(options);
	const given = [...new Set([...names, ...(options.map?.values() ?? [])])];
	if (path === '-' && given.includes('-')) throw new CapnoteError('wrong-use', { problem: 'one-standard-input' });
	if (options.self && format !== 'text' && format !== 'html')
		throw new CapnoteError('wrong-use', { problem: 'self-is-text' });
	// A page holds its captures whole, and standard input comes only once.
	const reading = format === 'html' ? (await import('./hold-files.ts')).holdFiles(context).context : context;
	const document = await readDocument(path, await readReport(reading, path));
	const lang = options.lang === 'both' ? undefined : options.lang;
	const captures = await openCaptures(reading, given, { ...options, lang });
	await tellDamage(context, captures, { ...options, lang });
	const check = checkReport([document], captures, engineOptions(path, options));
	const view: CheckView = { check, documents: [document], captures, ...(await wordsOf(context, options)) };
	const pieces = await FORMATS[format](view, reading, options);
	if (options.output === undefined) for (const piece of pieces) context.out.write(piece);
	else await context.files.write(options.output, [...pieces].join(''), options.force === true);
	return exitStatus(check, captures, options);
}

function formatOf({ format, json, output }: CheckCommandOptions): CheckFormatName {
	return json ? 'json' : (format ?? (/\.html?$/i.test(output ?? '') ? 'html' : 'text'));
}

/** Parts are named by their headings; the engine asks for the report's name before them. */
function engineOptions(path: string, { map, host }: CheckCommandOptions): CheckOptions {
	const parts = new Map([...(map ?? [])].map(([part, capture]) => [part === path ? part : `${path}#${part}`, capture]));
	return { map: parts, hosts: Object.fromEntries(host ?? []) };
}

/** Verdicts in both languages begin with that of the machine at hand. */
async function wordsOf(context: Context, { lang }: CheckCommandOptions): Promise<Pick<CheckView, 'words' | 'alsoIn'>> {
	const usual = defaultLanguage(context.environment);
	if (lang !== 'both') return { words: await context.words(lang ?? usual), alsoIn: undefined };
	return { words: await context.words(usual), alsoIn: await context.words(usual === 'en' ? 'id' : 'en') };
}

function exitStatus(
	{ documents }: ReportCheck,
	captures: readonly AnalyzeResult[],
	{ failOn, strict }: CheckCommandOptions,
): ExitStatus {
	const isRefuted = documents.some(({ counts }) => counts.verdicts.refuted > 0);
	const hasDamage = captures.some(({ read }) => isDamaged(read));
	return (failOn === 'refuted' && isRefuted) || (strict && hasDamage) ? EXIT.negative : EXIT.fine;
}

type Format = (view: CheckView, context: Context, options: CheckCommandOptions) => Promise<Iterable<string>>;

/** Each format loads what it needs, and nothing else. */
const FORMATS: { readonly [F in CheckFormatName]: Format } = {
	async text(view, context, options) {
		const style = styleOf(context, options);
		if (options.self) return (await import('../render/check/self-text.ts')).selfText(view, style);
		return (await import('../render/check/check-text.ts')).checkText(view, style);
	},
	md: async (view) => [(await import('../render/check/check-markdown.ts')).checkMarkdown(view)],
	async html(view, held, options) {
		const { checkPageText } = await import('./check-page-text.ts');
		const { holdFiles } = await import('./hold-files.ts');
		return [await checkPageText(view, await bothLanguages(held), holdFiles(held), options)];
	},
	async json(view, context, { version }) {
		const { checkJson } = await import('../render/check/check-json.ts');
		const { sha256Of } = await import('./sha256-of.ts');
		const captures = await Promise.all(
			view.captures.map(async ({ name }) => ({ name, sha256: await sha256Of(context, name) })),
		);
		return [checkJson(view, await bothLanguages(context), { version, captures })];
	},
	async csv(view, context, { delimiter, bom }) {
		const { checkCsv } = await import('../render/check/check-csv.ts');
		return [checkCsv(view, await bothLanguages(context), { delimiter, bom: bom === true })];
	},
	junit: async (view) => [(await import('../render/check/check-junit.ts')).checkJunit(view)],
};

async function bothLanguages(context: Context): Promise<{ en: CheckView['words']; id: CheckView['words'] }> {
	const [en, id] = await Promise.all([context.words('en'), context.words('id')]);
	return { en, id };
}
