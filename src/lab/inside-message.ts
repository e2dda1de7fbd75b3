import type { ErrorCode, ErrorDetails } from '../errors.ts';
import type { FileEvent, LabEvent, LabOutcome } from './lab-event.ts';
import type { NetnsPlan } from './lab-plan.ts';

/** The file descriptor, inside, of the pipe between the process outside the namespaces and the one inside. */
export const CHANNEL_FD = 3;

/** What the process outside tells the one inside. */
export type OutsideMessage = { readonly kind: 'plan'; readonly plan: NetnsPlan } | { readonly kind: 'stop' };

/** What the process inside tells the one outside. */
export type InsideMessage =
	| { readonly kind: 'event'; readonly event: LabEvent | FileEvent }
	| { readonly kind: 'outcome'; readonly outcome: LabOutcome }
	| { readonly kind: 'error'; readonly code: ErrorCode; readonly details: ErrorDetails }
	/** A failure that is no `CapnoteError`: our bug. */
	| { readonly kind: 'bug'; readonly stack: string };
