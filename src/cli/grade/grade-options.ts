import type { Language } from '../context.ts';
import type { ShowOptions } from '../show-options.ts';
import type { OUTPUT_NAMES } from './write-book.ts';

export type OutputName = (typeof OUTPUT_NAMES)[number];

/** What `capnote grade` was asked for. */
export interface GradeOptions {
	readonly rubric: string;
	readonly format: 'table' | 'csv' | 'json';
	readonly json?: true | undefined;
	readonly output?: string | undefined;
	readonly force?: true | undefined;
	readonly write?: readonly OutputName[] | undefined;
	readonly lang?: Language | undefined;
	readonly color: ShowOptions['color'];
	readonly compare?: true | undefined;
	readonly jobs?: number | undefined;
	/** False: nothing is kept. */
	readonly cache: string | boolean;
	readonly bom?: true | undefined;
	readonly delimiter: ',' | ';';
	readonly packets?: true | undefined;
	readonly watch?: true | undefined;
	readonly shard?: string | undefined;
	readonly queue?: string | undefined;
	readonly failOn: 'pass' | 'refuted' | 'none';
	readonly strict?: true | undefined;
	readonly quiet?: true | undefined;
	/** Told of all files of the grade book, once they are written. */
	readonly onWritten?: ((paths: ReadonlySet<string>) => void) | undefined;
}
