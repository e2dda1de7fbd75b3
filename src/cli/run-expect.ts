import { dirname, isAbsolute, join, relative } from 'node:path';
import { CapnoteError, EXIT, type ExitStatus } from '../errors.ts';
import { meantConnections, type Subject } from '../grading/evaluate.ts';
import { checkSpec } from '../grading/expect/check-spec.ts';
import { createLocator } from '../grading/expect/locate.ts';
import { readSpec } from '../grading/expect/read-spec.ts';
import type { ExpectSpec } from '../grading/expect/spec.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import { LABS } from '../profile/labs.ts';
import type { CheckedSpec } from '../render/expect-text.ts';
import { analyzeFile } from './analyze-file.ts';
import type { Context } from './context.ts';
import { defaultLanguage } from './default-language.ts';
import { readText } from './read-text.ts';
import { type ShowOptions, styleOf } from './show-options.ts';

/** What is to be done with specifications. */
interface ExpectOptions extends Pick<ShowOptions, 'json' | 'output' | 'force' | 'lang' | 'color' | 'quiet'> {
	readonly format: 'text' | 'json' | 'junit';
	readonly init?: string | undefined;
	readonly update?: true | undefined;
	readonly capture?: string | undefined;
}

/** A specification with all that is needed to change it. */
interface Read extends CheckedSpec {
	readonly text: string;
	readonly subject: Subject;
}

/**
 * Holds specifications against their captures, writes a new one, or changes them to what there is.
 *
 * @throws CapnoteError `wrong-use`, `bad-yaml`, or as `analyzeFile` and `Files.write` do.
 */
export async function runExpect(
	context: Context,
	specs: readonly string[],
	options: ExpectOptions,
): Promise<ExitStatus> {
	const words = await context.words(options.lang ?? defaultLanguage(context.environment));
	if (options.init !== undefined) return init(context, options.init, options, words);
	if (specs.length === 0) throw new CapnoteError('wrong-use', { problem: 'no-specification' });
	const checked: Read[] = [];
	for (const spec of specs) checked.push(await readAndCheck(context, spec, options.capture));
	if (options.update) return update(context, checked, options, words);
	await show(context, checked, options, words);
	return checked.some(isFailed) ? EXIT.negative : EXIT.fine;
}

async function readAndCheck(context: Context, path: string, instead: string | undefined): Promise<Read> {
	const text = await readText(context.files, path);
	const spec = await readSpec(text, path, Object.keys(LABS));
	const capture = instead ?? (isAbsolute(spec.capture) ? spec.capture : join(dirname(path), spec.capture));
	const result = await analyzeFile(context, capture, {});
	const { analysis, read } = result;
	const undamaged = read.kind === 'capture' && read.damage === null;
	const subject = { analysis, undamaged, port: portOf(spec), variables: {} };
	const expectations = checkSpec(spec, subject);
	return { ...{ spec: path, text, capture, result, subject, expectations }, lineOf: await createLocator(text) };
}

function portOf({ lab, port }: ExpectSpec): number | null {
	return port ?? Object.values(LABS).find(({ name }) => name === lab)?.port ?? null;
}

function isFailed({ expectations }: CheckedSpec): boolean {
	return expectations.some(({ outcome }) => !outcome.met);
}

async function show(
	context: Context,
	checked: readonly CheckedSpec[],
	options: ExpectOptions,
	words: Catalogue,
): Promise<void> {
	const text = await FORMATS[options.json ? 'json' : options.format](context, checked, options, words);
	if (options.output === undefined) context.out.write(text);
	else await context.files.write(options.output, text, options.force === true);
}

type Format = (
	context: Context,
	checked: readonly CheckedSpec[],
	options: ExpectOptions,
	words: Catalogue,
) => Promise<string>;

/** Each format loads what it needs, and nothing else. */
const FORMATS: { readonly [F in ExpectOptions['format']]: Format } = {
	async text(context, checked, options, words) {
		const { expectText } = await import('../render/expect-text.ts');
		const shown = options.quiet ? checked.filter(isFailed) : checked;
		const pieces = shown.map((one) => expectText(one, words, styleOf(context, options)));
		const total = words.expect.total({ captures: checked.length, failed: checked.filter(isFailed).length });
		return pieces.join('') + (checked.length > 1 && !options.quiet ? `${total}\n` : '');
	},
	json: async (_context, checked) => (await import('../render/expect-machine.ts')).expectJson(checked),
	junit: async (_context, checked, _options, words) =>
		(await import('../render/expect-machine.ts')).expectJunit(checked, words),
};

async function init(context: Context, capture: string, options: ExpectOptions, words: Catalogue): Promise<ExitStatus> {
	const { writeSpec } = await import('../grading/expect/write-spec.ts');
	const { analysis } = await analyzeFile(context, capture, {});
	const { output } = options;
	const named = output === undefined ? capture : relative(dirname(output), capture);
	const text = await writeSpec(analysis, named);
	if (output === undefined) context.out.write(text);
	else {
		await context.files.write(output, text, options.force === true);
		if (!options.quiet) context.log.write(`${words.expect.written({ path: output })}\n`);
	}
	return EXIT.fine;
}

/** The specifications are their user's own files, and to change them is what was asked for. */
async function update(
	context: Context,
	checked: readonly Read[],
	options: ExpectOptions,
	words: Catalogue,
): Promise<ExitStatus> {
	const { updateSpec } = await import('../grading/expect/update-spec.ts');
	let isAllMet = true;
	for (const { spec, text, expectations, subject } of checked) {
		const failed = expectations.filter(({ outcome }) => !outcome.met).length;
		const made = await updateSpec(text, expectations, meantConnections(subject));
		if (made.changed > 0) await context.files.write(spec, made.text, true);
		const left = failed - made.changed;
		if (left > 0) isAllMet = false;
		if (!options.quiet) context.log.write(`${words.expect.updated({ path: spec, changed: made.changed, left })}\n`);
	}
	return isAllMet ? EXIT.fine : EXIT.negative;
}
