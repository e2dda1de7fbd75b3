import { readFileSync } from 'node:fs';
import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../analyze.ts';
import { en } from '../../i18n/en/index.ts';
import { id } from '../../i18n/id/index.ts';
import { timelineOf } from '../../tcp/timeline/timeline.ts';
import { parseScript, scriptFile } from '../../testing/script.ts';
import { bytesSource } from '../../testing/source.ts';
import type { Ladder, LadderStyle } from './ladder-text.ts';
import { mermaidLadder } from './mermaid.ts';
import { svgLadder } from './svg.ts';
import { textLadder } from './text.ts';

const WORDS = { en, id };
const HOSTILE =
	'</text><script>alert(1)</script>]]>&#35;;%%{init}%% end $$x$$ <b>`*_[x](javascript:1) \u202e=cmd\u0000';
const WIDE = '你好世界'.repeat(30);

async function ladder(bytes: Uint8Array, language: 'en' | 'id', style: LadderStyle = 'teach'): Promise<Ladder> {
	const { analysis } = await analyze(bytesSource(bytes));
	const timeNs = analysis.packet(1).packet.timeNs + 1n;
	const calls = [{ side: 'server' as const, timeNs, text: HOSTILE }];
	return { timeline: timelineOf(analysis, 1, { calls }), words: WORDS[language], style };
}

const saying = (payload: string) => {
	const end = 1 + new TextEncoder().encode(payload).length;
	return scriptFile(
		parseScript(`
			0.000 client SYN     0:0
			0.001 server SYN,ACK 0:0 ack 1
			0.002 client ACK     1:1 ack 1
			0.010 client PSH,ACK 1:${end} ack 1 "${payload}"
			9.000 client PSH,ACK 1:${end} ack 1 "${payload}"
			9.001 client PSH,ACK ${end + 7}:${end + 8} ack 1 "x"
			9.002 server RST,ACK 1:1 ack ${end}
		`),
	);
};

const CAPTURES: Readonly<Record<string, Uint8Array>> = {
	hostile: saying(HOSTILE),
	wide: saying(WIDE),
	typed: readFileSync('fixtures/typed-k7.pcap'),
	refused: readFileSync('fixtures/refused.pcap'),
	midway: readFileSync('fixtures/started-midway.pcap'),
	early: readFileSync('fixtures/stopped-early.pcap'),
};
const CASES = Object.entries(CAPTURES).flatMap(([name, bytes]) =>
	(['en', 'id'] as const).map((language) => ({ name, bytes, language })),
);

