import { choices } from './error-text/choices.ts';
import { claims } from './error-text/claims.ts';
import { detection } from './error-text/detection.ts';
import { files } from './error-text/files.ts';
import { grading } from './error-text/grading.ts';
import { labs } from './error-text/labs.ts';
import { recording } from './error-text/recording.ts';
import { wrongUse } from './error-text/wrong-use.ts';
import { yaml } from './error-text/yaml.ts';
import type { ErrorCode, ErrorDetails, ErrorText } from './errors.ts';

/** How errors are worded in one language. */
export type ErrorTexts<C extends ErrorCode> = { readonly [K in C]: (details: ErrorDetails<K>) => ErrorText };

/** Captures and other files, read and written. */
export type FileErrors =
	| 'no-such-file'
	| 'unreadable-file'
	| 'no-captures'
	| 'not-a-capture'
	| 'memory-full'
	| 'file-exists'
	| 'cannot-write';
/** What is chosen of a capture to be shown. */
export type ChoiceErrors = 'unknown-column' | 'not-in-capture' | 'several-connections' | 'nothing-to-plot' | 'bad-rows';
/** Lab profiles, rubrics and specifications. */
export type YamlErrors = 'bad-yaml';
/** Options and arguments that do not go together. */
export type WrongUseErrors = 'wrong-use';
/** Running a lab: its network, its programs, its faults. */
export type LabErrors =
	| 'not-linux'
	| 'tool-missing'
	| 'namespaces-forbidden'
	| 'lab-step-failed'
	| 'port-forbidden'
	| 'port-in-use'
	| 'connection-refused'
	| 'connection-lost'
	| 'unknown-fault'
	| 'fault-elsewhere'
	| 'faults-collide';
/** Recording an interface. */
export type RecordingErrors =
	| 'capture-forbidden'
	| 'no-such-interface'
	| 'interface-down'
	| 'network-empty'
	| 'bad-filter'
	| 'cap-missing'
	| 'no-way-to-record'
	| 'recorder-failed'
	| 'driver-elsewhere'
	| 'recorder-late';
/** Container engines and their networks. */
export type DetectionErrors = 'several-networks' | 'no-network' | 'no-engine';
/** The report that is checked. */
export type ClaimErrors = 'not-a-report';
/** Grading a class. */
export type GradingErrors = 'no-submissions' | 'package-missing' | 'queue-failed' | 'bad-parts';

export { whyUnreadable } from './error-text/files.ts';

/** The English words of every error; other languages have theirs in `i18n/`, in files of the same names. */
export const ERROR_TEXT: ErrorTexts<ErrorCode> = {
	...files,
	...choices,
	...yaml,
	...wrongUse,
	...labs,
	...recording,
	...detection,
	...claims,
	...grading,
};
