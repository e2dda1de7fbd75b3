import { expect, test } from 'vitest';
import { analyze } from '../analyze.ts';
import { en } from '../i18n/en/index.ts';
import { pcapFile, tcpFrame } from '../testing/frames.ts';
import { bytesSource } from '../testing/source.ts';
import { createLiveRows } from './live-rows.ts';

const CLIENT = [0x02, 0, 0, 0, 0, 2, 192, 168, 224, 102];
const SERVER = [0x02, 0, 0, 0, 0, 3, 192, 168, 224, 103];
const ARP_REPLY = [...CLIENT.slice(0, 6), ...SERVER.slice(0, 6), 8, 6, 0, 1, 8, 0, 6, 4, 0, 2, ...SERVER, ...CLIENT];

test.each([80, 120])('createLiveRows() keeps its columns beside long addresses, %i columns wide', async (width) => {
	const syn = tcpFrame({
		...{ source: '192.168.224.102', destination: '192.168.224.103' },
		...{ sourcePort: 50_000, destinationPort: 2222, sequence: 0, flags: 0x02 },
	});
	const file = pcapFile([
		{ seconds: 1, fraction: 0, bytes: new Uint8Array(ARP_REPLY) },
		{ seconds: 1, fraction: 5, bytes: syn },
	]);
	const { analysis } = await analyze(bytesSource(file));
	const { head, row } = createLiveRows(en, { width, color: false });
	const [, arp = '', tcp = ''] = [head(), ...[1, 2].map((number) => row(analysis.packet(number), false))];
	expect(arp).toContain('192.168.224.103 → 192.168.224.102  ARP');
	const first = (text: string, word: string): number => (text.split('\n')[0] ?? '').indexOf(word);
	expect(first(tcp, 'handshake')).toBe(first(head(), 'Phase'));
	if (width === 120) expect(first(arp, '192.168.224.103 answers')).toBe(first(head(), 'Meaning'));
	for (const line of [arp, tcp].join('\n').split('\n')) expect(line.length).toBeLessThanOrEqual(width);
});
