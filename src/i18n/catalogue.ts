import type { ErrorTexts } from '../error-text.ts';
import type { ErrorCode } from '../errors.ts';
import type { BadOption, Damage } from '../file/damage.ts';
import type { FindingKind, FindingOf } from '../findings/finding.ts';
import type { Connection } from '../tcp/analysis.ts';
import type { CloseShape } from '../tcp/close.ts';
import type { NoteKind, NoteOf } from '../tcp/note.ts';
import type { RecordedConnection } from '../tcp/recorded-close.ts';
import type { Phase, Side } from '../tcp/segment-batch.ts';
import type { AnonymizeWords } from './anonymize-words.ts';
import type { CheckWords } from './check-words.ts';
import type { ClaimWords } from './claim-words.ts';
import type { DecimalSign } from './decimal.ts';
import type { DetectWords } from './detect-words.ts';
import type { DoctorWords } from './doctor-words.ts';
import type { EventWords } from './event-words.ts';
import type { ExpectWords } from './expect-words.ts';
import type { ExplainWords } from './explain-words.ts';
import type { LabWords } from './lab-words.ts';
import type { LadderWords } from './ladder-words.ts';
import type { PageWords } from './page-words.ts';
import type { PlotWords } from './plot-words.ts';
import type { RecordWords } from './record-words.ts';

/** Every sentence that a person reads. A new kind does not compile until each language has words for it. */
export interface Catalogue {
	/** In what people read; a table that must equal Wireshark's keeps the point. */
	readonly decimalSign: DecimalSign;
	readonly language: 'en' | 'id';
	readonly errors: ErrorTexts<ErrorCode>;
	/** Stands before the cure of an error. */
	readonly cure: string;
	readonly notes: { readonly [K in NoteKind]: (note: NoteOf<K>) => string };
	readonly findings: { readonly [K in FindingKind]: (finding: FindingOf<K>) => FindingText };
	readonly sides: { readonly [S in Side]: string };
	readonly phases: { readonly [P in Phase]: string };
	readonly table: TableWords;
	readonly capture: CaptureWords;
	/** What is said of a connection, one clause each, in this order. */
	readonly connection: (connection: Connection) => readonly string[];
	readonly summary: SummaryWords;
	readonly verify: VerifyWords;
	readonly lab: LabWords;
	readonly detect: DetectWords;
	readonly record: RecordWords;
	readonly doctor: DoctorWords;
	readonly events: EventWords;
	readonly ladder: LadderWords;
	readonly explain: ExplainWords;
	readonly expect: ExpectWords;
	readonly plot: PlotWords;
	readonly check: CheckWords;
	readonly claims: ClaimWords;
	readonly anonymize: AnonymizeWords;
	readonly page: PageWords;
}

/** What happened, and what to do next time. */
export interface FindingText {
	readonly text: string;
	readonly advice: string;
}

/** Column titles, and words inside the cells of the packet table. */
export interface TableWords {
	readonly number: string;
	readonly time: string;
	readonly direction: string;
	readonly flags: string;
	readonly sequence: string;
	readonly acknowledgment: string;
	readonly length: string;
	readonly payload: string;
	readonly phase: string;
	readonly meaning: string;
	readonly source: string;
	readonly destination: string;
	/** Stands behind the title of numbers that are not relative. */
	readonly raw: string;
	/** A frame that went to every host. */
	readonly everyone: string;
	/** Said where a payload was sent but not captured. */
	readonly notCaptured: string;
}

export interface CaptureWords {
	readonly summary: (facts: CaptureSummary) => string;
	/** Said of a capture that no network made. */
	readonly simulated: string;
	readonly damage: (damage: Damage) => string;
	/** What to do about a damaged file. */
	readonly damageAdvice: string;
	/** Said where options were passed over: the first of `count`. */
	readonly badOptions: (first: BadOption, count: number) => string;
	readonly connectionTitle: (number: number) => string;
	readonly advice: string;
}

export interface CaptureSummary {
	readonly packets: number;
	/** Seconds from the first to the last packet, as text with a point. */
	readonly seconds: string;
	readonly connections: number;
	readonly tcpPackets: number;
	readonly arpPackets: number;
	readonly otherPackets: number;
}

/** Columns of the table of connections. */
export type ConnectionTitle =
	| 'connection'
	| 'client'
	| 'server'
	| 'packets'
	| 'clientBytes'
	| 'serverBytes'
	| 'start'
	| 'duration'
	| 'handshake'
	| 'close'
	| 'file';

/** What is said of captures and connections whose packets are not kept. */
export interface SummaryWords {
	/** As `Catalogue.connection`, without what only the packets tell. */
	readonly connection: (facts: RecordedConnection) => readonly string[];
	/** What is wrong with the file, and no more. */
	readonly damage: (damage: Damage) => string;
	readonly titles: { readonly [T in ConnectionTitle]: string };
	readonly handshakes: { readonly [H in 'complete' | 'incomplete' | 'not-captured']: string };
	readonly closes: { readonly [S in CloseShape]: string };
}

export interface VerifyWords {
	readonly agrees: (packets: number) => string;
	readonly differs: (difference: Difference) => string;
	readonly damaged: string;
	readonly unsupported: string;
}

/** The first packet in which the second reader does not agree. */
export interface Difference {
	readonly packet: number;
	readonly field: 'count' | 'time' | 'capturedBytes' | 'originalBytes' | 'bytes';
	readonly ours: string;
	readonly theirs: string;
}
