import { type AnalyzeResult, analyze } from '../src/analyze.ts';
import { openFile } from '../src/node/file-source.ts';

/** Analyses a file as the command line does. */
export async function analyzePath(path: string): Promise<AnalyzeResult> {
	const source = openFile(path);
	try {
		return await analyze(source);
	} finally {
		await source.close();
	}
}
