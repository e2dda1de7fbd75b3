import { describe, expect, test } from 'vitest';
import { lifeSteps } from '../testing/life-steps.ts';
import { lifeCycle } from './life-cycle.ts';
import { crossingSide } from './life-ending.ts';
import { synAnswer } from './server-answer.ts';
import { createStates, type StatePair } from './states.ts';
import { zeekVerdict } from './zeek.ts';

/** Behind each segment stand the states after it: the client's, the server's; `?` is not known. */
const OPEN = `
	0.000 client SYN     0:0       ; SYN_SENT SYN_RECEIVED
	0.001 server SYN,ACK 0:0 ack 1 ; ESTABLISHED SYN_RECEIVED
	0.002 client ACK     1:1 ack 1 ; ESTABLISHED ESTABLISHED
`;
const ECHO = `${OPEN}
	0.003 client PSH,ACK 1:7 ack 1 ; ESTABLISHED ESTABLISHED
	0.004 server ACK     1:1 ack 7 ; ESTABLISHED ESTABLISHED
	0.005 server PSH,ACK 1:7 ack 7 ; ESTABLISHED ESTABLISHED
	0.006 client ACK     7:7 ack 7 ; ESTABLISHED ESTABLISHED
`;

interface Case {
	readonly script: string;
	readonly opening: object;
	readonly ending: object;
	readonly traits?: readonly object[];
	readonly zeek: string;
}

const threeWay = { kind: 'three-way', packets: [1, 2, 3] };
const open = { kind: 'open', packets: [] };

