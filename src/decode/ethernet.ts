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

/** Where each field of an LLC and SNAP header lies (IEEE 802, clause 10): how 802.3 frames carry an EtherType. */
export const SNAP = {
	serviceAccessPoints: { at: 0, size: 2 },
	control: { at: 2, size: 1 },
	organisation: { at: 3, size: 3 },
	etherType: { at: 6, size: 2 },
} as const;

export const SNAP_BYTES = 8;
/** Up to here the EtherType field is the length of an IEEE 802.3 frame. */
export const LENGTH_LIMIT = 1500;
export const ETHERNET_BYTES = 14;
export const VLAN_TAG_BYTES = 4;

export const ETHER_TYPE = {
	ipv4: 0x0800,
	arp: 0x0806,
	vlan: 0x8100,
	ipv6: 0x86dd,
	pppoeSession: 0x8864,
	serviceVlan: 0x88a8,
	/** What switches used for the outer tag before 802.1ad gave it a number. */
	oldServiceVlan: 0x9100,
} as const;

/** An Ethernet header as people see it. */
export interface Ethernet {
	readonly source: string;
	readonly destination: string;
	/** What is inside; up to 1500 it is the length of an IEEE 802.3 frame. */
	readonly etherType: number;
	/** VLAN numbers from the outside in; empty without a tag. */
	readonly vlans: readonly number[];
}

/** Reads a whole Ethernet header with its tags; the caller knows that it is all there. */
export function readEthernet(bytes: DataView, end: number): Ethernet {
	return {
		source: macText(bytes, ETHERNET.source.at),
		destination: macText(bytes, ETHERNET.destination.at),
		...readVlans(bytes, bytes.getUint16(ETHERNET.etherType.at), ETHERNET_BYTES, end),
	};
}

/** Reads the tags from `at` on that `outerType` promises, as far as they are whole. */
export function readVlans(
	bytes: DataView,
	outerType: number,
	at: number,
	end: number,
): Pick<Ethernet, 'etherType' | 'vlans'> {
	const vlans: number[] = [];
	let etherType = outerType;
	for (let next = at; isVlan(etherType) && next + VLAN_TAG_BYTES <= end; next += VLAN_TAG_BYTES) {
		vlans.push(bytes.getUint16(next + VLAN_TAG.control.at) & 0x0fff);
		etherType = bytes.getUint16(next + VLAN_TAG.etherType.at);
	}
	return { etherType, vlans };
}

/** True if an 802.3 frame's content begins with LLC and SNAP headers for an EtherType (RFC 1042). */
export function isSnap(bytes: DataView, at: number, end: number): boolean {
	if (end - at < SNAP_BYTES) return false;
	return bytes.getUint32(at + SNAP.serviceAccessPoints.at) === 0xaaaa0300 && bytes.getUint16(at + 4) === 0;
}

export function isVlan(etherType: number): boolean {
	return (
		etherType === ETHER_TYPE.vlan || etherType === ETHER_TYPE.serviceVlan || etherType === ETHER_TYPE.oldServiceVlan
	);
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
