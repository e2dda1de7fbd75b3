import type { Catalogue } from '../../i18n/catalogue.ts';
import { type ReportWords, sayQuestion, sayStatement } from '../../i18n/report-words.ts';
import { type Saying, sentences } from '../../i18n/say.ts';
import type { Question } from '../../report/question.ts';
import type { Report, ReportBlock, ReportSection, ReportTable, StateSteps, Strip } from '../../report/report.ts';
import type { ColumnName } from '../../report/terms.ts';
import type { Timeline } from '../../tcp/timeline/row.ts';
import { cellText } from './cell-text.ts';

/** The words of one language that a report is told with. */
export interface ReportLanguage {
	readonly words: Catalogue;
	readonly report: ReportWords;
}

/** A report in one language, top down: what a Markdown file and a page are drawn from. Nothing in it is markup. */
export type Block =
	| { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly id: string; readonly text: string }
	| { readonly kind: 'paragraph'; readonly text: Saying }
	| {
			readonly kind: 'table';
			readonly caption: string | null;
			readonly columns: readonly BlockColumn[];
			readonly rows: readonly BlockRow[];
	  }
	/** `capture` is an index into `Report.captures`. */
	| { readonly kind: 'ladder'; readonly capture: number; readonly timeline: Timeline; readonly title: string }
	/** `text` says the same in words. */
	| {
			readonly kind: 'states';
			readonly connection: number;
			readonly sides: readonly {
				readonly side: 'client' | 'server';
				readonly text: string;
				readonly steps: StateSteps;
			}[];
	  }
	/** A part that the student writes. */
	| { readonly kind: 'student'; readonly text: Saying }
	| {
			readonly kind: 'advice';
			readonly text: string;
			readonly title: string;
			readonly advice: string;
			readonly packets: readonly number[];
	  }
	| { readonly kind: 'code'; readonly text: string }
	| { readonly kind: 'strip'; readonly capture: number; readonly title: string; readonly strip: Strip }
	| { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Saying[] };

export interface BlockColumn {
	readonly key: ColumnName;
	readonly title: string;
	readonly align: 'left' | 'right';
}

export interface BlockRow {
	/** The packets that the row is about. */
	readonly packets: readonly number[];
	/** As many as the table has columns. */
	readonly cells: readonly Saying[];
	/** Of something that the capture does not hold; to be shown in grey. */
	readonly isMissing: boolean;
}

/** Tells a report in one language. */
export function reportBlocks(report: Report, language: ReportLanguage): readonly Block[] {
	const { report: words } = language;
	return [
		{ kind: 'heading', level: 1, id: 'report', text: report.title ?? words.title(report.captures) },
		...report.sections.flatMap((section) => [
			heading(section, report, words),
			...section.blocks.flatMap((block) => blocksFor(block, section, language)),
		]),
	];
}

/** The questions of a report with their answers, for the teacher alone. */
export function answerBlocks(report: Report, { report: words }: ReportLanguage): readonly Block[] {
	const sections = report.sections.filter(({ id }) => id === 'questions');
	const answered = (question: Question, i: number): readonly Block[] => {
		const { question: asked, answer } = sayQuestion(words, question);
		return [
			{ kind: 'paragraph', text: [`${i + 1}. `, ...asked] },
			{ kind: 'paragraph', text: [`${words.answer}: `, ...answer] },
		];
	};
	return [
		{ kind: 'heading', level: 1, id: 'answers', text: words.answersTitle(report.captures) },
		...sections.flatMap((section) => [
			...(sections.length > 1 ? [heading(section, report, words)] : []),
			...section.blocks.flatMap((block) => (block.kind === 'questions' ? block.questions.flatMap(answered) : [])),
		]),
	];
}

function heading({ id, number, capture }: ReportSection, { captures }: Report, words: ReportWords): Block {
	const isOne = captures.length === 1 || capture === null;
	const of = isOne ? '' : ` (${words.ofCapture(captures[capture] ?? '')})`;
	const name = isOne ? id : `${id}-${capture + 1}`;
	return { kind: 'heading', level: 2, id: name, text: `${number}. ${words.sections[id]}${of}` };
}

function blocksFor(block: ReportBlock, section: ReportSection, language: ReportLanguage): readonly Block[] {
	const { words, report } = language;
	switch (block.kind) {
		case 'connection': {
			const id = `${section.id}-${(section.capture ?? 0) + 1}-${block.connection}`;
			return [{ kind: 'heading', level: 3, id, text: report.connection(block) }];
		}
		case 'statements':
			return statementBlocks(block.statements.map((one) => sayStatement(report, one)));
		case 'table':
			return tableBlocks(block, language);
		case 'ladder': {
			const title = words.ladder.title(block.timeline.connection);
			return [{ kind: 'ladder', capture: section.capture ?? 0, timeline: block.timeline, title }];
		}
		case 'states':
			return [statesBlock(block, report)];
		case 'student':
			return [{ kind: 'student', text: report.prompts[block.prompt] }];
		case 'advice': {
			const { finding } = block;
			const { text, advice } = (words.findings[finding.kind] as (of: typeof finding) => FindingWords)(finding);
			return [{ kind: 'advice', text, title: report.advice, advice, packets: finding.packets }];
		}
		case 'commands':
			return [{ kind: 'code', text: report.commands(block.lab).join('\n') }];
		case 'strip':
			return [{ kind: 'strip', capture: section.capture ?? 0, title: report.strip.title, strip: block.strip }];
		case 'questions':
			return [{ kind: 'list', ordered: true, items: block.questions.map((one) => askedText(one, report)) }];
	}
}

/** So many sentences are read in one go; more are listed. */
const SENTENCES = 2;

function statementBlocks(said: readonly Saying[]): readonly Block[] {
	if (said.length === 0) return [];
	if (said.length <= SENTENCES) return [{ kind: 'paragraph', text: sentences(said) }];
	return [{ kind: 'list', ordered: false, items: said }];
}

interface FindingWords {
	readonly text: string;
	readonly advice: string;
}

function askedText(question: Question, words: ReportWords): Saying {
	return sayQuestion(words, question).question;
}

function statesBlock(block: Extract<ReportBlock, { kind: 'states' }>, words: ReportWords): Block {
	const sides = (['client', 'server'] as const)
		.filter((side) => block.sides[side].length > 0)
		.map((side) => ({ side, steps: block.sides[side], text: words.states({ side, steps: block.sides[side] }) }));
	return { kind: 'states', connection: block.connection, sides };
}

/** Columns of numbers, which stand under each other. */
const RIGHT: ReadonlySet<ColumnName> = new Set([
	...(['number', 'time', 'sequence', 'rawSequence', 'acknowledgment', 'rawAcknowledgment', 'length'] as const),
	...(['connection', 'start', 'requests', 'replies', 'clientBytes', 'serverBytes', 'duration', 'segments'] as const),
	...(['exchange', 'requestBytes', 'replyBytes', 'wait', 'saidCount', 'expectedCount', 'votes'] as const),
	...(['calls', 'count', 'firstPacket'] as const),
]);

function tableBlocks(table: ReportTable, language: ReportLanguage): readonly Block[] {
	const { report } = language;
	const columns = table.columns.map((key) => ({
		key,
		title: report.columns[key],
		align: RIGHT.has(key) ? ('right' as const) : ('left' as const),
	}));
	const rows = table.rows.map(({ packets, cells, isMissing }) => ({
		packets,
		cells: cells.map((cell) => cellText(cell, language)),
		isMissing: isMissing === true,
	}));
	return [{ kind: 'table', caption: report.tables[table.name], columns, rows }];
}
