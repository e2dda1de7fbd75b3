import type { QuestionKind } from '../../report/question.ts';
import type { PromptKind, SectionId, StateSteps, Strip } from '../../report/report.ts';
import type { StatementKind } from '../../report/statement.ts';
import type { ColumnName, TableName } from '../../report/terms.ts';
import type { BothLanguages, FindingJson, Jsoned } from '../json-shape.ts';

/** What `capnote report -f json` prints. */
export interface ReportJson {
	/** Version of this form; a breaking change raises it. */
	readonly capnote: 1;
	readonly report: {
		readonly title: string | null;
		readonly captures: readonly string[];
		/** False if no capture holds a packet. */
		readonly hasPackets: boolean;
		readonly sections: readonly SectionJson[];
		/** With their answers: for the teacher. */
		readonly questions: readonly QuestionJson[];
	};
}

/** A numbered section. */
export interface SectionJson {
	readonly id: SectionId;
	readonly number: string;
	/** Index into `captures`; `null` for what is about none or both. */
	readonly capture: number | null;
	readonly title: BothLanguages;
	readonly blocks: readonly BlockJson[];
}

/** What a section is made of. */
export type BlockJson =
	| {
			readonly kind: 'connection';
			readonly connection: number;
			readonly client: string;
			readonly server: string;
			readonly text: BothLanguages;
	  }
	| { readonly kind: 'statements'; readonly statements: readonly StatementJson[] }
	| {
			readonly kind: 'table';
			readonly name: TableName;
			readonly caption: BothLanguages | null;
			readonly columns: readonly { readonly key: ColumnName; readonly title: BothLanguages }[];
			readonly rows: readonly RowJson[];
	  }
	| { readonly kind: 'ladder'; readonly connection: number }
	| {
			readonly kind: 'states';
			readonly connection: number;
			readonly sides: { readonly client: StateSteps; readonly server: StateSteps };
	  }
	| { readonly kind: 'student'; readonly prompt: PromptKind; readonly text: BothLanguages }
	| { readonly kind: 'advice'; readonly finding: FindingJson }
	| { readonly kind: 'commands'; readonly text: BothLanguages }
	| ({ readonly kind: 'strip' } & Jsoned<Strip>)
	/** The report's questions stand here. */
	| { readonly kind: 'questions'; readonly count: number };

/** A sentence, with the packets that it rests on. */
export interface StatementJson {
	readonly kind: StatementKind;
	readonly packets: readonly number[];
	readonly text: BothLanguages;
}

/** A row of a table. */
export interface RowJson {
	readonly packets: readonly number[];
	/** What would have been there, had it been captured. */
	readonly isMissing: boolean;
	/** As many as the table has columns. */
	readonly cells: readonly CellJson[];
}

/** The untranslated datum of a cell (nanoseconds as a decimal string), and its words. */
export interface CellJson {
	readonly value: string | number | readonly number[] | null;
	readonly text: BothLanguages;
}

/** A question that the capture answers. */
export interface QuestionJson {
	readonly kind: QuestionKind;
	readonly packets: readonly number[];
	readonly question: BothLanguages;
	readonly answer: BothLanguages;
}
