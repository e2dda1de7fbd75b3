import type { PageWords } from '../page-words.ts';
import { count } from './counts.ts';

export const page: PageWords = {
	title: ({ name }) => `${name} · capnote`,
	languages: 'Bahasa',
	theme: { label: 'Warna', auto: 'Seperti sistem', light: 'Terang', dark: 'Gelap' },
	skip: 'Langsung ke paket',
	headings: {
		overview: 'Ringkasan rekaman',
		findings: 'Yang perlu diketahui tentang rekaman ini',
		connections: 'Koneksi',
		ladder: 'Diagram urutan',
		packets: 'Paket',
		packet: 'Paket',
		programs: 'Dari pemanggilan fungsi ke paket',
		plots: 'Jalannya transfer',
	},
	nothingFound: 'Tidak ada yang kurang di rekaman ini, dan tidak ada yang bermasalah.',
	captures: 'Rekaman',
	views: { label: 'Tampilan', explore: 'Paket', report: 'Laporan', check: 'Periksa' },
	saveCapture: 'Simpan rekaman',
	open: 'Buka rekaman…',
	openHint: 'atau seret ke halaman ini',
	dropHere: 'Lepaskan rekaman di sini',
	notUploaded: 'Rekaman dibaca di halaman ini. Tidak ada yang keluar dari komputer Anda.',
	openedHere: ({ name }) => `Anda melihat ${name}, yang Anda buka di sini.`,
	goBack: 'Kembali ke rekaman laporan',
	reading: ({ name }) => `Membaca ${name} …`,
	cannotRead: ({ reason }) => `Browser tidak dapat membaca berkas: ${reason}`,
	madeBy: ({ version }) => `Dibuat oleh capnote ${version}. Berkas ini berfungsi tanpa internet.`,
	large: ({ megabytes }) =>
		`Rekaman ini berukuran ${megabytes.replace('.', ',')} MB. Semuanya ada di berkas ini, sehingga berkas lambat dikirim; filter saat merekam menjaga rekaman tetap kecil.`,
	findingsLater: 'Memeriksa semua paket …',
	overview: {
		label: ({ packets, seconds }) =>
			`${count(packets, 'paket')} dalam ${seconds.replace('.', ',')} s, dari kiri ke kanan`,
		others: ({ connections }) => `${count(connections, 'koneksi')} lagi`,
		other: 'lainnya',
		legend: { client: 'dari client', server: 'dari server', arp: 'ARP', pause: 'jeda, dipendekkan' },
	},
	connection: {
		only: 'Hanya paket ini',
		more: ({ count: left }) => `Tampilkan lagi (sisa ${count(left, 'koneksi')})`,
	},
	ladder: {
		expand: 'Tampilkan setiap paket',
		fold: 'Ringkas yang berulang',
		hint: 'Klik panah untuk melihat paketnya.',
		none: 'Tidak ada koneksi TCP di rekaman ini, jadi tidak ada diagram urutan.',
		draw: ({ packets }) => `Gambar (${count(packets, 'segmen')})`,
		save: 'Simpan sebagai SVG',
	},
	filter: {
		label: 'Filter',
		placeholder: 'Teks, syn, tcp.port == 2222 …',
		clear: 'Hapus filter',
		count: ({ shown, all }) =>
			shown === all ? count(all, 'paket') : `${count(shown, 'paket')} dari ${count(all, 'paket')}`,
		looking: 'mencari …',
		mistakes: {
			'unknown-field': ({ text }) => `Tidak ada field ${text}. Untuk teks biasa, pakai tanda kutip.`,
			'needs-value': ({ text }) => `Nilai setelah ${text} belum ada.`,
			'needs-expression': ({ text }) => `Ada yang kurang setelah ${text}.`,
			'unclosed-quote': () => 'Tanda kutip penutup belum ada.',
			'unclosed-bracket': () => 'Kurung penutup belum ada.',
			unexpected: ({ text }) => `${text} berada di tempat yang salah.`,
		},
		examples: 'Contoh',
	},
	packet: {
		none: 'Pilih paket di tabel atau panah di diagram urutan.',
		previous: 'Paket sebelumnya',
		next: 'Paket berikutnya',
		close: 'Tutup',
		frameBytes: 'Frame seperti terekam',
		datagramBytes: 'Datagram yang disusun dari fragmennya',
		field: 'Field',
		showMore: ({ bytes: left }) => `Tampilkan lagi (sisa ${count(left, 'byte')})`,
		noField: 'Arahkan ke byte atau field untuk melihat pasangannya.',
	},
	check: {
		heading: 'Isi laporan',
		hint: 'Klik pernyataan untuk melihat paketnya, atau paket untuk melihat pernyataannya.',
		showAll: 'Tampilkan semua hasil',
		notUnderstood: 'Tidak dipahami',
		reveal: 'Tampilkan isi rekaman',
		naming: ({ packet, statements }) =>
			statements === 0
				? `Tidak ada pernyataan yang didasarkan pada #${packet}.`
				: `${count(statements, 'pernyataan')} didasarkan pada #${packet}:`,
		noCapture:
			'Tidak ada rekaman untuk laporan ini, jadi hanya yang dapat ditentukan dari laporan itu sendiri yang diperiksa.',
	},
	help: {
		title: 'Tombol dan filter',
		close: 'Tutup',
		keys: {
			next: 'paket berikutnya',
			previous: 'paket sebelumnya',
			ends: 'paket pertama dan terakhir',
			filter: 'ke filter',
			details: 'dari tabel ke rincian paket',
			connection: 'koneksi sebelumnya dan berikutnya',
			expand: 'tampilkan setiap paket di diagram urutan, atau ringkas',
			language: 'ganti bahasa',
			view: 'paket atau laporan',
			statement: 'pernyataan berikutnya dan sebelumnya dari laporan yang diperiksa',
			back: 'kembali: tutup, hapus filter',
			help: 'bantuan ini',
		},
		single: 'Huruf tunggal berfungsi sebagai tombol (matikan jika Anda mendikte atau jika mengganggu)',
		filterTitle: 'Yang dipahami filter',
		filterText:
			'Semua kata harus ada di baris paket. Beberapa kata punya arti: syn, fin, rst, psh, ack, arp, tcp, client, server, handshake, data, close. #8 dan #12-#17 adalah paket. Display filter Wireshark berfungsi dalam bentuk biasanya, dengan and, or, not dan kurung.',
	},
};
