import { memo } from 'preact/compat';
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { PLOT_KINDS, type PlotKind } from '../../i18n/plot-words.ts';
import { type TransferSeries, transferSeries } from '../../tcp/transfer-series.ts';
import type { OpenedCapture } from '../open-capture.ts';
import { drawPlot } from '../plot/draw-plot.ts';
import { PLOT_LINES, type PlotLine } from '../plot/plot-data.ts';
import { PacketLink, PointingContext } from './linked-text.tsx';

/** Fewer bytes one way make no picture: messages that somebody typed. */
const BULK_BYTES = 20_000;
/** A longer connection is drawn when somebody asks for it. */
const MANY_SEGMENTS = 20_000;
/** Pixels in which the name of an axis has no room. */
const NARROW = 480;
/** Lines of the table beside a plot. */
const MOST_ROWS = 60;

interface Props {
	readonly capture: OpenedCapture;
	readonly words: Catalogue;
	readonly connection: number;
}

/** How a bulk transfer went: sequence numbers, throughput and round-trip times, for connections that are one. */
export const Plots = memo(function Plots({ capture, words, connection }: Props) {
	const { analysis } = capture.result;
	const [kind, setKind] = useState<PlotKind>('sequence');
	const [asked, setAsked] = useState<number | null>(null);
	const isBulk = useMemo(() => {
		if (connection > analysis.connectionCount) return false;
		const { clientBytes, serverBytes } = analysis.connection(connection);
		return Math.max(clientBytes, serverBytes) >= BULK_BYTES;
	}, [analysis, connection]);
	const packets = isBulk ? analysis.packetsOf(connection).length : 0;
	const isDrawn = isBulk && (packets <= MANY_SEGMENTS || asked === connection);
	const series = useMemo(
		() => (isDrawn ? transferSeries(analysis, connection) : null),
		[analysis, connection, isDrawn],
	);
	if (!isBulk) return null;
	const { page, plot } = words;
	return (
		<section class="panel plots" aria-labelledby="plots-title">
			<div class="panel-head">
				<h2 id="plots-title">{page.headings.plots}</h2>
				{series && (
					<fieldset class="switch">
						<legend class="hidden">{page.headings.plots}</legend>
						{PLOT_KINDS.filter((each) => PLOT_LINES[each](series).some(({ x }) => x.length > 0)).map((each) => (
							<button key={each} type="button" aria-pressed={each === kind} onClick={() => setKind(each)}>
								{plot.kinds[each]}
							</button>
						))}
					</fieldset>
				)}
			</div>
			{!series && (
				<button type="button" onClick={() => setAsked(connection)}>
					{page.ladder.draw({ packets })}
				</button>
			)}
			{series && <Figure {...{ series, kind, words }} />}
		</section>
	);
});

function Figure({
	series,
	kind,
	words,
}: {
	readonly series: TransferSeries;
	readonly kind: PlotKind;
	readonly words: Catalogue;
}) {
	const place = useRef<HTMLDivElement>(null);
	const { select } = useContext(PointingContext);
	const { plot, language } = words;
	const lines = useMemo(() => PLOT_LINES[kind](series), [series, kind]);
	useEffect(() => {
		const box = place.current;
		if (!box) return;
		const titles = { x: box.clientWidth < NARROW ? words.table.time : plot.time, y: plot.value[kind] };
		const { side } = series;
		const drawn = drawPlot(box, { kind, side, lines, language, titles, width: box.clientWidth, onPacket: select });
		const sizes = new ResizeObserver(() => drawn.resize(box.clientWidth));
		sizes.observe(box);
		const themes = new MutationObserver(drawn.redraw);
		themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
		return () => {
			sizes.disconnect();
			themes.disconnect();
			drawn.remove();
		};
	}, [series, kind, words, select]);
	return (
		<figure aria-label={plot.title[kind](series)}>
			<figcaption>{plot.title[kind](series)}</figcaption>
			<div ref={place} class="plot" role="img" aria-label={plot.description[kind](series)} />
			{kind === 'sequence' && <Legend {...{ lines, words }} side={series.side} />}
			<p class="quiet">{plot.description[kind](series)}</p>
			<details>
				<summary>{plot.table}</summary>
				<PlotTable {...{ lines, kind, words }} />
			</details>
		</figure>
	);
}

function Legend({
	lines,
	words,
	side,
}: {
	readonly lines: readonly PlotLine[];
	readonly words: Catalogue;
	readonly side: string;
}) {
	return (
		<ul class="legend">
			{lines.map(({ mark, x }) =>
				mark === 'value' || x.length === 0 ? null : (
					<li key={mark} class={`plot-mark ${mark} ${side}`}>
						<svg width={22} height={12} aria-hidden="true">
							{mark === 'sent' || mark === 'again' ? (
								<circle cx={11} cy={6} r={mark === 'sent' ? 2.5 : 4.5} />
							) : (
								<path d="M1 6h20" />
							)}
						</svg>
						{words.plot.marks[mark]}
					</li>
				),
			)}
		</ul>
	);
}

/** The same in numbers; of many, some that lie evenly between the first and the last. */
function PlotTable({
	lines,
	kind,
	words,
}: {
	readonly lines: readonly PlotLine[];
	readonly kind: PlotKind;
	readonly words: Catalogue;
}) {
	const line = lines.find(({ mark }) => mark === 'sent' || mark === 'value');
	if (!line) return null;
	const { plot, language, page } = words;
	const number = new Intl.NumberFormat(language, { maximumSignificantDigits: 6 });
	const step = Math.ceil(line.x.length / MOST_ROWS);
	const shown = [...line.x.keys()].filter((i) => i % step === 0 || i === line.x.length - 1);
	return (
		<table class="plain-table">
			<thead>
				<tr>
					{line.packets.length > 0 && <th scope="col">{page.headings.packet}</th>}
					<th scope="col">{plot.time}</th>
					<th scope="col">{plot.value[kind]}</th>
				</tr>
			</thead>
			<tbody>
				{shown.map((i) => (
					<tr key={i}>
						{line.packets.length > 0 && (
							<td>
								<PacketLink number={line.packets[i] ?? 0} />
							</td>
						)}
						<td>{number.format(line.x[i] ?? 0)}</td>
						<td>{number.format(line.y[i] ?? 0)}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
