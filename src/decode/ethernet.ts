/** Where each field of an Ethernet header lies (IEEE 802.3, clause 3). */
export const ETHERNET = {
	destination: { at: 0, size: 6 },
	source: { at: 6, size: 6 },
	etherType: { at: 12, size: 2 },
} as const;

/** Where each field of an 802.1Q tag lies, from the end of its EtherType (IEEE 802.1Q, clause 9.6). */
export const VLAN_TAG = {
	control: { at: 0, size: 2 },
	etherType: { at: 2, size: 2 },
} as const;

export const ETHERNET_BYTES = 14;
export const VLAN_TAG_BYTES = 4;

export const ETHER_TYPE = { ipv4: 0x0800, arp: 0x0806, vlan: 0x8100, ipv6: 0x86dd, serviceVlan: 0x88a8 } as const;

/** An Ethernet header as people see it. */
export interface Ethernet {
	readonly source: string;
	readonly destination: string;
	readonly etherType: number;
	/** VLAN numbers from the outside in; empty without a tag. */
	readonly vlans: readonly number[];
}

/** Reads a whole Ethernet header with its tags; the caller knows that it is all there. */
export function readEthernet(bytes: DataView, end: number): Ethernet {
	const vlans: number[] = [];
	let typeAt: number = ETHERNET.etherType.at;
	let etherType = bytes.getUint16(typeAt);
	while (isVlan(etherType) && typeAt + 2 + VLAN_TAG_BYTES <= end) {
		vlans.push(bytes.getUint16(typeAt + 2 + VLAN_TAG.control.at) & 0x0fff);
		typeAt += VLAN_TAG_BYTES;
		etherType = bytes.getUint16(typeAt);
	}
	return {
		source: macText(bytes, ETHERNET.source.at),
		destination: macText(bytes, ETHERNET.destination.at),
		etherType,
		vlans,
	};
}

export function isVlan(etherType: number): boolean {
	return etherType === ETHER_TYPE.vlan || etherType === ETHER_TYPE.serviceVlan;
}

/** The six bytes at `at` as `02:42:ac:12:00:03`. */
export function macText(bytes: DataView, at: number): string {
	return Array.from({ length: 6 }, (_, i) =>
		bytes
			.getUint8(at + i)
			.toString(16)
			.padStart(2, '0'),
	).join(':');
}
