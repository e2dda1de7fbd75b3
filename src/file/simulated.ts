import type { ReadResult } from './read-result.ts';

/** What a pcapng file says of its hardware when no network was there. A pcap file has no place to say it. */
export const SIMULATED_HARDWARE = 'simulated by capnote: no real network';

/** True if the capture says that a simulator made it. */
export function isSimulated(read: ReadResult): boolean {
	return read.kind === 'capture' && read.head.sections.some(({ hardware }) => hardware === SIMULATED_HARDWARE);
}
