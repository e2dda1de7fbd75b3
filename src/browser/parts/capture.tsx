import type { JSX, RefObject } from 'preact';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { type Items, indexOfItem, packetFrom } from '../items.ts';
import type { Actions } from '../keys.ts';
import type { OpenedCapture } from '../open-capture.ts';
import { useFilter } from '../use-filter.ts';
import { useStage } from '../use-stage.ts';
import { CallTables } from './call-tables.tsx';
import { Connections } from './connections.tsx';
import { FilterBox } from './filter-box.tsx';
import { Findings } from './findings.tsx';
import { Ladder } from './ladder.tsx';
import { type Pointing, PointingContext } from './linked-text.tsx';
import { Overview } from './overview.tsx';
import { PacketDetails } from './packet-details.tsx';
import { PacketTable } from './packet-table.tsx';
import { Plots } from './plots.tsx';
import { PrintTable } from './print-table.tsx';

interface Props {
	readonly capture: OpenedCapture;
	/** All that the table can list. */
	readonly items: Items;
	readonly words: Catalogue;
	readonly actions: RefObject<Partial<Actions>>;
	readonly view: ViewName;
	readonly report: JSX.Element;
	/** The reports that were checked, beside the packets; of the packet that is chosen, what they say of it is lit. */
	readonly check: (selected: number | null) => JSX.Element | null;
	/** Packets that a statement speaks of. */
	readonly lit: ReadonlySet<number>;
}

/** So many packets are looked through before the page is first drawn. */
const FEW_PACKETS = 5000;
/** The order in which the parts of a long capture are made, behind its table. */
const STAGE = { strip: 1, connections: 2, ladder: 3, plots: 4, findings: 5 };

/** The packets, the lab report about them, or somebody's report that was checked. */
export type ViewName = 'explore' | 'report' | 'check';

/** A capture with one packet chosen: what is chosen is lit in every part. */
export function Capture({ capture, items, words, actions, view, report, check, lit }: Props) {
	const { analysis } = capture.result;
	const [selected, setSelected] = useState<number | null>(() => packetInAddress(analysis.packetCount));
	const [isOpen, setOpen] = useState(selected !== null);
	const [connection, setConnection] = useState(1);
	const [filter, setFilter] = useState('');
	const [expand, setExpand] = useState(false);
	const stage = useStage(analysis.packetCount > FEW_PACKETS, STAGE.findings);
	const filtered = useFilter(capture, items, words, filter);
	const filterInput = useRef<HTMLInputElement>(null);
	const details = useRef<HTMLElement>(null);

	const select = useCallback(
		(number: number) => {
			setSelected(number);
			setOpen(true);
			const of = analysis.packet(number).segment?.connection;
			if (of !== undefined) setConnection(of);
			history.replaceState(null, '', `#packet-${number}`);
		},
		[analysis],
	);
	const pointing = useMemo<Pointing>(() => ({ packetCount: analysis.packetCount, select }), [analysis, select]);

	// At once, so that a key that follows is not undone.
	useLayoutEffect(() => {
		const [first] = lit;
		if (first === undefined) return;
		setFilter('');
		setSelected(null);
		setOpen(false);
		setConnection((before) => analysis.packet(first).segment?.connection ?? before);
	}, [lit]);

	const step = (by: 1 | -1) => {
		const { shown } = filtered;
		const at = selected === null ? -1 : indexOfItem(shown, selected);
		const from = at < 0 ? (by === 1 ? 0 : shown.length - 1) : at + by;
		const number = packetFrom(shown, from, by);
		if (number !== undefined) select(number);
	};
	const end = (from: 'first' | 'last') => {
		const { shown } = filtered;
		const number = from === 'first' ? packetFrom(shown, 0, 1) : packetFrom(shown, shown.length - 1, -1);
		if (number !== undefined) select(number);
	};

	// Before the next key can come: keys follow each other faster than the page is painted.
	useLayoutEffect(() => {
		actions.current = {
			next: () => step(1),
			previous: () => step(-1),
			first: () => end('first'),
			last: () => end('last'),
			filter: () => filterInput.current?.focus(),
			connection: (by) =>
				setConnection((now) => Math.min(Math.max(1, now + by), Math.max(1, analysis.connectionCount))),
			expand: () => setExpand((now) => !now),
			select,
			back() {
				if (document.activeElement === filterInput.current || filter !== '') {
					setFilter('');
					document.getElementById('packet-grid')?.focus();
				}
				setOpen(false);
			},
		};
	});

	const { page } = words;
	const isBeside = view === 'check';
	if (capture.result.read.kind !== 'capture') return null;
	return (
		<PointingContext.Provider value={pointing}>
			<div class={benchClass(view, isOpen)}>
				{isBeside && check(selected)}
				{view === 'report' && <div class="bench-main">{report}</div>}
				<div class="bench-main" hidden={view === 'report'}>
					{!isBeside && (
						<>
							<Overview {...{ capture, words, selected }} hasStrip={stage >= STAGE.strip} onSelect={select} />
							<div class={analysis.connectionCount > 2 ? 'about' : 'about few'}>
								{stage >= STAGE.connections && (
									<Connections
										{...{ capture, words, connection }}
										onChoose={setConnection}
										onOnly={(number) => setFilter(`tcp.stream == ${number - 1}`)}
									/>
								)}
								<Findings {...{ capture, words }} isTime={stage >= STAGE.findings} />
							</div>
						</>
					)}
					<section class="panel" id="packets" aria-labelledby="packets-title">
						<div class="panel-head">
							<h2 id="packets-title">{page.headings.packets}</h2>
							<FilterBox
								{...{ words, filter, filtered, input: filterInput }}
								all={analysis.packetCount}
								onFilter={setFilter}
							/>
						</div>
						<PacketTable
							{...{ capture, words, selected, lit }}
							items={filtered.shown}
							isSlim={isBeside}
							onSelect={select}
							onStep={step}
							onEnd={end}
							onEnter={() => details.current?.focus()}
						/>
						<PrintTable {...{ capture, words, items: filtered.shown }} />
					</section>
					{stage >= STAGE.ladder && (
						<Ladder
							{...{ capture, words, connection, selected, lit, expand }}
							onSelect={select}
							onExpand={setExpand}
							onStep={step}
						/>
					)}
					{!isBeside && stage >= STAGE.plots && <Plots {...{ capture, words, connection }} />}
					{!isBeside && <CallTables {...{ capture, words }} />}
				</div>
				<PacketDetails
					{...{ capture, words, selected, isOpen, panel: details }}
					onStep={step}
					onClose={() => setOpen(false)}
				/>
			</div>
		</PointingContext.Provider>
	);
}

/** A page can be opened at a packet: `report.html#packet-8`. */
function packetInAddress(count: number): number | null {
	const number = Number(/^#packet-(\d+)$/.exec(location.hash)?.[1]);
	return number >= 1 && number <= count ? number : null;
}

/** Beside a checked report lie its packets; all else has all the width until a packet is asked for, if that is scarce. */
function benchClass(view: ViewName, isOpen: boolean): string {
	if (view === 'check') return 'bench beside';
	if (isOpen) return 'bench';
	return view === 'report' ? 'bench alone' : 'bench closed';
}
