import { describe, expect, test } from 'vitest';
import { type AnalyzeResult, analyze } from '../analyze.ts';
import { parseScript, type ScriptLine, scriptFile } from '../testing/script.ts';
import { bytesSource } from '../testing/source.ts';

const OPEN = `
	0.000 client SYN     0:0         ; opens
	0.001 server SYN,ACK 0:0   ack 1 ; accepts
	0.002 client ACK     1:1   ack 1 ; handshake-done
`;

/** Each line names its notes, so that a false note fails as loudly as a missing one. */
const SCRIPTS: Record<string, string> = {
	'a whole run with a close in three segments': `${OPEN}
		0.010 client PSH,ACK 1:6   ack 1  "hello"       ; data
		0.011 server ACK     1:1   ack 6                ; acknowledges
		0.012 server PSH,ACK 1:12  ack 6  "Echo: hello" ; data
		0.013 client ACK     6:6   ack 12               ; acknowledges
		0.020 client FIN,ACK 6:6   ack 12               ; closes-first
		0.021 server FIN,ACK 12:12 ack 7                ; closes-too
		0.022 client ACK     7:7   ack 13               ; close-done
	`,
	'a reply acknowledges its request': `${OPEN}
		0.010 client PSH,ACK 1:6  ack 1 "hello"       ; data
		0.012 server PSH,ACK 1:12 ack 6 "Echo: hello" ; data acknowledges
	`,
	'the last ACK of the handshake may carry data': `
		0.000 client SYN     0:0                ; opens
		0.001 server SYN,ACK 0:0   ack 1        ; accepts
		0.002 client PSH,ACK 1:6   ack 1 "hello" ; data handshake-done
	`,
	'a SYN that is answered by RST is refused (RFC 9293, section 3.5.2)': `
		0.000 client SYN     0:0       ; opens
		0.001 server RST,ACK 1:1 ack 1 ; refused
	`,
	'a SYN sent again is the same SYN': `
		0.000 client SYN     0:0       ; opens
		1.000 client SYN     0:0       ; resent
		1.001 server SYN,ACK 0:0 ack 1 ; accepts
		1.002 client ACK     1:1 ack 1 ; handshake-done
	`,
	'in a simultaneous open no SYN is sent again (RFC 9293, figure 7)': `
		0.000 client SYN     0:0       ; opens
		0.001 server SYN     0:0       ; opens
		0.002 client SYN,ACK 0:0 ack 1 ; accepts-too
		0.003 server SYN,ACK 0:0 ack 1 ; accepts-too
		0.300 server SYN,ACK 0:0 ack 1 ; resent
		0.301 client ACK     1:1 ack 1 ; repeats-ack
	`,
	'bytes sent twice are one message': `${OPEN}
		0.010 client PSH,ACK 1:6  ack 1  "hello"       ; data
		0.300 client PSH,ACK 1:6  ack 1  "hello"       ; resent
		0.301 server PSH,ACK 1:12 ack 6  "Echo: hello" ; data acknowledges
	`,
	'a message in two segments goes on': `${OPEN}
		0.010 client PSH,ACK 1:4  ack 1  "hel" ; data
		0.011 client PSH,ACK 4:6  ack 1  "lo"  ; data
		0.012 server ACK     1:1  ack 6        ; acknowledges
	`,
	'segments that overtake each other make one message': `${OPEN}
		0.010 client PSH,ACK 4:6  ack 1  "lo"  ; gap data
		0.011 client PSH,ACK 1:4  ack 1  "hel" ; fills-gap data
		0.012 server ACK     1:1  ack 6        ; acknowledges
	`,
	'a gap may be filled in two steps, and an ACK ends it': `${OPEN}
		0.010 client PSH,ACK 7:9  ack 1  "78" ; gap data
		0.011 client PSH,ACK 1:4  ack 1  "123" ; fills-gap data
		0.0125 client PSH,ACK 1:4  ack 1  "123" ; resent
		0.013 client PSH,ACK 4:7  ack 1  "456" ; fills-gap data
		0.014 server ACK     1:1  ack 9        ; acknowledges
		0.015 client PSH,ACK 4:7  ack 1  "456" ; resent
	`,
	'a gap may be filled from behind or in its middle: the rest stays missing': `${OPEN}
		0.010 client PSH,ACK 9:11 ack 1  "90" ; gap data
		0.011 client PSH,ACK 7:9  ack 1  "78" ; fills-gap data
		0.012 client PSH,ACK 3:5  ack 1  "34" ; fills-gap data
		0.013 client PSH,ACK 1:3  ack 1  "12" ; fills-gap data
		0.0145 client PSH,ACK 1:3  ack 1  "12" ; resent
		0.015 client PSH,ACK 5:7  ack 1  "56" ; fills-gap data
		0.016 server ACK     1:1  ack 11      ; acknowledges
	`,
	'an ACK with nothing new repeats its number': `${OPEN}
		0.010 server ACK 1:1 ack 1 ; repeats-ack
	`,
	'an ACK beyond what was captured says so': `${OPEN}
		0.010 server ACK 1:1 ack 101 ; acknowledges-unseen
	`,
	'a start in the middle is not captured, not absent': `
		0.000 client PSH,ACK 1:6   ack 1  "hello"       ; start-not-captured data
		0.001 server PSH,ACK 1:12  ack 6  "Echo: hello" ; data acknowledges
		0.002 client ACK     6:6   ack 12               ; acknowledges
	`,
	'a pure ACK at the very start speaks of the time before': `
		0.000 client ACK     1:1   ack 1                ; start-not-captured acknowledges-earlier
		0.010 client PSH,ACK 1:6   ack 1  "hello"       ; data
	`,
	'a start with the SYN-ACK knows who is the server': `
		0.000 server SYN,ACK 0:0   ack 1 ; start-not-captured accepts
		0.001 client ACK     1:1   ack 1 ; acknowledges
	`,
	'a close in four segments, server first': `${OPEN}
		0.010 server FIN,ACK 1:1 ack 1 ; closes-first
		0.050 client ACK     1:1 ack 2 ; acknowledges
		2.000 client FIN,ACK 1:1 ack 2 ; closes-too
		2.001 server ACK     2:2 ack 2 ; close-done
	`,
	'data may follow a half-close': `${OPEN}
		0.010 client FIN,ACK 1:1  ack 1        ; closes-first
		0.011 server ACK     1:1  ack 2        ; acknowledges
		0.012 server PSH,ACK 1:4  ack 2  "abc" ; data
		0.013 client ACK     2:2  ack 4        ; acknowledges
		0.014 server FIN,ACK 4:4  ack 2        ; closes-too
		0.015 client ACK     2:2  ack 5        ; close-done
	`,
	'FINs that cross close at once, and the second ACK completes it (RFC 9293, figure 13)': `${OPEN}
		0.010 client FIN,ACK 1:1 ack 1 ; closes-at-once
		0.011 server FIN,ACK 1:1 ack 1 ; closes-at-once
		0.012 server ACK     2:2 ack 2 ; acknowledges
		0.013 client ACK     2:2 ack 2 ; close-done
	`,
	'a FIN may carry the last bytes': `${OPEN}
		0.010 client FIN,PSH,ACK 1:4 ack 1 "abc" ; data closes-first
		0.011 server FIN,ACK     1:1 ack 5       ; closes-too
		0.012 client ACK         5:5 ack 2       ; close-done
	`,
	'a reset breaks off': `${OPEN}
		0.010 client RST,ACK 1:1 ack 1 ; reset
	`,
	'a server that speaks first speaks unasked': `${OPEN}
		0.010 server PSH,ACK 1:4 ack 1 "abc" ; data
		0.011 client ACK     1:1 ack 4       ; acknowledges
	`,
	'what a server says behind a whole reply it says unasked': `${OPEN}
		0.010 client PSH,ACK 1:3   ack 1  "hi"       ; data
		0.012 server PSH,ACK 1:9   ack 3  "Echo: hi" ; data acknowledges
		0.100 server PSH,ACK 9:13  ack 3  "tick"     ; data
		0.200 server PSH,ACK 13:17 ack 3  "tack"     ; data
		0.300 client PSH,ACK 3:5   ack 17 "ho"       ; data acknowledges
		0.302 server PSH,ACK 17:25 ack 5  "Echo: ho" ; data acknowledges
	`,
};

