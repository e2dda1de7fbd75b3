import { CapnoteError, type ErrorCode, type ErrorDetails, type LooksLike } from '../errors.ts';
import type { OpenSource } from '../file/source.ts';
import type { SummaryText } from '../render/summary-text.ts';
import type { Summarizer } from '../summarize.ts';

/** What is to be written of one file. */
export type FileText =
	| {
			readonly kind: 'capture';
			readonly isDamaged: boolean;
			/** Its records are read by the kernel; those of other formats by JavaScript. */
			readonly isPlain: boolean;
			readonly text: Iterable<string>;
	  }
	| { readonly kind: 'not-a-capture'; readonly name: string; readonly looksLike: LooksLike }
	| { readonly kind: 'failed'; readonly name: string; readonly code: ErrorCode; readonly details: ErrorDetails };

/**
 * Opens, summarizes and closes one file. The text is made while it is gone through, which is possible until the next
 * file is summarized.
 */
export async function summarizeFile(
	path: string,
	open: (path: string) => Promise<OpenSource>,
	summarize: Summarizer,
	text: SummaryText,
): Promise<FileText> {
	const source = await open(path).catch((error: unknown) => failure(path, error));
	if ('kind' in source) return source;
	try {
		const summary = await summarize(source);
		if (summary.kind === 'not-a-capture') return summary;
		const { facts, connections } = summary;
		const isPlain = facts.format === 'pcap' && !facts.gzip;
		return { kind: 'capture', isDamaged: facts.damage !== null, isPlain, text: text.capture(facts, connections) };
	} catch (error) {
		return failure(path, error);
	} finally {
		await source.close();
	}
}

/** Only what the machine refuses is a file's own failure. @throws Anything else: a bug of ours. */
function failure(name: string, error: unknown): Extract<FileText, { kind: 'failed' }> {
	if (!(error instanceof CapnoteError)) throw error;
	return { kind: 'failed', name, code: error.code, details: error.details };
}
