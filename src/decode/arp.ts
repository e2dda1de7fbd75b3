import { macText } from './ethernet.ts';
import { ipv4Text } from './ipv4.ts';

/** Where each field of an ARP packet for IPv4 over Ethernet lies (RFC 826). */
export const ARP = {
	hardwareType: { at: 0, size: 2 },
	protocolType: { at: 2, size: 2 },
	hardwareBytes: { at: 4, size: 1 },
	protocolBytes: { at: 5, size: 1 },
	operation: { at: 6, size: 2 },
	senderMac: { at: 8, size: 6 },
	senderIp: { at: 14, size: 4 },
	targetMac: { at: 18, size: 6 },
	targetIp: { at: 24, size: 4 },
} as const;

export const ARP_BYTES = 28;
const IPV4_PROTOCOL = 0x0800;
/** Address sizes of Ethernet (and of what else has MAC addresses) and IPv4. */
const ETHERNET_IPV4 = 0x0604;
const REQUEST = 1;
const REPLY = 2;
const NO_MAC = '00:00:00:00:00:00';
const NO_IP = '0.0.0.0';
/** The lowest bit of the first byte: a group of hosts (IEEE 802, section 8.2). */
const GROUP_MAC = /^.[13579bdf]/;

/** A question or an answer. */
export type ArpOperation = 'request' | 'reply';

/** What an ARP packet is for: RFC 826 asks and answers, RFC 5227 probes and announces. */
export type ArpClass = 'broadcast' | 'unicast' | 'probe' | 'announcement' | 'gratuitous';

/** An ARP packet as people see it. */
export interface Arp {
	readonly operation: ArpOperation;
	readonly class: ArpClass;
	readonly senderMac: string;
	readonly senderIp: string;
	readonly targetMac: string;
	readonly targetIp: string;
}

/** True if the packet speaks of Ethernet and IPv4, so that the layout above holds. */
export function isEthernetIpv4Arp(bytes: DataView, at: number): boolean {
	const operation = bytes.getUint16(at + ARP.operation.at);
	const isIpv4 = bytes.getUint16(at + ARP.protocolType.at) === IPV4_PROTOCOL;
	return (
		isIpv4 &&
		bytes.getUint16(at + ARP.hardwareBytes.at) === ETHERNET_IPV4 &&
		(operation === REQUEST || operation === REPLY)
	);
}

/** Reads an ARP packet that `isEthernetIpv4Arp` accepted; `toAll` says whether its frame went to every host. */
export function readArp(bytes: DataView, at: number, toAll: boolean): Arp {
	const operation: ArpOperation = bytes.getUint16(at + ARP.operation.at) === REPLY ? 'reply' : 'request';
	const arp = {
		operation,
		senderMac: macText(bytes, at + ARP.senderMac.at),
		senderIp: ipv4Text(bytes.getInt32(at + ARP.senderIp.at)),
		targetMac: macText(bytes, at + ARP.targetMac.at),
		targetIp: ipv4Text(bytes.getInt32(at + ARP.targetIp.at)),
	};
	return { ...arp, class: classify(arp, toAll) };
}

function classify(arp: Omit<Arp, 'class'>, toAll: boolean): ArpClass {
	const targetMacIsZero = arp.targetMac === NO_MAC;
	if (arp.senderIp === arp.targetIp) {
		return arp.operation === 'request' && targetMacIsZero ? 'announcement' : 'gratuitous';
	}
	if (arp.operation === 'request' && arp.senderIp === NO_IP && targetMacIsZero) return 'probe';
	return toAll ? 'broadcast' : 'unicast';
}

/** A host that says which MAC address an IP address has. */
export interface ArpClaim {
	readonly ip: string;
	readonly mac: string;
}

/**
 * What the packet says about who has which address: the sender of each packet, and the target of replies. Two claims
 * of one IP address by different MAC addresses are a conflict (RFC 5227, section 2.4).
 */
export function arpClaims({ operation, senderIp, senderMac, targetIp, targetMac }: Arp): readonly ArpClaim[] {
	const claims = [
		{ ip: senderIp, mac: senderMac },
		...(operation === 'reply' ? [{ ip: targetIp, mac: targetMac }] : []),
	];
	return claims.filter(({ ip, mac }) => ip !== NO_IP && mac !== NO_MAC && !GROUP_MAC.test(mac));
}
