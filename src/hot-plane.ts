import { type AddressTable, createAddressTable } from './decode/address-table.ts';
import { createBatchDecoder } from './decode/decode-batch.ts';
import { createReassembly, type Reassembly } from './decode/reassembly.ts';
import { createColumns } from './file/columns.ts';
import { BATCH_ROWS } from './file/frame-batch.ts';
import type { ReadResult } from './file/read-result.ts';
import { createFrameReader } from './file/reader.ts';
import type { ByteSource } from './file/source.ts';
import { type ConnectionTable, createConnectionTable } from './tcp/connection-table.ts';
import { LABEL_PROFILES, type LabelProfileName } from './tcp/label-profile.ts';
import { SEGMENT_COLUMNS, type SegmentBatch } from './tcp/segment-batch.ts';

/** From bytes to labelled rows and connections, one capture after the other in the same memory. */
export interface HotPlane {
	/** The rows of the current batch. */
	readonly batch: SegmentBatch;
	readonly addresses: AddressTable;
	readonly reassembly: Reassembly;
	readonly table: ConnectionTable;
	/** Forgets the capture before, and reads this one to its end; `onRows` sees each batch with the bytes of its frames. */
	readonly read: (source: ByteSource, onRows: (bytes: DataView) => void) => Promise<ReadResult>;
}

/** @param ports Those of the labs' servers, which tell the client where no SYN was captured. */
export function createHotPlane(ports: readonly number[], profile: LabelProfileName): HotPlane {
	const batch: SegmentBatch = { firstNumber: 1, rows: 0, columns: createColumns(SEGMENT_COLUMNS, BATCH_ROWS) };
	const addresses = createAddressTable();
	const reassembly = createReassembly();
	const decode = createBatchDecoder(batch, addresses, reassembly);
	const table = createConnectionTable(batch, ports, LABEL_PROFILES[profile], reassembly);
	const readFrames = createFrameReader(batch);
	return {
		batch,
		addresses,
		reassembly,
		table,
		read(source, onRows) {
			table.reset();
			addresses.reset();
			reassembly.reset();
			return readFrames(source, (bytes) => {
				decode(bytes);
				table.track(bytes);
				onRows(bytes);
			});
		},
	};
}