async function analyzeLines(lines: readonly ScriptLine[]): Promise<AnalyzeResult> {
	return await analyze(bytesSource(scriptFile(lines)));
}

describe('walkConnection()', () => {
	test.each(Object.entries(SCRIPTS))('%s', async (_name, script) => {
		const lines = parseScript(script);
		const { analysis } = await analyzeLines(lines);
		const found = lines.map((line, i) => ({ ...line, notes: analysis.packet(i + 1).notes.map(({ kind }) => kind) }));
		expect(found).toEqual(lines);
		expect(analysis.connectionCount).toBe(1);
	});

	test.each(Object.entries(SCRIPTS))('relative numbers are those of the script: %s', async (_name, script) => {
		const lines = parseScript(script);
		const { analysis } = await analyzeLines(lines);
		const numbers = lines.map((_, i) => analysis.packet(i + 1).segment);
		expect(numbers).toMatchObject(
			lines.map(({ side, first, ack }) => ({ side, relativeSequence: first, relativeAcknowledgment: ack ?? null })),
		);
	});

	test('explains each ACK by the packets and the sum that make its number', async () => {
		const { analysis } = await analyzeLines(parseScript(SCRIPTS['a whole run with a close in three segments'] ?? ''));
		const sums = Array.from({ length: analysis.packetCount }, (_, i) => analysis.packet(i + 1).acknowledged);
		expect(sums).toEqual([
			null,
			{ packets: [1], from: 0, bytes: 0, syn: true, fin: false, number: 1 },
			{ packets: [2], from: 0, bytes: 0, syn: true, fin: false, number: 1 },
			null,
			{ packets: [4], from: 1, bytes: 5, syn: false, fin: false, number: 6 },
			null,
			{ packets: [6], from: 1, bytes: 11, syn: false, fin: false, number: 12 },
			null,
			{ packets: [8], from: 6, bytes: 0, syn: false, fin: true, number: 7 },
			{ packets: [9], from: 12, bytes: 0, syn: false, fin: true, number: 13 },
		]);
	});
});

