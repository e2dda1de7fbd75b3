import { timeNs } from '../decode/packet.ts';
import type { RowStore } from './row-store.ts';

/** A frame as captured, before any decoding. */
export interface Frame {
	readonly timeNs: bigint;
	readonly originalBytes: number;
	readonly bytes: Uint8Array;
	/** Where IP or ARP begins in `bytes`; `null` if it is not there. */
	readonly networkAt: number | null;
	/** Where TCP, UDP or ICMP begins in `carried`; `null` if it is not there. */
	readonly transportAt: number | null;
	/** `bytes`, or the datagram that this frame completes: what its fragments made whole. */
	readonly carried: Uint8Array;
}

/** Reads the frame of row `row`. */
export function readFrame(store: RowStore, row: number): Frame {
	const columns = store.columns();
	const view = store.frame(row);
	const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
	const at = (column: 'networkAt' | 'transportAt'): number | null => {
		const place = columns[column][row] ?? -1;
		return place < 0 ? null : place;
	};
	return {
		timeNs: timeNs(columns.seconds[row] ?? 0, columns.nanoseconds[row] ?? 0),
		originalBytes: (columns.originalBytes[row] ?? 0) >>> 0,
		bytes,
		networkAt: at('networkAt'),
		transportAt: at('transportAt'),
		carried: store.datagram(row)?.bytes ?? bytes,
	};
}
