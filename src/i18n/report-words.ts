import type { Question, QuestionKind, QuestionOf } from '../report/question.ts';
import type { LabServices, PromptKind, SectionId, StateSteps } from '../report/report.ts';
import type { Statement, StatementKind, StatementOf } from '../report/statement.ts';
import type { ColumnName, TableName, TermName } from '../report/terms.ts';
import type { Endpoint } from '../tcp/connection.ts';
import type { Side } from '../tcp/segment-batch.ts';
import type { Saying } from './say.ts';

/** All that a lab report says. It is no part of the catalogue: most commands need no word of it. */
export interface ReportWords {
	readonly title: (captures: readonly string[]) => string;
	readonly sections: { readonly [S in SectionId]: string };
	/** Behind the title of a section, where there are two captures. */
	readonly ofCapture: (name: string) => string;
	readonly connection: (of: { connection: number; client: Endpoint; server: Endpoint }) => string;
	readonly statements: { readonly [K in StatementKind]: (statement: StatementOf<K>) => Saying };
	readonly questions: { readonly [K in QuestionKind]: (question: QuestionOf<K>) => AskedText };
	readonly prompts: { readonly [P in PromptKind]: Saying };
	/** Captions; `null` where the section's title says it. */
	readonly tables: { readonly [T in TableName]: string | null };
	readonly columns: { readonly [C in ColumnName]: string };
	readonly terms: { readonly [T in TermName]: string };
	readonly states: (of: { side: Side; steps: StateSteps }) => string;
	readonly stateUnknown: string;
	readonly advice: string;
	readonly answer: string;
	readonly answersTitle: (captures: readonly string[]) => string;
	/** Stands where a student is to write. */
	readonly blank: string;
	readonly notWhole: string;
	readonly bytes: (count: number) => string;
	readonly duration: (ns: bigint) => string;
	readonly count: (value: number) => string;
	readonly packets: (numbers: readonly number[]) => string;
	/** How a lab is recorded, line by line; a comment begins with `#`. */
	readonly commands: (lab: LabServices | null) => readonly string[];
	/** The line on which all packets stand by their times. */
	readonly strip: {
		readonly title: string;
		readonly pause: (ns: bigint) => string;
		/** Of a connection's packets. */
		readonly lane: (connection: number) => string;
		/** Of what is no TCP. */
		readonly others: string;
	};
	/** Beside a ladder's picture. */
	readonly ladderFile: (connection: number) => string;
}

/** A question with its answer. */
export interface AskedText {
	readonly question: Saying;
	readonly answer: Saying;
}

/** The sentence for a statement. */
export function sayStatement(words: ReportWords, statement: Statement): Saying {
	return (words.statements[statement.kind] as (of: Statement) => Saying)(statement);
}

/** The words for a question. */
export function sayQuestion(words: ReportWords, question: Question): AskedText {
	return (words.questions[question.kind] as (of: Question) => AskedText)(question);
}
