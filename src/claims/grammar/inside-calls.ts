import type { CallName } from '../text/token.ts';

/** Calls that put nothing on the wire, whatever is said beside them. */
export const INSIDE: ReadonlySet<CallName> = new Set(['listen', 'accept', 'recv', 'bind', 'socket']);
