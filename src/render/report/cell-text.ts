import { decimal } from '../../i18n/decimal.ts';
import { PROTOCOL_TEXT } from '../../i18n/protocol-names.ts';
import { sayStatement } from '../../i18n/report-words.ts';
import type { Saying } from '../../i18n/say.ts';
import type { Cell } from '../../report/report.ts';
import { secondsText } from '../../units.ts';
import { noteText } from '../packet-columns.ts';
import type { ReportLanguage } from './blocks.ts';

/** Shown where there is nothing. */
const NOTHING = '—';

/** The words of a cell. */
export function cellText(cell: Cell, { words, report }: ReportLanguage): Saying {
	switch (cell?.kind) {
		case undefined:
			return [NOTHING];
		case 'text':
			return [cell.text];
		case 'code':
			return [{ kind: 'code', text: cell.text }];
		case 'data':
			return dataText(cell, report.notWhole, words.table.notCaptured);
		case 'count':
		case 'bytes':
			return [report.count(cell.value)];
		case 'packets':
			return [{ kind: 'packets', packets: cell.packets, text: report.packets(cell.packets) }];
		case 'time':
			return [secondsText(cell.ns, cell.digits)];
		case 'seconds':
			return [decimal(secondsText(cell.ns, cell.digits), words.decimalSign)];
		case 'duration':
			return [report.duration(cell.ns)];
		case 'term':
			return [report.terms[cell.term]];
		case 'statement':
			return sayStatement(report, cell.statement);
		case 'notes':
			return notesText(cell, words);
		case 'call':
			return callText(words.events.table.calls[cell.call]);
		case 'wire':
			return [words.events.table.wires[cell.call]];
		case 'protocol':
			return [PROTOCOL_TEXT[cell.protocol] || NOTHING];
		case 'column':
			return [report.columns[cell.column]];
		case 'blank':
			return [report.blank];
	}
}

const CALL = /(\w+\(\))/;

/** The calls in what is said of them: `recv()` in "recv() returns empty". What the kernel does is none. */
function callText(text: string): Saying {
	return text
		.split(CALL)
		.flatMap((piece, i) => (piece === '' ? [] : [i % 2 === 0 ? piece : { kind: 'code', text: piece }]));
}

type CellOf<K> = Extract<Cell, { readonly kind: K }>;

function dataText({ bytes, isWhole }: CellOf<'data'>, notWhole: string, notCaptured: string): Saying {
	if (bytes.length === 0) return [isWhole ? NOTHING : notCaptured];
	return [{ kind: 'data', bytes, isWhole }, ...(isWhole ? [] : [` ${notWhole}`])];
}

function notesText({ notes, copies }: CellOf<'notes'>, words: ReportLanguage['words']): Saying {
	const text = notes.map((note) => noteText(note, words)).join('; ');
	const times = copies.length === 0 ? '' : `×${copies.length + 1}`;
	return [[times, text].filter((part) => part !== '').join(' ') || NOTHING];
}
