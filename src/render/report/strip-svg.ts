import type { Catalogue } from '../../i18n/catalogue.ts';
import { type DecimalSign, decimal } from '../../i18n/decimal.ts';
import type { ReportWords } from '../../i18n/report-words.ts';
import type { Strip, StripMark } from '../../report/report.ts';
import { secondsText } from '../../units.ts';
import { escapeMarkup } from '../markup.ts';

const WIDTH = 860;
const LEFT = 120;
const RIGHT = 20;
const TOP = 34;
const LANE = 26;
/** Okabe and Ito's colours; every kind of mark has a shape of its own, too. */
const COLORS = {
	control: '#000000',
	data: '#0072b2',
	ack: '#767676',
	reset: '#d55e00',
	arp: '#b8860b',
	other: '#999999',
};
const HEIGHTS = { control: 18, data: 14, ack: 8, reset: 18, arp: 12, other: 8 };

/** The whole capture on one line: a lane for each connection and one for what is no TCP. */
export function stripSvg(strip: Strip, { strip: titles }: ReportWords, words: Catalogue): string {
	const others = strip.marks.some((mark) => mark.connection === null);
	const lanes = [...strip.connections.map((one) => one.connection), ...(others ? [null] : [])];
	const height = TOP + lanes.length * LANE + 40;
	const bottom = TOP + lanes.length * LANE;
	const x = (ns: bigint): number => round(LEFT + (Number(ns) / Number(strip.spanNs)) * (WIDTH - LEFT - RIGHT));
	const lane = (of: number | null): number => TOP + lanes.indexOf(of) * LANE + LANE / 2;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" lang="${words.language}" role="img" aria-labelledby="strip-title" font-family="system-ui, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', sans-serif" font-size="11" fill="#1a1a1a">`,
		`<title id="strip-title">${escapeMarkup(titles.title)}</title>`,
		`<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
		text(12, 18, titles.title, 'font-size="13" font-weight="bold"'),
		...strip.pauses.map(({ fromNs, ns }) => pause(x(fromNs), x(fromNs + ns), bottom, titles.pause(ns))),
		...lanes.map((of) => `<path d="M${LEFT} ${lane(of)}H${WIDTH - RIGHT}" stroke="#d0d0d0"/>`),
		...lanes.map((of) =>
			text(LEFT - 8, lane(of) + 4, of === null ? titles.others : titles.lane(of), 'text-anchor="end"'),
		),
		...strip.marks
			.filter(({ connection: of }) => lanes.includes(of))
			.map((mark) => markSvg(mark, x(mark.ns), lane(mark.connection))),
		...ticks(strip.spanNs, x, bottom, words.decimalSign),
		'</svg>\n',
	].join('\n');
}

/** Nothing came: the time stands in the middle, where there is room. */
function pause(from: number, to: number, bottom: number, words: string): string {
	const box = `<rect x="${from}" y="${TOP}" width="${round(to - from)}" height="${bottom - TOP}" fill="#f3f3f3"/>`;
	const isWide = to - from > words.length * LETTER;
	return isWide ? box + text((from + to) / 2, TOP - 4, words, 'text-anchor="middle" font-style="italic"') : box;
}

const LETTER = 6.2;

/** A line for a segment, a small diamond for what is no TCP. */
function markSvg({ kind, packet }: StripMark, x: number, y: number): string {
	const [color, height] = [COLORS[kind], HEIGHTS[kind]];
	const shape =
		kind === 'arp' || kind === 'other'
			? `<path d="M${x} ${y - height / 2}l4 ${height / 2}l-4 ${height / 2}l-4 -${height / 2}z" fill="#ffffff" stroke="${color}" stroke-width="1.5"/>`
			: `<path d="M${x} ${y - height / 2}v${height}" stroke="${color}" stroke-width="${kind === 'ack' ? 1 : 2}"/>`;
	return `<g data-packet="${packet}"><title>#${packet}</title>${shape}</g>`;
}

const TICKS = 5;

function ticks(spanNs: bigint, x: (ns: bigint) => number, bottom: number, sign: DecimalSign): readonly string[] {
	return Array.from({ length: TICKS }, (_, i) => {
		const ns = (spanNs * BigInt(i)) / BigInt(TICKS - 1);
		const anchor = i === 0 ? 'start' : i === TICKS - 1 ? 'end' : 'middle';
		const line = `<path d="M${x(ns)} ${bottom}v5" stroke="#767676"/>`;
		return line + text(x(ns), bottom + 18, `${decimal(secondsText(ns, 3), sign)} s`, `text-anchor="${anchor}"`);
	});
}

function text(x: number, y: number, words: string, attributes: string): string {
	return `<text x="${round(x)}" y="${y}" ${attributes}>${escapeMarkup(words)}</text>`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
