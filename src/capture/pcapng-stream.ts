import type { NamedAddress } from '../file/read-result.ts';
import { joined } from '../file/write-block.ts';
import { countersBlock, packetBlock, pcapngHead } from '../file/write-pcapng.ts';
import type { PcapHead, PcapRecord } from './record-cutter.ts';
import type { Counters } from './recording.ts';

/** What a pcapng file says about its making. */
export interface PcapngDescription {
	readonly application: string;
	readonly comments: readonly string[];
	readonly iface: string;
	/** What the interface is: the network's name. */
	readonly description: string | null;
	readonly filter: string | null;
	readonly names: readonly NamedAddress[];
}

/** Turns the records of one classic capture file into the blocks of one pcapng file. */
export interface PcapngStream {
	readonly head: (head: PcapHead) => Uint8Array;
	readonly record: (record: PcapRecord) => Uint8Array;
	/** What stands behind the last packet. */
	readonly end: (counters: Counters | undefined) => Uint8Array;
}

/** Makes a stream; times are written in nanoseconds whatever the recorder's are. */
export function createPcapngStream(made: PcapngDescription): PcapngStream {
	let startNs: bigint | null = null;
	let lastNs = 0n;
	return {
		head: ({ linkType, snaplen }) =>
			joined([
				...pcapngHead({
					section: { application: made.application, comments: made.comments },
					interfaces: [{ linkType, snaplen, name: made.iface, description: made.description, filter: made.filter }],
					names: made.names,
				}),
			]),
		record({ timeNs, frame, originalBytes }) {
			startNs ??= timeNs;
			lastNs = timeNs;
			return packetBlock({ timeNs, bytes: frame, originalBytes });
		},
		end: (counters) =>
			counters === undefined
				? new Uint8Array(0)
				: countersBlock(
						0,
						{
							...{ comments: [], startNs, endNs: lastNs, received: null, dropped: null },
							...{ accepted: counters.received, osDropped: counters.dropped, delivered: counters.captured },
						},
						lastNs,
					),
	};
}
