import { memo } from 'preact/compat';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { type DecimalSign, decimal } from '../../i18n/decimal.ts';
import { duration } from '../../i18n/duration.ts';
import { captureLine } from '../../render/summary.ts';
import { secondsText } from '../../units.ts';
import type { OpenedCapture } from '../open-capture.ts';
import { type Lane, lanesOf, type Mark } from '../overview/lanes.ts';
import { type Burst, type Pause, timeAxis } from '../overview/time-axis.ts';

const LABEL_WIDTH = 96;
const LANE_HEIGHT = 30;
const AXIS_HEIGHT = 26;
const FIRST_WIDTH = 800;

interface Props {
	readonly capture: OpenedCapture;
	readonly words: Catalogue;
	readonly selected: number | null;
	/** Whether the strip is made yet. */
	readonly hasStrip: boolean;
	readonly onSelect: (number: number) => void;
}

/** The whole capture on a strip: its sentence, its connections as lanes, its pauses. */
export const Overview = memo(function Overview({ capture, words, selected, hasStrip, onSelect }: Props) {
	const { result } = capture;
	return (
		<section class="overview" aria-labelledby="overview-title">
			<h2 id="overview-title">{words.page.headings.overview}</h2>
			<p class="lead">{captureLine({ result, words })}</p>
			{hasStrip && result.analysis.packetCount > 0 && <Strip {...{ capture, words, selected, onSelect }} />}
		</section>
	);
});

export function Strip({ capture, words, selected, onSelect }: Omit<Props, 'hasStrip'>) {
	const place = useRef<HTMLDivElement>(null);
	const width = useWidth(place);
	const { packetCount } = capture.result.analysis;
	const { axis, lanes } = useMemo(() => {
		const made = timeAxis(secondsOf(capture), LABEL_WIDTH, width - LABEL_WIDTH - 8);
		return { axis: made, lanes: lanesOf(capture.rows, packetCount, made.xOf) };
	}, [capture, width]);
	const height = lanes.length * LANE_HEIGHT + AXIS_HEIGHT;
	const { span } = capture.result.analysis;
	const seconds = secondsText(span ? span.lastNs - span.firstNs : 0n, 3);
	const onClick = (event: MouseEvent) => {
		const box =
			event.currentTarget instanceof Element ? event.currentTarget.getBoundingClientRect() : { left: 0, top: 0 };
		const mark = nearest(lanes, event.clientX - box.left, Math.floor((event.clientY - box.top) / LANE_HEIGHT));
		if (mark) onSelect(mark.packet);
	};
	return (
		<div class="strip" ref={place}>
			<svg
				{...{ width, height }}
				viewBox={`0 0 ${width} ${height}`}
				role="img"
				aria-label={words.page.overview.label({ packets: packetCount, seconds })}
				onClick={onClick}
			>
				{axis.pauses.map((pause) => (
					<PauseMark key={pause.left} {...{ pause, height }} point={words.decimalSign} />
				))}
				{lanes.map((lane, i) => (
					<LaneMarks
						key={`${lane.kind}${lane.connection}`}
						{...{ lane, width, words }}
						top={i * LANE_HEIGHT}
						total={capture.result.analysis.connectionCount}
					/>
				))}
				{axis.bursts.map((burst, i) => (
					<Tick key={burst.left} {...{ burst, height }} isNear={isNear(axis.bursts, i)} point={words.decimalSign} />
				))}
				{selected !== null && selected <= packetCount && (
					<path class="now" d={`M${axis.xOf(selected - 1)} 0V${height - AXIS_HEIGHT + 6}`} />
				)}
			</svg>
			<Legend
				{...{ words }}
				kinds={new Set(lanes.flatMap(({ marks }) => marks.map(({ kind }) => kind)))}
				hasPause={axis.pauses.length > 0}
			/>
		</div>
	);
}

function LaneMarks({
	lane,
	top,
	width,
	words,
	total,
}: {
	readonly lane: Lane;
	readonly top: number;
	readonly width: number;
	readonly words: Catalogue;
	readonly total: number;
}) {
	const middle = top + LANE_HEIGHT / 2;
	return (
		<g>
			<text class="lane-name" x={LABEL_WIDTH - 10} y={middle + 4} text-anchor="end">
				{laneName(lane, words, total)}
			</text>
			<path class="lane-line" d={`M${LABEL_WIDTH} ${middle}H${width - 8}`} />
			{lane.marks.map((mark) => (
				<path key={`${mark.kind}${mark.packet}`} class={`mark ${mark.kind}`} d={markPath(mark, middle)} />
			))}
		</g>
	);
}

function laneName({ kind, connection }: Lane, { page, capture }: Catalogue, total: number): string {
	if (kind === 'arp') return 'ARP';
	if (kind === 'other') return page.overview.other;
	if (kind === 'others') return `+${total - connection + 1}`;
	return capture.connectionTitle(connection);
}

