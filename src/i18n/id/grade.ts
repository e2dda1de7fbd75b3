import type { ErrorDetails } from '../../errors.ts';
import type { HandshakeFound, Outcome, RequirementWord } from '../../grading/requirement.ts';
import type { FileFailure, GradeFailure, ItemReason } from '../../grading/submission-result.ts';
import { decimal } from '../decimal.ts';
import type { GradeWords } from '../grade-words.ts';
import { count, listPackets } from './counts.ts';
import { whyUnreadable } from './errors/files.ts';

const WORDS: { readonly [W in RequirementWord]: string } = {
	packets: 'paket',
	connections: 'koneksi',
	'arp-requests': 'permintaan ARP',
	'arp-replies': 'balasan ARP',
	'arp-broadcast': 'permintaan ARP broadcast',
	'arp-unicast': 'permintaan ARP unicast',
	'payload-contains': 'teks dalam pesan',
	whole: 'berkas utuh sampai akhir',
	connection: 'koneksi',
	'client-address': 'alamat client',
	'client-port': 'port client',
	'server-address': 'alamat server',
	'server-port': 'port server',
	handshake: 'handshake',
	exchanges: 'pertukaran pesan',
	'exchange-request': 'permintaan',
	'exchange-reply': 'balasan',
	'close-shape': 'penutupan',
	'close-starter': 'yang menutup lebih dulu',
	'close-complete': 'penutupan terekam sampai selesai',
	retransmissions: 'retransmisi',
	segments: 'segmen',
	'client-bytes': 'byte dari client',
	'server-bytes': 'byte dari server',
	'starts-mid-connection': 'dimulai di tengah koneksi',
	'ends-open': 'berakhir sebelum koneksi selesai',
	'first-speaker': 'yang berbicara lebih dulu',
	packet: 'paket',
	'packet-protocol': 'protokol',
	'packet-flags': 'flag',
	'packet-from': 'pengirim',
	'packet-to': 'penerima',
	'packet-data-length': 'byte payload',
	'packet-payload': 'payload',
	'packet-seq': 'Seq',
	'packet-ack': 'Ack',
	'packet-labels': 'label',
};

const HANDSHAKES: { readonly [H in HandshakeFound]: string } = {
	complete: 'lengkap',
	incomplete: 'tidak lengkap',
	'not-captured': 'tidak ada di rekaman',
	refused: 'ditolak (RST)',
	'no-answer': 'tidak dijawab',
};

const VALUES: Readonly<Record<string, string>> = {
	...HANDSHAKES,
	...{ true: 'ya', false: 'tidak', null: 'tidak ada', '': 'tidak ada', any: 'bentuk apa pun' },
	...{ 'three-segment': 'tiga segmen', '3-segment': 'tiga segmen', 'four-segment': 'empat segmen' },
	...{ '4-segment': 'empat segmen', simultaneous: 'bersamaan', reset: 'RST', half: 'satu arah', none: 'tidak ada' },
};

function value(of: Outcome['found']): string {
	return VALUES[String(of)] ?? `${of}`;
}

function outcome({ word, met, expected, found, at, packets }: Outcome): string {
	const name = at === null ? WORDS[word] : `${WORDS[word]} ${word.startsWith('packet-') ? `#${at}` : `ke-${at}`}`;
	const where = packets.length > 0 ? ` (${listPackets(packets)})` : '';
	if (word === 'payload-contains') {
		return met ? `"${expected}" ada dalam pesan${where}` : `"${expected}" tidak ada dalam pesan mana pun di rekaman`;
	}
	if (met) return `${name}: ${value(found)}${where}`;
	return `${name}: diharapkan ${value(expected)}, ditemukan ${value(found)}${where}`;
}

