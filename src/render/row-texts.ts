import { PROTOCOL_NAMES } from '../decode/packet-batch.ts';
import { flagNames } from '../decode/tcp.ts';
import { labelNames } from '../tcp/label.ts';
import { PHASES, SIDES } from '../tcp/segment-batch.ts';
import type { RowColumn } from './row-columns.ts';
import type { RowFormat } from './row-formats.ts';

/** In the words of a format: what the values of a column stand for. */
const TEXTS: Readonly<Partial<Record<RowColumn['of'], (value: number, form: RowFormat) => string>>> = {
	protocol: (value, form) => form.text(PROTOCOL_NAMES[value] ?? 'other'),
	side: (value, form) => form.text(SIDES[value] ?? 'client'),
	phase: (value, form) => form.text(PHASES[value] ?? 'data'),
	flags: (value, form) => form.list(flagNames(value)),
	labels: (value, form) => form.list(labelNames(value)),
};

/** Stands where a text was not made yet. */
export const UNMADE: Uint8Array = new Uint8Array(0);

/** Texts that stand for the values of a column, each made when it is first met. */
export interface ValueTexts {
	/** By value; `UNMADE` or beyond the end before `make`. */
	readonly made: readonly Uint8Array[];
	readonly make: (value: number) => Uint8Array;
}

/** Makes the texts of a column whose values are small: none is above 2^15. */
export function createValueTexts(of: RowColumn['of'], form: RowFormat): ValueTexts {
	const encoder = new TextEncoder();
	const made: Uint8Array[] = [];
	return {
		made,
		make(value) {
			while (made.length <= value) made.push(UNMADE);
			const text = encoder.encode(TEXTS[of]?.(value, form) ?? '');
			made[value] = text;
			return text;
		},
	};
}
