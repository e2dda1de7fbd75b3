import type { TcpOption } from '../decode/tcp-options.ts';
import { opposite, type Segment } from './segment.ts';
import type { Side } from './segment-batch.ts';

const MOST_SHIFT = 14;

/** By how much a side's windows are to be shifted, if it scales at all; `unknown` when its SYN was not captured. */
type Scale = number | 'none' | 'unknown';

/**
 * Finds the window of one segment after the other, in bytes.
 *
 * @param options Those of a SYN; `null` when they were not captured whole. Of other segments they do not matter.
 */
export type WindowReader = (segment: Segment, options: readonly TcpOption[] | null) => number | null;

/**
 * Makes the reader for one connection: what Wireshark shows as `tcp.window_size`, and `null` where it does not know the
 * scale and shows the window as it stands. Windows of SYNs are never scaled, and a SYN without the option means that
 * neither side scales (RFC 7323, section 2.2). One side's option is believed even where the other's was not captured.
 */
export function createWindowReader(): WindowReader {
	const scales: Record<Side, Scale> = { client: 'unknown', server: 'unknown' };

	function remember({ side, ack }: Segment, options: readonly TcpOption[]): void {
		const option = options.findLast(({ kind }) => kind === 'window-scale');
		const other = opposite(side);
		if (option?.kind === 'window-scale') scales[side] = Math.min(MOST_SHIFT, option.shift);
		else if (scales[side] === 'unknown') {
			scales[side] = 'none';
			scales[other] = 'none';
		}
		if (ack && scales[other] === 'none') scales[side] = 'none';
	}

	return (segment, options) => {
		const { side, syn, window } = segment;
		if (syn && options) remember(segment, options);
		const scale = scales[side];
		if (syn || scale === 'none') return window;
		return scale === 'unknown' ? null : window * 2 ** scale;
	};
}
