import { expect, test } from 'vitest';
import { parseCounters } from './counters.ts';
import { judge } from './recording.ts';

const AT_END = `tcpdump: listening on br-lab, link-type EN10MB (Ethernet), snapshot length 65400 bytes
18 packets captured
20 packets received by filter
1 packet dropped by kernel
`;

test.each([
	['at the end', AT_END, { captured: 18, received: 20, dropped: 1, droppedByInterface: 0 }],
	[
		'while it runs',
		'tcpdump: 5 packets captured, 6 packets received by filter, 0 packets dropped by kernel\n',
		{ captured: 5, received: 6, dropped: 0, droppedByInterface: 0 },
	],
	[
		'the last ones of several',
		`tcpdump: 1 packet captured, 9 packets received by filter, 0 packets dropped by kernel\n${AT_END}4294965006 packets dropped by interface\n`,
		{ captured: 18, received: 20, dropped: 1, droppedByInterface: 4_294_965_006 },
	],
	['nothing before they are there', 'tcpdump: listening on br-lab\n5 packets captured\n', undefined],
])('parseCounters() reads %s', (_, said, expected) => {
	expect(parseCounters(said)).toEqual(expected);
});

const CLEAN = { captured: 3, received: 3, dropped: 0, droppedByInterface: 0 };

test.each([
	[CLEAN, 'stopped', true],
	[{ ...CLEAN, droppedByInterface: 4_294_965_006 }, 'stopped', true],
	[{ ...CLEAN, dropped: 1 }, 'stopped', false],
	[{ ...CLEAN, captured: 2 }, 'stopped', false],
	[CLEAN, 'disk-full', false],
	[undefined, 'stopped', false],
] as const)('judge() of %j, %s: complete is %s', (counters, cause, complete) => {
	expect(judge(counters, 100, cause, null).complete).toBe(complete);
});
