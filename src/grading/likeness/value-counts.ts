import { hash64 } from '../hash.ts';
import type { SubmissionResult } from '../submission-result.ts';
import type { ValueKind } from './print.ts';

/** A number that may be a student's. */
const NUMBERS = /\d{5,}/g;

interface Value {
	readonly kind: ValueKind;
	readonly value: string;
}

/** Who has a value in a capture, and who cites one that is not there. */
export interface ValueCounts {
	readonly add: (n: number, result: Pick<SubmissionResult, 'prints' | 'group' | 'student'>) => void;
	/** How many have it in a capture; a declared group counts once. */
	readonly owners: (kind: string, value: string) => number;
	readonly citers: (kind: string, value: string) => number;
	readonly isCourse: (kind: string, value: string) => boolean;
	/** Two submissions of which one cites what only the other has, or which cite the same, or of which one has the other's number. */
	readonly pairs: () => Generator<readonly [number, number]>;
}

/** @param given What stands in the material of the course. */
export function createValueCounts(given: readonly Value[]): ValueCounts {
	const course = new Set(given.map(({ kind, value }) => keyOf(kind, value)));
	const owners = new Map<string, number[]>();
	const citers = new Map<string, number[]>();
	const students = new Map<string, number>();
	const groups = new Map<number, string>();
	const numbersIn: (readonly [string, number])[] = [];

	function put(map: Map<string, number[]>, { kind, value }: Value, n: number): void {
		const key = keyOf(kind, value);
		const known = map.get(key);
		if (!known) map.set(key, [n]);
		else if (known.at(-1) !== n) known.push(n);
	}

	function holders(all: readonly number[]): number {
		return all.length < 2 ? all.length : new Set(all.map((n) => groups.get(n) ?? n)).size;
	}

	return {
		add(n, { prints, group, student }) {
			students.set(student, n);
			if (group !== null) groups.set(n, group);
			for (const one of prints.captures.flatMap(({ own }) => own)) {
				put(owners, one, n);
				if (one.kind === 'message') for (const number of one.value.match(NUMBERS) ?? []) numbersIn.push([number, n]);
			}
			for (const one of prints.report.foreign) put(citers, one, n);
		},
		owners: (kind, value) => holders(owners.get(keyOf(kind, value)) ?? []),
		citers: (kind, value) => citers.get(keyOf(kind, value))?.length ?? 0,
		isCourse: (kind, value) => course.has(keyOf(kind, value)),
		*pairs() {
			for (const [key, by] of citers) {
				if (course.has(key)) continue;
				const own = owners.get(key) ?? [];
				if (holders(own) === 1) for (const n of by) for (const other of own) if (n !== other) yield [n, other];
				if (by.length === 2) yield [by[0] ?? 0, by[1] ?? 0];
			}
			for (const [number, n] of numbersIn) {
				const other = students.get(number);
				if (other !== undefined && other !== n) yield [n, other];
			}
		},
	};
}

/** True if this is one of the numbers in the text, as a whole. */
export function hasNumber(text: string, number: string): boolean {
	return text.match(NUMBERS)?.includes(number) === true;
}

function keyOf(kind: string, value: string): string {
	return hash64(`${kind} ${value}`);
}
