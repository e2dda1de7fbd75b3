import type { Thing } from './token.ts';

/** A thing of a text, and where it ends. */
export interface Found {
	readonly end: number;
	readonly thing: Thing;
}

/** Looks at one place of a text; `lower` is the same text in lower case. */
export type Recogniser = (text: string, at: number, lower: string) => Found | undefined;

/** What a sticky pattern finds at a place; no part of the text is copied for it. */
export function findAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

/** A recogniser of what a sticky pattern finds at the place. */
export function by(pattern: RegExp, make: (found: RegExpExecArray) => Thing | undefined): Recogniser {
	return (text, at) => {
		const found = findAt(pattern, text, at);
		const thing = found ? make(found) : undefined;
		return found && thing ? { end: at + found[0].length, thing } : undefined;
	};
}

/** A whole number, with thousands or without. */
export const NUMBER: string = String.raw`\d{1,3}(?:[.,]\d{3}){1,3}(?![\d.,]*\d)|\d{1,12}`;
