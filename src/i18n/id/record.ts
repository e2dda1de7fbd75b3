import { groupedNumber } from '../grouped.ts';
import type { RecordWords } from '../record-words.ts';
import { count } from './counts.ts';

const grouped = groupedNumber('id');

const WAYS = {
	direct: 'dengan hak yang ada',
	sudo: 'dengan sudo',
	'user-namespace': 'melalui user namespace milik engine',
	'helper-container': 'di container pembantu',
} as const;

export const record: RecordWords = {
	refused: ({ way, said }) => `Tidak dapat merekam ${WAYS[way]}: ${said}. Mencoba cara berikutnya.`,
	fetching: ({ image }) => `Mengambil image ${image} untuk itu; pertama kali bisa beberapa menit…`,
	recording: ({ way, driver, iface }) => `Merekam ${iface} dengan ${driver}, ${WAYS[way]}. Ctrl+C mengakhiri.`,
	progress: ({ packets, rate, dropped, bytes }) =>
		`${count(packets, 'paket')}, ${grouped(rate)} per detik, ${dropped === null ? 'yang hilang tidak diketahui' : `${grouped(dropped)} hilang`}, ${size(bytes)}`,
	stopping: 'Berhenti: menunggu paket terakhir. Ctrl+C sekali lagi menghentikan seketika.',
	waiting: 'Menunggu praktikum berjalan… Ctrl+C mengakhiri.',
	rowsSkipped: ({ rows }) =>
		`… ${count(rows, 'paket')} datang terlalu cepat untuk ditampilkan; semuanya tetap terekam.`,
	rowsFull: ({ rows }) =>
		`${grouped(rows)} baris ditampilkan; sisanya tidak ditampilkan, rekaman terus berjalan. Lihat semua nanti: capnote analyze BERKAS`,
	files: ({ count: files, first, last, packets }) =>
		`Rekaman: ${count(files, 'berkas')}, ${first} sampai ${last}, seluruhnya ${count(packets, 'paket')}.`,
	nothing: 'Program perekam berakhir sebelum memulai berkas: tidak ada yang terekam.',
	unproven: ({ captured }) =>
		`${count(captured, 'paket')} terekam. Tidak diketahui apakah ada yang hilang: paket libpcap tidak mengatakannya bila ada filter. tcpdump mengatakannya: --driver tcpdump`,
	dropAdvice:
		'Rekam lagi dengan --quiet (kernel lalu menyimpan jauh lebih banyak paket untuk kami) atau dengan --snaplen 2000 (frame yang lebih panjang terpotong).',
	roughTimes:
		'Waktu diambil di user space, terlambat sampai beberapa milidetik: urutan dan isi benar, waktu pulang-pergi tidak diberikan.',
	recovered: ({ path, packets }) =>
		`Rekaman sebelumnya dihentikan paksa; sudah dipulihkan: ${path} (${count(packets, 'paket')}).`,
	leftUnfinished: ({ path }) =>
		`Ada rekaman yang belum selesai, mungkin masih ditulis proses lain: ${path}. Jika tidak: mv "${path}" "${path.replace(/\.part$/, '')}"`,
};

const KIB = 1024;

function size(bytes: number): string {
	if (bytes < KIB) return `${bytes} byte`;
	if (bytes < KIB * KIB) return `${(bytes / KIB).toFixed(1).replace('.', ',')} KiB`;
	return `${(bytes / KIB / KIB).toFixed(1).replace('.', ',')} MiB`;
}
