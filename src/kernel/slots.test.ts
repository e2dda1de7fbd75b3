import { expect, test } from 'vitest';
import { analyze } from '../analyze.ts';
import { NETWORK } from '../decode/packet-batch.ts';
import { ethernetFrame, ipv4Packet, ipv6Packet, pcapFile, tcpFrame } from '../testing/frames.ts';
import { bytesSource } from '../testing/source.ts';
import { hashOfEnds } from './slots.ts';

const ENDS = { source: '10.0.0.1', destination: '10.0.0.2', sourcePort: 40000, destinationPort: 2222 };
const SYN = [...tcpFrame({ ...ENDS, sequence: 1, flags: 2 }).slice(34)];

test('an IPv6 connection is never taken for an IPv4 one, even where its numbers equal IPv4 addresses', async () => {
	// The first two IPv6 addresses have the numbers 0 and 1, which are 0.0.0.0 and 0.0.0.1 as well.
	const frames = [
		ethernetFrame(0x86dd, ipv6Packet('fd00::2', 'fd00::3', 6, SYN)),
		ethernetFrame(0x0800, ipv4Packet('0.0.0.0', '0.0.0.1', 6, SYN)),
	];
	const { analysis } = await analyze(
		bytesSource(pcapFile(frames.map((bytes, i) => ({ seconds: 1, fraction: i, bytes })))),
	);
	expect(analysis.connectionCount).toBe(2);
	expect([1, 2].map((number) => analysis.connection(number).client.address)).toEqual(['fd00::2', '0.0.0.0']);
	expect(analysis.connection(1).server).toEqual({ address: 'fd00::3', port: 2222 });
});

test('hashOfEnds() is the same for both directions and never for both IP versions', () => {
	for (let i = 0; i < 1000; i++) {
		const of = (network: number) => hashOfEnds(i * 7, i * 13 + 5, 40000 + i, 2222, network);
		expect(hashOfEnds(i * 13 + 5, i * 7, 2222, 40000 + i, NETWORK.ipv6)).toBe(of(NETWORK.ipv6));
		expect(of(NETWORK.ipv4)).toBeGreaterThanOrEqual(0);
		expect(of(NETWORK.ipv6)).toBeLessThan(0);
	}
});
