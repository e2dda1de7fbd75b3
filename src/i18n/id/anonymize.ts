import type { AnonymizeWords } from '../anonymize-words.ts';
import { count } from './counts.ts';

export const anonymize: AnonymizeWords = {
	done: ({ path, packets, entries }) => {
		const ip = Object.keys(entries.ipv4).length + Object.keys(entries.ipv6).length;
		const mac = Object.keys(entries.mac).length;
		return `${path} ditulis: ${count(packets, 'paket')}, ${count(ip, 'alamat IP')} dan ${count(mac, 'alamat MAC')} diganti. Waktu, port, dan sequence number tetap.`;
	},
	payloads: {
		keep: 'Payload dibiarkan: semua yang diketik, termasuk nama, masih ada di berkas.',
		replace:
			'Kata dalam payload diganti dengan kata lain yang sama panjang; kata milik praktikum sendiri dan angka pendek tetap.',
		drop: 'Payload dihilangkan; panjangnya tetap tercatat.',
	},
	mapping: ({ path }) =>
		`${path} ditulis: alamat mana menjadi apa. Pemilik berkas ini dapat membatalkan penggantian, jadi jangan dibagikan.`,
};
