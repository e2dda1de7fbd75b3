import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../analyze.ts';
import { en } from '../../i18n/en/index.ts';
import { id } from '../../i18n/id/index.ts';
import { PLOT_KINDS } from '../../i18n/plot-words.ts';
import { transferSeries } from '../../tcp/transfer-series.ts';
import { parseScript, scriptFile } from '../../testing/script.ts';
import { bytesSource } from '../../testing/source.ts';
import { plotSvg } from './plot-svg.ts';

/** A transfer of 20 segments, each acknowledged, one of them sent twice. */
const TRANSFER = Array.from({ length: 20 }, (_, i) => {
	const at = (ms: number) => (0.1 + i * 0.01 + ms / 1000).toFixed(3);
	const [from, to] = [1 + i * 1000, 1001 + i * 1000];
	const again = i === 7 ? `${at(2)} client ACK ${from}:${to} ack 1\n` : '';
	return `${at(0)} client ACK ${from}:${to} ack 1\n${again}${at(5)} server ACK 1:1 ack ${to}\n`;
}).join('');
const SCRIPT = `
	0.000 client SYN     0:0
	0.001 server SYN,ACK 0:0 ack 1
	0.002 client ACK     1:1 ack 1
	${TRANSFER}
`;

describe.each([en, id])('plotSvg() in %#', (words) => {
	test.each(PLOT_KINDS)('draws %s as a picture that stands by itself', async (kind) => {
		const { analysis } = await analyze(bytesSource(scriptFile(parseScript(SCRIPT))));
		const series = transferSeries(analysis, 1);
		const svg = plotSvg(series, kind, words);
		const { document } = parseHTML(svg);
		expect(document.querySelector('title')?.textContent).toBe(words.plot.title[kind](series));
		expect(document.querySelector('desc')?.textContent).toBe(words.plot.description[kind](series));
		expect(svg).toContain(words.plot.value[kind]);
		expect(svg).not.toMatch(/<style|<script|currentColor|NaN|undefined/);
		expect(plotSvg(series, kind, words)).toBe(svg);
	});

	test('marks with a sign what was sent again', async () => {
		const { analysis } = await analyze(bytesSource(scriptFile(parseScript(SCRIPT))));
		expect(plotSvg(transferSeries(analysis, 1), 'sequence', words)).toContain(words.plot.marks.again);
	});
});
