import { describe, expect, test } from 'vitest';
import type { Reason, Verdict } from '../src/claims/claim.ts';
import { judge } from './claims/claim-files.ts';
import { SHARED, sharedReason } from './shared-files.ts';

/** What is said, what is to be found of it, and why not where it cannot be checked; `not-confirmed` may be left open. */
type Case = readonly [text: string, verdict: Verdict | 'not-confirmed', reason?: Reason];

const LAB = 'fixtures/typed-k2.pcap';
const other = (name: string): string => `${SHARED}/claims/captures/${name}.pcap`;

const CASES: readonly (readonly [title: string, capture: string, cases: readonly Case[]])[] = [
	[
		'a packet or a host that nothing tells',
		LAB,
		[
			['This packet acknowledges the previous one.', 'not-checkable', 'UNBOUND'],
			['Paket itu langsung dibalas dengan ACK.', 'not-checkable', 'UNBOUND'],
			['Pada segmen tersebut flag PSH menyala.', 'not-checkable', 'UNBOUND'],
			['That machine answers with a SYN, ACK.', 'not-checkable', 'UNBOUND'],
			['Pihak satunya lalu mengirim FIN.', 'not-checkable', 'UNBOUND'],
			['It is acknowledged by the other end.', 'not-checkable', 'UNBOUND'],
			['Kemudian dia mengirim SYN lagi.', 'not-checkable', 'UNBOUND'],
			['The client sends a SYN and the server answers this segment with SYN, ACK.', 'confirmed'],
			['Packet 6 is from the client. This packet carries 4 bytes.', 'confirmed'],
			['There is no RST in these packets.', 'confirmed'],
		],
	],
	[
		'another packet in the next clause',
		LAB,
		[
			['Packet #3 is the SYN, and the next packet (#4) is the SYN, ACK of the server.', 'confirmed'],
			['The FIN, ACK of the client is in frame 12, followed by a FIN, ACK in 13.', 'not-confirmed'],
			['The SYN is in frame 3, followed by SYN, ACK in 4.', 'confirmed'],
		],
	],
	[
		'what is rejected beside what is so',
		LAB,
		[
			['Paket 1 dan 2 bukan segmen TCP melainkan ARP.', 'confirmed'],
			['Paket 1 bukan ARP melainkan SYN.', 'not-confirmed'],
			['The first FIN is not sent by the server but by the client.', 'confirmed'],
			['The first FIN is not sent by the client but by the server.', 'refuted'],
			['Pesan "halo" dikirim bukan oleh server melainkan oleh client.', 'confirmed'],
			['Pesan "halo" dikirim bukan oleh client melainkan oleh server.', 'not-confirmed'],
		],
	],
	[
		'what no packet of the capture can show',
		LAB,
		[
			['Some seconds after the last packet of this capture the client tried again.', 'not-checkable', 'NOT_IN_CAPTURE'],
			['Sebelum awal rekaman client sudah mengirim SYN.', 'not-checkable', 'NOT_IN_CAPTURE'],
			['At the beginning of the capture the client sends a SYN.', 'confirmed'],
			['The packets were captured on the bridge of Docker.', 'not-checkable', 'NO_WIRE_EVIDENCE'],
			['tcpdump dijalankan pada interface eth0.', 'not-checkable', 'NO_WIRE_EVIDENCE'],
			['The handler of the server runs in a thread of its own.', 'not-checkable', 'NO_WIRE_EVIDENCE'],
			['Penyebabnya, server belum dijalankan.', 'not-checkable', 'CAUSE'],
			['MQTT itu protokol yang ringan.', 'not-checkable', 'THEORY'],
			['Seperti terlihat pada gambar di atas, nilainya benar.', 'not-checkable', 'UNBOUND'],
		],
	],
	[
		'ARP: who asks, who answers, to whom it goes',
		other('r06-reqresp'),
		[
			['The client asks who has 172.19.0.2.', 'confirmed'],
			['172.19.0.3 menanyakan MAC dari 172.19.0.2 dengan ARP.', 'confirmed'],
			['172.19.0.2 menanyakan MAC dari 172.19.0.3.', 'refuted'],
			['The server asks for the MAC address of the client.', 'refuted'],
			['The ARP request in frame 1 goes to everybody on the network.', 'confirmed'],
			['Frame 1 is a unicast ARP request.', 'refuted'],
			['The ARP reply in packet 2 is a broadcast.', 'refuted'],
			['Client menanyakan alamat MAC milik server lewat ARP.', 'confirmed'],
			['Server menanyakan alamat MAC milik client lewat ARP.', 'refuted'],
			['Balasan ARP berasal dari 172.19.0.2.', 'confirmed'],
			['Balasan ARP berasal dari 172.19.0.3.', 'refuted'],
			['Only two ARP frames were recorded: one request and one reply.', 'confirmed'],
			['There are four ARP packets.', 'refuted'],
			['Paket 1 dan 2 bukan TCP melainkan ARP.', 'confirmed'],
			['Paket 3 adalah ARP.', 'refuted'],
			['Frame 1 dikirim ke ff:ff:ff:ff:ff:ff.', 'confirmed'],
			['The request is answered by 172.19.0.2.', 'confirmed'],
			['Server menjawab permintaan ARP dengan alamat MAC-nya.', 'confirmed'],
			['Client menjawab permintaan ARP dengan alamat MAC-nya.', 'refuted'],
			['The ARP exchange happens after the handshake.', 'refuted'],
			['Kedua paket pertama adalah ARP request dan ARP reply.', 'confirmed'],
			['Paket 1 adalah ARP reply.', 'refuted'],
			['Frame 2 asks for the MAC of 172.19.0.2.', 'refuted'],
		],
	],
	[
		'ARP: who asks, who answers, to whom it goes',
		other('r02-reqresp-auto-tcp'),
		[
			['Client menanyakan alamat MAC milik server lewat ARP di frame 3.', 'refuted'],
			['In frame 3 the server asks for the MAC address of the client.', 'confirmed'],
			['The ARP requests are broadcast to all hosts.', 'refuted'],
			['All ARP requests here are unicast.', 'confirmed'],
			['ARP request dikirim secara broadcast.', 'refuted'],
			['172.19.0.2 dan 172.19.0.3 saling bertanya lewat ARP.', 'confirmed'],
			['Both hosts send one ARP request each.', 'confirmed'],
			['ARP frames 3 to 6 come after the data began.', 'confirmed'],
			['Frames 5 and 6 are the ARP replies.', 'confirmed'],
			['Frames 3 and 4 are the ARP replies.', 'refuted'],
		],
	],
	[
		'ARP: who asks, who answers, to whom it goes',
		other('r06-lamport'),
		[
			['172.20.0.3 announces itself by ARP in frame 3.', 'confirmed'],
			['Frame 3 is an ARP announcement of 172.20.0.2.', 'refuted'],
			['Frame 1 is a gratuitous ARP of 172.20.0.2.', 'confirmed'],
			['There is no ARP announcement in this capture.', 'refuted'],
			['Paket 4 adalah permintaan ARP broadcast dari 172.20.0.3.', 'confirmed'],
		],
	],
	[
		'ARP: who asks, who answers, to whom it goes',
		other('r02-mqtt-mqtt'),
		[
			['The subscriber asks for the MAC address of the broker in frame 13.', 'confirmed'],
			['Frame 13 is an ARP request of the publisher.', 'refuted'],
			['No ARP request in this capture is a broadcast.', 'confirmed'],
			['ARP di frame 13 dikirim broadcast.', 'refuted'],
			['Broker menjawab permintaan ARP subscriber di frame 14.', 'confirmed'],
		],
	],
	[
		'ARP: who asks, who answers, to whom it goes',
		other('r01-mqtt-mod-mqtt'),
		[
			['There is no ARP in this capture.', 'confirmed'],
			['There are two ARP frames.', 'refuted'],
			['Frame 1 is an ARP request.', 'refuted'],
		],
	],
	[
		'ARP: who asks, who answers, to whom it goes',
		other('r01-rest-mod-rest'),
		[
			['The opening ARP is a broadcast.', 'confirmed'],
			['The first ARP request is unicast.', 'refuted'],
			['The ARP in row 27 goes straight to b6:0b:cc:0f:7a:ea.', 'confirmed'],
			['The ARP in row 27 goes to everyone.', 'refuted'],
			['Row 27 is an ARP request that goes to ff:ff:ff:ff:ff:ff.', 'not-confirmed'],
		],
	],
	[
		'whose a port is, and what it is used for',
		LAB,
		[
			['Port 2222 is used by the server.', 'confirmed'],
			['Port 2222 dipakai oleh client.', 'refuted'],
			['Port 2222 milik server sedangkan 51050 adalah port client.', 'confirmed'],
			['Port 2222 milik server sedangkan 2222 adalah port client.', 'not-confirmed'],
			['The port used by the server is 10.77.0.3.', 'refuted'],
			['Port yang digunakan oleh client adalah 10.77.0.2.', 'refuted'],
			['Untuk menghubungi 10.77.0.3, client memakai port asal 51050.', 'confirmed'],
			['To reach 10.77.0.2 the client uses source port 51050.', 'refuted'],
		],
	],
	[
		'the connection that a port tells',
		'fixtures/refused-then-started.pcap',
		[
			['The SYN from port 50198 is answered with RST, ACK.', 'confirmed'],
			['Percobaan dari port 50198 berhasil menyelesaikan three-way handshake.', 'refuted'],
			['Percobaan dari port 50212 berhasil menyelesaikan three-way handshake.', 'confirmed'],
			['The attempt from port 50198 completes the three-way handshake.', 'refuted'],
			['The connection from port 50212 is opened by a three-way handshake.', 'confirmed'],
		],
	],
	[
		'what a request is answered with',
		other('r01-rest-mod-rest'),
		[
			['The server answers /mul with {"result": 6}.', 'confirmed'],
			['The server answers /mul with {"result": 5}.', 'refuted'],
			['Multiplying 99 by 100 comes back as 9900 in the JSON body.', 'confirmed'],
			['Multiplying 99 by 100 comes back as 199 in the JSON body.', 'refuted'],
			['Hasil perkalian 99 x 100 yang dikembalikan server adalah 9900.', 'confirmed'],
			['Hasil penjumlahan 99 dan 100 yang dikembalikan server adalah 9900.', 'refuted'],
			['Response JSON untuk `GET /add?a=99&b=100` berisi {"result": 199}.', 'confirmed'],
			['Response JSON untuk `GET /add?a=99&b=100` berisi {"result": 198}.', 'refuted'],
			['Frame 36 berisi hasil perkalian yaitu 9900.', 'refuted'],
			['Frame 48 berisi hasil perkalian yaitu 9900.', 'confirmed'],
		],
	],
	[
		'what a request is answered with',
		other('r01-rpc-mod-rpc'),
		[
			['The server replies with result 12 to the add call.', 'refuted'],
			['The server replies with result 5 to the add call.', 'confirmed'],
			['Untuk method add dengan params [10, 2], hasil yang dikirim server adalah 12.', 'refuted'],
			['Untuk method add dengan params [10, 2], hasil yang dikirim server adalah 5.', 'confirmed'],
			['The request multiply(10, 5) returns 50.', 'confirmed'],
		],
	],
	[
		'MQTT messages in small letters',
		other('r02-mqtt-mqtt'),
		[
			['The keep-alive pings are sent by the subscriber.', 'confirmed'],
			['The keep-alive pings are sent by the publisher.', 'not-confirmed'],
			['The subscriber sends a ping request to the broker.', 'confirmed'],
			['The publisher sends a ping request to the broker.', 'not-confirmed'],
		],
	],
];

describe.each(CASES)('%s (%s)', (_title, capture, cases) => {
	const isMissing = capture.startsWith(SHARED) && sharedReason !== undefined;
	test.skipIf(isMissing).each(cases.map((one) => ({ one, text: one[0] })))(
		'$text',
		async ({ one: [text, verdict, reason] }) => {
			const judged = await judge({ text, capture });
			if (verdict === 'not-confirmed') expect(judged.verdict).not.toBe('confirmed');
			else expect(judged.verdict).toBe(verdict);
			if (reason !== undefined) expect(judged.claims.map((claim) => claim.reason)).toContain(reason);
		},
	);
});
