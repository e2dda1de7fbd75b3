import { expect, test } from 'vitest';
import { analyze } from '../analyze.ts';
import { parseScript, scriptFile } from '../testing/script.ts';
import { bytesSource } from '../testing/source.ts';
import { transferSeries } from './transfer-series.ts';

const SCRIPT = `
	0.000 client SYN     0:0
	0.010 server SYN,ACK 0:0 ack 1
	0.020 client ACK     1:1 ack 1
	0.030 client ACK     1:1001 ack 1
	0.031 client ACK     1001:2001 ack 1
	0.050 server ACK     1:1 ack 1001
	0.300 client ACK     1001:2001 ack 1
	0.320 server ACK     1:1 ack 2001
	0.400 server PSH,ACK 1:11 ack 2001
`;

test('transferSeries() tells what was sent, sent again and acknowledged, of the side that sent more', async () => {
	const { analysis } = await analyze(bytesSource(scriptFile(parseScript(SCRIPT))));
	const { side, sent, acknowledged, roundTrips, rate } = transferSeries(analysis, 1);
	expect(side).toBe('client');
	expect(sent.map(({ packet, from, to, again }) => [packet, from, to, again])).toEqual([
		[4, 1, 1001, false],
		[5, 1001, 2001, false],
		[7, 1001, 2001, true],
	]);
	expect(acknowledged.map(({ to }) => to)).toEqual([1, 1001, 2001, 2001]);
	expect(roundTrips.find(({ packet }) => packet === 6)).toMatchObject({ ns: 50_000_000n, rttNs: 20_000_000n });
	expect(rate.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(2000);
	expect(rate.every(({ fromNs, toNs }) => toNs - fromNs === 10_000_000n)).toBe(true);
});

test('transferSeries() takes the side that is named, and finds nothing where nothing was sent', async () => {
	const { analysis } = await analyze(bytesSource(scriptFile(parseScript(SCRIPT))));
	expect(transferSeries(analysis, 1, 'server').sent).toHaveLength(1);
	const opened = await analyze(bytesSource(scriptFile(parseScript(SCRIPT.split('\n').slice(0, 4).join('\n')))));
	expect(transferSeries(opened.analysis, 1)).toMatchObject({ sent: [], rate: [] });
});
