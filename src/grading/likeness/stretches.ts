import type { Analysis, AnnotatedPacket } from '../../tcp/analysis.ts';
import { distance } from '../../tcp/sequence.ts';
import { hash64, hashBytes } from '../hash.ts';

/** Fewer random bits, and the same words between them, could be the same by chance in a class of ten thousand. */
const LEAST_BITS = 40;
/** Steps of a clock (Linux: milliseconds) below this are the machine's: a delayed ACK takes 40. */
const LEAST_STEP = 64;
/** Programs sleep for whole twentieths of a second, and wake a little later. */
const TIMER_STEP = 50;
const TIMER_LATE = 6;
/** Pauses that differ by less, in parts of them, may be the same one again, of a loop: only the difference is chance. */
const SAME_PAUSE = 0.01;
const SAME_STEPS = 4;
const MOST_STRETCHES = 64;
const MOST_SEGMENTS = 4000;

interface Step {
	readonly number: number;
	readonly token: string;
	/** The pause of a client before it; 0 where there is none. */
	readonly pause: number;
	/** How much of it is chance: the pauses of a person, in bits. */
	readonly bits: number;
}

/**
 * S4: each shortest stretch of a connection's segments whose pauses are individual, from each segment on. Only what
 * survives a rewrite of addresses, ports and first numbers is in it. The rhythm of a program is not individual: whoever
 * runs it has the same.
 */
export function stretchesOf(analysis: Analysis): readonly (readonly [string, number, number])[] {
	const found: (readonly [string, number, number])[] = [];
	for (const { connection } of analysis.connections) {
		if (found.length >= MOST_STRETCHES) break;
		const steps = stepsOf(analysis.packetsOf(connection));
		for (let from = 0; from < steps.length && found.length < MOST_STRETCHES; from++) {
			const stretch = shortestFrom(steps, from);
			if (stretch === null) break;
			found.push([
				hash64(stretch.map(({ token }) => token).join('\n')),
				stretch[0]?.number ?? 0,
				stretch.at(-1)?.number ?? 0,
			]);
		}
	}
	return found;
}

function shortestFrom(steps: readonly Step[], from: number): readonly Step[] | null {
	let bits = 0;
	for (let to = from; to < steps.length; to++) {
		bits += steps[to]?.bits ?? 0;
		if (bits >= LEAST_BITS) return steps.slice(from, to + 1);
	}
	return null;
}

function stepsOf(packets: Iterable<AnnotatedPacket>): readonly Step[] {
	const steps = plainSteps(packets);
	const pauses = steps.flatMap(({ pause }) => (pause > 0 ? pause : [])).sort((a, b) => a - b);
	return steps.map((step) => ({ ...step, bits: bitsOf(step.pause, pauses) }));
}

/** @param pauses All of the connection, sorted, this one among them. */
function bitsOf(pause: number, pauses: readonly number[]): number {
	if (pause === 0 || pause % TIMER_STEP < TIMER_LATE) return 0;
	const at = pauses.indexOf(pause);
	const [before = Number.NEGATIVE_INFINITY, after = Number.POSITIVE_INFINITY] = [pauses[at - 1], pauses[at + 1]];
	const difference = Math.min(pause - before, after - pause);
	if (difference <= SAME_STEPS) return 0;
	return Math.log2(difference < pause * SAME_PAUSE ? difference : pause);
}

/** Steps are counted from the last segment of the same side, so the first ones of a capture have none. */
function plainSteps(packets: Iterable<AnnotatedPacket>): readonly Omit<Step, 'bits'>[] {
	const last = new Map<string, { readonly value: number; readonly identification: number }>();
	const steps: Omit<Step, 'bits'>[] = [];
	let left = MOST_SEGMENTS;
	for (const { packet, segment, duplicateOf } of packets) {
		if (left-- <= 0) break;
		if (segment === null || packet.tcp === null || duplicateOf !== null) continue;
		const option = packet.tcp.options.find(({ kind }) => kind === 'timestamps');
		if (option?.kind !== 'timestamps') continue;
		const { side, payloadBytes } = segment;
		const before = last.get(side);
		const identification = packet.ipv4?.identification ?? 0;
		last.set(side, { value: option.value, identification });
		if (!before) continue;
		const step = distance(before.value, option.value);
		const next = (identification - before.identification) & 0xffff;
		const payload = payloadBytes > 0 ? hashBytes(packet.payload) : '';
		const pause = side === 'client' && step >= LEAST_STEP ? step : 0;
		steps.push({ number: packet.number, token: `${side} ${payloadBytes} ${step} ${next} ${payload}`, pause });
	}
	return steps;
}
