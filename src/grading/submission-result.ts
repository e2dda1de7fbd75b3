import type { ErrorCode, ErrorDetails, LooksLike } from '../errors.ts';
import type { DamageReason } from '../file/damage.ts';
import type { FindingKind } from '../findings/finding.ts';
import type { CloseShape } from '../tcp/close.ts';
import type { RoleRule } from '../tcp/connection.ts';
import type { Phase, Side } from '../tcp/segment-batch.ts';
import type { GradedClaim, GradedReport } from './graded-claim.ts';
import type { CapturePrint, ReportPrint } from './likeness/print.ts';
import type { HandshakeFound, Outcome } from './requirement.ts';

/** A sentence in both languages. */
export interface Bilingual {
	readonly en: string;
	readonly id: string;
}

/**
 * All that is known of one submission: plain data, which goes through files and queues as JSON and says the same in
 * every language. The same files and the same rubric give the same bytes.
 */
export interface SubmissionResult {
	readonly rubric: string;
	readonly student: string;
	/** Where it lies, as a path within the folder that is graded. */
	readonly folder: string;
	/** The declared group that may share a capture. */
	readonly group: string | null;
	readonly reports: readonly ReportFile[];
	readonly captures: readonly CaptureFacts[];
	/** The capture that the rubric's facts were looked for in. */
	readonly capture: string | null;
	readonly items: readonly ItemResult[];
	readonly points: number;
	readonly max: number;
	/** The name of the band; `null` where the rubric has none. */
	readonly band: string | null;
	readonly passed: boolean;
	readonly claims: readonly GradedClaim[];
	readonly notUnderstood: GradedReport['notUnderstood'];
	readonly lints: GradedReport['lints'];
	readonly remarks: readonly Remark[];
	/** Files that could not be used. */
	readonly failures: readonly FileFailure[];
	readonly prints: { readonly captures: readonly CapturePrint[]; readonly report: ReportPrint };
}

export interface ReportFile {
	readonly name: string;
	readonly text: string;
}

export interface FileFailure {
	readonly name: string;
	readonly code: ErrorCode | GradeFailure;
	readonly details: ErrorDetails | null;
}

/** Why a file, or a whole submission, could not be graded, where no error of the command line says it. */
export type GradeFailure =
	| 'worker-died'
	| 'too-slow'
	| 'too-large'
	/** A Word or PDF document, and no report beside it. */
	| 'document-unread'
	| 'no-text'
	| 'archive-unread'
	| 'archive-damaged'
	| 'archive-locked'
	| 'archive-too-large'
	| 'archive-too-deep';

/** What one part of the rubric gave, and why. */
export interface ItemResult {
	readonly id: string;
	readonly points: number;
	readonly max: number;
	readonly reason: ItemReason;
}

export type ItemReason =
	| { readonly kind: 'met'; readonly outcomes: readonly Outcome[] }
	/** Not what was required, but what is also worth something. */
	| { readonly kind: 'in-part'; readonly outcomes: readonly Outcome[]; readonly instead: readonly Outcome[] }
	| { readonly kind: 'unmet'; readonly outcomes: readonly Outcome[] }
	| { readonly kind: 'no-capture' }
	/** So many of the claims that are asked for are there and confirmed. */
	| { readonly kind: 'said'; readonly claims: readonly string[]; readonly found: number; readonly min: number }
	| { readonly kind: 'said-but-refuted'; readonly claims: readonly string[] }
	| { readonly kind: 'said-not-checkable'; readonly claims: readonly string[] }
	| { readonly kind: 'not-said' }
	| { readonly kind: 'refuted'; readonly claims: readonly string[]; readonly each: number; readonly max: number | null }
	/** The report names fewer packets than it must. */
	| { readonly kind: 'little-evidence'; readonly found: number; readonly needed: number; readonly share: number }
	| { readonly kind: 'half-without-capture' };

/** What a teacher should see of one submission, and what changes no points. */
export type Remark =
	/** S10: the own mark that the rubric asks for is not in the capture. */
	| { readonly kind: 'own-mark-missing'; readonly text: string }
	/** S9: packets from before the exercise was given, or after its end. */
	| {
			readonly kind: 'dated-before' | 'dated-after';
			readonly capture: string;
			readonly day: string;
			readonly limit: string;
	  }
	/** S5: the capture's clock and a sender's clock do not agree. */
	| {
			readonly kind: 'clocks-disagree';
			readonly capture: string;
			readonly packets: readonly number[];
			readonly captureSeconds: string;
			readonly senderSeconds: string;
	  };

/** A capture in short. */
export interface CaptureFacts {
	readonly name: string;
	readonly bytes: number;
	readonly sha256: string;
	/** What it looks like instead; `null` for a capture. */
	readonly looksLike: LooksLike | null;
	readonly damage: DamageReason | null;
	readonly packets: number;
	readonly firstNs: string | null;
	readonly lastNs: string | null;
	readonly connections: readonly ConnectionFactsRow[];
	/** The first of its packets; all of them where that was asked for. */
	readonly rows: readonly PacketFactsRow[];
	readonly findings: readonly FindingText[];
}

export interface FindingText {
	readonly kind: FindingKind | 'damaged-file';
	readonly packets: readonly number[];
	readonly text: Bilingual;
	readonly advice: Bilingual;
}

/** A connection as a row. */
export interface ConnectionFactsRow {
	readonly connection: number;
	readonly clientAddress: string;
	readonly clientPort: number;
	readonly serverAddress: string;
	readonly serverPort: number;
	readonly roleRule: RoleRule;
	readonly lab: string | null;
	readonly firstPacket: number;
	readonly packets: number;
	readonly clientBytes: number;
	readonly serverBytes: number;
	/** Whole nanoseconds as text. */
	readonly firstNs: string;
	readonly durationNs: string;
	readonly handshake: HandshakeFound;
	readonly handshakeNs: string | null;
	readonly exchanges: number;
	readonly closeShape: CloseShape;
	readonly closeStarter: Side | null;
	readonly endSeen: boolean;
	readonly completeness: number;
	readonly zeekState: string;
	readonly zeekHistory: string;
	readonly retransmissions: number;
}

/** A packet as a row. */
export interface PacketFactsRow {
	readonly number: number;
	readonly relativeNs: string;
	readonly source: string;
	readonly destination: string;
	readonly protocol: string;
	readonly connection: number | null;
	readonly side: Side | null;
	readonly phase: Phase | null;
	readonly flags: string;
	readonly sequence: number | null;
	readonly acknowledgment: number | null;
	readonly payloadBytes: number;
	/** Safe to show anywhere, and cut. */
	readonly payload: string;
	readonly labels: string;
	readonly duplicateOf: number | null;
}
