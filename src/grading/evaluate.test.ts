import { describe, expect, test } from 'vitest';
import { echoLab, simulate } from '../testing/simulated.ts';
import { evaluate, isMet } from './evaluate.ts';
import type { Requirement } from './requirement.ts';

const CLIENT = { kind: 'fed', lines: ['Halo', 'saya 5025211219', 'selesai', 'bye'], pauseMs: 700 } as const;

async function subject(recordFrom: 'start' | 'connected' = 'start') {
	const { result } = await simulate(echoLab(CLIENT, { recordFrom }), 7);
	return { analysis: result.analysis, undamaged: true, port: 2222, variables: { 'student.id': '5025211219' } };
}

const whole = await subject();
const midway = await subject('connected');

/** What is required → what the whole capture says, and what one that starts late says. */
const CASES: Record<string, [Requirement, whole: boolean, midway: boolean]> = {
	'packets: {min: 1}': [{ packets: { min: 1 } }, true, true],
	'packets: 3': [{ packets: 3 }, false, false],
	'handshake: complete': [{ handshake: 'complete' }, true, false],
	'handshake: not-captured': [{ handshake: 'not-captured' }, false, true],
	'exchanges: 3': [{ exchanges: 3 }, true, true],
	'exchanges with their reply': [{ exchanges: { min: 3, port: 2222, reply: 'Echo: {message}' } }, true, true],
	'exchanges with another reply': [{ exchanges: { min: 1, reply: 'Upcall: {message}' } }, false, false],
	'exchanges at another port': [{ exchanges: { min: 1, port: 4141 } }, false, false],
	'exchanges in full': [
		{
			exchanges: [{ client: 'Halo', server: 'Echo: Halo' }, { client: 'saya 5025211219' }, { server: 'Echo: selesai' }],
		},
		true,
		true,
	],
	'one exchange too many': [{ exchanges: [{}, {}, {}, {}] }, false, false],
	'close: any': [{ close: { shape: 'any', complete: true, starter: 'client' } }, true, true],
	'close: 3-segment': [{ close: { shape: '3-segment' } }, true, true],
	'close: 4-segment': [{ close: { shape: '4-segment' } }, false, false],
	'payloadContains a variable': [{ payloadContains: '{student.id}' }, true, true],
	'payloadContains, whatever the capitals': [{ payloadContains: ['HALO', 'Selesai'] }, true, true],
	'payloadContains what is not there': [{ payloadContains: 'nobody' }, false, false],
	'retransmissions: 0': [{ retransmissions: 0 }, true, true],
	'segments: 16': [{ segments: 16 }, true, false],
	'server and client': [{ server: { port: 2222 }, client: { address: '172.30.0.3' } }, false, false],
	'bytes of the client': [{ clientBytes: 26 }, true, true],
	startsMidConnection: [{ startsMidConnection: true }, false, true],
	'endsOpen: false': [{ endsOpen: false }, true, true],
	'firstSpeaker: client': [{ firstSpeaker: 'client' }, true, true],
	'connections: 1': [{ connections: 1, connection: [{ handshake: 'complete' }] }, true, false],
	'a second connection': [{ connection: [{}, { handshake: 'complete' }] }, false, false],
	'packets one by one': [
		{ packets: [{ n: 3, flags: ['SYN'], from: 'client', to: 'server', dataLength: 0 }] },
		true,
		false,
	],
	'a packet that is not there': [{ packets: [{ n: 999 }] }, false, false],
	'arp: broadcast': [{ arp: { requests: { min: 1 }, broadcast: { max: 1 } } }, true, false],
	whole: [{ whole: true }, true, true],
};

describe('evaluate()', () => {
	test.each(Object.entries(CASES))('%s', (_name, [requirement, met, metMidway]) => {
		const outcomes = evaluate(requirement, whole);
		expect({ met: isMet(outcomes), outcomes }).toMatchObject({ met });
		expect({ met: isMet(evaluate(requirement, midway)), requirement }).toMatchObject({ met: metMidway });
	});

	test('tells what it found, and where', () => {
		expect(evaluate({ handshake: 'complete' }, midway)).toEqual([
			{
				word: 'handshake',
				met: false,
				expected: 'complete',
				found: 'not-captured',
				at: null,
				connection: 1,
				packets: [1],
			},
		]);
		expect(evaluate({ exchanges: { min: 5 } }, whole)).toMatchObject([{ expected: '≥ 5', found: 3, connection: 1 }]);
	});

	test('without a connection, nothing of one is met', () => {
		const analysis = { ...whole.analysis, connections: [] as never };
		const outcomes = evaluate(
			{ handshake: 'complete', exchanges: { min: 1 }, close: { shape: 'any' } },
			{ ...whole, analysis },
		);
		expect(outcomes.map(({ met, connection }) => [met, connection])).toEqual(Array(3).fill([false, null]));
	});
});
