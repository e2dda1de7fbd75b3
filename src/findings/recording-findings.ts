import type { AddedFinding } from './finding.ts';

/** As `duplicateOf` of a packet row: the number of the packet that it is a copy of, or 0. */
export interface RecordedPacket {
	readonly number: number;
	readonly timeNs: bigint;
	readonly duplicateOf: number;
	/** The TCP or UDP checksum is the pseudo header's sum alone: the rest is left to the network card. */
	readonly hasPartialChecksum: boolean;
}

/** Looks at how a capture was recorded: copies (L04), checksum offload (L06), time (L13). One pass, in file order. */
export function recordingFindings(packets: Iterable<RecordedPacket>): readonly AddedFinding[] {
	const times = new Map<number, number>();
	let copies = 0;
	let firstCopy = 0;
	let partial = 0;
	let firstPartial = 0;
	let back = 0;
	let firstBack = 0;
	let mostNs = 0n;
	let total = 0;
	let latestNs: bigint | undefined;
	for (const { number, timeNs, duplicateOf, hasPartialChecksum } of packets) {
		total++;
		if (duplicateOf > 0) {
			times.set(duplicateOf, (times.get(duplicateOf) ?? 1) + 1);
			if (copies++ === 0) firstCopy = number;
		}
		if (hasPartialChecksum && partial++ === 0) firstPartial = number;
		if (latestNs !== undefined && timeNs < latestNs) {
			if (back++ === 0) firstBack = number;
			if (latestNs - timeNs > mostNs) mostNs = latestNs - timeNs;
		}
		latestNs = timeNs;
	}
	const most = Math.max(1, ...[...times.values()].slice(0, 10_000));
	const found: AddedFinding[] = [];
	const of = (packet: number) => ({ connection: null, packets: [packet] });
	if (copies > 0) found.push({ kind: 'recorded-twice', ...of(firstCopy), count: copies, total, times: most });
	if (back > 0) found.push({ kind: 'time-runs-backwards', ...of(firstBack), count: back, mostNs });
	if (partial > 0) found.push({ kind: 'checksum-offload', ...of(firstPartial), count: partial });
	return found;
}
