import type { ClaimKind } from './claim.ts';

/** Sentences of a kind that are understood, with a lab's numbers: a test reads each of them. */
export interface ExampleSentences {
	readonly en: readonly string[];
	readonly id: readonly string[];
}

/** How to write each kind of statement so that it can be checked. */
export const EXAMPLE_SENTENCES: { readonly [K in ClaimKind]: ExampleSentences } = {
	K01: {
		en: ['Packet 4: the server sends SYN, ACK.', 'Frames 13–15 close the connection.'],
		id: ['Paket 4: server mengirim SYN, ACK.', 'Baris 13–15: penutupan koneksi.'],
	},
	K02: {
		en: ['172.18.0.3 → 172.18.0.2:2222 sends SYN', 'The server replies with SYN, ACK.'],
		id: ['172.18.0.3 → 172.18.0.2:2222 mengirim SYN', 'Server membalas dengan SYN, ACK.'],
	},
	K03: {
		en: ['ARP takes place before the TCP handshake.'],
		id: ['ARP terjadi sebelum handshake TCP.'],
	},
	K04: {
		en: ['The connection is opened by a three-way handshake (SYN, SYN-ACK, ACK).'],
		id: ['Koneksi dibuka dengan three-way handshake (SYN, SYN-ACK, ACK).'],
	},
	K05: {
		en: ['The client closes the connection first.', 'The connection is closed in three segments.'],
		id: ['Client lebih dulu mengirim FIN.', 'Koneksi ditutup dengan tiga segmen.'],
	},
	K06: {
		en: ['Packet 6 has the flags PSH and ACK.'],
		id: ['Paket 6 memiliki flag PSH dan ACK.'],
	},
	K07: {
		en: ['Packet 10 has Seq=5 and Ack=11.'],
		id: ['Paket 10 memiliki Seq = 5 dan Ack = 11.'],
	},
	K08: {
		en: ['Packet 10 carries 14 bytes of data.'],
		id: ['Paket 10 membawa 14 byte data.'],
	},
	K09: {
		en: ['The client sends "halo" to the server.', 'The server replies with `Echo: halo`.'],
		id: ['Client mengirim "halo" ke server.', 'Server membalas dengan `Echo: halo`.'],
	},
	K10: {
		en: ["The server's port is 2222 and the client's port is 51050."],
		id: ['Port server adalah 2222 dan port client 51050.'],
	},
	K11: {
		en: ['There is one TCP connection.', 'The client sends 2 messages.'],
		id: ['Terdapat 1 koneksi TCP.', 'Client mengirim 2 pesan.'],
	},
	K12: {
		en: ['172.18.0.3 asks who has 172.18.0.2.'],
		id: ['172.18.0.3 menanyakan siapa yang memiliki IP 172.18.0.2.'],
	},
	K13: {
		en: ['At 0.083794 s the client sends "halo".'],
		id: ['Pada detik 0,083794 client mengirim "halo".'],
	},
	K14: {
		en: ['There are no retransmissions.'],
		id: ['Tidak ada retransmisi.'],
	},
	K15: {
		en: ['The connect() of the client sends the SYN.'],
		id: ['connect() milik client mengirim SYN.'],
	},
	K16: {
		en: ['Frame 10: the server responds with HTTP/1.1 200 OK.'],
		id: ['Frame 10: server membalas dengan HTTP/1.1 200 OK.'],
	},
	K17: {
		en: ["`Connection from: ('172.18.0.3', 51050)`"],
		id: ['`Received from client: halo`'],
	},
	K18: {
		en: ['The server always replies to each message of the client.'],
		id: ['Setiap pesan client selalu dibalas oleh server.'],
	},
	K19: {
		en: ['The RTT increases because of congestion.'],
		id: ['RTT meningkat karena kongesti.'],
	},
	K20: {
		en: ['TCP is a connection-oriented protocol.'],
		id: ['TCP adalah protokol yang connection-oriented.'],
	},
	K21: {
		en: ['The packets were saved in lab.pcap.'],
		id: ['Paket disimpan di file lab.pcap.'],
	},
	K22: {
		en: ['0.166990 − 0.166549 = 0.000441'],
		id: ['0,166990 − 0,166549 = 0,000441'],
	},
};
