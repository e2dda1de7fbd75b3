import type { AddressTable } from '../decode/address-table.ts';
import { ipv6Text } from '../decode/ipv6.ts';
import { ADDRESS_BYTES, ADDRESS_TEXT, ADDRESS_TEXT_LENGTH } from '../kernel/addresses.ts';
import type { Kernel } from '../kernel/kernel-host.ts';
import { ADDRESSES_AT } from '../kernel/layout.ts';

/**
 * The IPv6 addresses that a kernel has seen. Addresses to intern must lie in its memory, with room reserved for them.
 * A text that was asked for once is left with its address, where the kernel's lines take it from.
 */
export function createKernelAddresses(kernel: Kernel): AddressTable {
	const encoder = new TextEncoder();
	return {
		intern: (bytes, at) => kernel.internAddress(bytes.byteOffset + at),
		text(id) {
			const memory = kernel.buffer();
			const words = new Int32Array(memory);
			const entry = ((words[ADDRESSES_AT >> 2] ?? 0) >>> 0) + id * ADDRESS_BYTES;
			const text = ipv6Text(new DataView(memory, entry), 0);
			encoder.encodeInto(text, new Uint8Array(memory, entry + ADDRESS_TEXT));
			words[(entry + ADDRESS_TEXT_LENGTH) >>> 2] = text.length;
			return text;
		},
	};
}
