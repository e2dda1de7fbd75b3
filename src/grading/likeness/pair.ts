import type { ValueKind } from './print.ts';

/** Two submissions that are alike, and what shows it. A fact to be looked at: it changes no points. */
export interface LikenessPair {
	readonly a: Handed;
	readonly b: Handed;
	readonly strength: Strength;
	/** The strongest first. */
	readonly evidence: readonly Evidence[];
}

/** One of the two. */
export interface Handed {
	readonly student: string;
	readonly folder: string;
}

/** From what cannot be chance to what is worth a look. */
export const STRENGTHS = ['proof', 'very-strong', 'strong', 'hint'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** S1 … S10, with packets (or lines) on both sides. */
export type Evidence =
	/** The same file. */
	| (OfCaptures & { readonly signal: 'S1' })
	/** The same packets, whatever the file's format and times. */
	| (OfPackets & { readonly signal: 'S2' })
	/** The same numbers that hosts draw at random: sequence and acknowledgment numbers. */
	| (OfPackets & { readonly signal: 'S3' })
	/** The same pauses between segments, with other addresses and numbers. */
	| (OfPackets & { readonly signal: 'S4' })
	/** One's report cites what only the other's capture has. */
	| (Cited & { readonly signal: 'S6' | 'S7' })
	/** Both reports cite a port that neither has in a capture. */
	| { readonly signal: 'S6-both'; readonly value: string; readonly aLine: Line; readonly bLine: Line }
	/** The same sentences. */
	| { readonly signal: 'S8'; readonly shared: number; readonly aLine: Line; readonly bLine: Line }
	/** One's own mark in the other's capture. */
	| {
			readonly signal: 'S10';
			readonly mark: string;
			readonly in: 'a' | 'b';
			readonly capture: string;
			readonly packet: number;
	  };

export type Signal = Evidence['signal'];

interface OfCaptures {
	readonly aCapture: string;
	readonly bCapture: string;
}

interface OfPackets extends OfCaptures {
	/** How many, of how many. */
	readonly shared: number;
	readonly ofA: number;
	readonly ofB: number;
	/** The first of them on each side: the n-th of `a` is the n-th of `b`. */
	readonly aPackets: readonly number[];
	readonly bPackets: readonly number[];
}

interface Cited {
	readonly kind: ValueKind;
	readonly value: string;
	/** Whose report it stands in. */
	readonly by: 'a' | 'b';
	readonly at: Line;
	/** Of the other one. */
	readonly capture: string;
	readonly packet: number;
}

export interface Line {
	readonly document: string;
	readonly line: number;
}
