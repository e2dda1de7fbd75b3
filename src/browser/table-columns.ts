import type { Catalogue } from '../i18n/catalogue.ts';
import { type PacketColumn, type PacketColumnKey, packetColumns } from '../render/packet-columns.ts';
import { visibleBytes } from '../render/visible-text.ts';
import type { OpenedCapture } from './open-capture.ts';

/** A column of the page's table, and its width as CSS grids have it. */
export interface TableColumn {
	readonly column: PacketColumn;
	readonly width: string;
}

/** More of a payload is in the packet's details. */
const PAYLOAD_BYTES = 120;
const WIDTHS: readonly (readonly [PacketColumnKey, string])[] = [
	['number', '2.9rem'],
	['time', '6.2rem'],
	['direction', '8.4rem'],
	['flags', '6rem'],
	['sequence', '3.4rem'],
	['acknowledgment', '3.4rem'],
	['length', '3rem'],
	['payload', 'minmax(5rem, 0.7fr)'],
	['meaning', 'minmax(13rem, 2.4fr)'],
];
/** Numbers of long captures and nanoseconds need more room. */
const WIDE: ReadonlyMap<PacketColumnKey, string> = new Map([
	['number', '4.4rem'],
	['time', '8rem'],
	['sequence', '6.4rem'],
	['acknowledgment', '6.4rem'],
]);
const MANY_PACKETS = 1000;

/** The columns of the page's table. */
export function tableColumns({ result }: OpenedCapture, words: Catalogue): readonly TableColumn[] {
	const { analysis, read } = result;
	const nanoseconds = read.kind === 'capture' && read.head.nanoseconds;
	const several = analysis.connectionCount > 1;
	const all = packetColumns({ words, nanoseconds, addresses: false, several });
	const isWide = nanoseconds || analysis.packetCount > MANY_PACKETS;
	return WIDTHS.flatMap(([key, width]) => {
		const column = all.find((each) => each.key === key);
		if (!column) return [];
		return [{ column: key === 'payload' ? shortened(column) : column, width: (isWide && WIDE.get(key)) || width }];
	});
}

/** Not all of a long payload has to be made text for a cell. */
function shortened(column: PacketColumn): PacketColumn {
	return {
		...column,
		text(row) {
			const { payload } = row.packet;
			if (payload.length <= PAYLOAD_BYTES || !row.segment) return column.text(row);
			return `${visibleBytes(payload.subarray(0, PAYLOAD_BYTES))}…`;
		},
	};
}
