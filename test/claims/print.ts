/** A line for who runs the tests: figures, and what is listed when asked for. */
export function print(line: string): void {
	process.stdout.write(`${line}\n`);
}
