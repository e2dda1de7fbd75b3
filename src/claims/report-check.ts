import type { AnalyzeResult } from '../analyze.ts';
import type { Claim, ClaimKind, Place, Verdict } from './claim.ts';
import type { ReportDocument } from './report-document.ts';

/** What is told of a whole document beside its claims. */
export type Lint =
	/** L10: the report names a capture file that was not handed in. */
	| { readonly kind: 'L10'; readonly place: Place; readonly said: string; readonly found: readonly string[] }
	/** L11: pictures, but no sentence about packets. */
	| { readonly kind: 'L11'; readonly place: Place; readonly pictures: number }
	/** L12: a port with a thousands dot. */
	| { readonly kind: 'L12'; readonly place: Place; readonly said: string; readonly port: number }
	/** L13: times of quoted rows run backwards. */
	| { readonly kind: 'L13'; readonly place: Place; readonly before: string; readonly said: string }
	/** L14: source and destination of a quoted row are the same. */
	| { readonly kind: 'L14'; readonly place: Place; readonly address: string }
	/** L15: a quoted line of a terminal is not in the capture. */
	| { readonly kind: 'L15'; readonly place: Place; readonly said: string };

export type LintKind = Lint['kind'];
export type LintOf<K extends LintKind> = Extract<Lint, { readonly kind: K }>;

/** A sentence with packet words in which nothing could be checked. */
export interface NotUnderstood {
	readonly place: Place;
	readonly section: readonly string[];
	readonly text: string;
	/** The words that made it look like a claim, as written. */
	readonly words: readonly string[];
}

/** Which capture a part of a document was compared with, and why. */
export interface Pairing {
	/** The heading of the part; empty for a document that is not cut. */
	readonly section: readonly string[];
	readonly line: number;
	readonly capture: string | null;
	readonly rule: PairingRule;
	/** What decided: a file name, port numbers, texts. */
	readonly because: readonly string[];
}

export type PairingRule = 'map' | 'named' | 'ports' | 'payload' | 'only-one' | 'none';

/** How much of a document was read and understood. */
export interface DocumentCounts {
	readonly sentences: number;
	readonly withPacketWords: number;
	readonly understood: number;
	readonly verdicts: { readonly [V in Verdict]: number };
	/** Claims with an atom of this kind. */
	readonly kinds: { readonly [K in ClaimKind]: { readonly [V in Verdict]: number } };
}

/** A document with everything that was found in it, in the order of its text. */
export interface DocumentCheck {
	readonly name: string;
	readonly claims: readonly Claim[];
	readonly notUnderstood: readonly NotUnderstood[];
	readonly lints: readonly Lint[];
	readonly pairings: readonly Pairing[];
	readonly counts: DocumentCounts;
}

/** Documents compared with captures; the same bytes give the same check. */
export interface ReportCheck {
	/** In the order in which they were given. */
	readonly documents: readonly DocumentCheck[];
	/** The captures' names, sorted. */
	readonly captures: readonly string[];
}

/** A capture as `analyze` gives it. */
export type CheckedCapture = AnalyzeResult;

export interface CheckOptions {
	/** Which capture a document, or a part of it by its heading (`README.md#Upcall`), is about. */
	readonly map?: ReadonlyMap<string, string>;
	/** Names of hosts, such as compose services: `reqresp-client` → `client`, or an address. */
	readonly hosts?: Readonly<Record<string, string>>;
}

/** Compares documents with captures (`check-report.ts`). Pure: the order of the captures makes no difference. */
export type CheckReport = (
	documents: readonly ReportDocument[],
	captures: readonly CheckedCapture[],
	options?: CheckOptions,
) => ReportCheck;
