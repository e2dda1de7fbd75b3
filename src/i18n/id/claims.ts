import type { CountedThing, EventName, FieldName } from '../../claims/fact.ts';
import { claimMessage } from '../claim-message.ts';
import type { ClaimWords } from '../claim-words.ts';
import { duration } from '../duration.ts';
import { facesText, faceText, inBrackets, quoted, runsText } from '../face-text.ts';
import { count, listPackets } from './counts.ts';

const THINGS: { readonly [T in CountedThing]: string } = {
	packets: 'paket',
	'tcp-packets': 'paket TCP',
	'arp-packets': 'paket ARP',
	'udp-packets': 'paket UDP',
	'icmp-packets': 'paket ICMP',
	connections: 'koneksi (SYN tanpa ACK)',
	handshakes: 'handshake',
	messages: 'pesan',
	requests: 'permintaan',
	replies: 'balasan',
	exchanges: 'pertukaran',
	retransmissions: 'retransmisi',
	flags: 'flag',
	syn: 'SYN',
	'syn-ack': 'SYN, ACK',
	ack: 'ACK',
	fin: 'FIN',
	rst: 'RST',
	psh: 'PSH',
	clients: 'client',
	servers: 'server',
	hosts: 'host',
	ports: 'port',
	'segments-of-close': 'segmen penutupan',
	'segments-of-handshake': 'segmen handshake',
	'arp-requests': 'ARP request',
	'arp-replies': 'ARP reply',
	errors: 'error',
	duplicates: 'paket yang terekam dua kali',
	votes: 'suara',
	bytes: 'byte',
};

const EVENTS: { readonly [E in EventName]: string } = {
	arp: 'ARP',
	tcp: 'TCP',
	handshake: 'handshake',
	data: 'data',
	request: 'permintaan',
	reply: 'balasan',
	close: 'penutupan',
	syn: 'SYN',
	'syn-ack': 'SYN, ACK',
	ack: 'ACK',
	fin: 'FIN',
	rst: 'RST',
	http: 'HTTP',
	dns: 'DNS',
	packets: 'paket',
};

const FIELDS: { readonly [F in FieldName]: string } = {
	sender: 'pengirim',
	receiver: 'penerima',
	flags: 'flag',
	sequence: 'Seq',
	acknowledgment: 'Ack',
	length: 'panjang',
	window: 'window',
	text: 'isi',
	protocol: 'protokol',
	time: 'waktu',
	'source-port': 'port asal',
	'destination-port': 'port tujuan',
	state: 'keadaan',
	phase: 'bagian koneksi',
	'window-scale': 'skala window',
	ttl: 'TTL',
};

const SHAPES = {
	'three-segment': 'dalam tiga segmen',
	'four-segment': 'dalam empat segmen',
	simultaneous: 'oleh kedua pihak bersamaan',
	reset: 'dengan RST',
	half: 'hanya di satu arah',
	none: 'sama sekali tidak',
};

const CLOCKS = {
	'since-first': 'sejak paket pertama',
	'since-previous': 'sejak paket sebelumnya',
	'round-trip': 'waktu bolak-balik',
	duration: 'seluruhnya',
	'of-day': 'jam',
};

const more = (left: number): string => `dan ${left} lagi`;
const none = (text: string): string => (text === '' ? 'tidak ada' : text);

