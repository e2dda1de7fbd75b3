import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeContext } from '../src/cli/node-context.ts';
import { run } from '../src/cli/run.ts';
import { named } from './needs.ts';
import { SHARED, sharedReason } from './shared-files.ts';

const CAPTURE = join(SHARED, 'claims/captures/r01-reqresp-mod-reqresp.pcap');

async function printed(...args: readonly string[]): Promise<string> {
	let text = '';
	const out = { write: (piece: string) => (text += piece), isTerminal: false, columns: 120 };
	expect(await run(['report', CAPTURE, ...args], { ...nodeContext(''), out, environment: {} }, '0')).toBe(0);
	return text;
}

/** The cells of the rows of a Markdown table, without the spaces that align them. */
function rowsBelow(text: string, heading: string): readonly (readonly string[])[] {
	const section = text.split(`\n## ${heading}`)[1]?.split('\n## ')[0] ?? '';
	const lines = section.split('\n').filter((line) => line.startsWith('|'));
	return lines.slice(2).map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim().replaceAll('`', '')),
	);
}

/** Number, time, sender, flags, Seq, Ack, Len. */
const ROWS = [
	['#1', '0.000000', 'client', 'SYN', '0', '—', '0'],
	['#2', '0.000140', 'server', 'SYN, ACK', '0', '1', '0'],
	['#3', '0.000167', 'client', 'ACK', '1', '1', '0'],
	['#4', '5.068833', 'server', 'ARP', '—', '—', '—'],
	['#5', '5.068834', 'client', 'ARP', '—', '—', '—'],
	['#6', '5.068842', 'client', 'ARP', '—', '—', '—'],
	['#7', '5.068842', 'server', 'ARP', '—', '—', '—'],
	['#8', '7.413027', 'client', 'PSH, ACK', '1', '1', '4'],
	['#9', '7.413072', 'server', 'ACK', '1', '5', '0'],
	['#10', '7.413193', 'server', 'PSH, ACK', '1', '5', '10'],
	['#11', '7.413236', 'client', 'ACK', '5', '11', '0'],
	['#12', '11.618728', 'client', 'PSH, ACK', '5', '11', '16'],
	['#13', '11.618977', 'server', 'PSH, ACK', '11', '21', '22'],
	['#14', '11.619029', 'client', 'ACK', '21', '33', '0'],
	['#15', '13.792324', 'client', 'FIN, ACK', '21', '33', '0'],
	['#16', '13.792430', 'server', 'FIN, ACK', '33', '22', '0'],
	['#17', '13.792555', 'client', 'ACK', '22', '34', '0'],
];

const SAID = {
	en: [
		'17 packets in 13.8 s: one TCP connection `172.18.0.3:52394` → `172.18.0.2:2222` (13 segments) and 4 ARP frames.',
		'Complete: handshake #1–#3, two exchanges, close #15–#17, started by the client.',
		'Client `172.18.0.3` opens the connection from port 52394 to port 2222 of `172.18.0.2` (#1–#3).',
		'Each reply is the request with `Echo: ` in front (2 of 2), so 6 bytes longer',
		'Only the first request has an ACK of its own (#9); the second is acknowledged by the reply (#13).',
		'The client closes first; the server answers with FIN and ACK in one segment, so three segments are enough (#15–#17).',
		'The word `bye` is not in the capture',
		'client: SYN_SENT (#1) → ESTABLISHED (#2) → FIN_WAIT_1 (#15) → TIME_WAIT (#16)',
		'server: SYN_RECEIVED (#1) → ESTABLISHED (#3) → CLOSE_WAIT (#15) → LAST_ACK (#16) → CLOSED (#17)',
		'Why is Ack 21 in #13?',
		'Which row acknowledges `Halo` (#8)?',
		'Which side is in TIME_WAIT, and why?',
		'What would #2 be if the server program were not running?',
		'Note over C,S: pause of 7.41 s · ARP #35;4–#35;7',
	],
	id: [
		'17 paket dalam 13,8 s: satu koneksi TCP `172.18.0.3:52394` → `172.18.0.2:2222` (13 segmen) dan 4 frame ARP.',
		'Lengkap: handshake #1–#3, dua pertukaran, penutupan #15–#17 yang dimulai client.',
		'Client `172.18.0.3` membuka koneksi dari port 52394 ke port 2222 milik `172.18.0.2` (#1–#3).',
		'Setiap balasan adalah permintaan dengan awalan `Echo: ` (2 dari 2), sehingga 6 byte lebih panjang',
		'Hanya permintaan pertama yang memiliki ACK tersendiri (#9); permintaan kedua diakui oleh balasannya (#13).',
		'Client menutup lebih dulu; server menjawab FIN dan ACK dalam satu segmen, sehingga cukup tiga segmen (#15–#17).',
		'Kata `bye` tidak ada di rekaman',
	],
} as const;

describe.skipIf(sharedReason)(named('the worked example', sharedReason), () => {
	test.each(['en', 'id'] as const)('has the same facts, row by row, in %s', async (language) => {
		const text = await printed('--lang', language);
		const hosts = { '172.18.0.3': 'client', '172.18.0.2': 'server' } as const;
		const heading = { en: '6. Packet table', id: '6. Tabel paket' }[language];
		const rows = rowsBelow(text, heading).map(([number, time, source = '', , ...rest]) => {
			return [number, time, hosts[source as keyof typeof hosts] ?? source, ...rest.slice(0, 4)];
		});
		expect(rows).toEqual(ROWS);
		for (const sentence of SAID[language]) expect(text).toContain(sentence);
	});

	test('shows what the calls put on the wire', async () => {
		const rows = rowsBelow(await printed('--lang', 'en'), '11. From calls to packets');
		expect(rows.map(([call, by, , packets]) => [call, by, packets])).toEqual([
			['bind(), listen()', 'server', '—'],
			['connect()', 'client', '#1–#3'],
			['(kernel)', 'server', '#2'],
			['accept()', 'server', '—'],
			['send()', 'client', '#8 and #12'],
			['recv()', 'server', '—'],
			['(kernel)', 'server', '#9'],
			['send()', 'server', '#10 and #13'],
			['recv()', 'client', '—'],
			['(kernel)', 'client', '#11 and #14'],
			['close()', 'client', '#15'],
			['recv() returns empty', 'server', '—'],
			['close()', 'server', '#16'],
			['(kernel)', 'client', '#17'],
		]);
	});
});
