import type { Student } from '../report/head-sections.ts';
import type { LabelProfileName } from '../tcp/label-profile.ts';

/**
 * What an HTML file of capnote holds beside its program: JSON in the element `capnote-data`, with `<` as `\u003c`, so
 * that nothing in it can end the element. The program analyses the captures' bytes; no result is stored.
 */
export interface PageData {
	/** Of this shape; a breaking change raises it. */
	readonly capnote: 1;
	/** Of the program that wrote the file. */
	readonly version: string;
	/** The language that the page opens in; the reader's own if `null`. */
	readonly language: 'en' | 'id' | null;
	readonly profile: LabelProfileName;
	/** One, or two that the report compares. */
	readonly captures: readonly PageCapture[];
	readonly report: PageReport;
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
