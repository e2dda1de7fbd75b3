import type { Analysis, AnnotatedPacket } from '../../tcp/analysis.ts';
import { distance } from '../../tcp/sequence.ts';
import { hash64, hashBytes } from '../hash.ts';

/** Fewer random bits could be the same by chance in a class of ten thousand. */
const LEAST_BITS = 44;
/** Steps of a clock below this are the machine's, not the person's. */
const LEAST_STEP = 8;
const MOST_STRETCHES = 64;
const MOST_SEGMENTS = 4000;

interface Step {
	readonly number: number;
	readonly token: string;
	/** How much of it is chance: the pauses of a person, in bits. */
	readonly bits: number;
}

/**
 * S4: each shortest stretch of a connection's segments whose pauses are individual, from each segment on. Only what
 * survives a rewrite of addresses, ports and first numbers is in it.
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

/** Steps are counted from the last segment of the same side, so the first ones of a capture have none. */
function stepsOf(packets: Iterable<AnnotatedPacket>): readonly Step[] {
	const last = new Map<string, { readonly value: number; readonly identification: number }>();
	const steps: Step[] = [];
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
		const isPause = side === 'client' && step >= LEAST_STEP;
		const bits = isPause ? Math.log2(step) : 0;
		steps.push({ number: packet.number, token: `${side} ${payloadBytes} ${step} ${next} ${payload}`, bits });
	}
	return steps;
}
