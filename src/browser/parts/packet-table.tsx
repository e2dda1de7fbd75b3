import { memo } from 'preact/compat';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { PlacedEvent } from '../../events/place-events.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { Column } from '../../render/packet-columns.ts';
import { type ProgramCells, programCells } from '../../render/program-rows.ts';
import { safeLines } from '../../render/visible-text.ts';
import type { AnnotatedPacket } from '../../tcp/analysis.ts';
import { type Items, indexOfItem } from '../items.ts';
import type { OpenedCapture } from '../open-capture.ts';
import { tableColumns } from '../table-columns.ts';
import { useNarrow } from '../use-narrow.ts';
import { useVirtualRows } from '../use-virtual-rows.ts';

/** As in the style: one line, or two on a narrow screen. */
const ROW_HEIGHT = 28;
const NARROW_ROW_HEIGHT = 50;
/** More than a screen has. */
const MOST_LINES = 256;

interface Props {
	readonly capture: OpenedCapture;
	readonly words: Catalogue;
	readonly items: Items;
	readonly selected: number | null;
	/** Packets that something else speaks of, such as a statement of a report. */
	readonly lit?: ReadonlySet<number>;
	/** It stands beside something as wide: sentences have no room. */
	readonly isSlim?: boolean;
	readonly onSelect: (number: number) => void;
	readonly onStep: (by: 1 | -1) => void;
	readonly onEnd: (end: 'first' | 'last') => void;
	readonly onEnter: () => void;
}

const NOTHING: ReadonlySet<number> = new Set();

/**
 * The packets, one a line, with the program events between them. Only the lines that are seen are in the document,
 * so it is as fast for a hundred thousand packets as for ten. A grid (WAI-ARIA) with one stop for the Tab key.
 */
export const PacketTable = memo(function PacketTable(props: Props) {
	const { capture, words, items, selected, lit = NOTHING, isSlim = false, onSelect } = props;
	const box = useRef<HTMLDivElement>(null);
	const isNarrow = useNarrow();
	const columns = useMemo(() => {
		const all = tableColumns(capture, words);
		return isSlim && !isNarrow ? all.filter(({ column }) => column.key !== 'meaning') : all;
	}, [capture, words, isSlim, isNarrow]);
	const cells = useMemo(() => columns.map(({ column }) => column), [columns]);
	const rowHeight = isNarrow ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
	const rows = useVirtualRows(box, items.length, rowHeight);
	const at = selected === null ? -1 : indexOfItem(items, selected);
	useEffect(() => {
		if (at >= 0) rows.show(at);
	}, [at, items]);
	useEffect(() => {
		const first = items.findIndex((item) => lit.has(item));
		if (first >= 0) rows.show(first);
	}, [lit]);

	const onClick = (event: MouseEvent) => {
		const row = event.target instanceof Element ? event.target.closest('[data-packet]') : null;
		if (row) onSelect(Number(row.getAttribute('data-packet')));
	};
	return (
		<div
			ref={box}
			id="packet-grid"
			class="grid"
			role="grid"
			tabIndex={0}
			aria-label={words.page.headings.packets}
			aria-rowcount={items.length + 1}
			aria-colcount={columns.length}
			aria-activedescendant={at >= 0 ? `row-${selected}` : undefined}
			style={{ '--columns': columns.map(({ width }) => width).join(' '), '--rows': `${items.length}` }}
			onClick={onClick}
			onKeyDown={(event) => onGridKey(event, props)}
		>
			<div class="grid-head" role="row" aria-rowindex={1}>
				{columns.map(({ column: { key, title, align } }, i) => (
					<div key={key} role="columnheader" aria-colindex={i + 1} class={align}>
						{title}
					</div>
				))}
			</div>
			<div class="grid-rows" role="rowgroup" style={{ height: `${items.length * rowHeight}px` }}>
				{rows.visible.map((index) => {
					const item = items[index] ?? 0;
					const event = item < 0 ? capture.programs?.events[-1 - item] : undefined;
					// A line that is scrolled away becomes the next one: less work than a new one.
					const slot = index % MOST_LINES;
					const common = { index, top: index * rowHeight, columns: cells };
					if (event) return <EventRow key={`event ${slot}`} {...{ ...common, event, capture, words }} />;
					return (
						<PacketRow
							key={slot}
							{...common}
							packet={capture.result.analysis.packet(item)}
							isSelected={item === selected}
							isLit={lit.has(item)}
						/>
					);
				})}
			</div>
		</div>
	);
});

