import { describe, expect, test } from 'vitest';
import { analyze } from '../../analyze.ts';
import { parseScript, scriptFile } from '../../testing/script.ts';
import { bytesSource } from '../../testing/source.ts';
import type { Timeline } from './row.ts';
import { type TimelineOptions, timelineOf } from './timeline.ts';

const OPEN = `
	0.000 client SYN     0:0
	0.001 server SYN,ACK 0:0 ack 1
	0.002 client ACK     1:1 ack 1
`;
const CLOSE = (client: number, server: number, at: number) => `
	${at}.000 client FIN,ACK ${client}:${client} ack ${server}
	${at}.001 server FIN,ACK ${server}:${server} ack ${client + 1}
	${at}.002 client ACK     ${client + 1}:${client + 1} ack ${server + 1}
`;
const FIRST = `
	0.010 client PSH,ACK 1:3 ack 1 "aa"
	0.011 server ACK     1:1 ack 3
	0.012 server PSH,ACK 1:4 ack 3 "bbb"
	0.013 client ACK     3:3 ack 4
`;
const MORE = (count: number) =>
	Array.from({ length: count }, (_, i) => {
		const [from, back] = [3 + i * 2, 4 + i * 3];
		return `
			0.${20 + i}0 client PSH,ACK ${from}:${from + 2} ack ${back} "aa"
			0.${20 + i}1 server PSH,ACK ${back}:${back + 3} ack ${from + 2} "bbb"
		`;
	}).join('');

async function timeline(script: string, options: TimelineOptions = {}): Promise<Timeline> {
	const { analysis } = await analyze(bytesSource(scriptFile(parseScript(script))));
	return timelineOf(analysis, 1, options);
}

/** Rows in a word or two each, with the spans' names before their first rows. */
function told({ rows, spans }: Timeline): string {
	const words = rows.map((row, i) => {
		const span = spans.find(({ firstRow }) => firstRow === i);
		const range = span?.exchanges ? `${span.exchanges.first}-${span.exchanges.last}` : '';
		const name = span ? `[${span.phase}${range}] ` : '';
		switch (row.kind) {
			case 'packet':
				return `${name}${row.packet.packet.number}${{ control: '=', data: '-', ack: '.', reset: 'x' }[row.weight]}`;
			case 'pause':
				return `${name}pause ${row.ns / 1_000_000n}`;
			case 'exchanges':
				return `${name}${row.count} more ${row.packets.at(0)}-${row.packets.at(-1)}${row.repliesAcknowledge ? ' without ack' : ''}`;
			case 'segments':
				return `${name}${row.packets.length} segments ${row.bytes} bytes`;
			case 'missing':
				return `${name}missing ${row.bytes}`;
			case 'outside':
				return `${name}${row.end}`;
			default:
				return name + row.kind;
		}
	});
	return words.join(' ');
}

const CASES: Readonly<Record<string, readonly [string, string]>> = {
	'one exchange': [`${OPEN}${FIRST}${CLOSE(3, 4, 1)}`, '[handshake] 1= 2= 3. [data1-1] 4- 5. 6- 7. [close] 8= 9= 10.'],
	'exchanges like the first are told in a row': [
		`${OPEN}${FIRST}${MORE(4)}${CLOSE(11, 16, 1)}`,
		'[handshake] 1= 2= 3. [data1-1] 4- 5. 6- 7. [data2-5] 4 more 8-15 without ack [close] 16= 17= 18.',
	],
	'an exchange in which something was sent again is told whole': [
		`${OPEN}${FIRST}
		0.020 client PSH,ACK 3:5 ack 4 "aa"
		0.220 client PSH,ACK 3:5 ack 4 "aa"
		0.221 server PSH,ACK 4:7 ack 5 "bbb"
		${CLOSE(5, 7, 1)}`,
		'[handshake] 1= 2= 3. [data1-1] 4- 5. 6- 7. [data2-2] 8- 9- 10- [close] 11= 12= 13.',
	],
	'a pause of more than a second': [`${OPEN}${CLOSE(1, 1, 9)}`, '[handshake] 1= 2= 3. pause 8998 [close] 4= 5= 6.'],
	'a start and an end that were not captured': ['0.000 client PSH,ACK 1:3 ack 1 "aa"', 'start [data1-1] 1- end'],
	'a refused attempt has no end that is missing': [
		'0.000 client SYN 0:0\n0.001 server RST,ACK 1:1 ack 1',
		'[handshake] 1= [close] 2x',
	],
	'bytes that are not in the capture': [
		`${OPEN}0.010 client PSH,ACK 1:3 ack 1 "aa"\n0.011 client PSH,ACK 5:7 ack 1 "cc"`,
		'[handshake] 1= 2= 3. [data1-1] 4- missing 2 5- end',
	],
	'the middle of a long message': [
		`${OPEN}${Array.from({ length: 20 }, (_, i) => `0.${100 + i} client ACK ${1 + i * 10}:${11 + i * 10} ack 1`).join('\n')}`,
		'[handshake] 1= 2= 3. [data1-1] 4- 5- 6- 7- 8- 9- 10 segments 100 bytes 20- 21- 22- 23- end',
	],
};

