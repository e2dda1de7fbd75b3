import type { AnnotatedPacket } from '../tcp/analysis.ts';
import type { List } from '../tcp/list.ts';
import { type PacketColumn, type PacketTableOptions, packetColumns } from './packet-columns.ts';
import type { View } from './view.ts';

/** The packets that are shown and the columns that they have, in order. */
export interface PacketTable {
	readonly columns: readonly PacketColumn[];
	readonly packets: List<AnnotatedPacket>;
}

/** The packet table of a view: all packets and the usual columns, unless others were chosen. */
export function packetTable(view: View, { addresses }: Pick<PacketTableOptions, 'addresses'>): PacketTable {
	const { analysis, read } = view.result;
	const all = packetColumns({
		words: view.words,
		nanoseconds: read.kind === 'capture' && read.head.nanoseconds,
		addresses,
		several: analysis.connectionCount > 1,
		rawNumbers: view.rawNumbers === true,
	});
	const chosen = view.columns?.flatMap((key) => all.filter((column) => column.key === key));
	return { columns: chosen ?? all.filter(({ usual }) => usual), packets: view.packets ?? analysis.packets };
}
