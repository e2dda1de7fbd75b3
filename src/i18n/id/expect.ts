import type { ExpectWords } from '../expect-words.ts';
import { count, listPackets } from './counts.ts';

export const expect: ExpectWords = {
	result: ({ capture, checks, failed }) =>
		failed === 0
			? `${capture}: semua dari ${count(checks, 'harapan')} terpenuhi`
			: `${capture}: ${failed} dari ${count(checks, 'harapan')} tidak terpenuhi`,
	expected: 'diharapkan',
	found: 'ditemukan',
	value: ({ word, found, packets }) => {
		const where = packets.length === 0 ? '' : ` (${listPackets(packets)})`;
		if (word === 'connection') return `hanya ada ${count(Number(found), 'koneksi seperti itu')}`;
		if (word === 'packet') return `rekaman hanya berisi ${count(Number(found), 'paket')}`;
		return `${found === null ? 'tidak ada' : typeof found === 'string' ? JSON.stringify(found) : found}${where}`;
	},
	total: ({ captures, failed }) =>
		failed === 0
			? `${count(captures, 'rekaman')}: sesuai harapan`
			: `${count(captures, 'rekaman')}: ${failed} tidak sesuai harapan`,
	written: ({ path }) => `${path} ditulis. Bacalah, lalu hapus yang tidak harus sama lain kali.`,
	updated: ({ path, changed, left }) =>
		`${path}: ${count(changed, 'harapan')} diubah menjadi yang ditemukan${left > 0 ? `, ${left} tidak dapat dipenuhi dengan nilai lain dan tetap` : ''}.`,
};