const FACTS: Record<string, [keyof typeof SCRIPTS, object]> = {
	'three segments': [
		'a whole run with a close in three segments',
		{
			roleRule: 'syn',
			startSeen: true,
			endSeen: true,
			handshake: { complete: true, packets: [1, 2, 3] },
			handshakeNs: 2_000_000n,
			close: { shape: 'three-segment', starter: 'client', packets: [8, 9, 10] },
			clientBytes: 5,
			serverBytes: 11,
			exchanges: [{ waitNs: 2_000_000n, followsRule: true }],
		},
	],
	'four segments': [
		'a close in four segments, server first',
		{ endSeen: true, close: { shape: 'four-segment', starter: 'server', packets: [4, 5, 6, 7] } },
	],
	'a half-close': [
		'data may follow a half-close',
		{ endSeen: true, close: { shape: 'four-segment', starter: 'client', packets: [4, 5, 8, 9] } },
	],
	refused: [
		'a SYN that is answered by RST is refused (RFC 9293, section 3.5.2)',
		{
			startSeen: true,
			endSeen: true,
			handshake: { complete: false, packets: [1] },
			close: { shape: 'reset', starter: 'server', packets: [2] },
		},
	],
	'a resent SYN': [
		'a SYN sent again is the same SYN',
		{ handshake: { complete: true, packets: [2, 3, 4] }, handshakeNs: 2_000_000n },
	],
	'a handshake whose last ACK carries data': [
		'the last ACK of the handshake may carry data',
		{ handshake: { complete: true, packets: [1, 2, 3] } },
	],
	'a start in the middle': [
		'a start in the middle is not captured, not absent',
		{
			roleRule: 'lab-port',
			startSeen: false,
			endSeen: false,
			handshake: { complete: false, packets: [] },
			close: { shape: 'none', starter: null },
		},
	],
	'overtaking segments': [
		'segments that overtake each other make one message',
		{ exchanges: [{ request: { packets: [5, 4], length: 5, whole: true }, reply: null, followsRule: null }] },
	],
	'unasked data': [
		'a server that speaks first speaks unasked',
		{ exchanges: [{ request: null, reply: { length: 3 } }] },
	],
	'unasked data behind a reply': [
		'what a server says behind a whole reply it says unasked',
		{
			exchanges: [
				{ request: { packets: [4] }, reply: { packets: [5] }, followsRule: true },
				{ request: null, reply: { packets: [6, 7] } },
				{ request: { packets: [8] }, reply: { packets: [9] }, followsRule: true },
			],
		},
	],
};