const REASONS: { readonly [K in ItemReason['kind']]: (reason: Extract<ItemReason, { kind: K }>) => string } = {
	met: ({ outcomes }) => outcomes.map(outcome).join('; '),
	'in-part': ({ outcomes, instead }) => `${unmet(outcomes)}. Sebagian, karena ${instead.map(outcome).join('; ')}`,
	unmet: ({ outcomes }) => unmet(outcomes),
	'no-capture': () => 'tidak ada rekaman yang dapat dibaca',
	said: ({ claims, found, min }) =>
		min > 1
			? `ditulis dan terbukti: ${found} dari ${min} (${claims.join(', ')})`
			: `ditulis dan terbukti (${claims.join(', ')})`,
	'said-but-refuted': ({ claims }) => `ditulis, tetapi rekaman menunjukkan hal lain (${claims.join(', ')})`,
	'said-not-checkable': ({ claims }) => `ditulis, tetapi tidak dapat diperiksa di rekaman ini (${claims.join(', ')})`,
	'not-said': () => 'laporan tidak menyatakannya dengan cara yang dapat diperiksa',
	refuted: ({ claims, each, max }) =>
		`${count(claims.length, 'pernyataan terbantah')}, masing-masing ${each}${max === null ? '' : `, paling banyak ${max}`} (${claims.join(', ')})`,
	'little-evidence': ({ found, needed, share }) =>
		`laporan menyebut ${count(found, 'paket')} sebagai bukti, yang diminta ${needed}: ${Math.round(share * 100)} % dari poinnya`,
	'half-without-capture': () => 'tanpa rekaman yang dapat dibaca: paling banyak setengah poin',
};

function unmet(outcomes: readonly Outcome[]): string {
	return outcomes
		.filter(({ met }) => !met)
		.map(outcome)
		.join('; ');
}

const FAILURES: { readonly [F in GradeFailure]: string } = {
	'too-large': 'terlalu besar untuk dinilai',
	'too-slow': 'penilaian terlalu lama dan dihentikan',
	'worker-died': 'program yang menilainya berakhir tiba-tiba',
	'document-unread':
		'dokumen Word atau PDF, yang tidak dibaca; mintalah Markdown atau teks (pandoc -t gfm laporan.docx -o laporan.md)',
	'no-text': 'bukan teks',
	'archive-unread': 'arsip yang tidak dibuka di sini (.zip dan .tar.gz dibuka); bongkar di sampingnya, lalu nilai lagi',
	'archive-damaged': 'arsip rusak, atau bukan arsip',
	'archive-locked': 'arsip dengan kata sandi',
	'archive-too-large': 'isinya lebih besar daripada yang boleh dibongkar',
	'archive-too-deep': 'arsip di dalam arsip di dalam arsip, yang tidak dibuka',
};

function failure({ name, code, details }: FileFailure): string {
	const reason =
		code === 'unreadable-file' && details
			? whyUnreadable(details as ErrorDetails<'unreadable-file'>)
			: ((FAILURES as Partial<Record<string, string>>)[code] ?? 'tidak dapat dibaca');
	return `${name}: ${reason}`;
}

const KINDS = { port: 'port', mac: 'alamat MAC', sequence: 'initial sequence number', message: 'pesan' } as const;

