import { ETHERNET, ETHERNET_BYTES, LENGTH_LIMIT, SNAP_BYTES } from '../decode/ethernet.ts';
import { LINK_LAYERS } from '../decode/link-types.ts';
import { SLL, SLL_BYTES, SLL2, SLL2_BYTES } from '../decode/sll.ts';
import type { AddressMap } from './address-map.ts';
import { readWord } from './network.ts';

const MAC_BYTES = 6;
const LOOPBACK_BYTES = 4;

/** Replaces the addresses of a link header, as far as it was captured; returns its size without tags, with LLC and SNAP. */
export function anonymizeLink(bytes: Uint8Array, linkType: number, addresses: AddressMap): number {
	const layer = LINK_LAYERS[linkType];
	switch (layer) {
		case 'ethernet':
			replaceMac(bytes, ETHERNET.destination.at, addresses);
			replaceMac(bytes, ETHERNET.source.at, addresses);
			return ETHERNET_BYTES + (readWord(bytes, ETHERNET.etherType.at) <= LENGTH_LIMIT ? SNAP_BYTES : 0);
		case 'sll':
			replaceCooked(
				bytes,
				(bytes[SLL.addressBytes.at] ?? 0) * 256 + (bytes[SLL.addressBytes.at + 1] ?? 0),
				SLL,
				addresses,
			);
			return SLL_BYTES;
		case 'sll2':
			replaceCooked(bytes, bytes[SLL2.addressBytes.at] ?? 0, SLL2, addresses);
			return SLL2_BYTES;
		case 'loopback':
			return LOOPBACK_BYTES;
		default:
			return 0;
	}
}

function replaceMac(bytes: Uint8Array, at: number, addresses: AddressMap): void {
	if (at + MAC_BYTES <= bytes.length) addresses.mac(bytes, at);
	else bytes.fill(0, at);
}

/** Of other devices the address may be anything, so nothing of it stays. */
function replaceCooked(
	bytes: Uint8Array,
	addressBytes: number,
	{ address }: { readonly address: { readonly at: number; readonly size: number } },
	addresses: AddressMap,
): void {
	if (addressBytes === MAC_BYTES) replaceMac(bytes, address.at, addresses);
	else bytes.fill(0, address.at, address.at + address.size);
}
