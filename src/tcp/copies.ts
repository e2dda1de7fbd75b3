import type { Columns } from '../file/columns.ts';
import { createDuplicateFinder } from './duplicates.ts';
import { recordingPlace } from './recording-places.ts';
import type { RowStore, StoredColumn } from './row-store.ts';

const LINUX_COOKED = 113;
const LINUX_COOKED_2 = 276;

/** For each row the packet that it is a copy of (`-i any` records a packet on each interface that it passes), or 0. */
export function findCopies(store: RowStore): Int32Array {
	const columns = store.columns();
	const finder = createDuplicateFinder();
	const copies = new Int32Array(store.count());
	for (let row = 0; row < copies.length; row++) {
		const frame = store.frame(row);
		copies[row] = finder.find(
			row + 1,
			frame,
			columns.networkAt[row] ?? -1,
			frame.byteLength,
			columns.seconds[row] ?? 0,
			columns.nanoseconds[row] ?? 0,
			placeOf(columns, row, frame),
		);
	}
	return copies;
}

/** A cooked header says which interface and direction a packet was recorded in. */
function placeOf(columns: Columns<StoredColumn>, row: number, frame: DataView): number {
	const interfaceId = columns.interfaceId[row] ?? 0;
	const linkType = columns.linkType[row];
	const isWhole = (columns.networkAt[row] ?? -1) >= 0;
	if (isWhole && linkType === LINUX_COOKED) return recordingPlace(interfaceId, 0, frame.getUint16(0));
	if (isWhole && linkType === LINUX_COOKED_2)
		return recordingPlace(interfaceId, frame.getUint32(4), frame.getUint8(10));
	return recordingPlace(interfaceId);
}
