import pico from 'picocolors';
import type { Catalogue } from '../i18n/catalogue.ts';
import type { AnnotatedPacket } from '../tcp/analysis.ts';
import { type PacketColumnKey, packetColumns } from './packet-columns.ts';
import { painter } from './paint.ts';
import type { Style } from './view.ts';
import { shorten, textWidth, wrap } from './wrap.ts';

type Widths = readonly (readonly [PacketColumnKey, number])[];

/** Widths that do not depend on what comes later, as a table's would. */
const WIDE: Widths = [
	['number', 5],
	['time', 11],
	['direction', 21],
	['flags', 9],
	['sequence', 6],
	['acknowledgment', 6],
	['length', 5],
	['phase', 9],
];
/** For a terminal of 80 columns: what is said of a packet stands below it there. */
const NARROW: Widths = [
	['number', 4],
	['time', 10],
	['direction', 15],
	['flags', 8],
	['sequence', 6],
	['acknowledgment', 6],
	['length', 5],
	['phase', 9],
];
const GAP = 2;
const INDENT = NARROW.slice(0, 2).reduce((sum, [, width]) => sum + width + GAP, 0);
const LEAST_REST = 30;
const PAYLOAD_LIMIT = 60;
const RIGHT: ReadonlySet<PacketColumnKey> = new Set(['number', 'time', 'sequence', 'acknowledgment', 'length']);

/** Rows of the packet table one by one, as they come. */
export interface LiveRows {
	readonly head: () => string;
	readonly row: (packet: AnnotatedPacket, several: boolean) => string;
}

/** Makes rows for a terminal of this width; what does not fit beside the columns stands below them. */
export function createLiveRows(words: Catalogue, style: Style): LiveRows {
	const colors = pico.createColors(style.color);
	const columnsOf = (several: boolean) =>
		new Map(
			packetColumns({ words, nanoseconds: false, addresses: false, several }).map((column) => [column.key, column]),
		);
	const known = { one: columnsOf(false), several: columnsOf(true) };
	const fixedWidth = WIDE.reduce((sum, [, width]) => sum + width + GAP, 0);
	const isWide = style.width - fixedWidth >= LEAST_REST;
	const widths = isWide ? WIDE : NARROW;

	function line(texts: (key: PacketColumnKey) => string, rest: string): string {
		const fixed = besideEachOther(widths, texts);
		if (rest === '') return fixed.trimEnd();
		const at = isWide ? fixedWidth : INDENT;
		const wrapped = wrap(rest, Math.max(LEAST_REST, style.width - at)).replaceAll('\n', `\n${' '.repeat(at)}`);
		return isWide ? `${fixed}${' '.repeat(GAP)}${wrapped}` : `${fixed.trimEnd()}\n${' '.repeat(at)}${wrapped}`;
	}

	return {
		head() {
			const title = (key: PacketColumnKey): string => known.one.get(key)?.title ?? '';
			return colors.bold(line(title, isWide ? title('meaning') : ''));
		},
		row(packet, several) {
			const columns = several ? known.several : known.one;
			const text = (key: PacketColumnKey): string => columns.get(key)?.text(packet) ?? '';
			const payload = text('payload');
			const said = payload === '' ? '' : `"${shorten(payload, PAYLOAD_LIMIT)}" `;
			return painter(packet, colors)(line(text, `${said}${text('meaning')}`.trim()));
		},
	};
}

/** The fixed columns. What is too wide for its own takes from the space of the next ones, and pushes none of them away. */
function besideEachOther(widths: Widths, texts: (key: PacketColumnKey) => string): string {
	let tooWide = 0;
	const cells = widths.map(([key, width]) => {
		const text = texts(key);
		const room = width - tooWide;
		tooWide = Math.max(0, textWidth(text) - room);
		return pad(text, room, RIGHT.has(key));
	});
	return cells.join(' '.repeat(GAP));
}

function pad(text: string, width: number, isRight: boolean): string {
	const space = ' '.repeat(Math.max(0, width - textWidth(text)));
	return isRight ? space + text : text + space;
}
