import type { Message } from '../tcp/exchanges.ts';
import { joinBytes } from '../tcp/exchanges.ts';
import type { Side } from '../tcp/segment-batch.ts';
import type { Cell, ReportRow, ReportTable } from './report.ts';
import type { ColumnName, TableName, TermName } from './terms.ts';

/** A table whose rows know the packets that they are about. */
export function table(
	name: TableName,
	columns: readonly ColumnName[],
	rows: readonly ReportRow[],
): readonly ReportTable[] {
	return rows.length === 0 ? [] : [{ kind: 'table', name, columns, rows }];
}

export function row(packets: readonly number[], ...cells: readonly Cell[]): ReportRow {
	return { packets, cells };
}

export function text(value: string | null): Cell {
	return value === null || value === '' ? null : { kind: 'text', text: value };
}

export function code(value: string | null): Cell {
	return value === null || value === '' ? null : { kind: 'code', text: value };
}

export function count(value: number | null): Cell {
	return value === null ? null : { kind: 'count', value };
}

export function bytes(value: number | null): Cell {
	return value === null ? null : { kind: 'bytes', value };
}

export function packets(numbers: readonly number[]): Cell {
	return numbers.length === 0 ? null : { kind: 'packets', packets: numbers };
}

export function duration(ns: bigint | null): Cell {
	return ns === null ? null : { kind: 'duration', ns };
}

export function term(name: TermName | null): Cell {
	return name === null ? null : { kind: 'term', term: name };
}

export function yesNo(value: boolean | null): Cell {
	return value === null ? null : term(value ? 'yes' : 'no');
}

export function side(value: Side | null): Cell {
	return term(value);
}

export function message(value: Message | null): Cell {
	return value === null ? null : { kind: 'data', bytes: joinBytes(value.parts), isWhole: value.whole };
}
