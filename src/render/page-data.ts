import type { Verdict } from '../claims/claim.ts';
import type { LabProfile } from '../profile/lab-profile.ts';
import type { Student } from '../report/head-sections.ts';
import type { LabelProfileName } from '../tcp/label-profile.ts';

/**
 * What an HTML file of capnote holds beside its program: JSON in the element `capnote-data`, with `<` as `\u003c`, so
 * that nothing in it can end the element. The program analyses the captures' bytes; of results, only a check's verdicts are
 * stored.
 */
export interface PageData {
	/** Of this shape; a breaking change raises it. */
	readonly capnote: 1;
	/** Of the program that wrote the file. */
	readonly version: string;
	/** The language that the page opens in; the reader's own if `null`. */
	readonly language: 'en' | 'id' | null;
	readonly profile: LabelProfileName;
	/** Those that the report is about: one or two that `report` compares, or as many as parts of a checked one. */
	readonly captures: readonly PageCapture[];
	readonly report: PageReport;
	/** The labs that captures are looked at with. */
	readonly labs: readonly LabProfile[];
	/** A student's report with its verdicts; `null` in a page that is no check. */
	readonly check: PageCheck | null;
}

/** A capture in a page. */
export interface PageCapture {
	readonly name: string;
	/** The file as it was, each byte of it. */
	readonly base64: string;
	/** Its times were taken in user space. */
	readonly roughTimes: boolean;
	/** The lines of its file of program events; `null` without one. */
	readonly events: string | null;
	/** Of the file, in hexadecimal; `null` where nobody took it. */
	readonly sha256: string | null;
}

/** What the report says beside what the captures say. */
export interface PageReport {
	readonly title: string | null;
	readonly student: Student;
}

/** Reports that were compared with the page's captures. */
export interface PageCheck {
	/** For the student who wrote them: what the captures show instead is told when it is asked for. */
	readonly isForStudent: boolean;
	readonly documents: readonly PageDocument[];
}

/** A sentence in each language. */
export interface InBoth {
	readonly en: string;
	readonly id: string;
}

/** A checked report: its text, and what is said of it. */
export interface PageDocument {
	readonly name: string;
	readonly text: readonly ReportNode[];
	readonly statements: readonly PageStatement[];
	/** Of the document as a whole: how captures were found, the sums. */
	readonly about: readonly InBoth[];
	readonly remarks: readonly PageRemark[];
}

/** Of the document as a whole, with the line that it is about. */
export interface PageRemark {
	readonly line: number;
	readonly text: InBoth;
	readonly advice: InBoth;
}

/** A statement of a report about packets, or a sentence that was not understood. */
export interface PageStatement {
	/** In its document. */
	readonly id: string;
	readonly line: number;
	/** `open`: not understood. */
	readonly verdict: Verdict | 'open';
	/** Place in the page's list; `null` for a statement that was compared with none. */
	readonly capture: number | null;
	readonly connection: number | null;
	/** What the verdict rests on, as first and last of each run. */
	readonly packets: PacketRuns;
	readonly message: InBoth;
	/** Told beside it: misconceptions. */
	readonly notes: readonly InBoth[];
	/** Where to look, or how to write it. */
	readonly hint: InBoth | null;
}

export type PacketRuns = readonly (readonly [first: number, last: number])[];

/** Text of a report, in which nothing is markup any more: words, elements of a few kinds, and statements. */
export type ReportNode = string | ReportElement | SaidNode | VerdictsNode;

export interface ReportElement {
	readonly tag: ReportTag;
	readonly inside: readonly ReportNode[];
	/** Of an ordered list. */
	readonly start?: number;
}

export type ReportTag =
	| ('p' | 'h3' | 'h4' | 'h5' | 'h6' | 'blockquote' | 'pre' | 'hr' | 'ul' | 'ol' | 'li')
	| ('table' | 'thead' | 'tbody' | 'tr' | 'th' | 'td')
	| ('em' | 'strong' | 'code' | 'br' | 'link' | 'picture');

/** A stretch of a statement; one that goes through several cells or elements has several. */
export interface SaidNode {
	readonly of: string;
	readonly isFirst: boolean;
	readonly inside: string;
}

/** Stands below a block for what is said of its statements. */
export interface VerdictsNode {
	readonly verdicts: readonly string[];
	/** Inside a table: so many columns wide. */
	readonly columns?: number;
}
