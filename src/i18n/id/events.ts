import { duration } from '../duration.ts';
import type { EventFacts, EventWords } from '../event-words.ts';
import { count, listPackets } from './counts.ts';

/** What happened; what it put on the wire is said behind it. */
type EventWhat = { readonly [C in EventFacts['call']]: (facts: EventFacts) => string };

const SHORT: EventWhat = {
	bind: () => 'bind()',
	listen: () => 'listen()',
	connect: () => 'connect() selesai',
	accept: () => 'accept() selesai',
	read: ({ bytes }) => `recv() menghasilkan ${count(bytes ?? 0, 'byte')}`,
	write: ({ bytes }) => `send() ${count(bytes ?? 0, 'byte')}`,
	'end-of-stream': () => 'recv() menghasilkan akhir aliran data',
	close: () => 'close()',
	reset: () => 'close() dengan SO_LINGER 0',
	error: ({ error }) => `galat ${error}`,
};
const WHAT: EventWhat = {
	...SHORT,
	bind: ({ local }) => `bind() ke ${local}: tidak ada paket`,
	listen: () => 'listen(): sejak ini kernel sendiri yang menjawab SYN',
	reset: () => 'memutus koneksi (close() dengan SO_LINGER 0)',
};
const WITHOUT_PACKETS: readonly EventFacts['call'][] = ['bind', 'listen', 'error'];

function place({ call, packets, gapNs, order, isKnown }: EventFacts): string {
	const sends = call === 'write' || call === 'close' || call === 'reset';
	const near = sends ? packets[0] : packets.at(-1);
	if (near === undefined || gapNs === null) {
		return isKnown && !WITHOUT_PACKETS.includes(call) ? ' (paketnya tidak terekam)' : '';
	}
	const many = packets.length > 1 ? ` (${listPackets(packets)})` : '';
	if (order === 'unsure') return `${many}, bersamaan dengan #${near}: jam tidak dapat menentukan mana yang lebih dulu`;
	const apart = duration(gapNs < 0n ? -gapNs : gapNs, ',');
	return `${many}, ${apart} ${order === 'call-first' ? 'sebelum' : 'setelah'} #${near}`;
}

export const events: EventWords = {
	program: 'program',
	call: (facts) => SHORT[facts.call](facts),
	row: (facts) => WHAT[facts.call](facts) + place(facts),
	times: ({ uncertaintyNs }) =>
		`Waktu program berasal dari jam yang sama dengan paket, ${uncertaintyNs === null ? 'tetapi ketelitiannya tidak diukur' : `dengan ketelitian ±${duration(uncertaintyNs, ',')}`}. Pemanggilan yang mengirim dicatat tepat sebelum dilakukan. Hasil pemanggilan dicatat di callback program: pemanggilannya sendiri selesai saat itu atau sebelumnya. ≈ menandai yang terlalu dekat dengan suatu paket untuk diurutkan.`,
	badLines: ({ count: lines }) => `${count(lines, 'baris')} di berkas event tidak berisi event program.`,
	table: {
		title: ({ connection }) => `Dari pemanggilan fungsi ke paket, koneksi ${connection}`,
		call: 'Pemanggilan',
		by: 'Oleh',
		times: 'Kali',
		wire: 'Di jaringan',
		packets: 'Paket',
		calls: {
			bind: 'bind(), listen()',
			connect: 'connect()',
			accept: 'accept()',
			read: 'recv()',
			write: 'send()',
			'end-of-stream': 'recv() menghasilkan kosong',
			close: 'close()',
			reset: 'close(), SO_LINGER 0',
			'kernel-accepts': '(kernel)',
			'kernel-acknowledges': '(kernel)',
			'kernel-ends': '(kernel)',
		},
		wires: {
			bind: 'tidak ada paket; tanpa ini SYN dijawab RST',
			connect: 'SYN; selesai setelah SYN-ACK',
			accept: 'tidak ada paket; mengambil koneksi yang sudah jadi',
			read: 'tidak ada paket; ACK dikirim kernel',
			write: 'PSH, ACK berisi pesan (sekaligus ACK atas yang datang)',
			'end-of-stream': 'tidak ada paket; FIN pihak lain sudah datang',
			close: 'FIN, ACK',
			reset: 'RST',
			'kernel-accepts': 'SYN-ACK, sebelum program menerima koneksi',
			'kernel-acknowledges': 'ACK tanpa data',
			'kernel-ends': 'ACK terakhirnya, lalu TIME_WAIT',
		},
	},
};
