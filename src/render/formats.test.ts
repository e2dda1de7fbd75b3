import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyze } from '../analyze.ts';
import { en } from '../i18n/en/index.ts';
import { id } from '../i18n/id/index.ts';
import { parseScript, scriptFile } from '../testing/script.ts';
import { bytesSource } from '../testing/source.ts';
import { htmlText } from './html.ts';
import { latexText } from './latex.ts';
import { escapeLatex } from './latex-escape.ts';
import { notationText } from './notation.ts';
import type { View } from './view.ts';

async function viewOf(bytes: Uint8Array, more: Partial<View> = {}): Promise<View> {
	return { result: await analyze(bytesSource(bytes)), findings: [], words: en, ...more };
}

function saying(payload: string): Uint8Array {
	const end = 1 + new TextEncoder().encode(payload).length;
	return scriptFile(parseScript(`0.000 client PSH,ACK 1:${end} ack 1 "${payload}"`));
}

const HOSTILE = '</code><script>x</script> [2] \\\\input{a} %$&#_^~ -- \u202e 你 é\u0000 {}';
const joined = (pieces: Iterable<string>): string => [...pieces].join('');

describe('htmlText()', () => {
	test('has nothing of a payload but text', async () => {
		const html = joined(htmlText(await viewOf(saying(HOSTILE))));
		expect(html).toContain('<code><bdi>&lt;/code&gt;&lt;script&gt;x&lt;/script&gt; [2] ');
		const tags = new Set(Array.from(html.matchAll(/<\/?(\w+)/g), ([, name]) => name));
		expect([...tags].sort()).toEqual(
			['bdi', 'code', 'p', 'section', 'table', 'tbody', 'td', 'th', 'thead', 'tr'].sort(),
		);
		expect(html.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
	});

	test('has a row for each packet, and a cell for each column', async () => {
		const html = joined(htmlText(await viewOf(readFileSync('fixtures/typed-k2.pcap'), { words: id })));
		const rows = html.split('\n').filter((line) => line.startsWith('<tr><td'));
		expect(rows).toHaveLength(15);
		expect(new Set(rows.map((row) => row.split('<td').length))).toEqual(new Set([11]));
		expect(html).toContain('lang="id"');
	});
});

describe('latexText()', () => {
	test('obeys nothing of a payload', async () => {
		const latex = joined(latexText(await viewOf(saying(HOSTILE))));
		expect(latex.replaceAll('\\allowbreak{}', '')).toContain(
			'\\texttt{\\textless{}/code\\textgreater{}\\textless{}script\\textgreater{}x\\textless{}/script\\textgreater{} {[}2{]} \\textbackslash{}',
		);
		expect(latex).not.toMatch(/\\input|\\\\\s*\[/);
	});

	test('has the rules of booktabs, and as many cells in each row', async () => {
		const latex = joined(latexText(await viewOf(readFileSync('fixtures/typed-k2.pcap'))));
		const rows = latex.split('\n').filter((line) => line.endsWith('\\\\'));
		expect(rows).toHaveLength(16);
		expect(new Set(rows.map((row) => row.split(/(?<!\\)&/).length))).toEqual(new Set([10]));
		for (const rule of ['\\toprule', '\\midrule', '\\bottomrule']) expect(latex.split(rule)).toHaveLength(2);
	});

	const SIGNS: readonly (readonly [string, string])[] = [
		['a_b', 'a\\_b'],
		['100% {x}', '100\\% \\{x\\}'],
		['--', '{-}{-}'],
		['→ 28°C', '$\\rightarrow$ 28$^{\\circ}$C'],
		['é', 'é'],
		['你', '\\textbackslash{}u\\{4f60\\}'],
	];
	test.each(SIGNS)('escapeLatex() writes %s', (text, escaped) => {
		expect(escapeLatex(text)).toBe(escaped);
	});
});

describe('notationText()', () => {
	const SCRIPTS: Readonly<Record<string, string>> = {
		'a whole run': `
			0.000000 client SYN 0:0 ; opens
			0.001000 server SYN,ACK 0:0 ack 1 ; accepts
			0.002000 client ACK 1:1 ack 1 ; handshake-done
			0.010000 client PSH,ACK 1:6 ack 1 "hello" ; data
			0.012000 server PSH,ACK 1:4 ack 6 "\\n\\\\\\x22" ; data acknowledges
			0.020000 client RST 6:6 ; reset`,
		'a start in the middle': '0.000000 client PSH,ACK 1:6 ack 1 "hello" ; start-not-captured data',
		'data that no terminal should be shown':
			'0.000000 client ACK 1:9 ack 1 "\\x00é\\u{202e}\\x1b1" ; start-not-captured data',
	};
	test.each(Object.entries(SCRIPTS))('is read back: %s', async (_name, script) => {
		const lines = (text: string) => text.split('\n').map((line) => line.trim());
		const printed = joined(notationText(await viewOf(scriptFile(parseScript(script)))));
		expect(lines(printed).filter((line) => line !== '' && !line.startsWith('#'))).toEqual(
			lines(script).filter((line) => line !== ''),
		);
	});

	test.each(['typed-k7', 'automatic-k4', 'refused', 'started-midway'])(
		'says the same once more of what it said of %s',
		async (name) => {
			const view = await viewOf(readFileSync(`fixtures/${name}.pcap`));
			const tcp = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
			const first = tcp(joined(notationText(view)));
			const again = tcp(joined(notationText(await viewOf(scriptFile(parseScript(first.join('\n')))))));
			const withoutTime = (line: string) => line.replace(/^\S+ /, '');
			expect(again.map(withoutTime)).toEqual(first.map(withoutTime));
		},
	);
});
