import { describe, expect, test } from 'vitest';
import { FLAG } from '../decode/tcp.ts';
import { createHotPlane } from '../hot-plane.ts';
import { pcapFile, tcpFrame } from '../testing/frames.ts';
import { KERNELS } from '../testing/plane-text.ts';
import { bytesSource } from '../testing/source.ts';
import type { Kernel } from './kernel-host.ts';
import { HEAP_END, PAGE_BYTES } from './layout.ts';

const LAST_PAGE = 65_535 * PAGE_BYTES;
const SYN = { source: '10.0.0.1', destination: '10.0.0.2', sourcePort: 5, destinationPort: 6, flags: FLAG.syn };

/** A kernel that has used all that 32-bit addresses reach. */
function usedUp(kernel: Kernel): Kernel {
	return {
		...kernel,
		resetHeap() {
			kernel.resetHeap();
			new Int32Array(kernel.buffer())[HEAP_END >> 2] = LAST_PAGE;
		},
	};
}

describe('memory that ends', () => {
	test.each(['wasm', 'script'] as const)('of %s is an error for people, and the next capture is read', async (name) => {
		const kernel = KERNELS[name]();
		const file = pcapFile([{ seconds: 1, fraction: 0, bytes: tcpFrame({ ...SYN, sequence: 1 }) }]);
		const full = createHotPlane([], '4.6', { kernel: usedUp(kernel) });
		await expect(full.read(bytesSource(file), () => {})).rejects.toMatchObject({ code: 'memory-full' });
		expect(await createHotPlane([], '4.6', { kernel }).read(bytesSource(file), () => {})).toMatchObject({ frames: 1 });
	});
});
