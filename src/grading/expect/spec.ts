import type { Outcome, Requirement } from '../requirement.ts';

/** A packet test: what a capture must show. */
export interface ExpectSpec extends Requirement {
	/** Path of the capture, from the folder that the specification is in. */
	readonly capture: string;
	/** Name of a lab: only connections to its port are meant. */
	readonly lab?: string | undefined;
	/** The server's port, instead of a lab. */
	readonly port?: number | undefined;
}

/** Where in a specification something is required. */
export type SpecPath = readonly (string | number)[];

/** One thing that was required, what became of it, and where it stands in the specification. */
export interface Expectation {
	readonly path: SpecPath;
	readonly outcome: Outcome;
}
