import { InvalidArgumentError } from '@commander-js/extra-typings';

const HIGHEST_PORT = 65_535;

/** Reads a TCP port from the command line. */
export function parsePort(text: string): number {
	const port = Number(text);
	if (/^\d+$/.test(text) && port >= 1 && port <= HIGHEST_PORT) return port;
	throw new InvalidArgumentError(`It must be a number from 1 to ${HIGHEST_PORT}.`);
}
