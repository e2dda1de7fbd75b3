import { macText, readVlans } from './ethernet.ts';

/** Where each field of a LINUX_SLL header lies (tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html). */
export const SLL = {
	packetType: { at: 0, size: 2 },
	hardwareType: { at: 2, size: 2 },
	addressBytes: { at: 4, size: 2 },
	address: { at: 6, size: 8 },
	protocolType: { at: 14, size: 2 },
} as const;

/** Where each field of a LINUX_SLL2 header lies (tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html). */
export const SLL2 = {
	protocolType: { at: 0, size: 2 },
	interfaceIndex: { at: 4, size: 4 },
	hardwareType: { at: 8, size: 2 },
	packetType: { at: 10, size: 1 },
	addressBytes: { at: 11, size: 1 },
	address: { at: 12, size: 8 },
} as const;

export const SLL_BYTES = 16;
export const SLL2_BYTES = 20;

/** On these devices (GRE, radiotap, netlink) the protocol type is no EtherType. */
const NO_ETHER_TYPE: readonly number[] = [778, 803, 824];
const PACKET_TYPES: readonly SllPacketType[] = ['to-us', 'broadcast', 'multicast', 'to-other', 'from-us'];
const MAC_BYTES = 6;

/** Whom a frame was for, seen from the host that recorded it. */
export type SllPacketType = 'to-us' | 'broadcast' | 'multicast' | 'to-other' | 'from-us' | 'unknown';

/** The header that Linux puts before frames recorded on all interfaces at once (`-i any`). */
export interface Sll {
	readonly packetType: SllPacketType;
	/** ARPHRD number of the device. */
	readonly hardwareType: number;
	/** The sender's address, if it is a MAC address. */
	readonly source: string | null;
	/** What is inside. */
	readonly etherType: number;
	/** VLAN numbers from the outside in; empty without a tag. */
	readonly vlans: readonly number[];
	/** Number of the interface on the host that recorded; only SLL2 says it. */
	readonly interfaceIndex: number | null;
}

/** True if the protocol type of such a device is an EtherType. */
export function hasEtherType(hardwareType: number): boolean {
	return !NO_ETHER_TYPE.includes(hardwareType);
}

/** Reads a whole LINUX_SLL header. */
export function readSll(bytes: DataView): Sll {
	return {
		packetType: PACKET_TYPES[bytes.getUint16(SLL.packetType.at)] ?? 'unknown',
		hardwareType: bytes.getUint16(SLL.hardwareType.at),
		source: addressText(bytes, bytes.getUint16(SLL.addressBytes.at), SLL.address.at),
		...readVlans(bytes, bytes.getUint16(SLL.protocolType.at), SLL_BYTES, bytes.byteLength),
		interfaceIndex: null,
	};
}

/** Reads a whole LINUX_SLL2 header. */
export function readSll2(bytes: DataView): Sll {
	return {
		packetType: PACKET_TYPES[bytes.getUint8(SLL2.packetType.at)] ?? 'unknown',
		hardwareType: bytes.getUint16(SLL2.hardwareType.at),
		source: addressText(bytes, bytes.getUint8(SLL2.addressBytes.at), SLL2.address.at),
		...readVlans(bytes, bytes.getUint16(SLL2.protocolType.at), SLL2_BYTES, bytes.byteLength),
		interfaceIndex: bytes.getUint32(SLL2.interfaceIndex.at),
	};
}

function addressText(bytes: DataView, addressBytes: number, at: number): string | null {
	return addressBytes === MAC_BYTES ? macText(bytes, at) : null;
}
