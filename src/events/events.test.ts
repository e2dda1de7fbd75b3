import { describe, expect, test } from 'vitest';
import { analyze } from '../analyze.ts';
import { bytesSource } from '../file/bytes-source.ts';
import { events as en } from '../i18n/en/events.ts';
import { events as id } from '../i18n/id/events.ts';
import { parseScript, scriptFile } from '../testing/script.ts';
import { callRows } from './calls.ts';
import { type PlacedEvent, placeEvents } from './place-events.ts';
import { clockLine, eventLine, type ProgramEvent } from './program-event.ts';
import { readEvents } from './read-events.ts';

const SCRIPT = `
	0.000 client SYN     0:0
	0.001 server SYN,ACK 0:0 ack 1
	0.002 client ACK     1:1 ack 1
	0.010 client PSH,ACK 1:6 ack 1 "hello"
	0.011 server ACK     1:1 ack 6
	0.020 server PSH,ACK 1:12 ack 6 "Echo: hello"
	0.210 server PSH,ACK 1:12 ack 6 "Echo: hello"
	0.211 client ACK     6:6 ack 12
	0.300 client FIN,ACK 6:6 ack 12
	0.301 server FIN,ACK 12:12 ack 7
	0.302 client ACK     7:7 ack 13
`;

async function analysed(script: string) {
	const { analysis } = await analyze(bytesSource('test.pcap', scriptFile(parseScript(script))));
	const connection = analysis.connection(1);
	const ends = {
		client: `${connection.client.address}:${connection.client.port}`,
		server: `${connection.server.address}:${connection.server.port}`,
	};
	return { analysis, connection, ends, firstNs: analysis.span?.firstNs ?? 0n };
}

type Given = Partial<Omit<ProgramEvent, 'timeNs' | 'fromNs'>> &
	Pick<ProgramEvent, 'program' | 'call'> & { readonly at: number; readonly from?: number };

/** Places events that are given with seconds since the first packet, as a program with a clock exact to 500 ns writes them. */
async function placed(given: readonly Given[], script = SCRIPT): Promise<readonly PlacedEvent[]> {
	const { analysis, ends, firstNs } = await analysed(script);
	const ns = (seconds: number): bigint => firstNs + BigInt(Math.round(seconds * 1e9));
	const lines = given.map(({ at, from, ...event }) => {
		const [local, remote] = event.program === 'client' ? [ends.client, ends.server] : [ends.server, ends.client];
		const times = { timeNs: ns(at), fromNs: from === undefined ? null : ns(from) };
		return eventLine({ pid: 7, bytes: null, error: null, local, remote, ...times, ...event });
	});
	const clock = clockLine('client', 7, { leastOffsetNs: -500n, mostOffsetNs: 500n });
	return placeEvents(analysis, readEvents([clock, ...lines].join('\n')), 1000n).events;
}

describe('placeEvents()', () => {
	test.each([
		['accept', { program: 'server', call: 'accept', at: 0.002041 }, [3], 3, 'accept() returned, 41 µs after #3'],
		[
			'connect',
			{ program: 'client', call: 'connect', at: 0.0015, from: -0.001 },
			[2],
			2,
			'connect() returned, 500 µs after #2',
		],
		[
			'write',
			{ program: 'client', call: 'write', bytes: 5, at: 0.0102, from: 0.00998 },
			[4],
			3,
			'send() of 5 bytes, 20 µs before #4',
		],
		[
			'read',
			{ program: 'server', call: 'read', bytes: 5, at: 0.0104 },
			[4],
			4,
			'recv() returned 5 bytes, 400 µs after #4',
		],
		[
			'a write that is sent again',
			{ program: 'server', call: 'write', bytes: 11, at: 0.02, from: 0.0199 },
			[6],
			5,
			'send() of 11 bytes, 100 µs before #6',
		],
		[
			'a read of what came twice',
			{ program: 'client', call: 'read', bytes: 11, at: 0.2105 },
			[6, 7],
			7,
			'recv() returned 11 bytes (#6 and #7), 500 µs after #7',
		],
		['close', { program: 'client', call: 'close', at: 0.2999 }, [9], 8, 'close(), 100 µs before #9'],
		[
			'end of stream',
			{ program: 'server', call: 'end-of-stream', at: 0.3005 },
			[9],
			9,
			'recv() returned end of stream, 500 µs after #9',
		],
		[
			'a call too near to its packet',
			{ program: 'server', call: 'read', bytes: 5, at: 0.0099995 },
			[4],
			4,
			'recv() returned 5 bytes, at the time of #4: the clocks cannot tell which was first',
		],
		[
			'a send too near to its packet',
			{ program: 'client', call: 'write', bytes: 5, at: 0.0101, from: 0.0100012 },
			[4],
			3,
			'send() of 5 bytes, at the time of #4: the clocks cannot tell which was first',
		],
		[
			'bind',
			{ program: 'server', call: 'bind', local: '0.0.0.0:2222', remote: null, at: -1 },
			[],
			0,
			'bind() to 0.0.0.0:2222: nothing on the wire',
		],
		[
			'an error without a packet',
			{ program: 'client', call: 'error', error: 'ETIMEDOUT', at: 0.1 },
			[],
			6,
			'error ETIMEDOUT',
		],
	] as const)('%s', async (_, event, packets, after, text) => {
		const [found] = await placed([event]);
		expect(found).toMatchObject({ packets, after });
		const { call, local, bytes, error } = found?.event ?? { call: 'bind', local: null, bytes: null, error: null };
		const { gapNs = null, order = null, connection = null } = found ?? {};
		const facts = { call, local, bytes, error, packets, gapNs, order, isKnown: connection !== null };
		expect(en.row(facts)).toBe(text);
		expect(id.row(facts)).not.toBe('');
	});

	test('the same bytes are found without the handshake, from the FIN and what the program wrote', async () => {
		const late = SCRIPT.split('\n').slice(4).join('\n');
		const found = await placed([{ program: 'client', call: 'write', bytes: 5, at: 0.0002, from: -0.0001 }], late);
		expect(found[0]?.packets).toEqual([1]);
	});

	test('an event of a stranger belongs to no connection', async () => {
		const [found] = await placed([{ program: 'client', call: 'write', bytes: 5, at: 0.01, local: '1.2.3.4:5' }]);
		expect(found).toMatchObject({ connection: null, packets: [], gapNs: null, order: null });
	});
});