function onGridKey(event: KeyboardEvent, { onStep, onEnd, onEnter, onSelect, items, selected }: Props): void {
	const page = Math.max(1, Math.floor((event.currentTarget as HTMLElement).clientHeight / ROW_HEIGHT) - 2);
	const leap = (by: number) => {
		const from = Math.max(0, selected === null ? 0 : indexOfItem(items, selected));
		const step = by > 0 ? 1 : -1;
		for (let i = Math.min(items.length - 1, Math.max(0, from + by)); i >= 0 && i < items.length; i -= step) {
			const item = items[i] ?? 0;
			if (item > 0) return onSelect(item);
		}
	};
	const keys: Readonly<Record<string, () => void>> = {
		ArrowDown: () => onStep(1),
		ArrowUp: () => onStep(-1),
		Home: () => onEnd('first'),
		End: () => onEnd('last'),
		PageDown: () => leap(page),
		PageUp: () => leap(-page),
		Enter: onEnter,
	};
	const run = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
	if (!run) return;
	event.preventDefault();
	run();
}

interface RowProps {
	readonly index: number;
	readonly top: number;
	readonly columns: readonly Column<AnnotatedPacket>[];
}

const PacketRow = memo(function PacketRow({
	index,
	top,
	columns,
	packet,
	isSelected,
	isLit,
}: RowProps & { readonly packet: AnnotatedPacket; readonly isSelected: boolean; readonly isLit: boolean }) {
	const { number, protocol } = packet.packet;
	const side = packet.segment?.side ?? protocol;
	const weight = packet.segment ? weightOf(packet) : '';
	return (
		<div
			id={`row-${number}`}
			role="row"
			class={`row ${index % 2 === 0 ? 'even' : 'odd'} ${side} ${weight}${packet.duplicateOf === null ? '' : ' copy'}${isLit ? ' lit' : ''}`}
			aria-rowindex={index + 2}
			aria-selected={isSelected}
			data-packet={number}
			style={{ transform: `translateY(${top}px)` }}
		>
			{columns.map(({ key, align, text }, i) => (
				<Cell key={key} {...{ name: key, align, text: text(packet) }} index={i} />
			))}
		</div>
	);
});

/** What a segment is for; SYN, FIN and RST stand out. */
function weightOf({ segment }: AnnotatedPacket): string {
	if (segment?.rst) return 'reset';
	if (segment?.syn || segment?.fin) return 'control';
	return segment?.payloadBytes ? 'data' : 'ack';
}

function EventRow({
	index,
	top,
	columns,
	event,
	capture: { result, programs },
	words,
}: RowProps & { readonly event: PlacedEvent; readonly capture: OpenedCapture; readonly words: Catalogue }) {
	const decimals = result.read.kind === 'capture' && result.read.head.nanoseconds ? 9 : 6;
	const cells: ProgramCells = programCells(event, { result, words, findings: [], programs }, decimals);
	return (
		<div
			role="row"
			class={`row program ${event.event.program}`}
			aria-rowindex={index + 2}
			style={{ transform: `translateY(${top}px)` }}
		>
			{columns.map(({ key, align }, i) => (
				<Cell key={key} {...{ name: key, align, text: cells[key as keyof ProgramCells] ?? '' }} index={i} />
			))}
		</div>
	);
}

interface CellProps {
	readonly name: string;
	readonly align: 'left' | 'right';
	readonly text: string;
	readonly index: number;
}

/** Data keeps its direction to itself. */
function Cell({ name, align, text: raw, index }: CellProps) {
	const text = safeLines(raw);
	return (
		<div
			role="gridcell"
			aria-colindex={index + 1}
			class={`${align} ${name}`}
			title={text.length > 24 ? text : undefined}
		>
			{name === 'payload' ? <bdi>{text}</bdi> : text}
		</div>
	);
}