/** The table of life-cycle variants, in its order. */
const VARIANTS: Record<string, Case> = {
	'close in four segments (RFC 9293, figure 12)': {
		script: `${ECHO}
			0.010 client FIN,ACK 7:7 ack 7 ; FIN_WAIT_1 CLOSE_WAIT
			0.011 server ACK     7:7 ack 8 ; FIN_WAIT_2 CLOSE_WAIT
			0.012 server FIN,ACK 7:7 ack 8 ; TIME_WAIT LAST_ACK
			0.013 client ACK     8:8 ack 8 ; TIME_WAIT CLOSED
		`,
		opening: threeWay,
		ending: { kind: 'four-segment', starter: 'client', packets: [8, 9, 10, 11] },
		zeek: 'SF ShADadFf',
	},
	'close in three segments, server first': {
		script: `${ECHO}
			0.010 server FIN,ACK 7:7 ack 7 ; CLOSE_WAIT FIN_WAIT_1
			0.011 client FIN,ACK 7:7 ack 8 ; LAST_ACK TIME_WAIT
			0.012 server ACK     8:8 ack 8 ; CLOSED TIME_WAIT
		`,
		opening: threeWay,
		ending: { kind: 'three-segment', starter: 'server', packets: [8, 9, 10] },
		zeek: 'SF ShADadfF',
	},
	'data on FIN': {
		script: `${OPEN}
			0.010 client FIN,PSH,ACK 1:7 ack 1 ; FIN_WAIT_1 CLOSE_WAIT
			0.011 server FIN,PSH,ACK 1:7 ack 8 ; TIME_WAIT LAST_ACK
			0.012 client ACK         8:8 ack 8 ; TIME_WAIT CLOSED
		`,
		opening: threeWay,
		ending: { kind: 'three-segment', starter: 'client', packets: [4, 5, 6] },
		traits: [
			{ kind: 'data-on-fin', packets: [4], side: 'client', bytes: 6, finSequence: 1 },
			{ kind: 'data-on-fin', packets: [5], side: 'server', bytes: 6, finSequence: 6 },
		],
		zeek: 'SF ShAFf',
	},
	'half-close with data (RFC 9293, section 3.6.1)': {
		script: `${OPEN}
			0.003 client PSH,ACK 1:7 ack 1 ; ESTABLISHED ESTABLISHED
			0.010 client FIN,ACK 7:7 ack 1 ; FIN_WAIT_1 CLOSE_WAIT
			0.011 server ACK     1:1 ack 8 ; FIN_WAIT_2 CLOSE_WAIT
			0.012 server PSH,ACK 1:7 ack 8 ; FIN_WAIT_2 CLOSE_WAIT
			0.013 client ACK     8:8 ack 7 ; FIN_WAIT_2 CLOSE_WAIT
			0.014 server PSH,ACK 1:9 ack 8 ; FIN_WAIT_2 CLOSE_WAIT
			0.015 server FIN,ACK 9:9 ack 8 ; TIME_WAIT LAST_ACK
			0.016 client ACK     8:8 ack 10 ; TIME_WAIT CLOSED
		`,
		opening: threeWay,
		ending: { kind: 'four-segment', starter: 'client', packets: [5, 6, 10, 11] },
		traits: [{ kind: 'half-close', side: 'client', packets: [7, 9], bytes: 8, durationNs: 5_000_000n }],
		zeek: 'SF ShADFadf',
	},
	'simultaneous close (RFC 9293, figure 13)': {
		script: `${ECHO}
			0.010 client FIN,ACK 7:7 ack 7 ; FIN_WAIT_1 ESTABLISHED
			0.011 server FIN,ACK 7:7 ack 7 ; CLOSING CLOSING
			0.012 client ACK     8:8 ack 8 ; CLOSING TIME_WAIT
			0.013 server ACK     8:8 ack 8 ; TIME_WAIT TIME_WAIT
		`,
		opening: threeWay,
		ending: { kind: 'simultaneous-close', starter: 'client', packets: [8, 9, 10, 11] },
		zeek: 'SF ShADadFf',
	},
	'simultaneous open (RFC 9293, figure 7)': {
		script: `
			0.000 client SYN     0:0       ; SYN_SENT CLOSED
			0.001 server SYN     0:0       ; SYN_RECEIVED SYN_RECEIVED
			0.002 client SYN,ACK 0:0 ack 1 ; SYN_RECEIVED ESTABLISHED
			0.003 server SYN,ACK 0:0 ack 1 ; ESTABLISHED ESTABLISHED
			0.004 client PSH,ACK 1:7 ack 1 ; ESTABLISHED ESTABLISHED
			0.005 server ACK     1:1 ack 7 ; ESTABLISHED ESTABLISHED
		`,
		opening: { kind: 'simultaneous-open', packets: [1, 2, 3, 4] },
		ending: open,
		zeek: 'S1 SsDa',
	},
	'refused (RFC 9293, section 3.5.2)': {
		script: `
			0.000 client SYN     0:0       ; SYN_SENT CLOSED
			0.001 server RST,ACK 9:9 ack 1 ; CLOSED CLOSED
		`,
		opening: { kind: 'refused', packets: [1, 2] },
		ending: { kind: 'never-opened', packets: [1, 2] },
		zeek: 'REJ Sr',
	},
	'a RST that does not acknowledge the SYN is not believed (RFC 9293, section 3.5.3)': {
		script: `
			0.000 client SYN     0:0        ; SYN_SENT SYN_RECEIVED
			0.001 server SYN,ACK 0:0 ack 1  ; ESTABLISHED SYN_RECEIVED
			0.002 client ACK     1:1 ack 1  ; ESTABLISHED ESTABLISHED
			0.003 server RST     90:90      ; ESTABLISHED ESTABLISHED
			0.004 client PSH,ACK 1:7 ack 1  ; ESTABLISHED ESTABLISHED
		`,
		opening: threeWay,
		ending: open,
		traits: [{ kind: 'reset-ignored', packets: [4] }],
		zeek: 'RSTR ShArD',
	},
	'no answer': {
		script: `
			0.000 client SYN 0:0 ; SYN_SENT ?
			1.000 client SYN 0:0 ; SYN_SENT ?
			3.000 client SYN 0:0 ; SYN_SENT ?
		`,
		opening: { kind: 'no-answer', packets: [1, 2, 3], waitsNs: [1_000_000_000n, 2_000_000_000n] },
		ending: { kind: 'never-opened', packets: [1, 2, 3] },
		zeek: 'S0 S',
	},
	'SYN sent again, then answered': {
		script: `
			0.000 client SYN     0:0       ; SYN_SENT SYN_RECEIVED
			1.000 client SYN     0:0       ; SYN_SENT SYN_RECEIVED
			1.001 server SYN,ACK 0:0 ack 1 ; ESTABLISHED SYN_RECEIVED
			1.002 client ACK     1:1 ack 1 ; ESTABLISHED ESTABLISHED
		`,
		opening: { kind: 'three-way', packets: [2, 3, 4] },
		ending: open,
		traits: [{ kind: 'syn-resent', packets: [1, 2], waitsNs: [1_000_000_000n] }],
		zeek: 'S1 ShA',
	},
	'SYN-ACK sent again': {
		script: `
			0.000 client SYN     0:0       ; SYN_SENT SYN_RECEIVED
			0.001 server SYN,ACK 0:0 ack 1 ; ESTABLISHED SYN_RECEIVED
			1.020 server SYN,ACK 0:0 ack 1 ; ESTABLISHED SYN_RECEIVED
			1.021 client ACK     1:1 ack 1 ; ESTABLISHED ESTABLISHED
		`,
		opening: { kind: 'three-way', packets: [1, 2, 4] },
		ending: open,
		traits: [{ kind: 'syn-ack-resent', packets: [2, 3], waitsNs: [1_019_000_000n] }],
		zeek: 'S1 ShA',
	},
	'abort by the client': {
		script: `${ECHO}
			0.010 client RST,ACK 7:7 ack 7 ; CLOSED CLOSED
			0.011 client RST     7:7       ; CLOSED CLOSED
		`,
		opening: threeWay,
		ending: { kind: 'aborted', by: 'client', packets: [8, 9] },
		zeek: 'RSTO ShADadR',
	},
	'abort by the server, without ACK': {
		script: `${ECHO}
			0.010 server RST 7:7 ; CLOSED CLOSED
		`,
		opening: threeWay,
		ending: { kind: 'aborted', by: 'server', packets: [8] },
		zeek: 'RSTR ShADadr',
	},
	'FIN answered by RST': {
		script: `${ECHO}
			0.010 client FIN,ACK 7:7 ack 7 ; FIN_WAIT_1 CLOSE_WAIT
			0.011 server RST,ACK 7:7 ack 8 ; CLOSED CLOSED
		`,
		opening: threeWay,
		ending: { kind: 'fin-answered-by-reset', by: 'server', packets: [8, 9] },
		zeek: 'RSTR ShADadFr',
	},
	'a RST in the handshake leaves a passive open listening (RFC 9293, section 3.10.7.4)': {
		script: `
			0.000 client SYN     0:0       ; SYN_SENT SYN_RECEIVED
			0.001 server SYN,ACK 0:0 ack 1 ; ESTABLISHED SYN_RECEIVED
			0.002 client RST     1:1       ; CLOSED LISTEN
		`,
		opening: { kind: 'unfinished', packets: [1, 2] },
		ending: { kind: 'aborted', by: 'client', packets: [3] },
		zeek: 'RSTO ShR',
	},
	'half-open discovery (RFC 9293, figure 9)': {
		script: `
			0.000 client SYN     0:0         ; SYN_SENT ESTABLISHED
			0.001 server ACK     500:500 ack 9000000 ; SYN_SENT ESTABLISHED
			0.002 client RST     9000000:9000000 ; SYN_SENT CLOSED
		`,
		opening: { kind: 'challenged', packets: [1, 2, 3] },
		ending: { kind: 'never-opened', packets: [1, 2, 3] },
		traits: [{ kind: 'half-open-discovery', packets: [1, 2, 3], previous: null }],
		zeek: 'RSTOS0 SaR',
	},
	'half-open discovery, then the SYN again': {
		script: `
			0.000 client SYN     0:0         ; SYN_SENT ESTABLISHED
			0.001 server ACK     500:500 ack 9000000 ; SYN_SENT ESTABLISHED
			0.002 client RST     9000000:9000000 ; SYN_SENT CLOSED
			1.000 client SYN     0:0       ; SYN_SENT SYN_RECEIVED
			1.001 server SYN,ACK 0:0 ack 1 ; ESTABLISHED SYN_RECEIVED
			1.002 client ACK     1:1 ack 1 ; ESTABLISHED ESTABLISHED
		`,
		opening: { kind: 'three-way', packets: [4, 5, 6] },
		ending: open,
		traits: [
			{ kind: 'syn-resent', packets: [1, 4], waitsNs: [1_000_000_000n] },
			{ kind: 'half-open-discovery', packets: [1, 2, 3], previous: null },
		],
		zeek: 'RSTOS0 SaRhA',
	},
	'Fast Open accepted (RFC 7413)': {
		script: `
			0.000 client SYN     0:6       ; SYN_SENT SYN_RECEIVED
			0.001 server SYN,ACK 0:0 ack 7 ; ESTABLISHED SYN_RECEIVED
			0.002 client ACK     7:7 ack 1 ; ESTABLISHED ESTABLISHED
			0.003 server PSH,ACK 1:7 ack 7 ; ESTABLISHED ESTABLISHED
		`,
		opening: threeWay,
		ending: open,
		traits: [{ kind: 'fast-open', packets: [1, 2], bytes: 6, accepted: true }],
		zeek: 'S1 ShAd',
	},
	'Fast Open ignored (RFC 7413)': {
		script: `
			0.000 client SYN     0:6       ; SYN_SENT SYN_RECEIVED
			0.001 server SYN,ACK 0:0 ack 1 ; ESTABLISHED SYN_RECEIVED
			0.002 client PSH,ACK 1:7 ack 1 ; ESTABLISHED ESTABLISHED
		`,
		opening: threeWay,
		ending: open,
		traits: [{ kind: 'fast-open', packets: [1, 2], bytes: 6, accepted: false }],
		zeek: 'S1 ShDT',
	},
	'a start in the middle': {
		script: `
			0.000 client PSH,ACK 1:7 ack 1 ; ? ?
			0.001 server ACK     1:1 ack 7 ; ? ?
			0.002 server PSH,ACK 1:7 ack 7 ; ESTABLISHED ESTABLISHED
			0.003 client ACK     7:7 ack 7 ; ESTABLISHED ESTABLISHED
			0.004 client FIN,ACK 7:7 ack 7 ; FIN_WAIT_1 CLOSE_WAIT
			0.005 server ACK     7:7 ack 8 ; FIN_WAIT_2 CLOSE_WAIT
			0.006 server FIN,ACK 7:7 ack 8 ; TIME_WAIT LAST_ACK
			0.007 client ACK     8:8 ack 8 ; TIME_WAIT CLOSED
		`,
		opening: { kind: 'not-captured', packets: [1] },
		ending: { kind: 'four-segment', starter: 'client', packets: [5, 6, 7, 8] },
		zeek: 'SF DadAFf',
	},
	'a start with the SYN-ACK': {
		script: `
			0.000 server SYN,ACK 0:0 ack 1 ; ESTABLISHED SYN_RECEIVED
			0.001 client ACK     1:1 ack 1 ; ESTABLISHED ESTABLISHED
			0.002 client PSH,ACK 1:7 ack 1 ; ESTABLISHED ESTABLISHED
			0.003 client FIN,ACK 7:7 ack 1 ; FIN_WAIT_1 CLOSE_WAIT
			0.004 server FIN,ACK 1:1 ack 8 ; TIME_WAIT LAST_ACK
		`,
		opening: { kind: 'not-captured', packets: [1] },
		ending: { kind: 'three-segment', starter: 'client', packets: [4, 5] },
		zeek: 'SF ^hADFf',
	},
	'only the close': {
		script: `
			0.000 server FIN,ACK 1:1 ack 1 ; ? ?
			0.041 client ACK     1:1 ack 2 ; ? ?
			9.000 client FIN,ACK 1:1 ack 2 ; LAST_ACK TIME_WAIT
			9.001 server ACK     2:2 ack 2 ; CLOSED TIME_WAIT
		`,
		opening: { kind: 'not-captured', packets: [1] },
		ending: { kind: 'four-segment', starter: 'server', packets: [1, 2, 3, 4] },
		zeek: 'SF FafA',
	},
	'a SYN-ACK that was not captured': {
		script: `
			0.000 client SYN     0:0       ; SYN_SENT SYN_RECEIVED
			0.002 client ACK     1:1 ack 1 ; ESTABLISHED ESTABLISHED
			0.003 server PSH,ACK 1:7 ack 1 ; ESTABLISHED ESTABLISHED
		`,
		opening: { kind: 'partly-captured', packets: [1] },
		ending: open,
		zeek: 'OTH SAd',
	},
	'a FIN that overtakes data counts only when all is there': {
		script: `${OPEN}
			0.003 client FIN,ACK 7:7 ack 1 ; FIN_WAIT_1 ESTABLISHED
			0.004 client PSH,ACK 1:7 ack 1 ; FIN_WAIT_1 CLOSE_WAIT
		`,
		opening: threeWay,
		ending: { kind: 'half-closed', starter: 'client', packets: [4] },
		zeek: 'S2 ShAFDT',
	},
	'a FIN without ACK is dropped by its receiver (RFC 9293, section 3.10.7.4)': {
		script: `${OPEN}
			0.003 client FIN 1:1 ; FIN_WAIT_1 ESTABLISHED
		`,
		opening: threeWay,
		ending: { kind: 'half-closed', starter: 'client', packets: [4] },
		zeek: 'S2 ShAF',
	},
	'a FIN sent again': {
		script: `${OPEN}
			0.003 client FIN,ACK 1:1 ack 1 ; FIN_WAIT_1 CLOSE_WAIT
			0.250 client FIN,ACK 1:1 ack 1 ; FIN_WAIT_1 CLOSE_WAIT
			0.251 server FIN,ACK 1:1 ack 2 ; TIME_WAIT LAST_ACK
			0.252 client ACK     2:2 ack 2 ; TIME_WAIT CLOSED
		`,
		opening: threeWay,
		ending: { kind: 'three-segment', starter: 'client', packets: [4, 6, 7] },
		traits: [{ kind: 'fin-resent', side: 'client', packets: [4, 5], waitsNs: [247_000_000n] }],
		zeek: 'SF ShAFf',
	},
};

