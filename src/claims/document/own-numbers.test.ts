import { describe, expect, test } from 'vitest';
import { checkReport } from '../check-report.ts';
import type { Atom } from '../claim.ts';
import { readDocument } from '../read-document.ts';

/** What the report itself settles. */
async function settled(text: string): Promise<readonly Atom[]> {
	const { documents } = checkReport([await readDocument('report.md', text)], []);
	return documents.flatMap(({ claims }) =>
		claims.flatMap(({ atoms }) => atoms.filter(({ basis }) => basis === 'document')),
	);
}

const CLOSE = ['FIN, ACK dari client', 'ACK dari server', 'FIN, ACK dari server', 'ACK dari client'];
const list = (items: readonly string[]): string => items.map((item, i) => `${i + 1}. ${item}`).join('\n');

describe('a list is as long as what leads in to it says', () => {
	test.each([
		['Koneksi ditutup dalam empat langkah:', CLOSE, 'confirmed'],
		['Koneksi ditutup dalam tiga langkah:', CLOSE, 'refuted'],
		['The connection is closed in 3 steps:', CLOSE, 'refuted'],
		['The connection is closed in four steps:', CLOSE, 'confirmed'],
		['Handshake terdiri dari tiga tahap:', ['SYN', 'SYN, ACK', 'ACK', 'Koneksi terbentuk'], 'confirmed'],
	] as const)('%s', async (lead, items, verdict) => {
		const atoms = await settled(`${lead}\n\n${list(items)}\n`);
		const verdicts = atoms.map((atom) => atom.verdict);
		// Where the sentence says more, that the list is as long goes without saying.
		expect(verdicts.every((one) => one === verdict)).toBe(true);
		if (verdict === 'refuted') expect(verdicts).toEqual(['refuted']);
	});

	test.each([
		'Dua langkah:\n\n1. Jalankan server\n2. Jalankan client\n3. Buka Wireshark\n',
		'Tiga langkah:\n\n- SYN\n- SYN, ACK\n- ACK\n- FIN, ACK\n',
		'Two steps:\n\n1. SYN\n\n   and more of it\n2. ACK\n',
		'Two steps:\n\n1. SYN\n   1. ACK\n   2. ACK\n2. ACK\n',
		'Dua langkah: SYN dan ACK.\n\n1. SYN\n2. ACK\n3. FIN\n',
	])('left alone: %s', async (text) => {
		const atoms = await settled(text);
		expect(atoms.filter(({ verdict }) => verdict === 'refuted')).toEqual([]);
	});
});

describe('the port of passive mode is the one that the server gave', () => {
	const given = '`227 Entering Passive Mode (10,79,2,2,63,66).`\n\n';
	test.each([
		['Port data pada passive mode adalah 16194.', 'confirmed'],
		['Dengan demikian, port TCP data yang dinegosiasikan pada passive mode adalah 16.194.', 'confirmed'],
		['In passive mode the data port is 16194.', 'confirmed'],
		['Mode pasif memakai port 16193.', 'refuted'],
		['In passive mode the server uses port 6366.', 'refuted'],
	])('%s', async (text, verdict) => {
		expect((await settled(given + text)).map((atom) => atom.verdict)).toEqual([verdict]);
	});

	test.each(['FTP memakai port 21, lalu passive mode.', 'The data port is 16193.', 'PASV bukan port 5000.'])(
		'left alone: %s',
		async (text) => {
			expect(await settled(given + text)).toEqual([]);
		},
	);
});
