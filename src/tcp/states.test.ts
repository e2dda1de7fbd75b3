import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SynAnswer } from './server-answer.ts';
import { TCP_STATES } from './state-moves.ts';
import { createStates, type StateSegment } from './states.ts';
import { zeekVerdict } from './zeek.ts';

/** Numbers that often meet, so that ACKs cover and RSTs hit. */
const number = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constantFrom(0xffff_fffe, 0x8000_0000));

const segment: fc.Arbitrary<StateSegment> = fc
	.record({
		side: fc.constantFrom('client', 'server'),
		syn: fc.boolean(),
		ack: fc.boolean(),
		fin: fc.boolean(),
		rst: fc.boolean(),
		sequence: number,
		acknowledgment: number,
		payloadBytes: fc.integer({ min: 0, max: 2 }),
	})
	.map((made) => ({
		...made,
		end: (made.sequence + made.payloadBytes + Number(made.syn) + Number(made.fin)) >>> 0,
	}));

const facts = fc.record({
	startSeen: fc.boolean(),
	answer: fc.constantFrom<SynAnswer>('accepts', 'refuses', 'challenges', 'simultaneous', 'silent'),
});

describe('createStates()', () => {
	test('leaves an end only by a SYN, and never forgets a state, whatever comes', () => {
		fc.assert(
			fc.property(facts, fc.array(segment, { maxLength: 40 }), (given, segments) => {
				const states = createStates(given);
				let before = states.after({ ...first, side: 'client' });
				for (const each of segments) {
					const after = states.after(each);
					for (const side of ['client', 'server'] as const) {
						const [from, to] = [before[side], after[side]];
						if (from !== null) expect(TCP_STATES).toContain(to);
						if (from === to || each.syn) continue;
						expect(from).not.toBe('CLOSED');
						if (from === 'TIME_WAIT') expect(to).toBe('CLOSED');
					}
					before = after;
				}
			}),
			{ numRuns: 5000 },
		);
	});
});

const first: StateSegment = {
	side: 'client',
	syn: false,
	ack: false,
	fin: false,
	rst: false,
	sequence: 0,
	acknowledgment: 0,
	end: 0,
	payloadBytes: 0,
};

describe('zeekVerdict()', () => {
	test('always has an answer', () => {
		fc.assert(
			fc.property(fc.array(segment, { maxLength: 40 }), (segments) => {
				const { state, history } = zeekVerdict(segments);
				expect(state).toMatch(/^(S[0123F]|REJ|RST[OR]|RSTOS0|RSTRH|SHR?|OTH)$/);
				expect(history).toMatch(/^\^?[shadfrgtwiq]*$/i);
			}),
			{ numRuns: 2000 },
		);
	});
});
