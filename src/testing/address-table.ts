import type { AddressTable } from '../decode/address-table.ts';
import { ipv6Text } from '../decode/ipv6.ts';

/** Makes an empty table for decoders that run without a kernel. */
export function createAddressTable(): AddressTable {
	const texts: string[] = [];
	const numbers = new Map<string, number>();
	return {
		intern(bytes, at) {
			const text = ipv6Text(bytes, at);
			const known = numbers.get(text) ?? texts.length;
			if (known === texts.length) {
				texts.push(text);
				numbers.set(text, known);
			}
			return known;
		},
		text: (id) => texts[id] ?? '',
	};
}
