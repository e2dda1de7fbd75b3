import type { Reason } from '../claim.ts';

/** Why a sentence that looks like a statement is none about this capture, and examples of it. */
interface Guard {
	readonly reason: Reason;
	readonly words: RegExp;
	/** It says so of the whole sentence, even where packets, ports or addresses are named. */
	readonly isStrong: boolean;
	readonly examples: readonly string[];
}

export const GUARDS: readonly Guard[] = [
	{
		reason: 'CONDITION_NOT_MET',
		words:
			/^(?:if|jika|jikalau|apabila|bila|kalau|seandainya|andaikan|andai|misalkan|suppose|imagine|assuming)\b|\b(?:without (?:it|this|that)|tanpa (?:ini|itu|hal (?:ini|itu)))\b|\b(?:would|akan lebih baik)\b/i,
		isStrong: true,
		examples: ['If the client sent "exit", the server would close.', 'Seandainya server mati, client menerima RST.'],
	},
	{
		reason: 'THEORY',
		words:
			/\b(?:in|on|from|pada|dari|di)\s+(?:another|other|the other|a second|percobaan (?:lain|sebelumnya)|run lain|praktikum (?:tahun lalu|sebelumnya|lain)|the previous|last year|an earlier|capture teman|kelas|the lecture|class)\b|\b(?:last (?:year|week|month|semester)|(?:tahun|minggu|pekan|bulan|semester) (?:lalu|kemarin|sebelumnya)|friend's|teman saya|textbook|menurut (?:buku|teori|rfc|modul|dosen|literatur)|according to (?:the (?:book|textbook|theory|rfc|lecture)|rfc)|rfc\s?\d{3,4})\b/i,
		isStrong: true,
		examples: [
			'In another run the server closed first.',
			'Menurut buku, server menutup dengan dua segmen.',
			'Minggu lalu client memakai port 57314.',
		],
	},
	{
		reason: 'THEORY',
		words:
			/\b(?:expected|first guess|we thought|i thought|kami kira|saya kira|dugaan (?:kami|saya|awal)|perkiraan (?:kami|awal)|semula|should|shall|sebaiknya|seharusnya|semestinya|not sure|belum yakin|kurang yakin|future work|it would be interesting|menarik untuk)\b/i,
		isStrong: true,
		examples: ['We expected four segments.', 'Sebaiknya server menutup koneksi.'],
	},
	{
		reason: 'THEORY',
		words:
			/^(?:for example|for instance|an example|e\.g\.|misalnya|contoh(?:nya)?|sebagai contoh|unlike|berbeda dengan|tidak seperti|compared (?:to|with)|with (?:udp|a proxy|http)|dengan (?:udp|proxy)|udp|a syn flood|serangan|in tcp|pada tcp|dalam tcp|pada protokol tcp|tcp (?:uses|menggunakan|memakai|always|selalu|has|memiliki|needs|membutuhkan)|flag (?:syn|ack|psh|fin|rst)\b.{0,12}\b(?:berarti|menandakan|meminta|digunakan|berfungsi|artinya|untuk)|the (?:syn|ack|psh|fin|rst) flag (?:tells|asks|means|is used|indicates|signals)|(?:rst|syn|fin|psh) (?:digunakan|berfungsi|is used)|a (?:rst|syn|fin) (?:aborts|opens|closes|means)|arp (?:berfungsi|digunakan|translates|is used|maps)|retransmi\w+ (?:happens?|occurs?|terjadi) (?:when|ketika|jika|if|apabila))\b/i,
		isStrong: false,
		examples: [
			'UDP has no handshake.',
			'Pada TCP, client mengirim SYN, server membalas SYN-ACK.',
			'ARP berfungsi menerjemahkan alamat.',
		],
	},
	{
		reason: 'THEORY',
		words:
			/\b(?:syn flood|either side|salah satu pihak|may|might|could(?!\s+not\s+(?:find|see|spot|detect))|maupun server|maximum segment lifetimes?|msl)\b/i,
		isStrong: false,
		examples: ['Either side may send the first FIN.'],
	},
	{
		reason: 'THEORY',
		words:
			/^to (?:see|observe|understand|learn|study|know)\b|^(?:mengamati|memahami|mempelajari|mengetahui)\b|^(?:see|lihat|perhatikan|open|buka|run|jalankan|start|stop|set|use|gunakan|install|pasang|ketik|type|klik|click|thanks|terima kasih)\b|\b(?:figure|gambar|tabel|table)\s+\d+\b|^(?:step|langkah)\s+\d+\s*[:.]\s*(?:start|open|run|send|stop|type|install|buka|jalankan|kirim|ketik|pasang|hentikan|siapkan)\b|\b(?:i|we|saya|kami|kita)\s+(?:typed|type|learn(?:ed|t)?|sent the report|mengetik|mempelajari|belajar|memahami|membuat)\b/i,
		isStrong: false,
		examples: [
			'See figure 3 for the handshake.',
			'Langkah 1: jalankan server.',
			'Kami mempelajari bagaimana koneksi dibuka.',
		],
	},
	{
		reason: 'THEORY',
		words:
			/\b(?:in|for|of|pada|di|dalam|untuk|bagi)\s+(?:setiap|semua|tiap|every|any|all|each|sebuah|suatu)\s+(?:koneksi tcp|tcp connections?|komunikasi tcp|sesi tcp|tcp sessions?)\b|^(?:an?|sebuah|suatu)\s[\w ,-]{1,40}\b(?:means?|berarti|artinya|occurs?|happens?)\b|^(?:the\s)?(?:window(?: size)?|sequence numbers?|nomor urut|header tcp|tcp header|congestion window|checksum)\s+(?:menentukan|determines?|menunjukkan|menyatakan|shows?|tells?|is used|digunakan|berfungsi)\b|^(?:psh|push|fin|rst|syn|ack)\s+(?:meminta|berarti|artinya|means?|asks?|tells?|signals?|dipakai|digunakan|is used)\b/i,
		isStrong: false,
		examples: [
			'Handshake dilakukan sebelum data dikirim pada setiap koneksi TCP.',
			'A connection reset means that the peer sent RST.',
			'Window size menentukan berapa byte yang boleh dikirim.',
			'FIN berarti pengirim tidak lagi mengirim data.',
		],
	},
	{
		reason: 'THEORY',
		words:
			/\b(?:kita|kami|saya|we|i)\s+(?:akan\s+)?(?:mencoba|tried|try|melakukan (?:percobaan|praktikum|pengujian))\b/i,
		isStrong: false,
		examples: ['Pada praktikum ini kita mencoba komunikasi antara client dan server.'],
	},
	{
		reason: 'THEORY',
		words:
			/\b(?:is|are|was|were|looks?|feels?|very|quite|sangat|cukup|terlihat|tampak) (?:\w+ )?(?:nice|interesting|beautiful|elegant|helpful|fascinating|amazing|clever|cool|neat|fun|surprising|boring|menarik|bagus|indah|keren|seru|mudah dipahami|menyenangkan|easy to (?:see|follow|understand))\b/i,
		isStrong: false,
		examples: ['The ACK behaviour is nice to see.', 'Handshake ini sangat menarik.'],
	},
	{
		reason: 'THEORY',
		words: /\b(?:tidak|belum|not)\s+(?:dilakukan\s+)?(?:pengujian|diuji|tested)\b/i,
		isStrong: true,
		examples: ['Untuk port 22 tidak dilakukan pengujian.'],
	},
	{
		reason: 'NO_WIRE_EVIDENCE',
		words: /\b(?:mencetak|menampilkan|prints?|displays?)\b.{0,80}\b(?:terminal|layar|screen|console|konsol)\b/i,
		isStrong: false,
		examples: ['Server mencetak pesan yang diterima ke terminal.'],
	},
	{
		reason: 'THEORY',
		words:
			/\b(?:is|are) important\b|\b(?:ini )?penting (?:untuk|bagi)\b|\b(?:agar|supaya) (?:server|client) (?:bisa|dapat)\b|\bproblem with the connection\b|\bmasalah (?:dengan|pada) koneksi\b/i,
		isStrong: false,
		examples: ['This handshake is important for reliable communication.'],
	},
	{
		reason: 'THEORY',
		// How requests differ from replies is how ARP works; of one capture people say who asked whom.
		words:
			/\b(?:request|permintaan)\b.{0,60}\bbroadcast\b.{0,60}\b(?:reply|replies|response|balasan|jawaban)\b.{0,60}\bunicast\b/i,
		isStrong: false,
		examples: ['ARP request dikirim secara broadcast, sedangkan ARP reply secara unicast.'],
	},
	{
		reason: 'THEORY',
		words:
			/\b(?:minggu|pekan|semester|bulan|tahun|pertemuan|hari) (?:lalu|kemarin|sebelumnya)\b|\b(?:last|previous) (?:week|semester|month|term|session|assignment)\b|\b(?:kemarin|yesterday)\b/i,
		isStrong: true,
		examples: ['Pada praktikum UDP minggu lalu client memakai port 57314.', 'Last week the server used port 8080.'],
	},
	{
		reason: 'NO_WIRE_EVIDENCE',
		words:
			/\b(?:lines? of (?:source )?code|baris (?:kode|program|skrip)|source code|kode sumber|dockerfile|docker-compose\.ya?ml)\b|\.py\b.{0,30}\b(?:lines?|baris)\b/i,
		isStrong: true,
		examples: ['My client.py has only 22 lines of code.', 'Program server terdiri dari 30 baris kode.'],
	},
	{
		reason: 'NOT_IN_CAPTURE',
		words:
			/\b(?:sebelum|before)\s+(?:paket|frame|packet|baris|row)\s*(?:no\.?\s*|nomor\s*|number\s*)?#?1\b(?![\d.,]*\d)|\b(?:sebelum|before)\s+(?:(?:the|our|my)\s+)?(?:rekaman|perekaman|capture|recording|trace|tcpdump|wireshark)\s+(?:ini\s+)?(?:dimulai|dijalankan|mulai|started|starts|began|begins|was started)\b|\b(?:sesudah|setelah|after)\s+(?:(?:the|our|my)\s+)?(?:rekaman|perekaman|capture|recording|trace|tcpdump)\s+(?:ini\s+)?(?:dihentikan|selesai|berakhir|dimatikan|ended|ends|stopped|was stopped)\b/i,
		isStrong: true,
		examples: [
			'Sebelum paket 1 client sudah mengirim SYN.',
			'The handshake took place before the capture started.',
			'Koneksi ditutup setelah tcpdump dihentikan.',
		],
	},
	{
		reason: 'THEORY',
		words:
			/^(?:please|tolong|silakan|mohon|bukalah|buka|ketik|ketikkan|klik|click|jalankan|install|pasang|unduh|download)\s/i,
		isStrong: true,
		examples: ['Buka lab.pcap lalu ketik filter `tcp.port == 2222`.', 'Please redo the capture with port 2222.'],
	},
	{
		reason: 'THEORY',
		words:
			/\b(?:client[- ]server|publish[- ]subscribe|request[- ](?:response|reply)|osi|tcp\/ip) (?:model|architecture|pattern)\b|\b(?:model|arsitektur|pola) (?:client[- ]server|publish[- ]subscribe|request[- ](?:response|reply)|osi|tcp\/ip)\b|\bby default\b|\bsecara (?:default|bawaan)\b/i,
		isStrong: false,
		examples: [
			'In the client-server model the server waits for requests.',
			'HTTP/1.1 keeps connections alive by default.',
		],
	},
	{
		reason: 'THEORY',
		words:
			/^(?:tcp|udp|http|arp|mqtt|ip)(?:\/[\d.]+)? (?:guarantees?|menjamin|provides?|menyediakan|ensures?|memastikan|retransmits|offers?|menawarkan|supports?|mendukung|allows?|memungkinkan|requires?|memerlukan|detects?|mendeteksi|splits?|membagi)\b|^(?:setiap|tiap|semua|every|each|all) (?:(?:tcp|udp|ip|ethernet|data) )?(?:segmen|segments?|paket|packets?|frames?|datagrams?)(?: (?:tcp|udp|ip|ethernet|data))?\s(?:pasti |always |selalu |must )?(?:has|have|contains?|carries|carry|memiliki|mempunyai|punya|membawa|mengandung)\b.{0,60}\b(?:headers?|sequence numbers?|nomor urut|checksums?|source port|port asal)\b/i,
		isStrong: false,
		examples: [
			'TCP guarantees in-order delivery.',
			'Setiap segmen TCP pasti memiliki nomor urut pada header-nya.',
			'Every TCP segment has a checksum.',
		],
	},
	{
		reason: 'UNBOUND',
		words:
			/\b(?:paket|segmen|frame|pesan) (?:tersebut|itu|tadi|ini)\b.{0,40}\blebih (?:besar|kecil|panjang|pendek|cepat|lambat)\b|\b(?:this|that) (?:packet|segment|frame|message)\b.{0,40}\b(?:larger|smaller|longer|shorter|bigger) than\b/i,
		isStrong: false,
		examples: ['Panjang paket tersebut lebih besar dari paket yang tadi.'],
	},
];

/** What is bound to a capture: rows, addresses, ports, quoted text, long numbers. */
const IS_BOUND =
	/#\d|["“”`]|\b(?:baris|frame|paket|packet|row|segmen|segment)\s*(?:no(?:mor|\.)?\s*)?\d|\d+\.\d+\.\d+\.\d+|\bport\s+\d|\b(?:seq|ack)\s*=?\s*\d|\b\d{4,}\b|\.pcap/i;

/** Why a sentence is not about this capture, told by its words; `null` if it may be. */
export function guardOf(text: string): Reason | null {
	const said = text.trim();
	const isBound = IS_BOUND.test(said);
	const guard = GUARDS.find(({ words, isStrong }) => (isStrong || !isBound) && words.test(said));
	return guard?.reason ?? null;
}
