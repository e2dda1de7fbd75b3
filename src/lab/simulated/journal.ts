import { endpointText } from '../../decode/endpoint-text.ts';
import type { Call, Ends, ProgramEvent } from '../../events/program-event.ts';
import { printable } from '../printable.ts';
import type { HostName } from './links.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { US } from './virtual-clock.ts';

/** Which program of a lab; clients are numbered where there are several. */
export interface Speaker {
	readonly program: HostName;
	readonly instance: number | null;
}

/** How a program's connection went wrong. */
export type ProgramFailure = 'refused' | 'reset' | 'timed-out' | 'ended-early';

/** What is told of the programs while time passes: what they print, what they call, how they end. */
export interface Journal {
	readonly said: (by: Speaker, text: string, whole: boolean) => void;
	/** Times count from the start of virtual time. */
	readonly call: (event: ProgramEvent) => void;
	readonly failed: (by: Speaker, failure: ProgramFailure) => void;
	readonly ended: (by: Speaker, failed: boolean) => void;
	/** The server is started only now. */
	readonly lateServer: () => void;
}

/** What one program tells of itself. */
export interface Voice {
	readonly say: (text: string) => void;
	/** A prompt: no end of line. */
	readonly ask: (text: string) => void;
	readonly call: (call: Call, of: Ends, more?: CallFacts) => void;
	readonly fail: (failure: ProgramFailure) => void;
	readonly end: () => void;
}

interface CallFacts {
	/** When it was made, where that was not just now. */
	readonly fromNs?: number;
	/** The program only heard of it, so much later. */
	readonly heardAfterNs?: number;
	readonly bytes?: number;
	readonly error?: string;
}

/** What a call of the system takes. */
const CALL_NS = 20 * US;
/** Until a program that waits for a call sees that it has returned; less than a program takes to do something about it. */
export const RETURN_NS: number = 100 * US;
const FIRST_PID: { readonly [H in HostName]: number } = { server: 101, client: 201 };

/** The voice of a program; it says nothing where nobody listens. */
export function createVoice(journal: Journal | undefined, by: Speaker, clock: VirtualClock): Voice {
	const pid = FIRST_PID[by.program] + (by.instance ?? 1) - 1;
	let isFailed = false;
	let isEnded = false;
	return {
		say: (text) => journal?.said(by, printable(text), true),
		ask: (text) => journal?.said(by, text, false),
		call(call, ends, { fromNs = clock.now(), heardAfterNs, bytes = null, error = null } = {} as CallFacts) {
			const isMade = heardAfterNs === undefined;
			const timeNs = clock.now() + (heardAfterNs ?? CALL_NS);
			const from = isMade || fromNs !== clock.now() ? BigInt(fromNs) : null;
			journal?.call({ program: by.program, pid, call, fromNs: from, timeNs: BigInt(timeNs), ...ends, bytes, error });
		},
		fail(failure) {
			if (isFailed || isEnded) return;
			isFailed = true;
			journal?.failed(by, failure);
		},
		end() {
			if (!isEnded) journal?.ended(by, isFailed);
			isEnded = true;
		},
	};
}

/** The end of a connection as a program sees it. */
export function endText(ip: readonly number[], port: number): string {
	return endpointText(ip.join('.'), port);
}
