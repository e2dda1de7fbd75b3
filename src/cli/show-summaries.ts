import { CapnoteError, type ErrorCode, type ErrorDetails, type ErrorText, EXIT, type ExitStatus } from '../errors.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import { eachFile } from '../node/each-file.ts';
import { createConnectionTable } from '../render/connection-table.ts';
import {
	createSummaryText,
	listsConnections,
	type NoSummary,
	SUMMARY_FORMAT_NAMES,
	type SummaryFormatName,
	type SummaryView,
} from '../render/summary-text.ts';
import { safeLines } from '../render/visible-text.ts';
import { createSummarizer } from '../summarize.ts';
import { DEFAULT_LABEL_PROFILE } from '../tcp/label-profile.ts';
import type { Context } from './context.ts';
import { defaultLanguage } from './default-language.ts';
import type { ShowOptions } from './show-options.ts';
import { type FileText, summarizeFile } from './summarize-file.ts';
import type { SummaryTask } from './summary-worker.ts';

/** So much text is written at once. */
const CHUNK_CHARACTERS = 65_536;
const JOBS_LIMIT = 256;
/** Built beside this file; a bundle must keep it as a file of its own. */
const WORKER = new URL('./summary-worker.js', import.meta.url);

export interface SummaryOptions extends ShowOptions {
	readonly jobs?: string | undefined;
}

/**
 * Summarizes captures, and folders of them, without keeping packets. What is no capture, and what cannot be read, is
 * said once and stops nothing.
 *
 * @throws CapnoteError `no-captures`, `wrong-use`, `file-exists` or `cannot-write`.
 */
export async function showSummaries(
	context: Context,
	names: readonly string[],
	view: SummaryView,
	options: SummaryOptions,
): Promise<ExitStatus> {
	const format = formatOf(options);
	const jobs = jobsOf(options);
	const profile = options.profile ?? DEFAULT_LABEL_PROFILE;
	const language = options.lang ?? defaultLanguage(context.environment);
	const words = await context.words(language);
	const text = createSummaryText(format, view, words);
	const summarize = createSummarizer(profile, listsConnections(format, view));
	const work = {
		here: (path: string) => summarizeFile(path, context.files.open, summarize, text),
		isLight: (file: FileText) => file.kind !== 'capture' || file.isPlain,
		worker: WORKER,
		task: (path: string): SummaryTask => ({ path, profile, format, view, language }),
	};
	const sink = await context.files.openOutput(options.output, options.force === true);
	const out = createChunks(sink.write);
	const table = format === 'table' && view === 'connections' ? createConnectionTable(out.put) : undefined;
	const { put } = table ?? out;
	const without: NoSummary[] = [];
	let captures = 0;
	let damaged = 0;
	try {
		put(text.head());
		for await (const file of eachFile<FileText>(names, work, jobs)) {
			if (!out.isWanted()) return EXIT.fine;
			if (file.kind === 'capture') {
				if (captures++ > 0) put(text.between);
				if (file.isDamaged) damaged++;
				for (const piece of file.text) put(piece);
			} else without.push(noSummary(file));
		}
		if (captures === 0 && without.length === 0) throw new CapnoteError('no-captures', { paths: names });
		put(text.end(without));
		table?.end((await import('../render/aligned-table.ts')).alignedTable);
		out.flush();
	} finally {
		sink.close();
	}
	const isAlone = captures === 0 && without.length === 1;
	for (const each of without) {
		const { what, fix } = textOf(each, words);
		if (options.quiet && each.code === 'not-a-capture') continue;
		context.log.write(safeLines(isAlone ? `${what}\n${words.cure}: ${fix}\n` : `${what}\n`));
	}
	if (captures === 0 || without.some(({ code }) => code !== 'not-a-capture')) return EXIT.unreadableInput;
	return options.strict && (damaged > 0 || without.length > 0) ? EXIT.negative : EXIT.fine;
}

function formatOf({ format, json, verify, columns }: SummaryOptions): SummaryFormatName {
	if (verify) throw new CapnoteError('wrong-use', { problem: 'verify-keeps-packets' });
	if (columns !== undefined) throw new CapnoteError('wrong-use', { problem: 'columns-of-rows' });
	const found = SUMMARY_FORMAT_NAMES.find((name) => name === (json ? 'json' : format));
	if (found === undefined) throw new CapnoteError('wrong-use', { problem: 'summary-format' });
	return found;
}

function jobsOf({ jobs }: SummaryOptions): number | undefined {
	if (jobs === undefined) return undefined;
	const number = /^\d+$/.test(jobs) ? Number(jobs) : 0;
	if (number < 1 || number > JOBS_LIMIT) throw new CapnoteError('wrong-use', { problem: 'jobs' });
	return number;
}

function noSummary(file: Exclude<FileText, { kind: 'capture' }>): NoSummary {
	const { name } = file;
	if (file.kind === 'failed') return { name, code: file.code, details: file.details };
	return { name, code: 'not-a-capture', details: { path: name, looksLike: file.looksLike } };
}

function textOf({ code, details }: NoSummary, words: Catalogue): ErrorText {
	return (words.errors[code as ErrorCode] as (details: ErrorDetails) => ErrorText)(details);
}

interface Chunks {
	readonly put: (text: string) => void;
	readonly flush: () => void;
	/** False once nobody reads any more. */
	readonly isWanted: () => boolean;
}

function createChunks(write: (bytes: Uint8Array) => boolean): Chunks {
	const encoder = new TextEncoder();
	let waiting = '';
	let isWanted = true;

	function flush(): void {
		if (isWanted && waiting !== '') isWanted = write(encoder.encode(waiting));
		waiting = '';
	}

	return {
		put(text) {
			waiting += text;
			if (waiting.length > CHUNK_CHARACTERS) flush();
		},
		flush,
		isWanted: () => isWanted,
	};
}
