import type { Check, CheckKind, CheckState } from '../doctor/check.ts';

/** What `capnote doctor` says. */
export interface DoctorWords {
	readonly states: { readonly [S in CheckState]: string };
	readonly checks: { readonly [K in CheckKind]: (check: CheckOf<K>) => CheckText };
	readonly works: (found: { readonly runners: readonly string[]; readonly drivers: readonly string[] }) => string;
	/** Nothing can be recorded. */
	readonly worksNot: (found: { readonly runners: readonly string[] }) => string;
}

export type CheckOf<K extends CheckKind> = Extract<Check, { readonly kind: K }>;

export interface CheckText {
	readonly what: string;
	/** The command or step that cures it, `null` where nothing needs one. */
	readonly cure: string | null;
}
