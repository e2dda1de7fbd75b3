import type { GradeWords } from '../../i18n/grade-words.ts';
import type { Context } from '../context.ts';
import { createOpenLine } from '../open-line.ts';

const WIDTH = 24;
const EVERY_MS = 100;
const USUAL_COLUMNS = 80;

/** A bar on a terminal, and nothing elsewhere. */
export function createProgress(
	{ log, now }: Context,
	words: GradeWords,
	all: number,
	isQuiet: boolean,
): { readonly step: (cached: number) => void; readonly end: () => void } {
	if (!log.isTerminal || isQuiet) return { step: () => undefined, end: () => undefined };
	const line = createOpenLine(log);
	let done = 0;
	let shownAt = 0;
	return {
		step(cached) {
			done++;
			const time = now().getTime();
			if (time - shownAt < EVERY_MS && done < all) return;
			shownAt = time;
			const full = Math.round((WIDTH * done) / Math.max(1, all));
			const text = words.progress(done, all, cached);
			const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
			const isNarrow = (log.columns ?? USUAL_COLUMNS) <= WIDTH + 1 + text.length;
			line.stage(isNarrow ? text : `${bar} ${text}`);
		},
		end: line.clear,
	};
}
