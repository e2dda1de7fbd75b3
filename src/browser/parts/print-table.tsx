import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { programCells } from '../../render/program-rows.ts';
import type { Items } from '../items.ts';
import type { OpenedCapture } from '../open-capture.ts';
import { tableColumns } from '../table-columns.ts';

/** About 40 pages. */
const MOST_ROWS = 2000;
/** So many are there at any time: not everything that prints says so before (`chromium --print-to-pdf` does not). */
const ALWAYS_ROWS = 500;

interface Props {
	readonly capture: OpenedCapture;
	readonly words: Catalogue;
	readonly items: Items;
}

/** The lines of the table, for paper: the one on the screen has only those that are seen. More of them when somebody prints. */
export function PrintTable({ capture, words, items }: Props) {
	const most = usePrinting() ? MOST_ROWS : ALWAYS_ROWS;
	return useMemo(() => <Lines {...{ capture, words, items, most }} />, [capture, words, items, most]);
}

function Lines({ capture, words, items, most }: Props & { readonly most: number }) {
	const { result, programs } = capture;
	const columns = tableColumns(capture, words).map(({ column }) => column);
	const decimals = result.read.kind === 'capture' && result.read.head.nanoseconds ? 9 : 6;
	const cellsOf = (item: number): readonly string[] => {
		if (item > 0) return columns.map(({ text }) => text(result.analysis.packet(item)));
		const event = programs?.events[-1 - item];
		const cells = event ? programCells(event, { result, words, findings: [], programs }, decimals) : {};
		return columns.map(({ key }) => cells[key] ?? '');
	};
	return (
		<table class="print-table">
			<thead>
				<tr>
					{columns.map(({ key, title, align }) => (
						<th key={key} scope="col" class={align}>
							{title}
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{Array.from(items.subarray(0, most), (item) => (
					<tr key={item}>
						{cellsOf(item).map((text, i) => (
							<td key={columns[i]?.key} class={`${columns[i]?.align} ${columns[i]?.key}`}>
								<bdi>{text}</bdi>
							</td>
						))}
					</tr>
				))}
			</tbody>
			{items.length > most && (
				<tfoot>
					<tr>
						<td colSpan={columns.length}>{words.page.filter.count({ shown: most, all: items.length })}</td>
					</tr>
				</tfoot>
			)}
		</table>
	);
}

function usePrinting(): boolean {
	const [isPrinting, setPrinting] = useState(false);
	useEffect(() => {
		const start = () => setPrinting(true);
		const end = () => setPrinting(false);
		addEventListener('beforeprint', start);
		addEventListener('afterprint', end);
		return () => {
			removeEventListener('beforeprint', start);
			removeEventListener('afterprint', end);
		};
	}, []);
	return isPrinting;
}
