import { FLAG } from '../decode/tcp.ts';
import type { LifeStep } from '../tcp/life-traits.ts';
import { parseScript } from './script.ts';

/** First numbers of both sides; both wrap soon, so that every script also tests the wrap. */
const FIRST = { client: 0xffff_fffa, server: 0xffff_ffff };

/** The segments of a script, with what it says behind each `;`. Reset numbers are relative, too. */
export function lifeSteps(script: string): { readonly steps: readonly LifeStep[]; readonly notes: readonly string[] } {
	const lines = parseScript(script);
	const steps = lines.map(({ time, side, flags, first, length, ack }, i) => {
		const has = (bit: number): boolean => (flags & bit) !== 0;
		const other = side === 'client' ? 'server' : 'client';
		const sequence = (FIRST[side] + first) >>> 0;
		const control = Number(has(FLAG.syn)) + Number(has(FLAG.fin));
		const segment = {
			number: i + 1,
			connection: 1,
			stream: 0,
			side,
			phase: 'data',
			syn: has(FLAG.syn),
			ack: has(FLAG.ack),
			fin: has(FLAG.fin),
			rst: has(FLAG.rst),
			sequence,
			acknowledgment: ack === undefined ? 0 : (FIRST[other] + ack) >>> 0,
			end: (sequence + length + control) >>> 0,
			payloadBytes: length,
			window: 64_240,
			relativeSequence: first,
			relativeAcknowledgment: ack ?? null,
		} as const;
		return { segment, timeNs: BigInt(Math.round(time * 1e6)) * 1000n };
	});
	return { steps, notes: lines.map(({ notes }) => notes.join(' ')) };
}
