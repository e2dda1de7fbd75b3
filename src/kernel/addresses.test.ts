import { describe, expect, test } from 'vitest';
import { createKernelAddresses } from '../tcp/kernel-addresses.ts';
import { KERNELS } from '../testing/plane-text.ts';
import type { Kernel } from './kernel-host.ts';
import { ADDRESS_LIMIT, ADDRESS_SLOTS_AT, INPUT } from './layout.ts';

describe.each(['wasm', 'script'] as const)('IPv6 addresses in the kernel as %s', (name) => {
	const MANY = 5000;

	/** The number of an address that differs from others in its first or in its last bytes. */
	function internMany(): { readonly ids: readonly number[]; readonly texts: readonly string[] } {
		const kernel = KERNELS[name]();
		kernel.resetHeap();
		const addresses = createKernelAddresses(kernel);
		const intern = (i: number): number => {
			kernel.reserveAddresses(1);
			// Where no number is aligned, as in a frame.
			const view = new DataView(kernel.buffer(), INPUT + 1);
			for (let at = 0; at < 16; at += 4) view.setUint32(at, 0);
			view.setUint32(i % 2 === 0 ? 0 : 12, Math.imul(i + 1, 0x9e3779b1));
			view.setUint32(4, i);
			return addresses.intern(view, 0);
		};
		const ids = Array.from({ length: MANY }, (_, i) => intern(i));
		expect(Array.from({ length: MANY }, (_, i) => intern(i))).toEqual(ids);
		return { ids, texts: ids.map((id) => addresses.text(id)) };
	}

	test('thousands have numbers in the order in which they came, and the same ones again', () => {
		const { ids, texts } = internMany();
		expect(ids).toEqual(Array.from({ length: MANY }, (_, i) => i));
		expect(texts[0]).toBe('9e37:79b1::');
		expect(texts[1]).toBe('::1:0:0:3c6e:f362');
		expect(new Set(texts).size).toBe(MANY);
	});

	test('neighbours in a network are found at once, whichever of their bytes differs', () => {
		for (let byte = 0; byte < 16; byte++) {
			const kernel = KERNELS[name]();
			kernel.resetHeap();
			kernel.reserveAddresses(128);
			for (let i = 0; i < 256; i++) {
				new Uint8Array(kernel.buffer(), INPUT, 16).fill(0).set([i], byte);
				expect(kernel.internAddress(INPUT)).toBe(i);
			}
			expect(longestRun(kernel), `byte ${byte}`).toBeLessThan(32);
		}
	});

	/** Slots that are taken beside each other: so many must be looked through at most. */
	function longestRun(kernel: Kernel): number {
		const words = new Int32Array(kernel.buffer());
		const first = (words[ADDRESS_SLOTS_AT >> 2] ?? 0) >> 2;
		const slots = words.subarray(first, first + 2 * (words[ADDRESS_LIMIT >> 2] ?? 0));
		const runs = Array.from(slots, (slot) => (slot === 0 ? ' ' : 'x'))
			.join('')
			.split(' ');
		return Math.max(...runs.map((run) => run.length));
	}

	test('resetHeap() begins anew', () => {
		const kernel = KERNELS[name]();
		for (let capture = 0; capture < 2; capture++) {
			kernel.resetHeap();
			kernel.reserveAddresses(1);
			expect(kernel.internAddress(INPUT)).toBe(0);
		}
	});
});
