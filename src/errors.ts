import { ERROR_TEXT } from './error-text.ts';

/** What a person reads when something outside the captured bytes goes wrong: what happened, and what cures it. */
export interface ErrorText {
	readonly what: string;
	readonly fix: string;
}

/** What each error must know to be worded. */
export interface ErrorDetailsByCode {
	'no-such-file': { readonly path: string };
	/** `said` is what the system says of it, for people where there is no word for it. */
	'unreadable-file': { readonly path: string; readonly reason: Unreadable; readonly said: string };
	'no-captures': { readonly paths: readonly string[] };
	'not-a-capture': { readonly path: string; readonly looksLike: LooksLike };
	'not-a-report': { readonly path: string; readonly kind: ForeignReport };
	'memory-full': { readonly path: string; readonly connections: number };
	'file-exists': { readonly path: string };
	'cannot-write': { readonly path: string; readonly reason: string };
	'unknown-column': { readonly name: string; readonly known: readonly string[] };
	/** `count` of them are there. */
	'not-in-capture': { readonly what: 'packet' | 'connection'; readonly asked: string; readonly count: number };
	'several-connections': { readonly count: number };
	'nothing-to-plot': { readonly kind: 'sequence' | 'throughput' | 'rtt'; readonly connection: number };
	'bad-rows': { readonly asked: string };
	/** A YAML file that says what it may not say, in the order of its lines. */
	'bad-yaml': { readonly path: string; readonly problems: readonly YamlProblem[] };
	'wrong-use': { readonly problem: WrongUse };
	'port-forbidden': { readonly port: number; readonly reason: string };
	'not-linux': { readonly platform: string };
	'tool-missing': { readonly tool: string; readonly package: string };
	'capture-forbidden': { readonly tool: string; readonly iface: string };
	'namespaces-forbidden': { readonly setting: string; readonly found: string; readonly cure: string };
	'no-such-interface': { readonly iface: string; readonly others: readonly string[] };
	'interface-down': { readonly iface: string };
	/** Its engine makes the bridge when the first container starts. */
	'network-empty': { readonly network: string };
	'bad-filter': { readonly filter: string; readonly said: string; readonly didYouMean: string | null };
	'cap-missing': { readonly said: string };
	'no-way-to-record': { readonly iface: string; readonly tried: readonly TriedWay[] };
	'recorder-failed': { readonly tool: string; readonly said: string };
	'driver-elsewhere': { readonly iface: string; readonly driver: string };
	'recorder-late': { readonly tool: string; readonly seconds: number };
	'lab-step-failed': { readonly step: string; readonly said: string };
	/** `holder` is the program that has it, where the system shows it. */
	'port-in-use': { readonly port: number; readonly holder: { readonly pid: number; readonly name: string } | null };
	'connection-refused': { readonly host: string; readonly port: number };
	'connection-lost': { readonly host: string; readonly port: number; readonly reason: string };
	'several-networks': { readonly add: readonly string[] };
	/** `names` are the networks that there are; `engine` is one that is there and did not answer. */
	'no-network': {
		readonly reason: 'nothing' | 'default-only' | 'no-match';
		readonly names: readonly string[];
		readonly engine: string | null;
		readonly state: EngineTrouble | null;
	};
	'no-engine': { readonly address: string; readonly state: EngineTrouble; readonly said: string };
	'unknown-fault': { readonly text: string; readonly known: readonly string[] };
	/** A fault that the chosen runner cannot make. */
	'fault-elsewhere': { readonly fault: string; readonly runner: string; readonly runners: readonly string[] };
	'faults-collide': { readonly faults: readonly [string, string] };
	'no-submissions': { readonly path: string };
	'package-missing': { readonly packages: readonly string[] };
	'queue-failed': { readonly url: string; readonly said: string };
	'bad-parts': { readonly path: string; readonly problem: PartsProblem };
}

/** What is wrong with a YAML file, and where; lines and columns from 1. */
export type YamlProblem = { readonly line: number; readonly column: number; readonly path: string } & YamlFault;

/** What is wrong at a place of a YAML file. */
export type YamlFault =
	| { readonly kind: 'syntax'; readonly said: string }
	| {
			readonly kind: 'unknown-key';
			readonly key: string;
			readonly nearest: string | null;
			readonly known: readonly string[];
	  }
	| { readonly kind: 'missing-key'; readonly key: string }
	/** `whole-number`, `list` and `map`, or what JavaScript calls it. */
	| { readonly kind: 'wrong-type'; readonly expected: string }
	/** Names are made of small letters, digits and hyphens. */
	| { readonly kind: 'not-a-name' }
	| { readonly kind: 'not-one-of'; readonly values: readonly string[]; readonly nearest: string | null }
	| { readonly kind: 'twice'; readonly value: string }
	| { readonly kind: 'out-of-range'; readonly least: number | null; readonly most: number | null }
	| { readonly kind: 'bad-expression'; readonly said: string }
	| {
			readonly kind: 'unknown-placeholder';
			readonly word: string;
			readonly nearest: string | null;
			readonly known: readonly string[];
	  };

/** Why parts of a grade book cannot be put together. */
export type PartsProblem = 'no-part' | 'other-rubric' | 'other-version' | 'missing' | 'twice';
/** What was given where a report in Markdown or plain text is asked for. */
export type ForeignReport = 'capture' | 'zip' | 'pdf' | 'binary';

/** Why a container engine does not answer. */
export type EngineTrouble = 'absent' | 'not-running' | 'forbidden' | 'unsupported' | 'failed';

