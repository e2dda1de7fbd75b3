import { readdirSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../analyze.ts';
import { findFindings } from '../../findings/find.ts';
import { en } from '../../i18n/en/index.ts';
import { report as englishReport } from '../../i18n/en/report/index.ts';
import { id } from '../../i18n/id/index.ts';
import { report as indonesianReport } from '../../i18n/id/report/index.ts';
import { buildReport } from '../../report/build-report.ts';
import { pcapFile, tcpFrame } from '../../testing/frames.ts';
import { bytesSource } from '../../testing/source.ts';
import { visibleText } from '../visible-text.ts';
import { textWidth } from '../wrap.ts';
import { type Block, reportBlocks } from './blocks.ts';
import { saidText } from './said-text.ts';
import { terminalReport } from './terminal.ts';

const CAPTURES = ['fixtures', 'fixtures/simulated', 'fixtures/reports'].flatMap((folder) =>
	readdirSync(folder)
		.filter((name) => /\.pcap(ng)?$/.test(name) && name !== 'empty.pcap')
		.map((name) => `${folder}/${name}`),
);
const LANGUAGES = [
	{ words: en, report: englishReport },
	{ words: id, report: indonesianReport },
];
const WIDTHS = [60, 80, 120];

async function reportOf(bytes: Uint8Array, name: string) {
	const result = { ...(await analyze(bytesSource(bytes))), name: visibleText(name) };
	return buildReport([{ result, findings: findFindings(result.analysis), sha256: null }], { version: '0' });
}

function shown(blocks: readonly Block[], language: (typeof LANGUAGES)[number], width: number, color = false): string {
	return [...terminalReport(blocks, language, { width, color })].join('');
}

/** What is read of a block, in words; those that are longer than a column may be broken. */
function wordsOf(block: Block): readonly string[] {
	return textsOf(block)
		.flatMap((text) => text.split(/[\s"]+/))
		.filter((word) => word !== '—' && word.length <= 22);
}

function textsOf(block: Block): readonly string[] {
	switch (block.kind) {
		case 'heading':
		case 'code':
			return [block.text];
		case 'paragraph':
		case 'student':
			return [saidText(block.text)];
		case 'table':
			return [
				...block.columns.map(({ title }) => title),
				...block.rows.flatMap(({ cells }) => cells.map((cell) => saidText(cell))),
			];
		case 'list':
			return block.items.map((item) => saidText(item));
		case 'advice':
			return [block.text, block.advice];
		case 'states':
			return block.sides.map(({ text }) => text);
		case 'ladder':
			return [block.title];
		case 'strip':
			return [];
	}
}

describe('terminalReport()', () => {
	test.each(CAPTURES)('of %s fits the width, loses no word, and says the same without colours', async (path) => {
		const report = await reportOf(readFileSync(path), path);
		for (const language of LANGUAGES) {
			const blocks = reportBlocks(report, language);
			for (const width of WIDTHS) {
				const text = shown(blocks, language, width);
				const commands = blocks.flatMap((block) => (block.kind === 'code' ? block.text.split('\n') : []));
				const tooLong = text.split('\n').filter((line) => textWidth(line) > width && !commands.includes(line.trim()));
				expect(tooLong).toEqual([]);
				const words = new Set(text.split(/[\s"]+/));
				expect(blocks.flatMap(wordsOf).filter((word) => !words.has(word))).toEqual([]);
				expect(stripVTControlCharacters(shown(blocks, language, width, true))).toBe(text);
			}
		}
	});

	test('colours are there when they are wanted', async () => {
		const report = await reportOf(readFileSync('fixtures/typed-k2.pcap'), 'lab.pcap');
		const [english] = LANGUAGES;
		if (!english) throw new Error('no language');
		const text = shown(reportBlocks(report, english), english, 80, true);
		expect(text).toContain('\x1b[36mclient\x1b[39m');
		expect(text).toContain('\x1b[33mserver\x1b[39m');
	});

	test('a payload or a name can do nothing to a terminal', async () => {
		const evil = '\x1b[2J\x1b]0;owned\x07\r\nInjected: yes\u202e\u0085';
		const ends = { source: '10.77.0.2', destination: '10.77.0.3', sourcePort: 40000, destinationPort: 2222 };
		const frame = tcpFrame({ ...ends, flags: 0x18, sequence: 1, payload: new TextEncoder().encode(evil) });
		const report = await reportOf(pcapFile([{ seconds: 1, fraction: 0, bytes: frame }]), `a${evil}.pcap`);
		for (const language of LANGUAGES) {
			const text = shown(reportBlocks(report, language), language, 80);
			expect(text).not.toMatch(/[^\P{C}\n]/u);
			expect(text).not.toMatch(/^Injected/m);
		}
	});
});
