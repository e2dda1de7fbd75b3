import { PROTOCOL_NAMES } from '../decode/packet-batch.ts';
import { flagNames } from '../decode/tcp.ts';
import { labelNames } from '../tcp/label.ts';
import { PHASES, type SegmentColumn, SIDES } from '../tcp/segment-batch.ts';
import type { RowFormat } from './row-formats.ts';

interface Words {
	/** The values are below it. */
	readonly values: number;
	readonly word: (value: number, form: RowFormat) => string;
}

/** In the words of a format: what the values of a column stand for. */
export const ROW_WORDS: Readonly<Partial<Record<SegmentColumn, Words>>> = {
	protocol: { values: 16, word: (value, form) => form.text(PROTOCOL_NAMES[value] ?? 'other') },
	side: { values: 2, word: (value, form) => form.text(SIDES[value] ?? 'client') },
	phase: { values: 4, word: (value, form) => form.text(PHASES[value] ?? 'data') },
	flags: { values: 512, word: (value, form) => form.list(flagNames(value)) },
	labels: { values: 32_768, word: (value, form) => form.list(labelNames(value)) },
};
