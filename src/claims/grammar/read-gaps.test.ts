import { expect, test } from 'vitest';
import { lex } from '../text/lexer.ts';
import { NO_CONTEXT } from './context.ts';
import { readGaps } from './read-gaps.ts';
import type { GapEnd } from './say-packets.ts';

const CASES: readonly (readonly [string, string])[] = [
	['Packet 12 comes 4.2 s after packet 8', '8 to 12: exactly 4.2'],
	['Jeda antara paket 8 dan paket 12 adalah 4,2057 detik', '8 to 12: exactly 4.2057'],
	['The gap between packets 8 and 12 is about 4.2 seconds', '8 to 12: about 4.2'],
	['ARP baru muncul kurang lebih 5 detik sesudah handshake', 'handshake to arp: about 5'],
	['Sekitar dua detik setelah balasan terakhir, client menutup koneksi', 'nth reply -1 to close: about 2'],
	['About two seconds after the last reply the client closes the connection', 'nth reply -1 to close: about 2'],
	['It takes 0.911 seconds from the SYN to the SYN-ACK', 'syn to syn-ack: exactly 0.911'],
	['Dari SYN sampai SYN, ACK butuh waktu 0,911 detik', 'syn to syn-ack: exactly 0.911'],
	['Tiga detik sebelum FIN client mengirim data', 'request to fin: exactly 3'],
	['The two connections lie about 70 seconds apart', 'syn to syn: about 70'],
	['The second attempt comes 3.4 s after the first one', 'syn 1 to syn 2: exactly 3.4'],
	['It takes 7 s after the handshake before the client sends data', 'handshake to request: exactly 7'],
	['The reply comes less than 1 ms after the request', 'request to reply: at-most 0.001'],
	['Client mengirim FIN pada detik ke-5', ''],
	['The RTT is 0.023 s', ''],
];

function told(end: GapEnd): string {
	const { rows, event, pick } = end;
	if (rows) return rows.noun.startsWith('nth') ? `${rows.noun} ${rows.rows.join()}` : rows.rows.join();
	return pick === null ? `${event?.name}` : `${event?.name} ${pick}`;
}

test.each(CASES)('readGaps() reads the two ends of %s', (text, read) => {
	const said = readGaps(lex(text), NO_CONTEXT).map((say) =>
		say.say === 'gap'
			? `${told(say.first)} to ${told(say.second)}: ${say.isAbout ? 'about' : say.bound} ${say.seconds}`
			: '',
	);
	expect(said.join('; ')).toBe(read);
});