describe('connection facts', () => {
	test.each(Object.entries(FACTS))('%s', async (_name, [script, expected]) => {
		const { analysis } = await analyzeLines(parseScript(SCRIPTS[script] ?? ''));
		expect(analysis.connection(1)).toMatchObject(expected);
	});

	test('both sides may close at the same time', async () => {
		const { analysis } = await analyzeLines(
			parseScript(`${OPEN}
				0.010 client FIN,ACK 1:1 ack 1 ; closes-at-once
				0.010 server FIN,ACK 1:1 ack 1 ; closes-at-once
				0.011 client ACK     2:2 ack 2 ; close-done
				0.011 server ACK     2:2 ack 2 ; close-done
			`),
		);
		expect(analysis.connection(1)).toMatchObject({
			endSeen: true,
			close: { shape: 'simultaneous', starter: 'client' },
		});
	});

	test('phases follow the connection', async () => {
		const { analysis } = await analyzeLines(parseScript(SCRIPTS['data may follow a half-close'] ?? ''));
		const phases = Array.from({ length: analysis.packetCount }, (_, i) => analysis.packet(i + 1).segment?.phase);
		expect(phases).toEqual([...Array(3).fill('handshake'), 'close', 'close', 'data', 'close', 'close', 'close']);
	});

	test('a pure ACK of the time before the recording has the phase before', async () => {
		const { analysis } = await analyzeLines(
			parseScript(SCRIPTS['a pure ACK at the very start speaks of the time before'] ?? ''),
		);
		expect(analysis.packet(1).segment?.phase).toBe('before');
		expect(analysis.packet(2).segment?.phase).toBe('data');
	});

	test('the reply rule holds for a reply to several segments, whole or each for itself', async () => {
		const replies = { 'Echo: helEcho: lo': true, 'Echo: hello': true, 'Echo: help!': false };
		for (const [reply, followsRule] of Object.entries(replies)) {
			const { analysis } = await analyzeLines(
				parseScript(`${OPEN}
					0.010 client PSH,ACK 1:4 ack 1 "hel" ; data
					0.011 client PSH,ACK 4:6 ack 1 "lo"  ; data
					0.012 server PSH,ACK 1:${1 + reply.length} ack 6 "${reply}" ; data acknowledges
				`),
			);
			expect(analysis.connection(1).exchanges).toMatchObject([{ followsRule }]);
		}
	});

	test('numbers of packets and connections outside the capture are refused', async () => {
		const { analysis } = await analyzeLines(parseScript(OPEN));
		for (const number of [0, 4, -1, 1.5, Number.NaN]) expect(() => analysis.packet(number)).toThrow(RangeError);
		expect(() => analysis.connection(2)).toThrow(RangeError);
	});
});
