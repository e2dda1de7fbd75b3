import { ETHER_TYPE, ETHERNET_BYTES, type Ethernet, readEthernet, VLAN_TAG_BYTES } from './ethernet.ts';
import { LINK_LAYERS } from './link-types.ts';
import { PPPOE_BYTES, type Pppoe, readPppoe } from './ppp.ts';
import { readSll, readSll2, type Sll } from './sll.ts';

/** The headers below IP and ARP; those that a link does not have are `null`. */
export interface LinkHeaders {
	readonly ethernet: Ethernet | null;
	readonly sll: Sll | null;
	readonly pppoe: Pppoe | null;
}

/** Reads the headers before `networkAt`, which is negative if they are not all there. */
export function readLink(frame: DataView, linkType: number, networkAt: number): LinkHeaders {
	const layer = networkAt < 0 ? undefined : LINK_LAYERS[linkType];
	const ethernet = layer === 'ethernet' ? readEthernet(frame, frame.byteLength) : null;
	const pppoeAt = ETHERNET_BYTES + (ethernet?.vlans.length ?? 0) * VLAN_TAG_BYTES;
	const isPppoe = ethernet?.etherType === ETHER_TYPE.pppoeSession && frame.byteLength - pppoeAt >= PPPOE_BYTES;
	return {
		ethernet,
		sll: layer === 'sll' ? readSll(frame) : layer === 'sll2' ? readSll2(frame) : null,
		pppoe: isPppoe ? readPppoe(frame, pppoeAt) : null,
	};
}
