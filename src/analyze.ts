import type { Columns } from './file/columns.ts';
import type { ReadResult } from './file/read-result.ts';
import { saysRoughTimes } from './file/rough-times.ts';
import type { ByteSource } from './file/source.ts';
import { createHotPlane } from './hot-plane.ts';
import { LABS } from './profile/labs.ts';
import { type Analysis, createAnalysis } from './tcp/analysis.ts';
import type { ReplyRule } from './tcp/exchanges.ts';
import { DEFAULT_LABEL_PROFILE, type LabelProfileName } from './tcp/label-profile.ts';
import { createRowStore, type StoredColumn } from './tcp/row-store.ts';

/** A capture that was read and analysed, or the reason why it is none. */
export interface AnalyzeResult {
	readonly name: string;
	readonly read: ReadResult;
	/** Empty when `read` says that this is no capture. */
	readonly analysis: Analysis;
	/** Its times were taken in user space: nothing is said about round trips. */
	readonly roughTimes?: boolean;
}

/** How a capture is read. */
export interface AnalyzeOptions {
	/** Labs to recognise by the server's port; the built-in ones unless given. */
	readonly rules?: readonly ReplyRule[];
	/** The version of Wireshark whose labels are given; 4.6 unless given. */
	readonly profile?: LabelProfileName;
	/** Its times were taken in user space; a pcapng file of ours says so itself. */
	readonly roughTimes?: boolean;
}

/**
 * The whole way from bytes to notes: reads a capture, decodes and tracks every packet, and keeps the rows so that
 * any packet and connection can be looked at. Damaged input is part of the result; only the source itself can throw.
 */
export async function analyze(source: ByteSource, options: AnalyzeOptions = {}): Promise<AnalyzeResult> {
	return (await analyzeRows(source, options)).result;
}

/** The same, with the rows: numbers for each packet, for who looks at all packets at once and needs no objects. */
export async function analyzeRows(
	source: ByteSource,
	options: AnalyzeOptions = {},
): Promise<{ readonly result: AnalyzeResult; readonly rows: Columns<StoredColumn> }> {
	const rules = options.rules ?? Object.values(LABS);
	const ports = rules.map(({ port }) => port);
	const plane = createHotPlane(ports, options.profile ?? DEFAULT_LABEL_PROFILE);
	const store = createRowStore(plane.batch, plane.reassembly);
	const read = await plane.read(source, store.append);
	const roughTimes = options.roughTimes === true || saysRoughTimes(read);
	const analysis = createAnalysis(store, plane.table, rules, plane.addresses, roughTimes);
	return { result: { name: source.name, read, analysis, roughTimes }, rows: store.columns() };
}
