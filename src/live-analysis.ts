import type { ReadResult } from './file/read-result.ts';
import type { ByteSource } from './file/source.ts';
import { createHotPlane } from './hot-plane.ts';
import { LABS } from './profile/labs.ts';
import { type Analysis, type AnnotatedPacket, createAnalysis } from './tcp/analysis.ts';
import type { ReplyRule } from './tcp/exchanges.ts';
import { DEFAULT_LABEL_PROFILE } from './tcp/label-profile.ts';
import { createRowStore } from './tcp/row-store.ts';

/** An analysis of a capture that is still being written. */
export interface LiveAnalysis {
	/** Reads until the source ends, through the same stages as a file. */
	readonly read: (source: ByteSource) => Promise<ReadResult>;
	/** Packets that have been read. */
	readonly count: () => number;
	/** Those of them that were neither taken nor skipped. */
	readonly waiting: () => number;
	/** Leaves out the next packets. */
	readonly skip: (packets: number) => void;
	/**
	 * The next packets, at most so many, with all that is known of them by now. A call costs as much as the
	 * connections that are there, so it is for a few times a second and a capture of which somebody looks at each row.
	 */
	readonly take: (most: number) => { readonly packets: readonly AnnotatedPacket[]; readonly analysis: Analysis };
}

/** @param rules Labs to recognise by the server's port. */
export function createLiveAnalysis(rules: readonly ReplyRule[] = Object.values(LABS)): LiveAnalysis {
	const plane = createHotPlane(
		rules.map(({ port }) => port),
		DEFAULT_LABEL_PROFILE,
	);
	const store = createRowStore(plane.batch, plane.reassembly);
	let taken = 0;
	return {
		read: (source) => plane.read(source, store.append),
		count: store.count,
		waiting: () => store.count() - taken,
		skip(packets) {
			taken += packets;
		},
		take(most) {
			const analysis = createAnalysis(store, plane.table, rules, plane.addresses);
			const length = Math.min(most, store.count() - taken);
			const packets = Array.from({ length }, (_, i) => analysis.packet(taken + i + 1));
			taken += length;
			return { packets, analysis };
		},
	};
}