export const grade: GradeWords = {
	decimalSign: ',',
	outcome,
	reason: (reason) => (REASONS[reason.kind] as (of: ItemReason) => string)(reason),
	itemNames: {
		'refuted-claims': 'pernyataan terbantah',
		'minimum-evidence': 'bukti kurang',
		'half-without-capture': 'tanpa rekaman',
	},
	remarks: {
		'own-mark-missing': ({ text }) => `Tanda sendiri "${text}" tidak ada dalam pesan mana pun di rekaman.`,
		'dated-before': ({ capture, day, limit }) => `${capture} direkam pada ${day}, sebelum ${limit}.`,
		'dated-after': ({ capture, day, limit }) => `${capture} direkam pada ${day}, sesudah ${limit}.`,
		'clocks-disagree': ({ capture, packets, captureSeconds, senderSeconds }) =>
			`Di ${capture}, antara ${listPackets(packets)} berlalu ${captureSeconds} s menurut waktu paket, dan ${senderSeconds} s menurut jam pengirimnya (TSval).`,
	},
	failure,
	troubles: {
		'damaged-file': 'berkas rusak',
		'no-packets': 'tanpa paket',
		'starts-mid-connection': 'dimulai setelah handshake',
		'open-at-end': 'berakhir sebelum penutupan',
		'refused-attempt': 'percobaan ditolak',
		'cut-by-snaplen': 'paket terpotong',
		'recorded-twice': 'paket terekam dua kali',
		'no-lab-packet': 'tidak ada paket di port praktikum',
		'more-connections-than-lab': 'koneksi lebih banyak daripada praktikum',
		'more-clients-than-lab': 'client lebih banyak daripada praktikum',
		'time-runs-backwards': 'waktu berjalan mundur',
		'clocks-disagree': 'jam tidak cocok',
		'syn-filtered': 'SYN dibuang firewall',
		'syn-unanswered': 'SYN tidak dijawab',
		'host-silent': 'host tidak ada',
		'mac-changed': 'alamat MAC berubah',
		'address-used-twice': 'alamat dipakai dua host',
		L10: 'menyebut berkas yang tidak ada',
		L11: 'gambar tanpa kalimat',
		L12: 'port dengan titik ribuan',
		L13: 'waktu kutipan berjalan mundur',
		L14: 'baris kutipan dengan asal dan tujuan sama',
		L15: 'mengutip keluaran percobaan lain',
	},
	strengths: { proof: 'bukti', 'very-strong': 'sangat kuat', strong: 'kuat', hint: 'petunjuk' },
	signals: {
		S1: 'berkas sama',
		S2: 'paket sama',
		S3: 'angka acak sama',
		S4: 'jeda sama',
		S6: 'mengutip rekaman lain',
		'S6-both': 'mengutip port asing yang sama',
		S7: 'mengutip pesan lain',
		S8: 'kalimat sama',
		S10: 'tanda orang lain',
	},
	evidence(evidence, a, b) {
		switch (evidence.signal) {
			case 'S1':
				return `${evidence.aCapture} milik ${a} dan ${evidence.bCapture} milik ${b} adalah berkas yang sama, byte demi byte.`;
			case 'S2':
				return `${count(evidence.shared, 'paket')} di ${evidence.aCapture} (${a}) juga ada di ${evidence.bCapture} (${b}), sama di setiap byte mulai header IP: ${listPackets(evidence.aPackets)} di sana ${listPackets(evidence.bPackets)}.`;
			case 'S3':
				return `${count(evidence.shared, 'segmen')} di ${evidence.aCapture} (${a}) dan ${evidence.bCapture} (${b}) membawa sequence number dan acknowledgment number yang sama, padahal setiap percobaan memilihnya secara acak: ${listPackets(evidence.aPackets)} dan ${listPackets(evidence.bPackets)}.`;
			case 'S4':
				return `Mulai ${listPackets(evidence.aPackets)} di ${evidence.aCapture} (${a}) dan ${listPackets(evidence.bPackets)} di ${evidence.bCapture} (${b}), pesan yang sama berurutan dengan jeda yang sama sampai milidetik, dengan alamat dan angka lain.`;
			case 'S6':
			case 'S7': {
				const [citing, other] = evidence.by === 'a' ? [a, b] : [b, a];
				return `Laporan ${citing} (${evidence.at.document}:${evidence.at.line}) mengutip ${KINDS[evidence.kind]} "${evidence.value}", yang tidak ada di rekaman ${citing}, tetapi ada di rekaman ${other}: ${evidence.capture} #${evidence.packet}.`;
			}
			case 'S6-both':
				return `Kedua laporan mengutip "${evidence.value}", yang tidak ada di rekaman keduanya: ${a} di ${evidence.aLine.document}:${evidence.aLine.line}, ${b} di ${evidence.bLine.document}:${evidence.bLine.line}.`;
			case 'S8':
				return `Di ${evidence.shared} tempat kedua laporan memuat lima kata yang sama berturut-turut; yang pertama ${evidence.aLine.document}:${evidence.aLine.line} milik ${a} dan ${evidence.bLine.document}:${evidence.bLine.line} milik ${b}.`;
			case 'S10': {
				const [owner, other] = evidence.in === 'a' ? [b, a] : [a, b];
				return `${evidence.capture} milik ${other} memuat pesan dengan nomor ${owner} ("${evidence.mark}", #${evidence.packet}).`;
			}
		}
	},
	verdicts: { confirmed: '✔ terbukti', refuted: '✘ terbantah', 'not-checkable': '? tidak dapat diperiksa' },
	titles: {
		student: 'Mahasiswa',
		report: 'Laporan',
		capture: 'Rekaman',
		points: 'Poin',
		band: 'Nilai',
		confirmed: 'Terbukti',
		refuted: 'Terbantah',
		notCheckable: 'Tidak dapat diperiksa',
		notUnderstood: 'Tidak dipahami',
		findings: 'Perlu diperhatikan',
		alike: 'Mirip',
		item: 'Butir',
		why: 'Alasan',
		claims: 'Isi laporan',
		claim: 'Pernyataan',
		verdict: 'Hasil',
		line: 'Baris',
		packets: 'Paket',
		number: 'No.',
		time: 'Waktu (s)',
		from: 'Dari',
		to: 'Ke',
		flags: 'Flag',
		data: 'Data',
		gradeBook: 'Buku nilai',
		back: 'Kembali ke buku nilai',
		pairs: 'Mirip',
		strength: 'Kekuatan',
		evidence: 'Buktinya',
		remarks: 'Catatan untuk pengajar',
		failures: 'Berkas yang tidak dapat dipakai',
		reportText: 'Laporan seperti yang dikumpulkan, dengan hasil pemeriksaannya',
		rubric: 'Rubrik',
		none: 'tidak ada',
		passed: 'lulus',
		notPassed: 'belum lulus',
		advice: 'Lain kali',
		length: 'Len',
	},
	graded: ({ submissions, passed, failed, mean, cached }) =>
		`${count(submissions, 'tugas')} dinilai: ${passed} lulus${failed > 0 ? `, ${failed} dengan berkas yang tidak dapat dipakai` : ''}, rata-rata ${mean.toFixed(1).replace('.', ',')} %${cached > 0 ? ` (${cached} seperti sebelumnya)` : ''}.`,
	bandLine: (band, of) => `${band}: ${of}`,
	progress: (done, all, cached) => `${done} dari ${all} dinilai${cached > 0 ? `, ${cached} seperti sebelumnya` : ''}`,
	pairsFound: (of) => (of === 0 ? 'Tidak ada dua tugas yang mirip.' : `${count(of, 'pasang')} tugas mirip:`),
	more: (of) => `… dan ${of} lagi`,
	points: ({ points, max }) => {
		const [given, of] = [points, max].map((number) => decimal(`${number}`, ','));
		return max === 0 ? `${given}` : `${given} dari ${of}`;
	},
	likenessNote: 'Ini fakta untuk dilihat. Poin tidak berubah, dan apakah seseorang menyalin dinilai oleh manusia.',
	nothingYet: (folder) => `Belum ada tugas di ${folder}.`,
	stopped: (done, all, isKept) =>
		`Dihentikan: ${done} dari ${all} dinilai, buku nilai tidak ditulis.${isKept ? ' Hasilnya disimpan: perintah yang sama melanjutkannya.' : ''}`,
	watching: (folder) => `Memantau ${folder}; Ctrl+C mengakhirinya.`,
	written: (folder, files) => `${count(files, 'berkas')} ditulis ke ${folder}`,
	lint: {
		fine: ({ items, max, hash }) =>
			`Rubrik ini benar: ${count(items, 'butir')}, paling banyak ${max} poin, hash ${hash}.`,
		sum: (points, max) => `Semua butir berjumlah ${max} poin, tetapi "points" berisi ${points}.`,
		noLowestBand: 'Tidak ada nilai yang mulai dari 0: hasil terendah tidak mendapat nilai.',
		noItems: 'Tidak ada butir: setiap tugas mendapat 0 dari 0 poin.',
		unreachable: (id) => `"${id}": isi "else" memberi poin sama dengan atau lebih dari butir itu sendiri.`,
	},
};