describe('timelineOf()', () => {
	test.each(Object.entries(CASES))('tells %s', async (_name, [script, expected]) => {
		expect(told(await timeline(script))).toBe(expected);
	});

	test('tells every packet when expanded', async () => {
		const expanded = await timeline(`${OPEN}${FIRST}${MORE(4)}${CLOSE(11, 16, 1)}`, { expand: true });
		expect(expanded.rows.filter(({ kind }) => kind === 'packet')).toHaveLength(18);
	});

	test('knows the states behind a row that stands for many packets', async () => {
		const { states, rows } = await timeline(`${OPEN}${FIRST}${MORE(4)}`);
		const names = (side: 'client' | 'server') =>
			states[side].map(({ state, firstRow, lastRow }) => `${state} ${firstRow}-${lastRow}`);
		expect(rows).toHaveLength(9);
		expect(names('client')).toEqual(['SYN_SENT 0-0', 'ESTABLISHED 1-7', 'null 8-8']);
		expect(names('server')).toEqual(['SYN_RECEIVED 0-1', 'ESTABLISHED 2-7', 'null 8-8']);
	});

	const OPEN_AT_ONCE = `
		0.000 client SYN     0:0
		0.001 server SYN     0:0
		0.002 server SYN,ACK 0:0 ack 1
		0.003 client SYN,ACK 0:0 ack 1
	`;
	const CLOSE_AT_ONCE = `${OPEN}
		1.000 client FIN,ACK 1:1 ack 1
		1.001 server FIN,ACK 1:1 ack 1
		1.002 server ACK     2:2 ack 2
		1.003 client ACK     2:2 ack 2
	`;
	test.each([
		[
			'opens (RFC 9293, figure 7)',
			OPEN_AT_ONCE,
			['2 meets 1', '4 meets 3'],
			['SYN_SENT', 'SYN_RECEIVED', 'ESTABLISHED', 'null'],
			['CLOSED', 'SYN_SENT SYN_RECEIVED', 'ESTABLISHED', 'null'],
		],
		[
			'closes (RFC 9293, figure 13)',
			CLOSE_AT_ONCE,
			['5 meets 4'],
			['SYN_SENT', 'ESTABLISHED', 'FIN_WAIT_1', 'CLOSING', 'TIME_WAIT'],
			['SYN_RECEIVED', 'ESTABLISHED', 'FIN_WAIT_1 CLOSING', 'TIME_WAIT'],
		],
		[
			'is closed by one side first',
			`${OPEN}${CLOSE(1, 1, 1)}`,
			[],
			['SYN_SENT', 'ESTABLISHED', 'FIN_WAIT_1', 'TIME_WAIT'],
			['SYN_RECEIVED', 'ESTABLISHED', 'CLOSE_WAIT', 'LAST_ACK', 'CLOSED'],
		],
	])(
		'knows which segments cross and which states are passed when both %s',
		async (_name, script, met, client, server) => {
			const { states, rows } = await timeline(script);
			const crossing = rows.flatMap((row) =>
				row.kind === 'packet' && row.crosses !== null ? [`${row.packet.packet.number} meets ${row.crosses}`] : [],
			);
			const passed = (side: 'client' | 'server') =>
				states[side].map(({ through, state }) => [...through, state].join(' '));
			expect(crossing).toEqual(met);
			expect([passed('client'), passed('server')].map((all) => all.map((one) => one || 'null'))).toEqual([
				client,
				server,
			]);
		},
	);

	test('puts what programs did before the packet that comes next, and behind the last', async () => {
		const { analysis } = await analyze(bytesSource(scriptFile(parseScript(OPEN))));
		const firstNs = analysis.span?.firstNs ?? 0n;
		const call = (ns: bigint) => ({ side: 'server' as const, timeNs: firstNs + ns, text: 'accept()' });
		const { rows, times } = timelineOf(analysis, 1, { calls: [call(9_000_000n), call(1_500_000n)] });
		expect(rows.map(({ kind }) => kind)).toEqual(['packet', 'packet', 'call', 'packet', 'call', 'outside']);
		expect(times[2]).toBe(1_500_000n);
	});

	test('puts what programs did in a long pause on the side of it that is nearer', async () => {
		const { analysis } = await analyze(bytesSource(scriptFile(parseScript(`${OPEN}${CLOSE(1, 1, 5)}`))));
		const firstNs = analysis.span?.firstNs ?? 0n;
		const call = (ns: bigint) => ({ side: 'server' as const, timeNs: firstNs + ns, text: 'recv()' });
		const { rows } = timelineOf(analysis, 1, { calls: [call(10_000_000n), call(4_900_000_000n)] });
		expect(rows.map(({ kind }) => kind).slice(2, 7)).toEqual(['packet', 'call', 'pause', 'call', 'packet']);
	});
});
