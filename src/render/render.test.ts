import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { analyze } from '../analyze.ts';
import { findFindings } from '../findings/find.ts';
import { en } from '../i18n/en/index.ts';
import { id } from '../i18n/id/index.ts';
import { LABS } from '../profile/labs.ts';
import { parseScript, scriptFile } from '../testing/script.ts';
import { bytesSource } from '../testing/source.ts';
import { jsonText } from './json.ts';
import { markdownText } from './markdown.ts';
import { terminalText } from './terminal.ts';
import type { View } from './view.ts';

const WORDS = { en, id };

async function viewOf(bytes: Uint8Array, language: 'en' | 'id' = 'en'): Promise<View> {
	const result = await analyze(bytesSource(bytes));
	return {
		result,
		findings: findFindings(result.analysis, Object.values(LABS)),
		words: WORDS[language],
	};
}

const run = (request: string, reply = `Echo: ${request}`) => {
	const sent = new TextEncoder().encode(request).length;
	const replied = new TextEncoder().encode(reply).length;
	return scriptFile(
		parseScript(`
			0.000 client SYN     0:0
			0.001 server SYN,ACK 0:0 ack 1
			0.002 client ACK     1:1 ack 1
			0.010 client PSH,ACK 1:${1 + sent} ack 1 "${request}"
			0.012 server PSH,ACK 1:${1 + replied} ack ${1 + sent} "${reply}"
			0.020 client FIN,ACK ${1 + sent}:${1 + sent} ack ${1 + replied}
			0.021 server FIN,ACK ${1 + replied}:${1 + replied} ack ${2 + sent}
			0.022 client ACK     ${2 + sent}:${2 + sent} ack ${2 + replied}
		`),
	);
};

const HOSTILE = '\u001b[2J\u009b31m|<b>`*_[x](http://evil) \u202e=cmd';
const LONG = 'a very long message without end '.repeat(30);
const WIDE = '你好世界'.repeat(40);