describe('textLadder()', () => {
	test.each(CASES.flatMap((one) => [60, 80, 120].map((width) => ({ ...one, width }))))(
		'fits $width columns: $name, $language',
		async ({ bytes, language, width }) => {
			const text = textLadder(await ladder(bytes, language), { width, color: false });
			expect(Math.max(...text.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
			expect(text.replaceAll('\n', '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
		},
	);

	test('stands in straight lines: both lifelines keep their columns', async () => {
		const text = textLadder(await ladder(CAPTURES.typed as Uint8Array, 'en', 'plain'), { width: 120, color: false });
		const lines = text.split('\n').filter((line) => line.includes('│'));
		expect(new Set(lines.map((line) => `${line.indexOf('│')} ${line.lastIndexOf('│')}`)).size).toBe(1);
	});
});

describe('svgLadder()', () => {
	test.each(CASES)('is well-formed, and a payload is only text: $name, $language', async ({ bytes, language }) => {
		const svg = svgLadder(await ladder(bytes, language));
		expect(unbalanced(svg)).toEqual([]);
		expect(svg.replaceAll('\n', '')).not.toMatch(/<script|\shref=|[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u);
		expect(svg).toMatch(/<title id="ladder-title">[^<]+<\/title>\n<desc id="ladder-description">[^<]+<\/desc>/);
	});

	test('names every packet that it shows once, and the picture by its id', async () => {
		const svg = svgLadder(await ladder(CAPTURES.refused as Uint8Array, 'en'), 'one');
		expect(svg.match(/data-packet="\d+"/g)).toEqual(['data-packet="3"', 'data-packet="4"']);
		const names = Array.from(svg.matchAll(/ id="([^"]*)"/g), ([, name]) => name);
		expect(names.every((name) => name?.startsWith('one-'))).toBe(true);
		expect(new Set(names).size).toBe(names.length);
		const used = Array.from(svg.matchAll(/url\(#([^)]*)\)/g), ([, name]) => name);
		expect(used.filter((name) => !names.includes(name))).toEqual([]);
	});

	test.each([
		['crossing-syns', 1, 2],
		['crossing-syns', 3, 4],
		['crossing-fins', 12, 13],
	])('%s: the arrows of #%i and #%i cross', async (name, first, second) => {
		const { analysis } = await analyze(bytesSource(readFileSync(`fixtures/simulated/${name}.pcapng`)));
		const svg = svgLadder({ timeline: timelineOf(analysis, 1), words: en, style: 'plain' });
		const arrowOf = (packet: number) => {
			const group = svg.split(`data-packet="${packet}"`)[1] ?? '';
			const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = (/d="M(\d+) (\d+)L(\d+) (\d+)"/.exec(group) ?? []).slice(1).map(Number);
			return x1 < x2 ? { left: y1, right: y2 } : { left: y2, right: y1 };
		};
		const [one, other] = [arrowOf(first), arrowOf(second)];
		expect((one.left - other.left) * (one.right - other.right)).toBeLessThan(0);
		expect(svg).toContain(`crosses #${first} on its way`);
	});

	test('tells by its line what a segment is for', async () => {
		const svg = svgLadder(await ladder(CAPTURES.typed as Uint8Array, 'en'));
		const lineOf = (packet: number) =>
			svg.match(new RegExp(`data-packet="${packet}".*?stroke-width="([^"]*)"( stroke-dasharray)?`))?.slice(1, 3);
		expect(lineOf(3)).toEqual(['3', undefined]);
		expect(lineOf(6)).toEqual(['1.8', undefined]);
		expect(lineOf(7)).toEqual(['1', ' stroke-dasharray']);
	});
});

/** Every line that the grammar of `sequenceDiagram` has for us; `#` only begins an entity, `;` only ends one. */
const MERMAID =
	/^(sequenceDiagram| {4}(accTitle: [^#;%{}]+|participant [CS] as TEXT|Note (over C,S|left of C|right of S): TEXT|[CS](->>|-->>|-x)[CS]: TEXT))$/;
/** Of a note over both; whatever a payload holds stands beside an arrow. */
const NOTE_BREAK = /(?<=^ {4}Note over C,S: .*)<br\/>/g;
const MERMAID_TEXT = /(?<=( as |: ))(?:[^#;<>&%{}$`"\\]|#\d+;)+$/u;

describe('mermaidLadder()', () => {
	test.each(CASES)('has only lines of the grammar: $name, $language', async ({ bytes, language }) => {
		const lines = mermaidLadder(await ladder(bytes, language))
			.trimEnd()
			.split('\n');
		const strange = lines.filter(
			(line) =>
				!MERMAID.test(line.includes('accTitle') ? line : line.replace(NOTE_BREAK, ' ').replace(MERMAID_TEXT, 'TEXT')),
		);
		expect(strange).toEqual([]);
		expect(lines.filter((line) => /\bend\b/i.test(line))).toEqual([]);
	});
});

/** Tags that do not close in order, and signs that should be entities. */
function unbalanced(svg: string): readonly string[] {
	const open: string[] = [];
	const wrong: string[] = [];
	for (const [tag, slash, name, rest] of svg.matchAll(
		/<(\/?)([a-z]+)((?:\s+[\w:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*\s*\/?)>/gi,
	)) {
		if (slash) {
			if (open.pop() !== name) wrong.push(tag);
		} else if (!rest?.endsWith('/')) open.push(name ?? '');
	}
	const between = svg.replace(/<\/?[a-z]+(?:\s+[\w:-]+="[^"]*")*\s*\/?>/gi, '');
	return [...wrong, ...open, ...(between.match(/[<>]|&(?!(?:amp|lt|gt|quot|#39);)/g) ?? [])];
}
