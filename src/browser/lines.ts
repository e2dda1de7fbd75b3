import type { Catalogue } from '../i18n/catalogue.ts';
import { packetColumns } from '../render/packet-columns.ts';
import { programCells } from '../render/program-rows.ts';
import { visibleBytes } from '../render/visible-text.ts';
import type { OpenedCapture } from './open-capture.ts';

/** Text is looked for in the beginning of the data; `tcp.payload contains` looks in all of it. */
export const LINE_PAYLOAD_BYTES = 256;
const SEARCHED = new Set(['direction', 'flags', 'meaning', 'source', 'destination', 'clientState', 'serverState']);

/** The lines of the table as text in small letters, each made once, when a filter first asks for it. */
export interface Lines {
	readonly capture: OpenedCapture;
	readonly words: Catalogue;
	readonly of: (item: number) => string;
}

export function createLines(capture: OpenedCapture, words: Catalogue): Lines {
	const { analysis } = capture.result;
	const columns = packetColumns({
		...{ words, nanoseconds: false, addresses: false },
		several: analysis.connectionCount > 1,
	}).filter(({ key }) => SEARCHED.has(key));
	const known = new Map<number, string>();

	function make(item: number): string {
		if (item < 0) return eventLine(capture, words, item);
		const packet = analysis.packet(item);
		const data = visibleBytes(packet.packet.payload.subarray(0, LINE_PAYLOAD_BYTES));
		return `#${item} ${columns.map((column) => column.text(packet)).join(' ')} ${data}`;
	}

	return {
		capture,
		words,
		of(item) {
			const line = known.get(item) ?? make(item).toLowerCase();
			known.set(item, line);
			return line;
		},
	};
}

/** The cells of a program event as text. */
function eventLine({ result, programs }: OpenedCapture, words: Catalogue, item: number): string {
	const placed = programs?.events[-1 - item];
	if (!placed) return '';
	return Object.values(programCells(placed, { result, words, findings: [], programs }, 6)).join(' ');
}
