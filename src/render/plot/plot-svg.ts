import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { PlotKind } from '../../i18n/plot-words.ts';
import type { TransferSeries } from '../../tcp/transfer-series.ts';
import { COLORS } from '../ladder/svg-style.ts';
import { escapeMarkup } from '../markup.ts';
import { plotMarks } from './plot-marks.ts';

const WIDTH = 860;
const HEIGHT = 460;
/** Above the plot, for its title. */
const HEAD = 34;

/**
 * A plot as an SVG picture that stands by itself. It needs no colour to be read: what was sent again has another sign,
 * and each line bears its name.
 *
 * @param id Begins all names in the picture, so that several can stand in one page.
 */
export function plotSvg(series: TransferSeries, kind: PlotKind, words: Catalogue, id = `plot-${kind}`): string {
	const { document } = parseHTML('<html></html>');
	const drawn = Plot.plot({
		document: document as unknown as NonNullable<Plot.PlotOptions['document']>,
		width: WIDTH,
		height: HEIGHT - HEAD,
		marginLeft: 84,
		marginRight: 110,
		marginBottom: 44,
		style: { background: 'transparent', color: COLORS.line, fontSize: '12px' },
		x: { label: words.plot.time, labelAnchor: 'center', labelArrow: 'none', ticks: 8 },
		y: { label: words.plot.value[kind], labelArrow: 'none', grid: true, nice: true, tickFormat: tickText(words) },
		marks: plotMarks(series, kind, words.plot),
	});
	const inside = (drawn as unknown as { readonly innerHTML: string }).innerHTML;
	const { title, description } = words.plot;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" lang="${words.language}" role="img" aria-labelledby="${id}-title ${id}-description" font-family="system-ui, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', sans-serif" font-size="12" fill="${COLORS.line}">`,
		`<title id="${id}-title">${escapeMarkup(title[kind](series))}</title>`,
		`<desc id="${id}-description">${escapeMarkup(description[kind](series))}</desc>`,
		`<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
		`<text x="12" y="24" font-size="14" font-weight="bold">${escapeMarkup(title[kind](series))}</text>`,
		`<g transform="translate(0 ${HEAD})">${withoutStyle(inside)}</g>`,
		'</svg>\n',
	].join('\n');
}

/** Plot brings a style sheet for pages; in a picture the attributes say it all. */
function withoutStyle(svg: string): string {
	return svg.replace(/<style>[\s\S]*?<\/style>/, '').replaceAll('currentColor', COLORS.line);
}

function tickText({ language }: Catalogue): (value: number) => string {
	const format = new Intl.NumberFormat(language, { maximumSignificantDigits: 6 });
	return (value) => format.format(value);
}
