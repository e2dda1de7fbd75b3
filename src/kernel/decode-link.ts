import { byteAt, int32At, littleInt32At, uint16At } from './memory.ts';

export const ETHER_TYPE_IPV4: i32 = 0x0800;
export const ETHER_TYPE_ARP: i32 = 0x0806;
export const ETHER_TYPE_IPV6: i32 = 0x86dd;
const ETHER_TYPE_VLAN: i32 = 0x8100;
const ETHER_TYPE_SERVICE_VLAN: i32 = 0x88a8;
const ETHER_TYPE_OLD_SERVICE_VLAN: i32 = 0x9100;
const VLAN_TAG_BYTES: i32 = 4;

/** The link types that are decoded here; the others, and what is rare in these, are left to `decode/`. */
const LINK_TYPE_NULL: i32 = 0;
export const LINK_TYPE_ETHERNET: i32 = 1;
const LINK_TYPE_RAW: i32 = 101;
const LINK_TYPE_LOOP: i32 = 108;
const LINK_TYPE_SLL: i32 = 113;
const LINK_TYPE_SLL2: i32 = 276;
export const ETHERNET_BYTES: i32 = 14;
const LOOPBACK_BYTES: i32 = 4;
const SLL_BYTES: i32 = 16;
const SLL2_BYTES: i32 = 20;

/** Nothing that is known here. */
const NO_NETWORK: i32 = 0;
/** Below the EtherType in what `networkOf` returns: where in the frame its packet begins. */
export const NETWORK_AT_MASK: i32 = 0xffff;
export const ETHER_TYPE_SHIFT: i32 = 16;

/**
 * What a frame carries and where, in one number. The formats are those of `decode/decode-link.ts`.
 *
 * @param frame Address of the frame. @param captured Bytes of it that there are.
 */
export function networkOf(linkType: i32, frame: i32, captured: i32): i32 {
	if (linkType === LINK_TYPE_ETHERNET) {
		return captured < ETHERNET_BYTES ? NO_NETWORK : behindTags(uint16At(frame + 12), ETHERNET_BYTES, frame, captured);
	}
	if (linkType === LINK_TYPE_SLL) {
		if (captured < SLL_BYTES || !hasEtherType(uint16At(frame + 2))) return NO_NETWORK;
		return behindTags(uint16At(frame + 14), SLL_BYTES, frame, captured);
	}
	if (linkType === LINK_TYPE_SLL2) {
		if (captured < SLL2_BYTES || !hasEtherType(uint16At(frame + 8))) return NO_NETWORK;
		return behindTags(uint16At(frame), SLL2_BYTES, frame, captured);
	}
	if (linkType === LINK_TYPE_NULL || linkType === LINK_TYPE_LOOP) {
		return captured < LOOPBACK_BYTES ? NO_NETWORK : networkAt(etherTypeOfFamily(frame), LOOPBACK_BYTES);
	}
	return linkType === LINK_TYPE_RAW && captured > 0
		? networkAt(etherTypeOfVersion(byteAt(frame) >>> 4), 0)
		: NO_NETWORK;
}

function networkAt(etherType: i32, at: i32): i32 {
	return (etherType << ETHER_TYPE_SHIFT) | at;
}

function behindTags(outerType: i32, at: i32, frame: i32, captured: i32): i32 {
	let etherType = outerType;
	let next = at;
	while (isVlan(etherType)) {
		if (captured - next < VLAN_TAG_BYTES || next > NETWORK_AT_MASK - VLAN_TAG_BYTES) return NO_NETWORK;
		etherType = uint16At(frame + next + 2);
		next += VLAN_TAG_BYTES;
	}
	return networkAt(etherType, next);
}

function isVlan(etherType: i32): boolean {
	return (
		etherType === ETHER_TYPE_VLAN || etherType === ETHER_TYPE_SERVICE_VLAN || etherType === ETHER_TYPE_OLD_SERVICE_VLAN
	);
}

/** On GRE, radiotap and netlink devices the protocol type is none. */
function hasEtherType(hardwareType: i32): boolean {
	return hardwareType !== 778 && hardwareType !== 803 && hardwareType !== 824;
}

function etherTypeOfVersion(version: i32): i32 {
	if (version === 4) return ETHER_TYPE_IPV4;
	return version === 6 ? ETHER_TYPE_IPV6 : 0;
}

/** The address families of the systems that write NULL and LOOP, in either byte order; or an EtherType. */
function etherTypeOfFamily(frame: i32): i32 {
	const inNetworkOrder = int32At(frame);
	const low = inNetworkOrder & 0xffff;
	if (low === ETHER_TYPE_IPV4 || low === ETHER_TYPE_IPV6) return low;
	const family = inNetworkOrder >>> 16 !== 0 ? littleInt32At(frame) : inNetworkOrder;
	if (family === 2) return ETHER_TYPE_IPV4;
	const isIpv6 = family === 24 || family === 28 || family === 30 || family === 10 || family === 23;
	return isIpv6 ? ETHER_TYPE_IPV6 : 0;
}
