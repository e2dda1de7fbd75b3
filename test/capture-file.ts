import { type AnalyzeOptions, type AnalyzeResult, analyze } from '../src/analyze.ts';
import { openFile } from '../src/node/file-source.ts';

/** Analyses a file as the command line does. */
export async function analyzePath(path: string, options: AnalyzeOptions = {}): Promise<AnalyzeResult> {
	const source = openFile(path);
	try {
		return await analyze(source, options);
	} finally {
		await source.close();
	}
}
