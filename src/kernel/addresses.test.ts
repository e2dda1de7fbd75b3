import { describe, expect, test } from 'vitest';
import { createKernelAddresses } from '../tcp/kernel-addresses.ts';
import { KERNELS } from '../testing/plane-text.ts';
import { INPUT } from './layout.ts';

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

	test('resetHeap() begins anew', () => {
		const kernel = KERNELS[name]();
		for (let capture = 0; capture < 2; capture++) {
			kernel.resetHeap();
			kernel.reserveAddresses(1);
			expect(kernel.internAddress(INPUT)).toBe(0);
		}
	});
});