describe('terminalText()', () => {
	const PAYLOADS = { short: 'hello', hostile: HOSTILE, long: LONG, wide: WIDE, unbroken: 'x'.repeat(500) };
	const CASES = Object.entries(PAYLOADS).flatMap(([name, payload]) =>
		[60, 80, 112, 120, 200].flatMap((width) =>
			(['en', 'id'] as const).map((language) => ({ name, payload, width, language })),
		),
	);
	test.each(CASES)('fits $width columns: $name payload, $language', async ({ payload, width, language }) => {
		const text = [...terminalText(await viewOf(run(payload), language), { width, color: false })].join('');
		const widest = Math.max(...text.split('\n').map((line) => stringWidth(line)));
		expect(widest).toBeLessThanOrEqual(width);
	});

	test.each([80, 120])('shows every packet with its meaning at %i columns', async (width) => {
		const text = [...terminalText(await viewOf(run('hello')), { width, color: false })].join('').replace(/\s+/g, ' ');
		for (const part of ['SYN, ACK', 'Echo: hello', 'Ack 6 = 1 + 5', 'closed in 3 segments #6–#8, client first']) {
			expect(text).toContain(part);
		}
	});

	test('lets no payload drive the terminal', async () => {
		const text = [...terminalText(await viewOf(run(HOSTILE)), { width: 120, color: false })].join('');
		expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
	});

	test('uses colour only when asked to, and then says nothing more by it', async () => {
		const view = await viewOf(run('hello'));
		const plain = [...terminalText(view, { width: 120, color: false })].join('');
		const colored = [...terminalText(view, { width: 120, color: true })].join('');
		// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what is looked for
		const withoutColor = colored.replace(/\u001b\[\d+m/g, '');
		expect(plain).not.toContain('\u001b');
		expect(colored).toContain('\u001b');
		const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');
		expect(words(withoutColor)).toEqual(words(plain));
	});

	test('says of a start in the middle that the handshake was not captured', async () => {
		const script = '0.000 client PSH,ACK 1:6 ack 1 "hello"';
		const text = (language: 'en' | 'id') =>
			viewOf(scriptFile(parseScript(script)), language).then((view) =>
				[...terminalText(view, { width: 200, color: false })].join(''),
			);
		expect(await text('en')).toContain('handshake not captured');
		expect(await text('en')).not.toMatch(/no handshake/i);
		expect(await text('id')).toContain('handshake tidak terekam');
	});

	test('says where a file is cut', async () => {
		const text = [...terminalText(await viewOf(run('hello').subarray(0, 200)), { width: 200, color: false })].join('');
		expect(text).toContain('The file is cut: the record at byte 164 needs 54 bytes, 20 are there.');
	});
});

describe('markdownText()', () => {
	test('is a GitHub table with whole addresses', async () => {
		const text = markdownText(await viewOf(run('hello')));
		expect(text).toContain('| 10.77.0.2:40000 (client) → 10.77.0.3:2222 (server) |');
		const rows = text.split('\n').filter((line) => line.startsWith('|'));
		expect(rows).toHaveLength(2 + 8);
		expect(new Set(rows.map((line) => line.split(/(?<!\\)\|/).length))).toEqual(new Set([12]));
	});

	test('makes no markup of a payload', async () => {
		const text = markdownText(await viewOf(run(HOSTILE)));
		expect(text).toContain('``\\x1b[2J\\x9b31m\\|<b>`*_[x](http://evil) \\u{202e}=cmd``');
	});
});

describe('jsonText()', () => {
	const parse = async (bytes: Uint8Array) => JSON.parse([...jsonText(await viewOf(bytes), WORDS)].join(''));

	test('is one JSON object with both languages and untranslated values', async () => {
		const { capnote, capture, packets, connections, findings } = await parse(run('hello'));
		expect({ capnote, findings }).toEqual({ capnote: 1, findings: [] });
		expect(capture).toMatchObject({ name: 'test.pcap', format: 'pcap', packets: 8, complete: true, damage: null });
		expect(packets[3]).toMatchObject({
			number: 4,
			relativeNs: '10000000',
			source: '10.77.0.2',
			tcp: {
				side: 'client',
				phase: 'data',
				flags: ['PSH', 'ACK'],
				relativeSequence: 1,
				payload: 'hello',
				acknowledges: [],
			},
			notes: [{ kind: 'data', text: { en: 'request 1, 5 bytes', id: 'permintaan 1, 5 byte' } }],
		});
		expect(packets[4].tcp).toMatchObject({ acknowledges: [4] });
		expect(connections).toMatchObject([
			{
				client: '10.77.0.2:40000',
				exchanges: [
					{
						request: 'hello',
						requestPackets: [4],
						reply: 'Echo: hello',
						replyPackets: [5],
						waitNs: '2000000',
						followsRule: true,
					},
				],
				handshake: { complete: true, packets: [1, 2, 3], rttNs: '2000000' },
				close: { shape: 'three-segment', starter: 'client', packets: [6, 7, 8] },
				lab: 'reqresp',
			},
		]);
	});

	test('keeps payloads exactly, in characters that drive no terminal', async () => {
		const text = [...jsonText(await viewOf(run(HOSTILE)), WORDS)].join('');
		expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
		expect(JSON.parse(text).packets[3].tcp.payload).toBe(HOSTILE);
	});

	test('tells damage', async () => {
		const { capture } = await parse(run('hello').subarray(0, 200));
		expect(capture).toMatchObject({
			complete: false,
			damage: { at: 164, reason: 'cut', need: 54, have: 20 },
			packets: 2,
		});
	});
});

describe('the catalogue', () => {
	test('has the same keys in both languages, and no sentence in the wrong one', () => {
		const shape = (value: unknown): unknown =>
			typeof value === 'object' && value !== null
				? Object.fromEntries(
						Object.entries(value)
							.sort()
							.map(([key, inner]) => [key, shape(inner)]),
					)
				: typeof value;
		expect(shape(id)).toEqual(shape(en));
	});
});
