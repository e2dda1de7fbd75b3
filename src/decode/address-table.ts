import { ipv4Text } from './ipv4.ts';
import { NETWORK } from './packet-batch.ts';

/** Numbers for IPv6 addresses, so that one 32-bit column can hold them; the same address has always the same number. */
export interface AddressTable {
	/** The number of the 16 bytes at `at`. */
	readonly intern: (bytes: DataView, at: number) => number;
	/** The address with this number, as text. */
	readonly text: (id: number) => string;
}

/** An address column's value as text; `network` is that of the same row. */
export function addressText(addresses: AddressTable, network: number, address: number): string {
	return network === NETWORK.ipv6 ? addresses.text(address) : ipv4Text(address);
}