const facts: ClaimWords['facts'] = {
	packets: ({ faces, more: left }) => facesText(faces, left, more),
	'row-differs': ({ face, differences }) => {
		const all = differences.map(({ field, said, found }) => `${FIELDS[field]} ${none(found)}, bukan ${said}`);
		return `${faceText(face)}: ${all.join('; ')}`;
	},
	'shown-elsewhere': ({ face, packets }) =>
		`${faceText(face)} tidak menunjukkan hal ini${packets.length === 0 ? '' : `; yang menunjukkannya ${listPackets(packets)}`}`,
	'no-such-row': ({ row, packets }) => `baris ${row} tidak ada: rekaman memiliki ${count(packets, 'paket')}`,
	'other-direction': ({ faces, more: left }) => `arahnya sebaliknya: ${facesText(faces, left, more)}`,
	'none-such': ({ said, nearest }) =>
		nearest.length === 0
			? `tidak ada paket seperti itu: ${said}`
			: `tidak ada paket seperti itu: ${said}. Yang paling mirip: ${facesText(nearest, 0, more)}`,
	'text-missing': ({ text, sent, more: left }) => {
		const texts = sent.map(({ packet, text: other }) => `${quoted(other)} (#${packet})`);
		const rest = left > 0 ? `, ${more(left)}` : '';
		return `tidak ada paket berisi ${quoted(text)}${texts.length === 0 ? '' : `. Yang dikirim ${texts.join(', ')}${rest}`}`;
	},
	order: ({ first, firstPackets, second, secondPackets, gapNs }) =>
		`${EVENTS[first]}${inBrackets(firstPackets)} terjadi ${gapNs === null ? '' : `${duration(gapNs, ',')} `}sebelum ${EVENTS[second]}${inBrackets(secondPackets)}`,
	handshake: ({ packets }) => `handshake ada di ${runsText(packets)}`,
	'handshake-before-capture': ({ face }) =>
		`koneksi ini dimulai dengan ${faceText(face)}; handshake terjadi sebelum perekaman`,
	'handshake-refused': ({ packets }) => `SYN dijawab RST${inBrackets(packets)}`,
	'handshake-unanswered': ({ packets }) => `SYN tidak dijawab${inBrackets(packets)}`,
	close: ({ shape, starter, packets }) =>
		`koneksi ditutup ${SHAPES[shape]}${inBrackets(packets)}${starter === null ? '' : `, ${starter} lebih dulu`}`,
	'close-not-captured': ({ lastPacket }) => `koneksi masih terbuka pada #${lastPacket}, paket terakhirnya`,
	count({ thing, said, found, packets, atLeast, withCopies }) {
		const copies = withCopies === null ? '' : `; ${withCopies} jika salinan ikut dihitung`;
		const other = said === found || said === withCopies ? '' : `, bukan ${said}`;
		return `${atLeast ? 'sedikitnya ' : ''}${count(found, THINGS[thing])}${other}${inBrackets(packets)}${copies}`;
	},
	endpoint({ role, said, found, packets }) {
		if (found === null) return `tidak ada paket dengan ${said}`;
		const whose = role === null ? '' : ` milik ${ROLES[role]}`;
		return found === said
			? `${said}${whose}${inBrackets(packets)}`
			: `${found}${whose}${inBrackets(packets)}, bukan ${said}`;
	},
	'wrong-type': ({ wanted, said }) =>
		wanted === 'port' ? `${said} adalah alamat, bukan port` : `${said} adalah port, bukan alamat`,
	'flags-of-rows': ({ rows, flags }) =>
		`${runsText(rows)} memakai ${count(flags.length, 'flag')}: ${none(flags.join(', '))}`,
	lengths: ({ said, found, packets }) =>
		`${runsText(packets)} membawa ${found.join(', ')} byte data${said.join() === found.join() ? '' : `, bukan ${said.join(', ')}`}`,
	time: ({ face, said, found, clock }) =>
		`#${face.number} pada ${found} (${CLOCKS[clock]})${said === found ? '' : `; ditulis ${said}`}`,
	gap: ({ from, to, said, found }) =>
		`#${to} muncul ${found} s setelah #${from}${said === found ? '' : `; ditulis ${said}`}`,
	absent: ({ thing, among }) => `tidak ada ${THINGS[thing]} dalam ${count(among, 'paket')}`,
	present: ({ thing, packets, found }) => `${count(found, THINGS[thing])}${inBrackets(packets)}`,
	'no-wire': ({ call, packets }) =>
		`${call} tidak mengirim paket${packets.length === 0 ? '' : `; yang dilakukan kernel ada di ${listPackets(packets)}`}`,
	arp: ({ packets, asks }) => `ARP ${runsText(packets)}${asks === null ? '' : `, dikirim sebagai ${asks}`}`,
	'arp-differs': ({ said, found, packets }) => `ARP${inBrackets(packets)}: ${none(found)}, bukan ${said}`,
	'all-of': ({ holds, of, packets, counter }) =>
		`${holds} dari ${of}${inBrackets(packets)}${counter === null ? '' : `; tidak berlaku untuk ${faceText(counter)}`}`,
	'one-packet-twice': ({ packets }) =>
		`${listPackets(packets)} satu paket yang terekam di beberapa antarmuka (IP ID sama), bukan dikirim lagi`,
	'never-talk': ({ hosts: [one, other], packets }) =>
		`${one} dan ${other} tidak pernah saling mengirim${inBrackets(packets)}`,
	'capture-name': ({ said, found, port }) =>
		said === found
			? `rekamannya ${found}`
			: `teks menyebut ${said}; rekamannya ${found}${port === null ? '' : ` (port ${port})`}`,
	sum: ({ expression, said, result }) => `${expression} = ${result}${said === result ? '' : `, bukan ${said}`}`,
	'document-differs': ({ said, elsewhere, line }) => `di sini ${said}, di baris ${line} laporan ${elsewhere}`,
	'document-agrees': ({ said, line }) => `${said}, sama dengan baris ${line} laporan`,
	unchecked: ({ reason }) => reasons[reason],
};

