import { describe, expect, test } from 'vitest';
import { judge } from './claims/claim-files.ts';

/** What is said, and what is to be found of it in this capture. */
type Case = readonly [text: string, verdict: 'confirmed' | 'refuted' | 'not-checkable'];

const CASES: Readonly<Record<string, readonly Case[]>> = {
	'packets behind a statement': [
		['Client membuka koneksi (#3–#5).', 'confirmed'],
		['Client membuka koneksi (#3–#8).', 'refuted'],
		['The handshake #3–#5 comes first.', 'confirmed'],
		['Handshake #6–#8 selesai.', 'refuted'],
		['The SYN of #3 counts as one.', 'confirmed'],
		['The SYN of #12 counts as one.', 'refuted'],
		['The client closes the connection (#13).', 'confirmed'],
		['The client closes the connection (#6).', 'refuted'],
		['Each reply is the request with `Echo: ` in front (#8 and #11).', 'confirmed'],
		['Each reply is the request with `Echo: ` in front (#8 and #12).', 'refuted'],
	],
	'which packet acknowledges which': [
		['#14 acknowledges #13 with Ack 20 = 19 + 1.', 'confirmed'],
		['#14 acknowledges #6 with Ack 20 = 19 + 1.', 'refuted'],
		['#9 mengakui #13.', 'refuted'],
		['Contoh: #11 berisi Ack 19 = 5 + 14, yaitu Seq ditambah panjang #10.', 'confirmed'],
		['Contoh: #11 berisi Ack 19 = 5 + 14, yaitu Seq ditambah panjang #6.', 'refuted'],
	],
	'where a side begins to count': [
		['The ISN of the client is 2925823400.', 'confirmed'],
		['ISN server adalah 2925823400.', 'refuted'],
	],
	'who is who': [
		['The client is 10.77.0.2:51050 and the server is 10.77.0.3:2222.', 'confirmed'],
		['The client is `10.77.0.2:51055`, the server `10.77.0.3:2222`.', 'refuted'],
		['Client adalah 10.77.0.2.', 'confirmed'],
		['10.77.0.2 adalah server.', 'refuted'],
		['10.77.0.2 is the client.', 'confirmed'],
		['Server adalah 10.77.0.3:2223.', 'refuted'],
	],
	'who speaks first': [
		['The client speaks first.', 'confirmed'],
		['Server berbicara lebih dulu.', 'refuted'],
		['Server mengirim pesan lebih dulu sebelum client.', 'refuted'],
		['The server is the first to send data.', 'refuted'],
	],
	states: [
		['The client is in TIME_WAIT from #14 on.', 'confirmed'],
		['Client berada di TIME_WAIT sejak #6.', 'refuted'],
	],
	'what holds of all messages': [
		['Every server message directly follows a client message.', 'confirmed'],
		['Setiap pesan client langsung mengikuti pesan server.', 'refuted'],
		['Each reply is 6 bytes longer than its request.', 'confirmed'],
		['Setiap balasan 7 byte lebih panjang daripada permintaan.', 'refuted'],
	],
	'who acknowledges what': [
		['Client mengakui balasan "Echo: halo" dengan ACK.', 'confirmed'],
		['Client mengakui pesan "halo" dengan ACK.', 'refuted'],
		['Client mengakui pesan halo dengan ACK.', 'not-checkable'],
		['Server mengakui pesan halo dengan ACK.', 'confirmed'],
		['The FIN of the client is acknowledged by the server.', 'confirmed'],
		['Frame 9: the server acknowledges the request.', 'refuted'],
		['Server mengirim ACK untuk pesan halo.', 'confirmed'],
	],
	'numbers in brackets behind what they count': [
		['SYN (3), SYN-ACK (4), ACK (5).', 'confirmed'],
		['SYN (4), SYN-ACK (5), ACK (6).', 'refuted'],
		['SYN (1), SYN-ACK (2), ACK (3).', 'not-checkable'],
		['Three-way handshake (3-5) lalu penutupan (13-15).', 'confirmed'],
		['Three-way handshake (6-8).', 'refuted'],
	],
	'texts without quotes': [
		['client mengirim pesan halo', 'confirmed'],
		['Client mengirim pesan nama saya Budi ke server.', 'confirmed'],
		['client mengirim pesan halo dunia', 'not-checkable'],
		['Client mengirim pesan tambahan ke server.', 'not-checkable'],
	],
	'numbers with what they are counted by': [
		['Jumlah paket yang tertangkap sebanyak 15 buah.', 'confirmed'],
		['Jumlah paket yang tertangkap sebanyak 17 buah.', 'refuted'],
		['Retransmisi terjadi 0 kali.', 'confirmed'],
	],
	'how long it is from one packet to another': [
		['Jeda antara SYN dan SYN-ACK adalah 0,019 ms.', 'confirmed'],
		['SYN-ACK dikirim 19 mikrodetik setelah SYN.', 'confirmed'],
		['The time between SYN and SYN-ACK is about 2 ms.', 'refuted'],
		['Dari paket 6 ke paket 8 butuh 0,9 ms.', 'confirmed'],
		['FIN dikirim client 84 ms setelah pesan terakhir.', 'confirmed'],
	],
	'words that turn what is said, and that nothing takes up': [
		['The remaining three packets are ACKs.', 'not-checkable'],
		['Presumably the client sends the FIN.', 'not-checkable'],
		['Some write that the server sends the SYN, which is a mistake.', 'not-checkable'],
	],
	'words that nobody knows: what is said is not refuted': [
		['Packet 6 is a vlan SYN.', 'not-checkable'],
		['Packet 6 is a SYN.', 'refuted'],
		['Paket 6 adalah SYN gadungan.', 'not-checkable'],
		['Clearly, the screenshot shows that packet 6 is a SYN.', 'refuted'],
	],
	'rows that another clause names': [
		['The ARP exchange in rows 1 and 2 comes before the first SYN.', 'not-checkable'],
		['The server answers after the FIN of the client (No. 14 after No. 13).', 'not-checkable'],
	],
	'the last of several': [
		['The last packet is an ACK from the client.', 'confirmed'],
		['The last packet is a FIN from the client.', 'not-checkable'],
		['Paket 9 hanya memiliki flag ACK.', 'confirmed'],
		['Paket 6 hanya memiliki flag ACK.', 'refuted'],
	],
	'what is said to come later': [
		['Client mengirim FIN, lalu client mengirim SYN.', 'refuted'],
		['Pesan "nama saya Budi" dikirim terlebih dahulu, setelah itu "halo".', 'refuted'],
	],
	'a protocol that a port is not of': [
		['Server menggunakan UDP port 2222.', 'refuted'],
		['Server listen di port TCP 2222.', 'confirmed'],
	],
	'ports of a connection': [
		['Client membuka koneksi dari port 51050 ke port 2222.', 'confirmed'],
		['The client opens the connection from port 51051 to port 2222.', 'refuted'],
		['One TCP connection 10.77.0.2:51050 → 10.77.0.3:2222 is in the capture.', 'confirmed'],
		['Ada satu koneksi TCP 10.77.0.2:51050 → 10.77.0.3:2223.', 'refuted'],
	],
};

describe.each(Object.entries(CASES))('%s', (_name, cases) => {
	test.each(cases)('%s is %s', async (text, verdict) => {
		expect((await judge({ text, capture: 'fixtures/typed-k2.pcap' })).verdict).toBe(verdict);
	});
});

test.each([
	['Option A mendapat 2 suara.', 'confirmed'],
	['Two votes for Option B were counted.', 'refuted'],
	['Ada 1 suara yang tidak valid.', 'confirmed'],
	['Option A: 2 votes, Option B: 1 vote.', 'confirmed'],
	['Client memilih Option A sebanyak dua kali.', 'confirmed'],
	['There are 5 votes in total.', 'refuted'],
] as const)('votes: %s is %s', async (text, verdict) => {
	expect((await judge({ text, capture: 'fixtures/voting-k5.pcap' })).verdict).toBe(verdict);
});

test('who spoke first before the capture began is not refuted', async () => {
	const { verdict } = await judge({ text: 'The server speaks first.', capture: 'fixtures/started-midway.pcap' });
	expect(verdict).toBe('not-checkable');
});
