import type { RunnerName } from '../lab/lab-plan.ts';

/** What a check found: `unknown` is neither good nor bad. */
export type CheckState = 'fine' | 'warning' | 'problem' | 'unknown';

/** What was found out about the machine, one thing each; the words are in `i18n/`. */
export type CheckFacts =
	| { readonly kind: 'node'; readonly version: string; readonly least: string }
	| { readonly kind: 'tcpdump'; readonly path: string | null; readonly version: string | null }
	| { readonly kind: 'libpcap'; readonly version: string | null }
	| { readonly kind: 'cap'; readonly said: string | null }
	| { readonly kind: 'capture-right'; readonly by: CaptureRight }
	| { readonly kind: 'namespaces'; readonly byRoot: boolean; readonly trouble: NamespaceTrouble | null }
	| {
			readonly kind: 'engine';
			readonly address: string | null;
			readonly engineState: EngineStateName;
			readonly said: string | null;
	  }
	| { readonly kind: 'compose'; readonly command: string | null; readonly version: string | null }
	| { readonly kind: 'forward'; readonly drops: boolean | null }
	| { readonly kind: 'apparmor'; readonly confinesTcpdump: boolean }
	| { readonly kind: 'disk'; readonly folder: string; readonly freeBytes: number | null; readonly writable: boolean }
	| { readonly kind: 'clock'; readonly year: number; readonly source: string | null };

export type Check = CheckFacts & { readonly state: CheckState };
export type CheckKind = CheckFacts['kind'];

/** By what right a recorder may open a raw socket. */
export type CaptureRight = 'root' | 'file-capabilities' | 'sudo' | 'none';

/** A setting of the kernel, or a program, that keeps us from making namespaces. */
export type NamespaceTrouble =
	| { readonly kind: 'missing-tool'; readonly tool: string; readonly package: string }
	| { readonly kind: 'forbidden'; readonly setting: string; readonly found: string; readonly cure: string };

export type EngineStateName = 'answers' | 'absent' | 'not-running' | 'forbidden' | 'unsupported' | 'failed';

/** All checks, and what they add up to. */
export interface Diagnosis {
	readonly checks: readonly Check[];
	/** Runners of labs that work here; the simulated one always does. */
	readonly runners: readonly RunnerName[];
	/** Drivers that work here, be it only inside a lab of our own. */
	readonly drivers: readonly ('tcpdump' | 'libpcap')[];
	/** At least one of each: labs can be run without a network anywhere, so it is a matter of the drivers. */
	readonly works: boolean;
}
