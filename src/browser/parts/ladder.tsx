import { memo } from 'preact/compat';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { LadderStyle, Ladder as ToDraw } from '../../render/ladder/ladder-text.ts';
import { svgLadder } from '../../render/ladder/svg.ts';
import type { ProgramCall } from '../../tcp/timeline/row.ts';
import { timelineOf } from '../../tcp/timeline/timeline.ts';
import type { OpenedCapture } from '../open-capture.ts';
import { saveFile } from '../save-file.ts';
import { drawLadder, packetsOfRow } from './ladder-drawing.tsx';

/** A longer connection is drawn when somebody asks for it. */
const MANY_SEGMENTS = 3000;
/** So many rows in full are as long as 20 screens. */
const MOST_ROWS = 600;
const STYLE: LadderStyle = 'plain';

interface Props {
	readonly capture: OpenedCapture;
	readonly words: Catalogue;
	readonly connection: number;
	readonly selected: number | null;
	/** Packets that something else speaks of. */
	readonly lit: ReadonlySet<number>;
	/** Every packet in a row of its own. */
	readonly expand: boolean;
	readonly onSelect: (number: number) => void;
	readonly onExpand: (expand: boolean) => void;
	readonly onStep: (by: 1 | -1) => void;
}

/** The ladder of the chosen connection; the chosen packet is lit in it. */
export const Ladder = memo(function Ladder(props: Props) {
	const { capture, words, connection, expand, onExpand } = props;
	const { analysis } = capture.result;
	const [asked, setAsked] = useState<number | null>(null);
	const { page } = words;
	const packets = connection <= analysis.connectionCount ? analysis.packetsOf(connection).length : 0;
	const isDrawn = packets <= MANY_SEGMENTS || asked === connection;
	const ladder = useMemo<ToDraw | null>(() => {
		if (packets === 0 || !isDrawn) return null;
		const calls = callsOf(capture, connection, words);
		const timeline = timelineOf(analysis, connection, { expand: expand && packets <= MOST_ROWS, calls });
		return { timeline, words, style: STYLE };
	}, [capture, connection, words, expand, isDrawn]);
	return (
		<section class="panel ladder" aria-labelledby="ladder-heading">
			<div class="panel-head">
				<h2 id="ladder-heading">{page.headings.ladder}</h2>
				{ladder && (
					<div class="panel-tools">
						<span class="quiet hint">{page.ladder.hint}</span>
						{packets <= MOST_ROWS && (
							<button type="button" aria-pressed={expand} onClick={() => onExpand(!expand)}>
								{expand ? page.ladder.fold : page.ladder.expand}
							</button>
						)}
						<button
							type="button"
							onClick={() => saveFile(`connection-${connection}.svg`, svgLadder(ladder), 'image/svg+xml')}
						>
							{page.ladder.save}
						</button>
					</div>
				)}
			</div>
			{packets === 0 && <p class="quiet">{page.ladder.none}</p>}
			{packets > 0 && !isDrawn && (
				<button type="button" onClick={() => setAsked(connection)}>
					{page.ladder.draw({ packets })}
				</button>
			)}
			{ladder && <Picture {...props} ladder={ladder} />}
		</section>
	);
});

function Picture({ ladder, selected, lit, onSelect, onStep, words }: Props & { readonly ladder: ToDraw }) {
	const place = useRef<HTMLDivElement>(null);
	const picture = useMemo(() => drawLadder(ladder, 'ladder'), [ladder]);
	useEffect(() => {
		for (const band of place.current?.querySelectorAll('.lit') ?? []) band.classList.remove('lit');
		if (selected === null) return;
		const row = ladder.timeline.rows.findIndex((each) => packetsOfRow(each).includes(selected));
		const band = place.current?.querySelector(`.band[data-row="${row}"]`);
		band?.classList.add('lit');
		if (band && place.current) showInside(place.current, band);
	}, [selected, picture]);
	useEffect(() => {
		const bands = [...(place.current?.querySelectorAll('.band') ?? [])];
		const spoken = bands.filter((band) => {
			const row = ladder.timeline.rows[Number(band.getAttribute('data-row'))];
			const isSpoken = row !== undefined && packetsOfRow(row).some((packet) => lit.has(packet));
			band.classList.toggle('spoken', isSpoken);
			return isSpoken;
		});
		if (spoken[0] && place.current) showInside(place.current, spoken[0]);
	}, [lit, picture]);
	const onClick = (event: MouseEvent) => {
		const group = event.target instanceof Element ? event.target.closest('[data-packet]') : null;
		if (group) onSelect(Number(group.getAttribute('data-packet')));
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const by = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined;
		if (!by) return;
		event.preventDefault();
		onStep(by);
	};
	return (
		// The picture's content is also in the table; the box takes the focus so that keys scroll it and choose packets.
		<div
			role="group"
			ref={place}
			class="picture"
			tabIndex={0}
			aria-label={words.page.headings.ladder}
			{...{ onClick, onKeyDown }}
		>
			{picture}
		</div>
	);
}

/** Scrolls the box alone, not the page, so that something in it is seen. */
function showInside(box: HTMLElement, inner: Element): void {
	const [outer, of] = [box.getBoundingClientRect(), inner.getBoundingClientRect()];
	if (of.top < outer.top) box.scrollTop -= outer.top - of.top + 40;
	else if (of.bottom > outer.bottom) box.scrollTop += of.bottom - outer.bottom + 40;
}

/** What the programs of a connection did, in words. */
function callsOf({ programs }: OpenedCapture, connection: number, { events }: Catalogue): readonly ProgramCall[] {
	const own = programs?.events.filter((placed) => placed.connection === connection) ?? [];
	return own.map(({ event, atNs }) => {
		const { call, local, bytes, error } = event;
		const text = events.row({ call, local, bytes, error, packets: [], gapNs: null, order: null, isKnown: false });
		return { side: event.program, timeNs: atNs, text };
	});
}
