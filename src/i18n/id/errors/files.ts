import type { ErrorTexts, FileErrors } from '../../../error-text.ts';
import type { ErrorDetails, LooksLike, Unreadable } from '../../../errors.ts';

const LOOKS: { readonly [L in LooksLike]: { readonly what: string; readonly fix: string } } = {
	empty: {
		what: 'berkas kosong (0 byte)',
		fix: 'tcpdump dihentikan paksa sebelum menulis apa pun. Rekam lagi dan hentikan dengan Ctrl+C.',
	},
	short: {
		what: 'berkas berakhir di dalam header-nya',
		fix: 'Rekaman terpotong di awal. Rekam lagi dan hentikan tcpdump dengan Ctrl+C.',
	},
	'damaged-gzip': {
		what: 'berkas ini dikompresi dengan gzip, dan rusak sejak awal',
		fix: 'Salin atau unduh lagi; periksa keutuhannya: gzip -t BERKAS',
	},
	gzip: { what: 'berkas ini dikompresi dua kali dengan gzip', fix: 'Buka satu kali: gzip -dk BERKAS' },
	zstd: { what: 'berkas ini dikompresi dengan zstd', fix: 'Buka dulu: zstd -d BERKAS' },
	lz4: { what: 'berkas ini dikompresi dengan lz4', fix: 'Buka dulu: lz4 -d BERKAS' },
	xz: { what: 'berkas ini dikompresi dengan xz', fix: 'Buka dulu: xz -dk BERKAS' },
	bzip2: { what: 'berkas ini dikompresi dengan bzip2', fix: 'Buka dulu: bzip2 -dk BERKAS' },
	'7z': { what: 'ini arsip 7-Zip', fix: 'Buka arsipnya (7z x BERKAS), lalu berikan .pcap di dalamnya.' },
	tar: { what: 'ini arsip tar', fix: 'Buka arsipnya (tar xf BERKAS), lalu berikan .pcap di dalamnya.' },
	'other-capture': {
		what: 'ini rekaman, tetapi bukan pcap atau pcapng',
		fix: 'Ubah dengan editcap dari Wireshark: editcap -F pcapng BERKAS rekaman.pcapng',
	},
	text: {
		what: 'isinya teks',
		fix: 'Berikan berkas yang ditulis tcpdump dengan -w; baris yang dicetak tcpdump tidak dapat dianalisis.',
	},
	'web-page': {
		what: 'ini halaman web',
		fix: 'Yang terunduh adalah sebuah halaman (login atau kesalahan), bukan berkasnya: unduh lagi.',
	},
	zip: { what: 'ini arsip ZIP (atau berkas Word atau Excel)', fix: 'Buka arsipnya, lalu berikan .pcap di dalamnya.' },
	pdf: { what: 'ini dokumen PDF', fix: 'Berikan berkas .pcap, bukan laporannya.' },
	image: { what: 'ini gambar', fix: 'Berikan berkas .pcap, bukan tangkapan layarnya.' },
	video: { what: 'ini video', fix: 'Berikan berkas .pcap, bukan videonya.' },
	program: { what: 'ini program', fix: 'Berikan berkas yang ditulis tcpdump dengan -w.' },
	unknown: {
		what: 'byte awalnya bukan milik format rekaman apa pun',
		fix: 'Berikan berkas yang ditulis tcpdump dengan -w, atau yang disimpan Wireshark.',
	},
};

interface UnreadableText {
	readonly what: string;
	readonly fix: (path: string) => string;
}

const UNREADABLE: { readonly [R in Unreadable]: UnreadableText } = {
	folder: {
		what: 'ini folder',
		fix: (path) =>
			`Berikan berkas di dalamnya, atau lihat isi semua rekaman di sana: capnote analyze --summary "${path}"`,
	},
	forbidden: { what: 'tidak diizinkan', fix: (path) => `Periksa pemilik dan haknya: ls -l "${path}"` },
	'link-loop': {
		what: 'ini tautan yang kembali ke dirinya sendiri',
		fix: (path) => `Lihat ke mana tautan itu: ls -l "${path}"; lalu berikan berkas aslinya.`,
	},
	'not-in-folder': { what: 'sebagian path-nya adalah berkas, bukan folder', fix: () => 'Periksa path-nya.' },
	'long-name': { what: 'namanya lebih panjang daripada yang diizinkan sistem berkas', fix: () => 'Periksa namanya.' },
	device: {
		what: 'ini perangkat atau soket yang tidak dapat dibaca seperti berkas',
		fix: () => 'Berikan berkas yang ditulis tcpdump dengan -w.',
	},
	disk: {
		what: 'disk melaporkan kesalahan',
		fix: () => 'Salin berkas itu ke disk lain, kalau masih dapat disalin.',
	},
	'too-many-open': {
		what: 'terlalu banyak berkas yang terbuka',
		fix: () => 'Tutup program lain, atau izinkan lebih banyak: ulimit -n 4096',
	},
	other: { what: '', fix: (path) => `Periksa berkas itu: ls -l "${path}"` },
};

/** Why a file cannot be read, without its name. */
export function whyUnreadable({ reason, said }: Pick<ErrorDetails<'unreadable-file'>, 'reason' | 'said'>): string {
	return UNREADABLE[reason].what || said;
}

/** Captures and other files, read and written. */
export const files: ErrorTexts<FileErrors> = {
	'no-such-file': ({ path }) => ({
		what: `Tidak dapat membaca "${path}": berkas itu tidak ada`,
		fix: 'Periksa namanya, atau lihat yang ada: ls *.pcap captures/',
	}),
	'unreadable-file': (details) => ({
		what: `Tidak dapat membaca "${details.path}": ${whyUnreadable(details)}`,
		fix: UNREADABLE[details.reason].fix(details.path),
	}),
	'no-captures': ({ paths }) => ({
		what: `Tidak ada rekaman di ${paths.map((path) => `"${path}"`).join(', ')}`,
		fix: 'Berikan sebuah rekaman, atau folder yang berisi rekaman di kedalaman mana pun.',
	}),
	'not-a-capture': ({ path, looksLike }) => ({
		what: `Tidak dapat membaca "${path}" sebagai rekaman: ${LOOKS[looksLike].what}`,
		fix: LOOKS[looksLike].fix,
	}),
	'memory-full': ({ path, connections }) => ({
		what: `Tidak dapat membaca "${path}" sampai akhir: memori penuh setelah ${connections} koneksi`,
		fix: `Bagi rekaman itu dan lihat bagian-bagiannya: editcap -c 10000000 "${path}" bagian.pcap`,
	}),
	'file-exists': ({ path }) => ({
		what: `Tidak dapat menulis "${path}": berkas itu sudah ada`,
		fix: 'Pilih nama lain, atau tambahkan --force untuk menggantinya.',
	}),
	'cannot-write': ({ path, reason }) => ({
		what: `Tidak dapat menulis "${path}": ${reason}`,
		fix: 'Pilih folder yang boleh ditulis dan masih punya ruang: -o BERKAS, atau untuk praktikum --captures FOLDER',
	}),
};
