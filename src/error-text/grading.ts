import type { ErrorTexts, GradingErrors } from '../error-text.ts';
import type { PartsProblem } from '../errors.ts';

const PARTS: { readonly [P in PartsProblem]: string } = {
	'no-part': 'it was not written by capnote grade --shard',
	'other-rubric': 'it was graded with another rubric',
	'other-version': 'it was graded by another version of capnote',
	missing: 'a part is missing',
	twice: 'this part was given twice',
};

const PARTS_FIX =
	'Give every part once, all made with the same rubric and the same capnote: capnote grade merge part-*.jsonl';

/** Grading a class. */
export const grading: ErrorTexts<GradingErrors> = {
	'no-submissions': ({ path }) => ({
		what: `There is no submission in "${path}": no folder with a report or a capture, and no such file`,
		fix: 'Give the folder that holds a folder for each student.',
	}),
	'package-missing': ({ packages }) => ({
		what: `A queue needs ${packages.join(' and ')}, which are not installed`,
		fix: `npm install ${packages.join(' ')}`,
	}),
	'queue-failed': ({ url, said }) => ({
		what: `Cannot use the queue at "${url}": ${said}`,
		fix: 'Start Redis or Valkey there, or grade on this machine alone: leave --queue away.',
	}),
	'bad-parts': ({ path, problem }) => ({ what: `Cannot merge "${path}": ${PARTS[problem]}`, fix: PARTS_FIX }),
};
