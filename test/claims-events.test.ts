import { type Class, judgeClasses, shared } from './claims/classes.ts';

const other = (name: string): string => shared(`${name}.pcap`);

const CLASSES: readonly Class[] = [
	[
		'all and only',
		other('r01-reqresp-mod-reqresp'),
		[
			['Seluruh 17 paket memakai protokol TCP.', 'refuted'],
			['Each echo is followed by a bare ACK of the client.', 'confirmed'],
			['Each message of the client is followed by a pure ACK from the server.', 'refuted'],
			['Hanya pesan pertama yang mendapat ACK terpisah dari server.', 'confirmed'],
			['Hanya pesan kedua yang mendapat ACK terpisah dari server.', 'not-confirmed'],
			['The server never sends an ACK without data.', 'not-confirmed'],
		],
	],
	['all and only', other('r01-rest-mod-rest'), [['Every SYN in the capture gets a SYN, ACK.', 'not-confirmed']]],
	[
		'all and only',
		other('r02-reqresp-auto-tcp'),
		[
			['Kedua SYN dijawab dengan SYN, ACK.', 'not-confirmed'],
			['Both SYNs were answered by a SYN, ACK.', 'not-confirmed'],
			['Setiap permintaan koneksi diterima oleh server.', 'refuted'],
			['Setiap balasan server diikuti ACK murni dari client.', 'refuted'],
		],
	],
	['all and only', other('r06-lamport'), [['21 paket terekam dan semuanya TCP.', 'not-confirmed']]],
	[
		'all and only',
		other('r06-rest'),
		[
			['Semua paket di file ini adalah TCP.', 'refuted'],
			['The recording has 28 packets, every one of them belongs to TCP.', 'refuted'],
			['Every SYN in the capture gets a SYN, ACK.', 'confirmed'],
			['Kedua SYN dijawab dengan SYN, ACK.', 'confirmed'],
		],
	],
	[
		'all and only',
		other('r07-upcall'),
		[
			['Semua paket di file ini adalah TCP.', 'confirmed'],
			['12 packets were captured, all of them TCP.', 'confirmed'],
			['Setiap event diikuti ACK murni dari client.', 'confirmed'],
		],
	],
	[
		'handshakes',
		other('r01-reqresp-mod-reqresp'),
		[
			['Koneksi dibuka lewat tiga segmen: SYN, SYN-ACK, ACK.', 'confirmed'],
			['Handshake selesai dalam 0,000167 detik.', 'confirmed'],
			['Handshake selesai dalam 0,5 detik.', 'refuted'],
		],
	],
	[
		'handshakes',
		other('r02-reqresp-auto-tcp'),
		[
			['The first attempt is refused; the second one succeeds with a full handshake in packets 7 to 9.', 'confirmed'],
			['The first connection attempt succeeds with a complete handshake.', 'not-confirmed'],
			['Percobaan kedua ditolak dengan RST, ACK.', 'not-confirmed'],
		],
	],
	[
		'handshakes',
		other('r06-rest'),
		[
			['Ada dua handshake, di frame 1-3 dan di frame 13-15.', 'confirmed'],
			['Ada dua handshake, di frame 1-3 dan di frame 10-12.', 'not-confirmed'],
		],
	],
	['handshakes', other('r07-upcall'), [['Koneksi dibuka lewat tiga segmen: SYN, SYN-ACK, ACK.', 'not-checkable']]],
	[
		'how connections end',
		other('r01-reqresp-mod-reqresp'),
		[
			['Koneksi ditutup dengan empat segmen: FIN, ACK, FIN, ACK.', 'refuted'],
			['Koneksi ditutup dengan tiga segmen: FIN, ACK lalu FIN, ACK lalu ACK.', 'confirmed'],
			['The connection ends with four packets: FIN, ACK, FIN and ACK.', 'refuted'],
			['Koneksi berakhir dengan RST.', 'refuted'],
		],
	],
	[
		'how connections end',
		other('r02-upcall-upcall'),
		[
			['Pihak yang menutup duluan adalah server.', 'refuted'],
			['The client ends the connection, the server answers with its own FIN, ACK.', 'confirmed'],
		],
	],
	[
		'how connections end',
		other('r06-reqresp'),
		[['Tidak ada FIN di rekaman ini, jadi koneksinya tidak ditutup.', 'confirmed']],
	],
	[
		'how connections end',
		other('r06-upcall'),
		[
			['The connection is torn down in four segments: FIN, ACK; ACK; FIN, ACK; ACK.', 'confirmed'],
			['Pihak yang menutup duluan adalah server.', 'confirmed'],
		],
	],
	['how connections end', other('r07-upcall'), [['Koneksi ditutup oleh client.', 'not-checkable']]],
	[
		'how connections end',
		shared('wireshark-http.cap'),
		[
			['Client yang pertama kali menutup koneksi.', 'not-confirmed'],
			['The client says goodbye first.', 'not-confirmed'],
		],
	],
	[
		'sums',
		other('r01-reqresp-mod-reqresp'),
		[
			['17 paket dikurangi 4 ARP menjadi 13 paket TCP.', 'confirmed'],
			['17 paket dikurangi 4 ARP menjadi 14 paket TCP.', 'not-confirmed'],
			['4 + 6 = 10, panjang balasan pertama memang 10 byte.', 'confirmed'],
			['The two replies add up to 10 + 22 = 32 bytes.', 'confirmed'],
			['The two replies add up to 10 + 22 = 34 bytes.', 'refuted'],
		],
	],
	[
		'sums',
		other('r02-reqresp-auto-tcp'),
		[
			['Total byte yang dikirim client: 5 + 11 + 7 + 3 = 26.', 'confirmed'],
			['Jumlah data client 5 + 11 + 7 + 3 = 28 byte.', 'refuted'],
		],
	],
	[
		'the recording',
		other('r01-reqresp-mod-reqresp'),
		[
			['Saya menangkap 20 paket dengan tcpdump.', 'not-confirmed'],
			['The recording starts in the middle of the connection.', 'not-confirmed'],
		],
	],
	['the recording', other('r07-upcall'), [['Rekaman dimulai setelah handshake, jadi SYN tidak ada.', 'confirmed']]],
	[
		'times',
		other('r01-mqtt-mod-mqtt'),
		[
			['The recording spans 152 packets and about 36 seconds.', 'confirmed'],
			['The recording spans 152 packets and about 60 seconds.', 'refuted'],
		],
	],
	[
		'times',
		other('r01-reqresp-mod-reqresp'),
		[
			['The two messages lie about 9 seconds apart.', 'not-confirmed'],
			['Selang waktu antara pesan pertama dan pesan kedua kira-kira 4,2 detik.', 'confirmed'],
			['The whole capture lasts less than fourteen seconds.', 'confirmed'],
			['The whole capture lasts less than ten seconds.', 'refuted'],
			['Rekaman berlangsung sekitar 13,8 detik.', 'confirmed'],
			['Rekaman berlangsung sekitar 30 detik.', 'refuted'],
			['ARP muncul sekitar lima detik setelah handshake.', 'confirmed'],
			['ARP muncul sekitar satu detik setelah handshake.', 'refuted'],
		],
	],
	[
		'times',
		other('r02-upcall-upcall'),
		[['About eight seconds pass between the last event and the FIN.', 'not-confirmed']],
	],
	[
		'times',
		other('r06-lamport'),
		[
			['The TCP part takes less than a millisecond, from 0.291932 to 0.292640.', 'confirmed'],
			['The TCP part takes more than a second.', 'refuted'],
		],
	],
	[
		'times',
		other('r06-reqresp'),
		[
			['Server butuh lebih dari dua detik untuk membalas pesan kedua.', 'refuted'],
			['Server butuh kurang dari 1 ms untuk membalas pesan kedua.', 'confirmed'],
			['It takes the server more than a second to answer the first message.', 'refuted'],
			['The server replies to the first message within two milliseconds.', 'confirmed'],
		],
	],
	['times', other('r06-rest'), [['The ARP frames appear five seconds after the start.', 'confirmed']]],
	[
		'times',
		other('r06-upcall'),
		[
			['After its first FIN, ACK the server waits about 41 ms for the ACK.', 'confirmed'],
			['ACK dari client datang 41 milidetik setelah FIN server.', 'confirmed'],
			['ACK dari client datang 4 detik setelah FIN server.', 'refuted'],
		],
	],
	['times', other('r07-upcall'), [['Pesan pertama dan kedua berjarak sekitar 2,3 detik.', 'confirmed']]],
	[
		'times',
		other('r08-upcall'),
		[
			['Jeda antara pesan pertama dan kedua 9,24 detik.', 'confirmed'],
			['Jeda antara pesan pertama dan kedua 5,1 detik.', 'not-confirmed'],
		],
	],
	[
		'what comes before what',
		other('r01-reqresp-mod-reqresp'),
		[
			['ARP muncul lebih dulu, baru kemudian handshake.', 'refuted'],
			['First the ARP exchange takes place, and only then the SYN is sent.', 'not-confirmed'],
			['Pesan kedua dikirim sebelum ARP.', 'refuted'],
			['Pesan "Halo" baru dikirim setelah ARP selesai.', 'confirmed'],
			['Pesan "Halo" dikirim sebelum ARP.', 'refuted'],
			['FIN muncul sebelum pesan kedua.', 'refuted'],
		],
	],
	[
		'what comes before what',
		other('r02-reqresp-auto-tcp'),
		[
			['The client sends its words in this order: hello, distributed, systems, bye.', 'confirmed'],
			['Urutan pesan client: distributed, hello, systems, bye.', 'not-confirmed'],
		],
	],
	[
		'what comes before what',
		other('r02-upcall-upcall'),
		[
			['Server dulu yang bicara, baru client.', 'not-confirmed'],
			['The server speaks first and the client reacts.', 'not-confirmed'],
			['Pesan yang dikirim client secara berurutan: halo, saya, nama, budi.', 'not-confirmed'],
		],
	],
	['what comes before what', other('r06-lamport'), [['The server speaks first after the handshake.', 'confirmed']]],
	[
		'what comes before what',
		other('r06-reqresp'),
		[
			['ARP muncul lebih dulu, baru kemudian handshake.', 'confirmed'],
			['Dua paket pertama adalah ARP, setelah itu baru handshake.', 'confirmed'],
		],
	],
	['what comes before what', shared('wireshark-http.cap'), [['Query DNS muncul setelah GET dikirim.', 'confirmed']]],
	[
		'what is counted',
		other('r01-reqresp-mod-reqresp'),
		[
			['The capture holds seventeen packets.', 'confirmed'],
			['The capture holds sixteen packets.', 'refuted'],
			['Dari 17 paket, empat adalah ARP.', 'confirmed'],
			['Dari 17 paket, enam adalah ARP.', 'refuted'],
			['FIN dikirim dua kali, sekali oleh client dan sekali oleh server.', 'confirmed'],
			['FIN dikirim empat kali.', 'refuted'],
		],
	],
	[
		'what is counted',
		other('r02-reqresp-auto-tcp'),
		[
			['Ada dua puluh dua paket di rekaman ini.', 'confirmed'],
			['Ada dua puluh lima paket di rekaman ini.', 'refuted'],
			['Client mengirim empat pesan dan server membalas empat kali.', 'confirmed'],
			['Client mengirim lima pesan sebelum menutup koneksi.', 'refuted'],
			['There are 2 connection attempts, one refused and one successful.', 'confirmed'],
		],
	],
	[
		'what is counted',
		other('r06-lamport'),
		[
			['Lima ARP announcement berasal dari 172.20.0.2.', 'not-confirmed'],
			['Two ICMPv6 packets are in the capture.', 'confirmed'],
			['Four ICMPv6 packets are in the capture.', 'not-confirmed'],
		],
	],
	['what is counted', other('r06-reqresp'), [['A dozen packets were recorded.', 'confirmed']]],
	[
		'what is counted',
		other('r06-rest'),
		[
			['28 frames in total: 24 TCP and 4 ARP.', 'confirmed'],
			['28 frames in total: 22 TCP and 6 ARP.', 'refuted'],
			['Hanya ada satu koneksi TCP di sini.', 'refuted'],
			['All requests go over a single TCP connection.', 'not-confirmed'],
		],
	],
	[
		'what is counted',
		other('r07-upcall'),
		[['12 packets: five messages from the client, five events and two pure ACKs.', 'not-confirmed']],
	],
	[
		'what is counted',
		shared('wireshark-http.cap'),
		[
			['A dozen packets were recorded.', 'refuted'],
			['Six of the 43 packets are DNS, the rest is TCP.', 'not-confirmed'],
		],
	],
	[
		'what is not there',
		other('r01-reqresp-mod-reqresp'),
		[
			['I looked at all rows and did not see any RST.', 'confirmed'],
			['Saya tidak menemukan satu pun paket RST.', 'confirmed'],
			['We could not find a single retransmission.', 'confirmed'],
			['Nobody sends a FIN before the recording ends.', 'not-confirmed'],
		],
	],
	[
		'what is not there',
		other('r02-reqresp-auto-tcp'),
		[['I looked at all rows and did not see any RST.', 'not-confirmed']],
	],
	[
		'what is not there',
		other('r02-upcall-upcall'),
		[
			['FIN sama sekali tidak muncul di rekaman ini.', 'refuted'],
			['There is neither a SYN nor a FIN in this capture.', 'refuted'],
		],
	],
	[
		'what is not there',
		other('r07-upcall'),
		[
			['FIN sama sekali tidak muncul di rekaman ini.', 'confirmed'],
			['There is neither a SYN nor a FIN in this capture.', 'confirmed'],
			['Tidak terdapat ARP sama sekali.', 'confirmed'],
			['No ARP frames show up.', 'confirmed'],
		],
	],
	[
		'what is not there',
		other('r08-upcall'),
		[
			['Tidak terdapat ARP sama sekali.', 'refuted'],
			['No ARP frames show up.', 'refuted'],
		],
	],
];

judgeClasses(CLASSES);
