import { expect, test } from 'vitest';
import { spelledOut } from './spell-out.ts';

const CASES: readonly (readonly [string, string])[] = [
	['Client ngirimin data yg sama dgn yg tadi', 'Client mengirim data yang sama dengan yang tadi'],
	['Koneksi gak ditutup krn server blm selesai', 'Koneksi tidak ditutup karena server belum selesai'],
	['Server nge-broadcast ARP utk nanya MAC', 'Server mem-broadcast ARP untuk bertanya MAC'],
	['Tdk ada RST', 'Tidak ada RST'],
	['client mengirim "yg ini" dan `ga jd`', 'client mengirim "yg ini" dan `ga jd`'],
	['packet w/o data, w/ flag ACK', 'packet without data, with flag ACK'],
	['file ga.pcap di folder dr-lab', 'file ga.pcap di folder dr-lab'],
	['Data dibalas 5 byte', 'Data dibalas 5 byte'],
];

test.each(CASES)('spelledOut() reads %s', (text, long) => {
	const offsets = Array.from({ length: text.length + 1 }, (_, i) => i);
	expect(spelledOut({ text, offsets }).text).toBe(long);
});

test('spelledOut() keeps the places of what stands behind', () => {
	const text = 'yg dikirim client';
	const { text: long, offsets } = spelledOut({ text, offsets: Array.from({ length: text.length + 1 }, (_, i) => i) });
	expect(long.indexOf('client')).toBe(13);
	expect(offsets[13]).toBe(11);
	expect(offsets).toHaveLength(long.length + 1);
});
