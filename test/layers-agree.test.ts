import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyzePath } from './capture-file.ts';
import { LAYER_FIELDS, type LayerDifference, layerDifferences } from './layers.ts';
import { named, needs } from './needs.ts';
import { SHARED, sharedFiles, sharedReason } from './shared-files.ts';
import { parseTable, type TsharkRow, tshark } from './tshark.ts';

/** A difference that is meant: in these packets, the fields that match. */
interface KnownDifference {
	readonly packets: readonly number[];
	readonly fields: RegExp;
	readonly why: string;
}

const PACKET_EXAMPLES = 'corpus/pcapplusplus/Tests/Packet++Test/PacketExamples';
const CUT_UDP = 'the UDP header is cut: tshark shows the ports that are left of it, here decoding stops';
const CUT_TCP = 'the TCP header is cut: tshark shows what is left of it, here decoding stops';
const CUT_ARP = 'the ARP packet is cut: tshark shows the part that is left, here decoding stops';

/** Where we do not agree with tshark, and why. Everywhere else every field of every packet is equal. */
const KNOWN: Readonly<Record<string, readonly KnownDifference[]>> = {
	'corpus/converted/lab-tcp.snap34-no-tcp-header.pcap': [{ packets: [1, 2, 6, 7], fields: /^arp/, why: CUT_ARP }],
	[`${PACKET_EXAMPLES}/tcp-malformed.pcap`]: [
		{
			packets: [1, 2],
			fields: /^tcp/,
			why: 'a data offset beyond the datagram: tshark shows fields, here it is no segment',
		},
	],
	'corpus/suricata-verify/decode-too-small/test.pcap': [{ packets: [3, 7], fields: /^udp/, why: CUT_UDP }],
	'corpus/tcpdump/arp-too-long-tha.pcap': [
		{ packets: [1], fields: /^arp/, why: 'hardware addresses of 14 bytes, which are no MAC addresses' },
	],
	'corpus/zeek/linux_dlt_sll2.pcap': [
		{ packets: [6], fields: /^arp/, why: 'an ARP packet with an operation of RARP (3) neither asks nor answers' },
	],
	'corpus/zeek/trunc/ip6-trunc.pcap': [
		{ packets: [1], fields: /^ipv6/, why: 'the IPv6 header is cut: tshark shows the source, here decoding stops' },
	],
	'corpus/zeek/trunc/ipv4-internally-truncated-header.pcap': [
		{
			packets: [1],
			fields: /^ip/,
			why: 'the IPv4 header is cut: tshark shows what is left of it, here decoding stops',
		},
	],
	'edge/snap40.pcap': [{ packets: [1, 2, 3, 4, 5, 6, 7], fields: /^tcp/, why: CUT_TCP }],
};

/** tshark counts custom blocks of pcapng as frames, without a link type. */
function isFrame(row: TsharkRow): boolean {
	return row['frame.encap_type'] !== '';
}

/** What differs and is not known; a known difference that is none any more must be taken off the list. */
async function differences(capture: string, rows: readonly TsharkRow[]): Promise<readonly LayerDifference[] | string> {
	const { analysis, read } = await analyzePath(join(SHARED, capture));
	if (read.kind !== 'capture') return `not read: ${read.looksLike}`;
	expect(analysis.packetCount, 'packets').toBe(rows.length);
	const found = rows.flatMap((row, i) => layerDifferences(analysis.packet(i + 1).packet, row));
	const known = KNOWN[capture] ?? [];
	const isOf = ({ packets, fields }: KnownDifference, { packet, field }: LayerDifference): boolean =>
		packets.includes(packet) && fields.test(field);
	expect(known.filter((each) => !found.some((difference) => isOf(each, difference)))).toEqual([]);
	return found.filter((difference) => !known.some((each) => isOf(each, difference)));
}

describe.skipIf(sharedReason)(
	named('the layers of every packet equal those of the stored tshark 4.0', sharedReason),
	() => {
		const oracles = sharedFiles('corpus', '.tshark.tsv');
		test.for(oracles)('%s', async (oracle, context) => {
			const rows = parseTable(readFileSync(join(SHARED, oracle), 'utf8')).filter(isFrame);
			const found = await differences(oracle.replace(/\.tshark\.tsv$/, ''), rows);
			if (typeof found === 'string') context.skip(found);
			expect(found).toEqual([]);
		});
	},
);

const missing = sharedReason ?? needs('tshark');

describe.skipIf(missing)(named('the layers of every packet equal those of the tshark on this machine', missing), () => {
	test.for([...sharedFiles('edge', '.pcap'), ...sharedFiles('edge', '.pcapng')])('%s', async (capture, context) => {
		const rows = await tshark(join(SHARED, capture), LAYER_FIELDS, ['-E', 'occurrence=a']).catch((error) => {
			// tshark prints what is whole, then fails: a cut file is an error to it.
			return parseTable(error.stdout);
		});
		const found = await differences(capture, rows);
		if (typeof found === 'string') context.skip(found);
		expect(found).toEqual([]);
	});
});
