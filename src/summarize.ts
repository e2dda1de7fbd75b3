import { timeNs } from './decode/packet.ts';
import type { LooksLike } from './errors.ts';
import type { Damage } from './file/damage.ts';
import type { ReadResult } from './file/read-result.ts';
import { isSimulated } from './file/simulated.ts';
import type { ByteSource } from './file/source.ts';
import { createHotPlane, type HotPlane } from './hot-plane.ts';
import { ARP_ROWS, TCP_ROWS } from './kernel/layout.ts';
import { LABS } from './profile/labs.ts';
import type { LabelProfileName } from './tcp/label-profile.ts';
import { type RecordedConnection, readRecordedConnection } from './tcp/recorded-close.ts';

/** What is said of a capture in a line. Copies of a packet (`-i any`) are counted like any other. */
export interface CaptureFacts {
	readonly name: string;
	readonly format: 'pcap' | 'pcapng';
	readonly gzip: boolean;
	readonly packets: number;
	/** Of the file, behind the decompression. */
	readonly bytes: number;
	/** Time of the first and last packet in file order; `null` in an empty capture. */
	readonly span: { readonly firstNs: bigint; readonly lastNs: bigint } | null;
	readonly connectionCount: number;
	readonly tcpPackets: number;
	readonly arpPackets: number;
	readonly otherPackets: number;
	readonly damage: Damage | null;
	/** No real network was there. */
	readonly simulated: boolean;
}

/** A capture without its packets, or what a file that is none looks like. */
export type Summary =
	| { readonly kind: 'capture'; readonly facts: CaptureFacts; readonly connections: Iterable<RecordedConnection> }
	| { readonly kind: 'not-a-capture'; readonly name: string; readonly looksLike: LooksLike };

/** Summarizes one capture; its `connections` can be gone through until the next one is summarized. */
export type Summarizer = (source: ByteSource) => Promise<Summary>;

/**
 * Makes a summarizer, which reads one capture after the other in the same memory and keeps no packet.
 *
 * @param listsConnections Whether somebody looks at `connections`; else those that ended are forgotten in time.
 */
export function createSummarizer(profile: LabelProfileName, listsConnections = true): Summarizer {
	const ports = Object.values(LABS).map(({ port }) => port);
	const plane = createHotPlane(ports, profile, { forgets: !listsConnections });
	return async (source) => {
		const clock = createClock(plane);
		const read = await plane.read(source, clock.look);
		if (read.kind !== 'capture') return { kind: 'not-a-capture', name: source.name, looksLike: read.looksLike };
		const connections = listsConnections ? { [Symbol.iterator]: () => connectionsOf(plane) } : [];
		return { kind: 'capture', facts: factsOf(source.name, read, plane, clock.span()), connections };
	};
}

function* connectionsOf({ table, addresses }: HotPlane): Generator<RecordedConnection> {
	for (const record of table.records()) yield readRecordedConnection(table, record, addresses);
}

interface Clock {
	/** Looks at a batch. */
	readonly look: () => void;
	readonly span: () => CaptureFacts['span'];
}

/** Remembers the first and the last time. */
function createClock({ batch }: HotPlane): Clock {
	let firstNs: bigint | undefined;
	let lastSeconds = 0;
	let lastNanoseconds = 0;
	return {
		look() {
			const { seconds, nanoseconds } = batch.columns;
			firstNs ??= timeNs(seconds[0] ?? 0, nanoseconds[0] ?? 0);
			lastSeconds = seconds[batch.rows - 1] ?? 0;
			lastNanoseconds = nanoseconds[batch.rows - 1] ?? 0;
		},
		span: () => (firstNs === undefined ? null : { firstNs, lastNs: timeNs(lastSeconds, lastNanoseconds) }),
	};
}

function factsOf(
	name: string,
	read: Extract<ReadResult, { kind: 'capture' }>,
	{ table }: HotPlane,
	span: CaptureFacts['span'],
): CaptureFacts {
	const { head, frames, bytes, damage } = read;
	const tcpPackets = table.word(TCP_ROWS);
	const arpPackets = table.word(ARP_ROWS);
	return {
		name,
		format: head.format,
		gzip: head.gzip,
		packets: frames,
		bytes,
		span,
		connectionCount: table.count(),
		tcpPackets,
		arpPackets,
		otherPackets: frames - tcpPackets - arpPackets,
		damage,
		simulated: isSimulated(read),
	};
}
