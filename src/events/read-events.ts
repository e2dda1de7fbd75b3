import {
	CALLS,
	type Call,
	type ClockReading,
	offsetOf,
	type ProgramEvent,
	type ProgramEvents,
} from './program-event.ts';

/** Reads lines of program events. A line that is none is counted and passed over: text never throws. */
export function readEvents(text: string): ProgramEvents {
	const events: ProgramEvent[] = [];
	const clocks = new Map<string, ClockReading[]>();
	let badLines = 0;
	for (const line of text.split('\n')) {
		if (line.trim() === '') continue;
		const found = objectOf(line);
		const event = found && eventOf(found);
		const clock = found && clockOf(found);
		if (event) events.push(event);
		else if (clock) clocks.set(clock.of, [...(clocks.get(clock.of) ?? []), clock]);
		else badLines += 1;
	}
	events.sort((a, b) => (a.timeNs < b.timeNs ? -1 : a.timeNs > b.timeNs ? 1 : 0));
	return { events, uncertaintyNs: uncertaintyOf([...clocks.values()]), badLines };
}

/**
 * The most that a time can be wrong by. Each program measures its clock when it starts, times its events by that, and
 * measures again when it ends: what both have in common is true. Where they have nothing in common the clock was set
 * meanwhile, and all between them is possible.
 */
function uncertaintyOf(programs: readonly (readonly ClockReading[])[]): bigint | null {
	if (programs.length === 0) return null;
	return programs.map(uncertaintyOfProgram).reduce((max, own) => (own > max ? own : max));
}

function uncertaintyOfProgram([first, ...others]: readonly ClockReading[]): bigint {
	if (first === undefined) return 0n;
	const used = offsetOf(first);
	const last = others.at(-1) ?? first;
	const [least, most] = [
		maxOf(first.leastOffsetNs, last.leastOffsetNs),
		-maxOf(-first.mostOffsetNs, -last.mostOffsetNs),
	];
	const [low, high] = least <= most ? [least, most] : [most, least];
	return maxOf(high - used, used - low);
}

function maxOf(a: bigint, b: bigint): bigint {
	return a > b ? a : b;
}

type Fields = Readonly<Record<string, unknown>>;

function objectOf(line: string): Fields | undefined {
	try {
		const value: unknown = JSON.parse(line);
		return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
	} catch {
		return undefined;
	}
}

function eventOf(fields: Fields): ProgramEvent | undefined {
	const call = CALLS.find((name) => name === fields.call) as Call | undefined;
	const timeNs = nsOf(fields.timeNs);
	const program = programOf(fields);
	if (call === undefined || timeNs === null || program === undefined) return undefined;
	return {
		...{ program, call, timeNs, fromNs: nsOf(fields.fromNs), pid: countOf(fields.pid) ?? 0 },
		...{ local: textOf(fields.local), remote: textOf(fields.remote), bytes: countOf(fields.bytes) },
		error: textOf(fields.error),
	};
}

function clockOf(fields: Fields): (ClockReading & { readonly of: string }) | undefined {
	const [leastOffsetNs, mostOffsetNs] = [nsOf(fields.leastOffsetNs), nsOf(fields.mostOffsetNs)];
	if (fields.call !== 'clock' || leastOffsetNs === null || mostOffsetNs === null) return undefined;
	return { of: `${fields.program} ${fields.pid}`, leastOffsetNs, mostOffsetNs };
}

function programOf({ program }: Fields): 'client' | 'server' | undefined {
	return program === 'client' || program === 'server' ? program : undefined;
}

function nsOf(value: unknown): bigint | null {
	return typeof value === 'string' && /^-?\d{1,20}$/.test(value) ? BigInt(value) : null;
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}

function countOf(value: unknown): number | null {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
