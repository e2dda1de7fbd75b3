import type { Catalogue } from '../catalogue.ts';
import { count, listPackets } from './counts.ts';

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
	damage: ({ at, reason, need, have }) =>
		reason === 'cut'
			? `Berkas terpotong: record pada byte ${at} memerlukan ${need} byte, hanya ada ${have}. Semua sebelum itu ditampilkan.`
			: `Berkas rusak: record pada byte ${at} mengaku ${need} byte, padahal tidak ada frame lebih dari ${have}. Semua sebelum itu ditampilkan.`,
	connectionTitle: (number) => `Koneksi ${number}`,
	advice: 'Lain kali',
};

export const findings: Catalogue['findings'] = {
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
	'refused-attempt': ({ connection, packets, port }) => ({
		text: `Koneksi ${connection} ditolak (${listPackets(packets)}): tidak ada program yang menunggu di port ${port}.`,
		advice: 'Jalankan server sebelum client.',
	}),
	'cut-by-snaplen': ({ count: frames, packets }) => ({
		text: `${count(frames, 'frame')} (pertama ${listPackets(packets)}) hanya terekam sebagian.`,
		advice: 'Rekam frame secara utuh: tcpdump -s 0',
	}),
};
