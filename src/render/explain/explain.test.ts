import { readFileSync } from 'node:fs';
import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../analyze.ts';
import { en } from '../../i18n/en/index.ts';
import { id } from '../../i18n/id/index.ts';
import { parseScript, scriptFile } from '../../testing/script.ts';
import { bytesSource } from '../../testing/source.ts';
import { explainText } from './explain.ts';

const WORDS = { en, id };

async function explained(
	bytes: Uint8Array,
	number: number,
	language: 'en' | 'id' = 'en',
	width = 120,
): Promise<string> {
	const { analysis } = await analyze(bytesSource(bytes));
	const packet = analysis.packet(number);
	return explainText({ analysis, file: 'a.pcap', packet, words: WORDS[language] }, { width, color: false });
}

const RUN = scriptFile(
	parseScript(`
		0.000 client SYN     0:0
		0.001 server SYN,ACK 0:0 ack 1
		0.002 client ACK     1:1 ack 1
		0.010 client PSH,ACK 1:5 ack 1 "Halo"
		0.012 server PSH,ACK 1:11 ack 5 "Echo: Halo"
		0.020 client FIN,ACK 5:5 ack 11
		0.021 server FIN,ACK 11:11 ack 6
		0.022 client ACK     6:6 ack 12
		0.300 server FIN,ACK 11:11 ack 6
	`),
);

/** Packet, and what must be said of it. */
const SAID: readonly (readonly [number, readonly RegExp[]])[] = [
	[
		1,
		[/no ACK flag/, /next byte of this side has Seq 1 = 0 \+ 1 \(SYN\)/, /acknowledged by #2\./, /Seq +0 +4294967290/],
	],
	[
		3,
		[
			/Ack 1 = 0 \+ 1 \(SYN\): it acknowledges #2\./,
			/Nothing in it needs an ACK/,
			/server: SYN_RECEIVED → ESTABLISHED/,
		],
	],
	[
		4,
		[
			/Ack is still 1 as in #3, because/,
			/request 1; the reply is #5, 2 ms later/,
			/48 61 6c 6f +Halo/,
			/next Seq +5 +4294967295/,
		],
	],
	[
		5,
		[
			/Ack 5 = 1 \+ 4: it acknowledges #4\./,
			/reply 1, to #4, 2 ms later/,
			/The RTT to ACK the segment: 2 ms, since #4/,
		],
	],
	[6, [/Seq 6 = 5 \+ 1 \(FIN\)/, /client: ESTABLISHED → FIN_WAIT_1/]],
	[9, [/\[TCP (Spurious )?Retransmission\]/, /sent again/]],
];

describe('explainText()', () => {
	test.each(SAID)('says of packet %d why it is as it is', async (number, said) => {
		const text = await explained(RUN, number);
		for (const each of said) expect(text).toMatch(each);
	});

	test('says of an ACK of what was not captured that nobody knows', async () => {
		const midway = scriptFile(parseScript('0.000 client ACK 1:1 ack 1'));
		expect(await explained(midway, 1)).toContain('Ack 1 is about bytes that are not in the capture.');
		expect(await explained(midway, 1, 'id')).toContain('tidak ada di rekaman');
	});

	const CASES = ['typed-k2', 'refused', 'cut'].flatMap((name) =>
		[60, 80, 120].flatMap((width) => (['en', 'id'] as const).map((language) => ({ name, width, language }))),
	);
	test.each(CASES)('fits $width columns: $name, $language', async ({ name, width, language }) => {
		const file = readFileSync(`fixtures/${name}.pcap`);
		for (const number of [1, 3, 4]) {
			const text = await explained(file, number, language, width);
			expect(Math.max(...text.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(Math.max(80, width));
			expect(text).not.toContain('undefined');
		}
	});

	test('shows long data in part, and no control of it', async () => {
		const payload = `\\x1b[2J\\u{202e}${'x'.repeat(1000)}`;
		const file = scriptFile(parseScript(`0.000 client ACK 1:1008 ack 1 "${payload}"`));
		const text = await explained(file, 1);
		expect(text).toContain('…     751 bytes more');
		expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}]/u);
	});
});
