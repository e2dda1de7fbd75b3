import { InvalidArgumentError } from '@commander-js/extra-typings';

const MOST = 1000;

/** Reads a number of things from the command line. */
export function parseCount(text: string): number {
	const count = Number(text);
	if (/^\d+$/.test(text) && count >= 1 && count <= MOST) return count;
	throw new InvalidArgumentError(`It must be a number from 1 to ${MOST}.`);
}
