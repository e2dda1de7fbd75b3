import type { Socket } from 'node:net';
import { hrtime, pid } from 'node:process';
import { endpointText } from '../decode/endpoint-text.ts';
import { type Call, type ClockReading, clockLine, type Ends, eventLine, offsetOf } from '../events/program-event.ts';
import { measureClock } from './program-clock.ts';

/** What a program writes down of its own calls. */
export interface ProgramLog {
	/** A moment before a call, to be handed to `add`. */
	readonly moment: () => bigint;
	readonly add: (call: Call, of: Ends, more?: Added) => void;
	/** Measures the clock once more and writes what is left. */
	readonly close: () => void;
}

interface Added {
	/** From `moment`, for a call that the program made. */
	readonly from?: bigint;
	readonly bytes?: number;
	readonly error?: string;
}

/** For a program whose calls nobody wants to see. */
export const NO_LOG: ProgramLog = { moment: () => 0n, add: () => undefined, close: () => undefined };

const CLOCKS = { monotonicNs: hrtime.bigint, realMs: Date.now };

/**
 * A log that writes lines of JSON. A line is written after the program has done what it is about, so that the writing
 * does not come between a call and its packet.
 */
export function createProgramLog(program: 'client' | 'server', write: (text: string) => void): ProgramLog {
	const reading = measureClock(CLOCKS);
	const offset = offsetOf(reading);
	const lines: string[] = [];
	const clock = (measured: ClockReading): void => void lines.push(clockLine(program, pid, measured));
	const flush = (): void => {
		if (lines.length > 0) write(`${lines.splice(0).join('\n')}\n`);
	};
	clock(reading);
	return {
		moment: hrtime.bigint,
		add(call, { local, remote }, { from, bytes = null, error = null } = {}) {
			const timeNs = hrtime.bigint() + offset;
			const fromNs = from === undefined ? null : from + offset;
			if (lines.length === 0) setImmediate(flush);
			lines.push(eventLine({ program, pid, call, fromNs, timeNs, local, remote, bytes, error }));
		},
		close() {
			clock(measureClock(CLOCKS));
			flush();
		},
	};
}

/** The two ends of a connection, while its socket knows them. */
export function endsOf({ localAddress, localPort, remoteAddress, remotePort }: Socket): Ends {
	return { local: endOf(localAddress, localPort), remote: endOf(remoteAddress, remotePort) };
}

function endOf(address: string | undefined, port: number | undefined): string | null {
	return address === undefined || port === undefined ? null : endpointText(address, port);
}