const ROLES = { client: 'client', server: 'server', source: 'asal', destination: 'tujuan' } as const;

const reasons: ClaimWords['reasons'] = {
	NOT_IN_CAPTURE: 'rekaman tidak mencakup bagian ini',
	NO_WIRE_EVIDENCE: 'hal ini terjadi di dalam program atau kernel, tidak terlihat di jaringan',
	UNBOUND: 'tidak jelas host, koneksi, atau baris mana yang dimaksud',
	CAUSE: 'paket menunjukkan apa yang terjadi, bukan sebabnya',
	THEORY: 'pernyataan umum, bukan tentang rekaman ini',
	CONDITION_NOT_MET: 'syaratnya tidak terjadi di rekaman ini',
	NO_CAPTURE: 'tidak ada rekaman untuk bagian ini',
	UNSUPPORTED: 'protokol ini belum didukung',
};

const hints: ClaimWords['hints'] = {
	'other-rows': ({ rows }) => `Mungkin maksudnya ${listPackets(rows)}?`,
	'swapped-numbers': ({ sequence, acknowledgment }) => `Tertukar? Seq ${sequence} dan Ack ${acknowledgment}.`,
	'swapped-direction': () => 'Pengirim dan penerima tertukar?',
	'frame-length': ({ frameBytes, payloadBytes }) =>
		`${frameBytes} adalah panjang frame; datanya ${count(payloadBytes, 'byte')}.`,
	'raw-number': ({ raw, relative }) => `${relative} adalah nilai relatif; di jaringan nilainya ${raw}.`,
	'nearest-text': ({ packet, text }) => `Yang paling mirip ${quoted(text)} (#${packet}).`,
	'other-run': () => 'Apakah ini dari percobaan lain?',
	'record-earlier': () => 'Jalankan tcpdump dulu, baru jalankan client.',
	'record-longer': () => 'Akhiri client dulu, baru hentikan tcpdump.',
	'name-it': () => 'Sebutkan paketnya, atau siapa pengirimnya.',
	unsaid: ({ words }) => `Yang ditambahkan ${words.map((word) => `“${word}”`).join(', ')} tidak dipahami.`,
};

const VERDICTS = { confirmed: 'terbukti', refuted: 'terbantah', 'not-checkable': 'tidak dapat diperiksa' } as const;

