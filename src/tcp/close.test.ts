import { describe, expect, test } from 'vitest';
import { lifeSteps } from '../testing/life-steps.ts';
import { closeOf, isEndSeen } from './close.ts';
import { lifeCycle } from './life-cycle.ts';

const OPEN = `
	0.000 client SYN     0:0
	0.001 server SYN,ACK 0:0 ack 1
	0.002 client ACK     1:1 ack 1
`;

/** Behind the arrow: shape, starter, packets; `…` when the end was not captured. */
const CASES: Record<string, [string, string]> = {
	'three segments': [
		`${OPEN}
		0.010 client FIN,ACK 1:1 ack 1
		0.011 server FIN,ACK 1:1 ack 2
		0.012 client ACK     2:2 ack 2`,
		'three-segment client 4,5,6',
	],
	'the last ACK is not in the capture': [
		`${OPEN}
		0.010 server FIN,ACK 1:1 ack 1
		0.011 client FIN,ACK 1:1 ack 2`,
		'three-segment server 4,5 …',
	],
	'crossing FINs': [
		`${OPEN}
		0.010 client FIN,ACK 1:1 ack 1
		0.010 server FIN,ACK 1:1 ack 1
		0.011 client ACK     2:2 ack 2
		0.011 server ACK     2:2 ack 2`,
		'simultaneous client 4,5,6,7',
	],
	'one FIN': [
		`${OPEN}
		0.010 server FIN,ACK 1:1 ack 1
		0.011 client ACK     1:1 ack 2`,
		'half server 4,5 …',
	],
	'a RST after the close changes nothing': [
		`${OPEN}
		0.010 client FIN,ACK 1:1 ack 1
		0.011 server FIN,ACK 1:1 ack 2
		0.012 client ACK     2:2 ack 2
		0.013 server RST     2:2`,
		'three-segment client 4,5,6',
	],
	'broken off': [`${OPEN} 0.010 server RST,ACK 1:1 ack 1`, 'reset server 4'],
	'a RST answers the FIN': [
		`${OPEN}
		0.010 client FIN,ACK 1:1 ack 1
		0.011 server RST     1:1`,
		'reset client 4,5',
	],
	refused: ['0.000 client SYN 0:0\n0.001 server RST,ACK 0:0 ack 1', 'reset server 2'],
	'nobody answers': ['0.000 client SYN 0:0\n1.000 client SYN 0:0', 'none - - …'],
	'still open': [OPEN, 'none - - …'],
};

describe('closeOf() and isEndSeen()', () => {
	test.each(Object.entries(CASES))('%s', (_name, [script, expected]) => {
		const { steps } = lifeSteps(script);
		const segments = steps.map(({ segment }) => segment);
		const close = closeOf(lifeCycle(steps), segments);
		const said = `${close.shape} ${close.starter ?? '-'} ${close.packets.join() || '-'}`;
		expect(isEndSeen(close, segments) ? said : `${said} …`).toBe(expected);
	});
});
