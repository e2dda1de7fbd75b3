import type { ClaimNote } from './claim-note.ts';
import type { Fact, Hint } from './fact.ts';

/** The kinds of statements that are checked: what each means is in the words (`i18n/claim-words.ts`). */
export const CLAIM_KINDS = [
	'K01',
	'K02',
	'K03',
	'K04',
	'K05',
	'K06',
	'K07',
	'K08',
	'K09',
	'K10',
	'K11',
	'K12',
	'K13',
	'K14',
	'K15',
	'K16',
	'K17',
	'K18',
	'K19',
	'K20',
	'K21',
	'K22',
] as const;

/** K01 row reference, K02 A sends X to B, K03 order, … K22 arithmetic. */
export type ClaimKind = (typeof CLAIM_KINDS)[number];

/** What the capture says about a claim. */
export type Verdict = 'confirmed' | 'refuted' | 'not-checkable';

/** Why a claim cannot be checked. */
export type Reason =
	/** The capture does not cover this moment. */
	| 'NOT_IN_CAPTURE'
	/** It happens inside a program or kernel and puts nothing on the wire. */
	| 'NO_WIRE_EVIDENCE'
	/** It is not clear which host, connection or row is meant. */
	| 'UNBOUND'
	/** Packets show what happened, not why. */
	| 'CAUSE'
	/** A general statement, not one about this capture. */
	| 'THEORY'
	/** The condition never holds in this capture. */
	| 'CONDITION_NOT_MET'
	| 'NO_CAPTURE'
	/** The protocol is not read. */
	| 'UNSUPPORTED';

/** What a verdict rests on: packets, other places of the same report, or the numbers themselves. */
export type Basis = 'capture' | 'document' | 'arithmetic';

/** A pattern of the grammar, by its number in the list of patterns: `P01`. */
export type PatternId = `P${number}`;

/** A place in a document; lines and columns count from 1, offsets from 0. */
export interface Place {
	readonly line: number;
	readonly column: number;
	/** First character, and the one behind the last, in the text of the document. */
	readonly start: number;
	readonly end: number;
}

/** One checkable part of a sentence with its own verdict. */
export interface Atom {
	readonly kind: ClaimKind;
	readonly pattern: PatternId;
	readonly verdict: Verdict;
	/** Set exactly when the verdict is `not-checkable`. */
	readonly reason: Reason | null;
	readonly basis: Basis;
	/** What it rests on, in rising order; numbers of the file. */
	readonly packets: readonly number[];
	/** From 1; `null` where it is of no single connection. */
	readonly connection: number | null;
	/** What was found. */
	readonly fact: Fact;
	/** A near miss: what may have been meant. */
	readonly hint: Hint | null;
	/** A sum that goes along with what only a capture can show: alone it confirms nothing. */
	readonly isAside: boolean;
	/** Said of a condition or in general, and not so in this capture. */
	readonly wasRefuted?: true;
	readonly place: Place;
}

/** A sentence, list item, table row or line of a log that says something about packets, with its verdict. */
export interface Claim {
	/** `c001`: in the order of the document. */
	readonly id: string;
	/** The document's name. */
	readonly document: string;
	readonly place: Place;
	/** The headings above it, outermost first. */
	readonly section: readonly string[];
	/** As written, white space joined. */
	readonly text: string;
	readonly verdict: Verdict;
	readonly reason: Reason | null;
	readonly basis: Basis;
	/** The name of the capture that it was compared with. */
	readonly capture: string | null;
	readonly connection: number | null;
	/** The packets of the atoms that decided, in rising order. */
	readonly packets: readonly number[];
	/** In the order of the text. */
	readonly atoms: readonly Atom[];
	/** The atom whose fact is told to people; `null` if there is none. */
	readonly decisive: Atom | null;
	/** How row numbers were read, where it is not the number of the frame. */
	readonly reading: RowReading | null;
	/** It was said with a word like "probably": the message is softer, the verdict the same. */
	readonly isSoft: boolean;
	readonly notes: readonly ClaimNote[];
}

/** What "row n" counts. */
export type RowReading =
	| { readonly kind: 'frame' }
	/** The n-th packet of a connection. */
	| { readonly kind: 'connection'; readonly connection: number }
	| { readonly kind: 'tcp' }
	/** The n-th packet that a display filter of the text lets through. */
	| { readonly kind: 'filter'; readonly filter: string };
