import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyzePath } from './capture-file.ts';
import { named } from './needs.ts';
import { SHARED, sharedReason } from './shared-files.ts';

/** Captures made with `-i any`: packets, copies, and what Wireshark takes for retransmissions. */
const CAPTURES: readonly [string, number, number, number][] = [
	['edge/real/any.pcap', 228, 152, 86],
	['edge/sll2_dup.pcap', 33, 22, 12],
	['corpus/lab/R05/captureUDP.pcap', 8, 4, 0],
];

describe.skipIf(sharedReason)(named('packets that were recorded several times', sharedReason), () => {
	test.each(CAPTURES)('%s: %i packets, %i copies, no retransmission', async (capture, packets, copies, labelled) => {
		const { analysis } = await analyzePath(join(SHARED, capture));
		const all = Array.from({ length: analysis.packetCount }, (_, i) => analysis.packet(i + 1));
		const connections = Array.from({ length: analysis.connectionCount }, (_, i) => analysis.connection(i + 1));
		expect(all).toHaveLength(packets);
		expect(all.filter(({ duplicateOf }) => duplicateOf !== null)).toHaveLength(copies);
		expect(connections.map(({ retransmissions }) => retransmissions)).toEqual(connections.map(() => 0));
		expect(all.filter(({ verdictLabels }) => verdictLabels.length > 0)).toEqual([]);
		expect(all.filter(({ labels }) => labels?.names.includes('retransmission'))).toHaveLength(labelled);
	});
});