/** The client speaks upwards, the server downwards; ARP is a diamond; many at once are taller, SYN and FIN wider. */
function markPath({ x, kind, count, isControl }: Mark, middle: number): string {
	const size = Math.min(12, 7 + Math.log2(count));
	const half = isControl ? 1.8 : 0.9;
	if (kind === 'client') return `M${x - half} ${middle}h${half * 2}v${-size}h${-half * 2}z`;
	if (kind === 'server') return `M${x - half} ${middle}h${half * 2}v${size}h${-half * 2}z`;
	if (kind === 'arp') return `M${x} ${middle - 6}l5 6l-5 6l-5 -6z`;
	return `M${x - 2} ${middle - 4}h4v8h-4z`;
}

function PauseMark({
	pause,
	height,
	point,
}: {
	readonly pause: Pause;
	readonly height: number;
	readonly point: DecimalSign;
}) {
	const middle = (pause.left + pause.right) / 2;
	const bottom = height - AXIS_HEIGHT;
	return (
		<g class="pause">
			<rect x={pause.left + 2} y={0} width={pause.right - pause.left - 4} height={bottom} />
			<path d={`M${middle - 4} ${bottom + 3}l4 -8M${middle} ${bottom + 3}l4 -8`} />
			<text x={middle} y={bottom / 2 + 4} text-anchor="middle">
				{duration(BigInt(Math.round(pause.seconds * 1e9)), point)}
			</text>
		</g>
	);
}

function Tick({
	burst,
	height,
	isNear: near,
	point,
}: {
	readonly point: DecimalSign;
	readonly burst: Burst;
	readonly height: number;
	readonly isNear: boolean;
}) {
	const bottom = height - AXIS_HEIGHT;
	return (
		<g class="tick">
			<path d={`M${burst.left + 1} ${bottom}V${bottom + 5}M${burst.left + 1} ${bottom}H${burst.right - 1}`} />
			{!near && (
				<text x={burst.left + 1} y={bottom + 18}>
					{burst.startSeconds === 0 ? '0 s' : `${decimal(burst.startSeconds.toFixed(2), point)} s`}
				</text>
			)}
		</g>
	);
}

/** A label would lie on the one of the pause behind it. */
function isNear(bursts: readonly Burst[], i: number): boolean {
	const burst = bursts[i];
	return burst !== undefined && i > 0 && burst.right - burst.left < 44 && i < bursts.length - 1;
}

function Legend({
	words,
	kinds,
	hasPause,
}: {
	readonly words: Catalogue;
	readonly kinds: ReadonlySet<string>;
	readonly hasPause: boolean;
}) {
	const { legend } = words.page.overview;
	const shown = (['client', 'server', 'arp'] as const).filter((kind) => kinds.has(kind));
	return (
		<ul class="legend">
			{shown.map((kind) => (
				<li key={kind}>
					<svg width={14} height={16} aria-hidden="true">
						<path
							class={`mark ${kind}`}
							d={markPath(
								{ x: 7, kind, count: 1, isControl: true, packet: 0 },
								kind === 'client' ? 13 : kind === 'server' ? 3 : 8,
							)}
						/>
					</svg>
					{legend[kind]}
				</li>
			))}
			{hasPause && (
				<li>
					<svg width={14} height={16} class="pause" aria-hidden="true">
						<rect x={0} y={1} width={14} height={14} />
					</svg>
					{legend.pause}
				</li>
			)}
		</ul>
	);
}

function nearest(lanes: readonly Lane[], x: number, lane: number): Mark | undefined {
	const marks = lanes[lane]?.marks ?? lanes.flatMap((each) => each.marks);
	let best: Mark | undefined;
	for (const mark of marks) if (!best || Math.abs(mark.x - x) < Math.abs(best.x - x)) best = mark;
	return best;
}

function secondsOf({ rows, result }: OpenedCapture): Float64Array {
	const { seconds, nanoseconds } = rows;
	const [first, firstNs] = [(seconds[0] ?? 0) >>> 0, nanoseconds[0] ?? 0];
	return Float64Array.from(
		{ length: result.analysis.packetCount },
		(_, row) => ((seconds[row] ?? 0) >>> 0) - first + ((nanoseconds[row] ?? 0) - firstNs) / 1e9,
	);
}

function useWidth(place: { readonly current: HTMLElement | null }): number {
	const [width, setWidth] = useState(FIRST_WIDTH);
	useEffect(() => {
		const element = place.current;
		if (!element) return;
		const observer = new ResizeObserver(() => setWidth(Math.max(280, Math.floor(element.clientWidth))));
		observer.observe(element);
		return () => observer.disconnect();
	}, []);
	return width;
}
