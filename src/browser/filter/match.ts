import { FLAG } from '../../decode/tcp.ts';
import type { Phase, Side } from '../../tcp/segment-batch.ts';
import { PHASES, SIDES } from '../../tcp/segment-batch.ts';
import { type FilterRow, fieldReader } from './fields.ts';
import type { Comparison, Expression } from './parse.ts';

/** Says whether a packet is wanted. @param line The packet's line as text in small letters, made when it is asked for. */
export type Match = (of: FilterRow, line: () => string) => boolean;

const FLAG_WORDS: Readonly<Record<string, number>> = {
	...FLAG,
	psh: FLAG.psh,
	push: FLAG.psh,
	reset: FLAG.rst,
};

/** Makes the test of an expression. */
export function matcherOf(expression: Expression): Match {
	switch (expression.kind) {
		case 'and':
		case 'or': {
			const [left, right] = [matcherOf(expression.left), matcherOf(expression.right)];
			return expression.kind === 'and'
				? (of, line) => left(of, line) && right(of, line)
				: (of, line) => left(of, line) || right(of, line);
		}
		case 'not': {
			const inner = matcherOf(expression.of);
			return (of, line) => !inner(of, line);
		}
		case 'has': {
			const read = fieldReader(expression.field);
			return (of) => read(of).length > 0;
		}
		case 'numbers':
			return ({ row }) => row + 1 >= expression.first && row + 1 <= expression.last;
		case 'compare':
			return comparison(expression.field, expression.comparison, expression.value);
		case 'word':
			return wordMatch(expression.text.toLowerCase());
		case 'text':
			return textMatch(expression.text.toLowerCase());
	}
}

/** `!=` means, as in Wireshark, that none of the values is it; every other comparison that one of them is. */
function comparison(field: string, sign: Comparison, wanted: string): Match {
	const read = fieldReader(field);
	const holds = SIGNS[sign];
	return (of) => {
		const values = read(of);
		if (sign === '!=') return values.length > 0 && values.every((value) => holds(value, wanted));
		return values.some((value) => holds(value, wanted));
	};
}

type Holds = (value: number | string, wanted: string) => boolean;

const numeric =
	(holds: (value: number, wanted: number) => boolean): Holds =>
	(value, wanted) =>
		holds(Number(value), Number(wanted));

const SIGNS: { readonly [C in Comparison]: Holds } = {
	'==': isEqual,
	'!=': (value, wanted) => !isEqual(value, wanted),
	'<': numeric((a, b) => a < b),
	'<=': numeric((a, b) => a <= b),
	'>': numeric((a, b) => a > b),
	'>=': numeric((a, b) => a >= b),
	contains: (value, wanted) => `${value}`.includes(utf8Letters(wanted)),
};

/** Numbers also as `0x8ae`; flags also as `true`. */
function isEqual(value: number | string, wanted: string): boolean {
	if (typeof value === 'string') return value.toLowerCase() === wanted.toLowerCase();
	const number = { true: 1, false: 0 }[wanted.toLowerCase()] ?? Number(wanted);
	return value === number;
}

/** Text as the bytes of a payload hold it, one letter a byte. */
function utf8Letters(text: string): string {
	return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}

function wordMatch(word: string): Match {
	const flag = FLAG_WORDS[word];
	if (flag !== undefined)
		return ({ rows, row }) => isTcp(rows.connection[row]) && ((rows.flags[row] ?? 0) & flag) !== 0;
	const side = SIDES.indexOf(word as Side);
	if (side >= 0) return ({ rows, row }) => isTcp(rows.connection[row]) && rows.side[row] === side;
	const phase = PHASES.indexOf(word as Phase);
	if (phase >= 0) return ({ rows, row }) => isTcp(rows.connection[row]) && rows.phase[row] === phase;
	return textMatch(word);
}

function isTcp(connection: number | undefined): boolean {
	return (connection ?? -1) >= 0;
}

function textMatch(text: string): Match {
	return (_of, line) => line().includes(text);
}
