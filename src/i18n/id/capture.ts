import type { Damage, DamageReason } from '../../file/damage.ts';
import type { Catalogue } from '../catalogue.ts';
import { count, listPackets } from './counts.ts';
import { addedFindings } from './findings.ts';

/** What is wrong with a file. */
export const DAMAGE: { readonly [R in DamageReason]: (damage: Damage) => string } = {
	cut: ({ at, need, have }) => `Berkas terpotong: record pada byte ${at} memerlukan ${need} byte, hanya ada ${have}.`,
	'bad-length': ({ at, need, have }) =>
		`Berkas rusak: record pada byte ${at} mengaku ${need} byte, padahal tidak ada frame lebih dari ${have}.`,
	'block-too-short': ({ at, need, have }) =>
		`Berkas rusak: blok pada byte ${at} mengaku ${have} byte, padahal blok jenis itu paling sedikit ${need}.`,
	'block-too-long': ({ at, need, have }) =>
		`Berkas rusak: blok pada byte ${at} mengaku ${need} byte, padahal tidak ada blok berisi frame lebih dari ${have}.`,
	'block-ends-differ': ({ at, need, have }) =>
		`Berkas rusak: blok pada byte ${at} mengaku ${need} byte di awalnya dan ${have} di akhirnya.`,
	'frame-beyond-block': ({ at, need, have }) =>
		`Berkas rusak: frame di blok pada byte ${at} mengaku ${need} byte, padahal bloknya hanya memuat ${have}.`,
	'unknown-interface': ({ at, need, have }) =>
		`Berkas rusak: frame pada byte ${at} menyebut interface ${need} (dihitung dari 0), padahal berkas hanya menjelaskan ${have}.`,
	'byte-order': ({ at }) => `Berkas rusak: bagian pada byte ${at} tidak dimulai dengan urutan byte yang dikenal.`,
	'unknown-version': ({ at, need, have }) =>
		`Bagian pada byte ${at} memakai pcapng versi ${have}; yang dapat dibaca hanya versi ${need}.`,
	'too-many-interfaces': ({ at, have }) =>
		`Berkas menjelaskan lebih dari ${have} interface (byte ${at}); selebihnya tidak dibaca.`,
	'gzip-cut': ({ at }) => `Berkas gzip terpotong: paketnya terbaca sampai byte ${at} dari isi yang dikompresi.`,
	'gzip-damaged': ({ at }) => `Berkas gzip rusak: paketnya terbaca sampai byte ${at} dari isi yang dikompresi.`,
};

export const capture: Catalogue['capture'] = {
	summary({ packets, seconds, connections, tcpPackets, arpPackets, otherPackets }) {
		if (packets === 0) return 'Rekaman ini tidak berisi paket.';
		const parts = [
			`${count(connections, 'koneksi TCP')} (${count(tcpPackets, 'segmen')})`,
			...(arpPackets > 0 ? [count(arpPackets, 'frame ARP')] : []),
			...(otherPackets > 0 ? [count(otherPackets, 'paket lain')] : []),
		];
		return `${count(packets, 'paket')} dalam ${seconds.replace('.', ',')} s: ${parts.join(', ')}.`;
	},
	simulated: 'Rekaman ini simulasi: tidak ada jaringan nyata.',
	damage: (damage) => `${DAMAGE[damage.reason](damage)} Semua sebelum itu ditampilkan.`,
	damageAdvice: 'Hentikan tcpdump dengan Ctrl+C, tunggu sampai jumlah paket disebutkan, lalu salin berkas secara utuh.',
	badOptions: ({ at }, all) =>
		`${count(all, 'opsi')} di berkas tidak masuk akal dan dilewati (pertama pada byte ${at}).`,
	connectionTitle: (number) => `Koneksi ${number}`,
	advice: 'Lain kali',
};

export const findings: Catalogue['findings'] = {
	...addedFindings,
	'no-packets': () => ({
		text: 'Rekaman kosong: tcpdump berjalan, tetapi tidak ada paket yang lewat.',
		advice:
			'Periksa interface (praktikum ada di bridge, bukan di eth0 atau docker0) dan jalankan client saat tcpdump berjalan.',
	}),
	'starts-mid-connection': ({ connection, packets }) => ({
		text: `Koneksi ${connection}: rekaman dimulai setelah handshake (paket pertama ${listPackets(packets)}).`,
		advice: 'Jalankan tcpdump dulu, baru jalankan client.',
	}),
	'open-at-end': ({ connection, packets }) => ({
		text: `Koneksi ${connection}: akhir koneksi tidak ada di rekaman (paket terakhir ${listPackets(packets)}).`,
		advice: 'Akhiri client dulu, baru hentikan tcpdump dengan Ctrl+C.',
	}),
	'refused-attempt': ({ connection, packets, port, laterSuccess }) => ({
		text: `Koneksi ${connection} ditolak (${listPackets(packets)}): tidak ada program yang menunggu di port ${port}.${laterSuccess === null ? '' : ` Percobaan berikutnya berhasil: koneksi ${laterSuccess}.`}`,
		advice: 'Jalankan server sebelum client.',
	}),
	'cut-by-snaplen': ({ count: frames, packets }) => ({
		text: `${count(frames, 'frame')} (pertama ${listPackets(packets)}) hanya terekam sebagian.`,
		advice: 'Rekam frame secara utuh: tcpdump -s 0',
	}),
};