export const claims: ClaimWords = {
	verdicts: VERDICTS,
	reasons,
	kinds: {
		K01: 'nomor baris',
		K02: 'siapa mengirim apa',
		K03: 'urutan',
		K04: 'handshake',
		K05: 'penutupan',
		K06: 'flag',
		K07: 'Seq dan Ack',
		K08: 'panjang',
		K09: 'isi pesan',
		K10: 'alamat dan port',
		K11: 'jumlah',
		K12: 'ARP',
		K13: 'waktu',
		K14: 'tidak ada',
		K15: 'pemanggilan fungsi',
		K16: 'protokol',
		K17: 'baris terminal',
		K18: 'setiap, selalu, hanya',
		K19: 'sebab',
		K20: 'teori',
		K21: 'cara merekam',
		K22: 'hitungan',
	},
	facts,
	hints,
	notes: {
		M01: ({ details: { syn } }) =>
			`listen() tidak mengirim paket; SYN${hash(syn)} berasal dari connect() milik client.`,
		M02: ({ details: { synAck } }) =>
			`accept() tidak mengirim paket; kernel menjawab SYN${hash(synAck)} bahkan sebelum program memanggilnya.`,
		M03: ({ details: { rows } }) => `Tidak ada baris dengan SYN; ${runsText(rows)} adalah data dan ACK-nya.`,
		M04: ({ details: { packet } }) => `Nomor ACK pada #${packet} mengonfirmasi data pihak lain sebelumnya.`,
		M05: ({ details: { connections } }) =>
			`Satu handshake membuka kedua arah; di sini ada ${count(connections, 'koneksi')}.`,
		M06: ({ details: { clientPort } }) => `Client adalah pihak yang mengirim SYN; port-nya ${clientPort}.`,
		M07: ({ details: { said } }) => `${said} adalah alamat; port adalah angka setelah ":" atau di samping "→".`,
		M08: () => 'PSH meminta penerima segera menyerahkan data ke program.',
		M09: ({ details: { separate, joint } }) =>
			`${separate.length === 0 ? 'Tidak ada ACK terpisah' : `Hanya ${listPackets(separate)} ACK terpisah`}${joint === null ? '' : `; #${joint} membawa data sekaligus ACK`}.`,
		M10: ({ details: { seconds, first } }) =>
			`ARP ini (#${first}) pemeriksaan ulang ${seconds.toFixed(1).replace('.', ',')} s kemudian; alamat sudah diketahui sebelumnya.`,
		M11: ({ details: { packets } }) =>
			`${runsText(packets)}: permintaan unicast, pemeriksaan ulang dan bukan pencarian baru.`,
		M12: ({ details: { packets, segments } }) => `Di sini ${count(segments, 'segmen')}: ${runsText(packets)}.`,
		M13: ({ details: { packets } }) => `Satu paket terekam di beberapa antarmuka (-i any)${inBrackets(packets)}.`,
		M14: ({ details: { connections } }) => `Hitung SYN tanpa ACK: ${connections}.`,
		M15: ({ details: { broker } }) => `Ada dua koneksi TCP; broker (${broker}) di tengah.`,
		M16: ({ details: { first, complete } }) => `Pesan dimulai di #${first} dan lengkap di #${complete}.`,
		M17: ({ details: { pairs } }) =>
			`Di rekaman ini setiap pesan server menjawab pesan client (${pairs} dari ${pairs}).`,
		M18: ({ details: { packet, sequence, acknowledgment } }) =>
			`Seq dan Ack tampaknya tertukar: #${packet} Seq=${sequence}, Ack=${acknowledgment}.`,
		M19: ({ details: { frameBytes, payloadBytes } }) =>
			`${frameBytes} panjang frame; datanya ${count(payloadBytes, 'byte')}.`,
		M20: ({ details: { method, packet } }) => `${method} dikirim client (#${packet}); server menjawabnya.`,
		M21: ({ details: { raw } }) => `0 adalah nilai relatif; di jaringan nilainya ${raw}.`,
		M22: ({ details: { word, fin } }) =>
			`"${word}" tidak dikirim${fin === null ? '' : `; client menutup koneksi (#${fin})`}.`,
		M23: ({ details: { said } }) => `Baris ini dari percobaan lain: ${said} tidak ada di rekaman.`,
		M24: ({ details: { lastAck } }) => `Tiap arah ditutup sendiri; penutupan selesai dengan ACK #${lastAck}.`,
		M25: ({ details: { initial } }) => `SYN dihitung satu: Ack = ISN + 1 = ${initial} + 1.`,
		M26: () => 'Tidak terlihat di rekaman ini; hanya itu yang dapat disimpulkan.',
		M27: ({ details: { packet, server } }) => `#${packet} milik koneksi lain (${server}).`,
		M28: ({ details: { mss } }) => `${mss} adalah MSS, bukan MTU.`,
	},
	lints: {
		L10: ({ said, found }) => ({
			text: `Laporan menyebut ${said}, yang tidak dikumpulkan${found.length === 0 ? '' : ` (yang ada ${found.join(', ')})`}.`,
			advice: 'Sebutkan rekaman yang dibahas.',
		}),
		L11: ({ pictures }) => ({
			text: `Laporan berisi ${count(pictures, 'gambar')} tanpa kalimat tentang paket.`,
			advice: 'Jelaskan isi gambar dengan kalimat dan nomor paket.',
		}),
		L12: ({ said, port }) => ({ text: `Port ${said} ditulis dengan titik ribuan.`, advice: `Tulis ${port}.` }),
		L13: ({ before, said }) => ({
			text: `Waktu pada baris yang dikutip mundur: ${said} setelah ${before}.`,
			advice: 'Kutip baris secara berurutan dari satu rekaman.',
		}),
		L14: ({ address }) => ({
			text: `Baris yang dikutip memiliki ${address} sebagai asal dan tujuan.`,
			advice: 'Salin baris itu sekali lagi.',
		}),
		L15: ({ said }) => ({
			text: `Baris terminal yang dikutip tidak ada di rekaman: ${quoted(said)}.`,
			advice: 'Kutip terminal dari percobaan yang direkam.',
		}),
	},
	readings: {
		frame: () => 'baris adalah nomor di berkas',
		connection: ({ connection }) => `baris dihitung di dalam koneksi ${connection}`,
		tcp: () => 'baris dihitung di antara paket TCP',
		filter: ({ filter }) => `baris dihitung dengan filter ${filter}`,
	},
	pairings: {
		map: 'ditentukan sendiri',
		named: 'disebut dalam teks',
		ports: 'menurut port',
		payload: 'menurut isi pesan',
		'only-one': 'satu-satunya rekaman',
		none: 'tidak ada yang cocok',
	},
	message: (claim) => claimMessage(claim, claims),
};

function hash(packet: number | null): string {
	return packet === null ? '' : ` (#${packet})`;
}
