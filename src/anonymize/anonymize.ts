import type { AnalyzeResult } from '../analyze.ts';
import { USER_SPACE_TIMES } from '../file/rough-times.ts';
import { isSimulated, SIMULATED_HARDWARE } from '../file/simulated.ts';
import type { PcapngFrame, PcapngToWrite } from '../file/write-pcapng.ts';
import type { Analysis } from '../tcp/analysis.ts';
import { type AddressEntries, createAddressMap } from './address-map.ts';
import { anonymizeFrame, type PayloadPolicy } from './frame.ts';
import { createPayloads } from './payloads.ts';

/** The comment that says what was done to a capture. */
export const ANONYMIZED: { readonly [P in PayloadPolicy]: string } = {
	keep: 'anonymized by capnote: addresses replaced, payloads kept',
	replace: 'anonymized by capnote: addresses and the words of payloads replaced',
	drop: 'anonymized by capnote: addresses replaced, payloads left out',
};

/** A capture without the addresses that it had, ready to be written, and what became of them. */
export interface Anonymized {
	readonly capture: PcapngToWrite;
	/** Whole once all frames were taken. */
	readonly entries: () => AddressEntries;
}

/**
 * Replaces addresses in every frame, the same one by the same one, so that the analysis of the result says what that of
 * the original says. Names, comments, filters and interface names of the file are left out.
 */
export function anonymize({ read, analysis, roughTimes }: AnalyzeResult, policy: PayloadPolicy): Anonymized {
	const addresses = createAddressMap();
	const interfaces = read.kind === 'capture' ? read.head.interfaces : [];
	const comments = [ANONYMIZED[policy], ...(roughTimes ? [USER_SPACE_TIMES] : [])];
	return {
		entries: addresses.entries,
		capture: {
			section: { comments, ...(isSimulated(read) ? { hardware: SIMULATED_HARDWARE } : {}) },
			interfaces: interfaces.map(({ linkType, snaplen }) => ({ linkType, snaplen })),
			frames: framesOf(analysis, policy, addresses),
		},
	};
}

function* framesOf(
	analysis: Analysis,
	policy: PayloadPolicy,
	addresses: ReturnType<typeof createAddressMap>,
): Generator<PcapngFrame> {
	const tools = { addresses, policy, payload: createPayloads(analysis) };
	for (const annotated of analysis.packets) {
		const frame = analysis.frame(annotated.packet.number);
		yield {
			timeNs: frame.timeNs,
			bytes: anonymizeFrame(annotated, frame, tools),
			originalBytes: frame.originalBytes,
			interfaceId: annotated.packet.interfaceId,
		};
	}
}
