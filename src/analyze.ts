import { createAddressTable } from './decode/address-table.ts';
import { createBatchDecoder } from './decode/decode-batch.ts';
import { createReassembly } from './decode/reassembly.ts';
import { createColumns } from './file/columns.ts';
import { BATCH_ROWS } from './file/frame-batch.ts';
import type { ReadResult } from './file/read-result.ts';
import { createFrameReader } from './file/reader.ts';
import type { ByteSource } from './file/source.ts';
import { LABS } from './profile/labs.ts';
import { type Analysis, createAnalysis } from './tcp/analysis.ts';
import { createConnectionTable } from './tcp/connection-table.ts';
import type { ReplyRule } from './tcp/exchanges.ts';
import { DEFAULT_LABEL_PROFILE, LABEL_PROFILES, type LabelProfileName } from './tcp/label-profile.ts';
import { createRowStore } from './tcp/row-store.ts';
import { SEGMENT_COLUMNS, type SegmentBatch } from './tcp/segment-batch.ts';

/** A capture that was read and analysed, or the reason why it is none. */
export interface AnalyzeResult {
	readonly name: string;
	readonly read: ReadResult;
	/** Empty when `read` says that this is no capture. */
	readonly analysis: Analysis;
}

export interface AnalyzeOptions {
	/** Labs to recognise by the server's port; the built-in ones unless given. */
	readonly rules?: readonly ReplyRule[];
	/** The version of Wireshark whose labels are given; 4.6 unless given. */
	readonly profile?: LabelProfileName;
}

/**
 * The whole way from bytes to notes: reads a capture, decodes and tracks every packet, and keeps the rows so that
 * any packet and connection can be looked at. Damaged input is part of the result; only the source itself can throw.
 */
export async function analyze(source: ByteSource, options: AnalyzeOptions = {}): Promise<AnalyzeResult> {
	const rules = options.rules ?? Object.values(LABS);
	const batch: SegmentBatch = { firstNumber: 1, rows: 0, columns: createColumns(SEGMENT_COLUMNS, BATCH_ROWS) };
	const addresses = createAddressTable();
	const reassembly = createReassembly();
	const decode = createBatchDecoder(batch, addresses, reassembly);
	const ports = rules.map(({ port }) => port);
	const profile = LABEL_PROFILES[options.profile ?? DEFAULT_LABEL_PROFILE];
	const table = createConnectionTable(batch, ports, profile, reassembly);
	const store = createRowStore(batch, reassembly);
	const read = await createFrameReader(batch)(source, (bytes) => {
		decode(bytes);
		table.track(bytes);
		store.append(bytes);
	});
	return { name: source.name, read, analysis: createAnalysis(store, table, rules, addresses) };
}
