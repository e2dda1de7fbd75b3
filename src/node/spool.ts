import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

/** Lines in a file, in the order in which they came, and each of them again when it is asked for. */
export interface Spool {
	readonly append: (line: string) => void;
	readonly count: () => number;
	/** The n-th line, from 0. @throws RangeError if there is none. */
	readonly at: (n: number) => string;
	readonly lines: () => Generator<string>;
	readonly close: () => void;
}

/** Memory holds only where each line begins. @param isKept False: the file is deleted at the end. */
export function createSpool(path: string, isKept: boolean): Spool {
	const fd = openSync(path, 'w+');
	const starts: number[] = [0];

	function at(n: number): string {
		const from = starts[n];
		const to = starts[n + 1];
		if (from === undefined || to === undefined) throw new RangeError(`There is no line ${n}`);
		const bytes = new Uint8Array(to - from - 1);
		for (let got = 0; got < bytes.length; ) {
			const some = readSync(fd, bytes, got, bytes.length - got, from + got);
			if (some === 0) throw new RangeError(`Line ${n} of ${path} ends too early`);
			got += some;
		}
		return new TextDecoder().decode(bytes);
	}

	return {
		append(line) {
			const bytes = new TextEncoder().encode(`${line}\n`);
			const from = starts.at(-1) ?? 0;
			for (let put = 0; put < bytes.length; ) put += writeSync(fd, bytes, put, bytes.length - put, from + put);
			starts.push(from + bytes.length);
		},
		count: () => starts.length - 1,
		at,
		*lines() {
			for (let n = 0; n < starts.length - 1; n++) yield at(n);
		},
		close() {
			closeSync(fd);
			if (!isKept) rmSync(path, { force: true });
		},
	};
}
