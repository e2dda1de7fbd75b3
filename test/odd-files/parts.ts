/** What odd pcapng files are put together from. */
import { ethernetFrame } from '../../src/testing/frames.ts';
import { type PcapngBuilder, pcapngBuilder, type TestPacket } from '../../src/testing/pcapng-blocks.ts';

export const b: PcapngBuilder = pcapngBuilder(true);
export const big: PcapngBuilder = pcapngBuilder(false);
export const FRAME: readonly number[] = [...ethernetFrame(0x88b5, new Array<number>(46).fill(7))];
/** In microseconds, which is what an interface counts in that says nothing. */
export const TIME = 1_700_000_000_123_456n;
/** Private Enterprise Number of this project's tests, of nobody. */
export const NOBODY = 32_473;

export type Parts = readonly Uint8Array[];

export const SECTION: Uint8Array = b.section();
export const ETHERNET: Uint8Array = b.iface(1, 0);
export const PACKET: Uint8Array = b.enhanced({ units: TIME, frame: FRAME });
export const NEXT: Uint8Array = b.enhanced({ units: TIME + 1n, frame: FRAME });
export const BIG: Parts = [big.section(), big.iface(113, 0), big.enhanced({ units: TIME + 5n, frame: FRAME })];

/** Section, interface, packet, what is odd, packet. */
export const between = (...odd: Parts): Parts => [SECTION, ETHERNET, PACKET, ...odd, NEXT];
export const packet = (of: Partial<TestPacket>): Uint8Array => b.enhanced({ units: TIME, frame: FRAME, ...of });

/** A block with some of its bytes written over. */
export function altered(block: Uint8Array, at: number, value: number, size: 1 | 2 | 4 = 4): Uint8Array {
	const copy = block.slice();
	const view = new DataView(copy.buffer);
	const index = at < 0 ? copy.length + at : at;
	if (size === 1) view.setUint8(index, value);
	else if (size === 2) view.setUint16(index, value, true);
	else view.setUint32(index, value, true);
	return copy;
}
