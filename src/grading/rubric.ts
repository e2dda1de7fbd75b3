import type { Side } from '../tcp/segment-batch.ts';
import type { Requirement } from './requirement.ts';

/** How a class is graded, as a teacher wrote it; all that was left away has its default. */
export interface Rubric {
	/** Tells two rubrics apart; every result carries it. */
	readonly hash: string;
	readonly title: { readonly en: string; readonly id: string };
	/** In which messages to students are. */
	readonly language: 'en' | 'id';
	/** The lab's name, and the server's port that its captures are known by; `null`: any. */
	readonly lab: string | null;
	readonly port: number | null;
	/** What hosts are called in reports: `client: reqresp-client`. */
	readonly hosts: Readonly<Record<string, string>>;
	readonly submission: SubmissionRules;
	/** What all items give together. */
	readonly max: number;
	/** What the rubric itself says that they give. */
	readonly points: number | null;
	readonly capture: readonly CaptureItem[];
	readonly claims: ClaimRules;
	/** Without a capture that can be read, no more than half of the points. */
	readonly halfWithoutCapture: boolean;
	/** From the highest; `from` in per cent. */
	readonly bands: readonly Band[];
	/** Below so many per cent it is not passed, and the exit status says so; `null`: everything passes. */
	readonly pass: number | null;
	readonly compare: CompareRules;
	readonly visibility: { readonly [V in 'hints' | 'compare' | 'points']: 'student' | 'teacher' };
}

/** How submissions lie in a folder. */
export interface SubmissionRules {
	/** Names of files, with `*` for any part of a name. */
	readonly report: readonly string[];
	readonly captures: readonly string[];
	/** Who a submission is of: the part `id` of this pattern in the name of its folder. */
	readonly student: { readonly from: 'folder' | 'file'; readonly pattern: string };
	/** Who may have the same capture: name of the group → students. */
	readonly groups: Readonly<Record<string, readonly string[]>>;
	/** Packets from before or after these days (`2025-09-15`, wherever on earth) are remarked on. */
	readonly after: string | null;
	readonly before: string | null;
}

/** Points for a fact of the capture. */
export interface CaptureItem {
	readonly id: string;
	readonly points: number;
	readonly require: Requirement;
	/** What is given where it is not met, tried in this order. */
	readonly else: readonly { readonly points: number; readonly when: Requirement }[];
}

/** Points for what the report says. */
export interface ClaimRules {
	/** What each refuted claim costs, and the most that all of them cost (`null`: no limit); 0 or less. */
	readonly refuted: { readonly each: number; readonly max: number | null };
	readonly required: readonly RequiredClaim[];
	/** With fewer packets named in claims, the required claims give only this share of their points. */
	readonly minimumEvidence: { readonly packetReferences: number; readonly share: number };
}

/** The report must say this, and the capture must confirm it. */
export interface RequiredClaim {
	readonly id: string;
	readonly points: number;
	/** Any of these kinds. */
	readonly kind: readonly string[];
	/** Whose address or port it is: each of them must be said. */
	readonly roles: readonly Side[];
	readonly flags: readonly string[];
	/** Which side of the matter. */
	readonly about: ClaimAbout | null;
	/** So many different ones; points are given in parts. */
	readonly min: number;
}

/** Who started the close; how many segments it had. */
export type ClaimAbout = 'starter' | 'shape';

export interface Band {
	readonly from: number;
	readonly name: string;
}

/** How likeness is looked for; it never changes a point. */
export interface CompareRules {
	readonly enabled: boolean;
	/** Captures that everybody was given, as paths from the rubric. */
	readonly courseTraces: readonly string[];
	/** The course's own texts, which everybody may have copied. */
	readonly templates: readonly string[];
}