function statesOf(script: string): readonly StatePair[] {
	const segments = lifeSteps(script).steps.map(({ segment }) => segment);
	const startSeen = segments.some(({ syn, ack, side }) => syn && !ack && side === 'client');
	const states = createStates({ startSeen, answer: synAnswer(segments), crossing: crossingSide(segments) });
	return segments.map((segment) => states.after(segment));
}

describe('createStates()', () => {
	test.each(Object.entries(VARIANTS))('%s', (_name, { script }) => {
		const found = statesOf(script).map(({ client, server }) => `${client ?? '?'} ${server ?? '?'}`);
		expect(found).toEqual(lifeSteps(script).notes);
	});
});

describe('lifeCycle()', () => {
	test.each(Object.entries(VARIANTS))('%s', (_name, { script, opening, ending, traits = [] }) => {
		const found = lifeCycle(lifeSteps(script).steps);
		expect(found).toMatchObject({ opening, ending });
		expect(found.traits).toEqual(traits);
	});

	test('the same ends again, and the gap since the last FIN', () => {
		const before = lifeSteps(VARIANTS['close in four segments (RFC 9293, figure 12)']?.script ?? '').steps;
		const after = lifeSteps(`30.012 client SYN 0:0 ; SYN_SENT ?`).steps;
		expect(lifeCycle(after, { connection: 4, steps: before }).traits).toEqual([
			{
				kind: 'port-reuse',
				packets: [1],
				previous: 4,
				since: 'fin',
				gapNs: 30_000_000_000n,
				sameInitialSequence: true,
			},
		]);
	});
});

describe('zeekVerdict()', () => {
	test.each(Object.entries(VARIANTS))('%s', (_name, { script, zeek }) => {
		const { state, history } = zeekVerdict(lifeSteps(script).steps.map(({ segment }) => segment));
		expect(`${state} ${history}`).toBe(zeek);
	});
});
