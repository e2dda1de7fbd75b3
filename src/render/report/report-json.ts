import { endpointText } from '../../decode/endpoint-text.ts';
import { sayQuestion, sayStatement } from '../../i18n/report-words.ts';
import type { Saying } from '../../i18n/say.ts';
import type { Cell, Report, ReportBlock, ReportRow, ReportSection } from '../../report/report.ts';
import type { Endpoint } from '../../tcp/connection.ts';
import { findingObject } from '../json.ts';
import type { BothLanguages, Jsoned } from '../json-shape.ts';
import { safeJson } from '../safe-json.ts';
import { decodeUtf8, visibleBytes } from '../visible-text.ts';
import type { ReportLanguage } from './blocks.ts';
import { cellText } from './cell-text.ts';
import type { BlockJson, CellJson, QuestionJson, ReportJson, RowJson, SectionJson } from './report-json-shape.ts';

/** Both languages, side by side. */
export interface ReportLanguages {
	readonly en: ReportLanguage;
	readonly id: ReportLanguage;
}

/** A report for machines: data with their words in both languages. */
export function reportJson(report: Report, languages: ReportLanguages): string {
	const { title, captures, hasPackets } = report;
	const json: ReportJson = {
		capnote: 1,
		report: {
			...{ title, captures, hasPackets },
			sections: report.sections.map((section) => sectionObject(section, languages)),
			questions: report.questions.map((question) => questionObject(question, languages)),
		},
	};
	return `${safeJson(json)}\n`;
}

function both(languages: ReportLanguages, say: (language: ReportLanguage) => Saying | string): BothLanguages {
	return { en: plain(say(languages.en)), id: plain(say(languages.id)) };
}

/** A sentence without its marks; payloads stand in it as they stand everywhere, made visible. */
function plain(saying: Saying | string): string {
	if (typeof saying === 'string') return saying;
	return saying
		.map((piece) => {
			if (typeof piece === 'string') return piece;
			return piece.kind === 'data' ? visibleBytes(piece.bytes) : piece.text;
		})
		.join('');
}

function sectionObject(section: ReportSection, languages: ReportLanguages): SectionJson {
	const { id, number, capture, blocks } = section;
	const title = both(languages, ({ report }) => report.sections[id]);
	return { id, number, capture, title, blocks: blocks.map((block) => blockObject(block, languages)) };
}

function questionObject(question: Report['questions'][number], languages: ReportLanguages): QuestionJson {
	return {
		kind: question.kind,
		packets: question.packets,
		question: both(languages, ({ report }) => sayQuestion(report, question).question),
		answer: both(languages, ({ report }) => sayQuestion(report, question).answer),
	};
}

function blockObject(block: ReportBlock, languages: ReportLanguages): BlockJson {
	switch (block.kind) {
		case 'connection': {
			const { kind, connection, client, server } = block;
			const text = both(languages, ({ report }) => report.connection(block));
			return { kind, connection, client: endText(client), server: endText(server), text };
		}
		case 'statements':
			return {
				kind: block.kind,
				statements: block.statements.map((statement) => ({
					kind: statement.kind,
					packets: statement.packets,
					text: both(languages, ({ report }) => sayStatement(report, statement)),
				})),
			};
		case 'table':
			return tableObject(block, languages);
		case 'ladder':
			return { kind: block.kind, connection: block.timeline.connection.connection };
		case 'states':
			return block;
		case 'student':
			return { ...block, text: both(languages, ({ report }) => report.prompts[block.prompt]) };
		case 'advice': {
			const { en, id } = languages;
			return { kind: block.kind, finding: findingObject(block.finding, { en: en.words, id: id.words }) };
		}
		case 'commands':
			return { kind: block.kind, text: both(languages, ({ report }) => report.commands(block.lab).join('\n')) };
		case 'strip':
			return { kind: block.kind, ...(block.strip as unknown as Jsoned<typeof block.strip>) };
		case 'questions':
			return { kind: block.kind, count: block.questions.length };
	}
}

function endText({ address, port }: Endpoint): string {
	return endpointText(address, port);
}

function tableObject(table: Extract<ReportBlock, { kind: 'table' }>, languages: ReportLanguages): BlockJson {
	const { kind, name, columns, rows } = table;
	const hasCaption = languages.en.report.tables[name] !== null;
	return {
		...{ kind, name },
		caption: hasCaption ? both(languages, ({ report }) => report.tables[name] ?? '') : null,
		columns: columns.map((key) => ({ key, title: both(languages, ({ report }) => report.columns[key]) })),
		rows: rows.map((row) => rowObject(row, languages)),
	};
}

function rowObject({ packets, cells, isMissing }: ReportRow, languages: ReportLanguages): RowJson {
	return {
		packets,
		isMissing: isMissing === true,
		cells: cells.map((cell) => ({ value: datumOf(cell), text: both(languages, (of) => cellText(cell, of)) })),
	};
}

function datumOf(cell: Cell): CellJson['value'] {
	switch (cell?.kind) {
		case 'text':
		case 'code':
			return cell.text;
		case 'data':
			return decodeUtf8(cell.bytes);
		case 'count':
		case 'bytes':
			return cell.value;
		case 'packets':
			return cell.packets;
		case 'time':
		case 'seconds':
		case 'duration':
			return `${cell.ns}`;
		case 'term':
			return cell.term;
		case 'statement':
			return cell.statement.kind;
		case 'call':
		case 'wire':
			return cell.call;
		case 'protocol':
			return cell.protocol;
		case 'column':
			return cell.column;
		default:
			return null;
	}
}