/** The stable name of an error. */
export type ErrorCode = keyof ErrorDetailsByCode;
/** What an error knows, by its code. */
export type ErrorDetails<C extends ErrorCode = ErrorCode> = ErrorDetailsByCode[C];

/** A way to record that was tried. */
export interface TriedWay {
	readonly way: WayName;
	/** Why it failed, in the words of the program that refused. */
	readonly said: string;
}

/** The ways to an interface, from the fewest rights to the most. */
export type WayName =
	/** tcpdump as it is: root, or file capabilities. */
	| 'direct'
	/** `sudo -n`: without a password. */
	| 'sudo'
	/** Through the user namespace of a rootless engine. */
	| 'user-namespace'
	/** A container beside the lab, where the bridge is in another machine. */
	| 'helper-container';

/** What somebody asked for that cannot be done. */
export type WrongUse =
	| 'no-messages'
	| 'empty-message'
	| 'comma-in-message'
	| 'long-message'
	| 'part-needs-fed-client'
	| 'started-by-hand'
	| 'verify-standard-input'
	| 'keep-needs-docker'
	| 'seed-is-simulated'
	| 'no-profile'
	| 'reply-unforeseen'
	| 'verify-keeps-packets'
	| 'columns-of-rows'
	| 'rows-of-tables'
	| 'several-captures'
	| 'summary-format'
	| 'jobs'
	| 'ring-without-rotation'
	| 'clients-are-automatic'
	| 'fault-types'
	| 'push-is-upcall'
	| 'events-of-a-view'
	| 'shard'
	| 'parts-of-queue'
	| 'watch-alone'
	| 'no-specification'
	| 'pcap-has-one-link-type'
	| 'no-report'
	| 'one-standard-input'
	| 'self-is-text';

/** What a file that is no capture looks like, told from its first bytes. */
export type LooksLike =
	| 'empty'
	| 'short'
	| 'damaged-gzip'
	| 'gzip'
	| 'zstd'
	| 'lz4'
	| 'xz'
	| 'bzip2'
	| '7z'
	| 'tar'
	| 'zip'
	| 'other-capture'
	| 'text'
	| 'web-page'
	| 'pdf'
	| 'image'
	| 'video'
	| 'program'
	| 'unknown';

/** Why the system does not let a file be read. */
export type Unreadable =
	| 'folder'
	| 'forbidden'
	| 'link-loop'
	| 'not-in-folder'
	| 'long-name'
	| 'device'
	| 'disk'
	| 'too-many-open'
	| 'other';

/** Exit statuses of the command line (what each means is in the README). */
export const EXIT = {
	fine: 0,
	negative: 1,
	wrongUse: 2,
	unreadableInput: 3,
	environment: 4,
	bug: 70,
} as const;

/** One of the exit statuses of the program. */
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

const EXIT_OF: { readonly [C in ErrorCode]: ExitStatus } = {
	'no-such-file': EXIT.unreadableInput,
	'unreadable-file': EXIT.unreadableInput,
	'no-captures': EXIT.unreadableInput,
	'not-a-report': EXIT.unreadableInput,
	'not-a-capture': EXIT.unreadableInput,
	'memory-full': EXIT.environment,
	'file-exists': EXIT.wrongUse,
	'cannot-write': EXIT.environment,
	'unknown-column': EXIT.wrongUse,
	'not-in-capture': EXIT.wrongUse,
	'several-connections': EXIT.wrongUse,
	'nothing-to-plot': EXIT.wrongUse,
	'bad-rows': EXIT.wrongUse,
	'bad-yaml': EXIT.unreadableInput,
	'wrong-use': EXIT.wrongUse,
	'port-forbidden': EXIT.environment,
	'not-linux': EXIT.environment,
	'tool-missing': EXIT.environment,
	'capture-forbidden': EXIT.environment,
	'namespaces-forbidden': EXIT.environment,
	'no-such-interface': EXIT.environment,
	'interface-down': EXIT.environment,
	'network-empty': EXIT.environment,
	'bad-filter': EXIT.wrongUse,
	'cap-missing': EXIT.environment,
	'no-way-to-record': EXIT.environment,
	'recorder-failed': EXIT.environment,
	'driver-elsewhere': EXIT.wrongUse,
	'recorder-late': EXIT.environment,
	'lab-step-failed': EXIT.environment,
	'port-in-use': EXIT.environment,
	'connection-refused': EXIT.environment,
	'connection-lost': EXIT.environment,
	'several-networks': EXIT.wrongUse,
	'no-network': EXIT.environment,
	'no-engine': EXIT.environment,
	'unknown-fault': EXIT.wrongUse,
	'fault-elsewhere': EXIT.wrongUse,
	'faults-collide': EXIT.wrongUse,
	'no-submissions': EXIT.unreadableInput,
	'package-missing': EXIT.environment,
	'queue-failed': EXIT.environment,
	'bad-parts': EXIT.unreadableInput,
};

/** A failure caused by the machine or the request, never by the captured bytes. */
export class CapnoteError<C extends ErrorCode = ErrorCode> extends Error {
	readonly code: C;
	readonly details: ErrorDetails<C>;
	/** The command or step that cures it, in English. */
	readonly fix: string;
	/** The exit status of the command line for this error. */
	readonly exitStatus: ExitStatus;

	constructor(code: C, details: ErrorDetails<C>, cause?: unknown) {
		const text = ERROR_TEXT[code](details);
		super(text.what, cause === undefined ? undefined : { cause });
		this.name = 'CapnoteError';
		this.code = code;
		this.details = details;
		this.fix = text.fix;
		this.exitStatus = EXIT_OF[code];
	}
}
