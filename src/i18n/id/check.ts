import type { CheckWords } from '../check-words.ts';
import { count, listPackets } from './counts.ts';

export const check: CheckWords = {
	title: (report, captures) =>
		captures.length === 0
			? `${report}, tanpa rekaman: hanya yang dapat ditentukan dari laporan itu sendiri`
			: `${report}, dibandingkan dengan ${captures.join(', ')}`,
	pairing(section, capture, why, because) {
		const reasons = because.length === 0 ? why : `${why}: ${because.join(', ')}`;
		return `${section === '' ? 'Laporan' : `"${section}"`} → ${capture ?? 'tanpa rekaman'} (${reasons})`;
	},
	line: (line) => `baris ${line}`,
	tally({ confirmed, refuted, 'not-checkable': open }) {
		const all = confirmed + refuted + open;
		return `${count(all, 'pernyataan')} tentang paket: ${confirmed} terbukti, ${refuted} terbantah, ${open} tidak dapat diperiksa.`;
	},
	reading({ sentences, withPacketWords, understood }) {
		return `Dari ${count(sentences, 'kalimat')}, ${withPacketWords} berbicara tentang paket; ${understood} di antaranya dipahami.`;
	},
	nothingFound: 'Tidak ada pernyataan tentang paket.',
	note: 'Catatan',
	notUnderstood: (sentences) => `Tidak dipahami: ${count(sentences, 'kalimat')} yang mungkin tentang paket`,
	becauseOf: (words) => `karena kata: ${words.join(', ')}`,
	remarks: 'Catatan tentang laporan',
	self: {
		title: (report) => `${report}: yang perlu dilihat lagi sebelum dikumpulkan`,
		lookAgain: 'Rekaman menunjukkan hal lain',
		lookAt: (packets) => `Lihat lagi ${listPackets(packets)}.`,
		cannotTell: 'Tidak dapat diketahui dari rekaman',
		agrees: (claims) => `${count(claims, 'pernyataan')} sesuai dengan rekaman.`,
		sayIt: (sentences) => `Tulis agar dapat diperiksa (${count(sentences, 'kalimat')})`,
		writeLike: 'Tulis misalnya:',
		noExample: 'Sebutkan paket, pengirim, dan flag-nya: "#8 client → server PSH, ACK".',
		goodSoFar: 'Tidak ada isi laporan yang bertentangan dengan rekaman.',
	},
	patterns: {
		title: 'Cara menulis kalimat yang dapat diperiksa capnote',
		advice: [
			'Sebutkan nomor paket di Wireshark: "paket 8", "#8", "baris 15–17".',
			'Sebutkan pengirimnya: client atau server, atau alamat dan port.',
			'Tulis isi pesan dalam tanda kutip atau back-tick: "Halo", `Echo: Halo`.',
			'Tulis flag seperti di Wireshark: SYN, "SYN, ACK", "PSH, ACK", "FIN, ACK".',
			'Satu pernyataan dalam satu kalimat.',
		],
		examples: { en: 'Inggris', id: 'Indonesia' },
	},
};