test('callRows() tells what each call put on the wire', async () => {
	const { analysis, connection, ends, firstNs } = await analysed(SCRIPT);
	const both = { pid: 7, error: null, fromNs: null };
	const given: readonly ProgramEvent[] = [
		{ ...both, program: 'server', call: 'bind', local: ends.server, remote: null, bytes: null, timeNs: firstNs - 9n },
		{ ...both, program: 'client', call: 'write', local: ends.client, remote: ends.server, bytes: 5, timeNs: firstNs },
		{
			...both,
			program: 'client',
			call: 'close',
			local: ends.client,
			remote: ends.server,
			bytes: null,
			timeNs: firstNs,
		},
	];
	const programs = placeEvents(analysis, { events: given, uncertaintyNs: 0n, badLines: 0 }, 1n);
	expect(callRows(analysis, connection, programs).map(({ kind, by, packets }) => `${by} ${kind} ${packets}`)).toEqual([
		'server bind ',
		'server kernel-accepts 2',
		'client write 4',
		'server kernel-acknowledges 5',
		'client kernel-acknowledges 8',
		'client close 9',
		'client kernel-ends 11',
	]);
});

describe('readEvents()', () => {
	const event = {
		program: 'client',
		pid: 1,
		call: 'accept',
		local: null,
		remote: null,
		bytes: null,
		error: null,
	} as const;

	test('gives back what was written, in the order of time', () => {
		const [late, early] = [
			{ ...event, fromNs: 4n, timeNs: 5n },
			{ ...event, fromNs: null, timeNs: 3n },
		];
		const read = readEvents(`${eventLine(late)}\n${eventLine(early)}\n`);
		expect(read).toEqual({ events: [early, late], uncertaintyNs: null, badLines: 0 });
	});

	test.each([
		['one measurement', [[-100n, 300n]], 200n],
		[
			'two that agree: what they have in common, from what was used',
			[
				[-100n, 300n],
				[-50n, 120n],
			],
			150n,
		],
		[
			'two that do not: the clock was set meanwhile',
			[
				[0n, 100n],
				[5000n, 5100n],
			],
			4950n,
		],
	] as const)('%s', (_, bounds, expected) => {
		const lines = bounds.map(([leastOffsetNs, mostOffsetNs]) =>
			clockLine('client', 1, { leastOffsetNs, mostOffsetNs }),
		);
		expect(readEvents(lines.join('\n')).uncertaintyNs).toBe(expected);
	});

	test.each([
		'{',
		'null',
		'[]',
		'{"call":"accept"}',
		'{"call":"dance","program":"client","timeNs":"1"}',
		'{"call":"accept","program":"client","timeNs":1}',
		'\u0000',
	])('counts %j as no event', (line) => {
		expect(readEvents(line)).toEqual({ events: [], uncertaintyNs: null, badLines: 1 });
	});
});
