import type { AddedFinding } from './finding.ts';

const NO_ADDRESS = '0.0.0.0';

/** An ARP packet with its number. */
export interface ArpSeen {
	readonly number: number;
	readonly operation: 'request' | 'reply';
	readonly senderIp: string;
	readonly senderMac: string;
	readonly targetIp: string;
}

/** SYNs of a connection that nothing answered. */
export interface UnansweredSyn {
	readonly connection: number;
	readonly packets: readonly number[];
	readonly serverAddress: string;
	readonly serverPort: number;
}

/** What ARP says of the hosts: who is silent, whose MAC changed, which address two hosts use (RFC 826, RFC 5227). */
export function arpFindings(packets: readonly ArpSeen[]): readonly AddedFinding[] {
	return [...silentHosts(packets), ...macFindings(packets)];
}

/** Tells a firewall from a host of which nothing is known; a silent host has a finding of its own. */
export function unansweredFindings(syns: readonly UnansweredSyn[], arp: readonly ArpSeen[]): readonly AddedFinding[] {
	const present = new Set(arp.map(({ senderIp }) => senderIp));
	const silent = new Set(silentHosts(arp).map(({ address }) => address));
	return syns
		.filter(({ serverAddress }) => !silent.has(serverAddress))
		.map(({ connection, packets, serverAddress: address, serverPort: port }) => ({
			kind: present.has(address) ? 'syn-filtered' : 'syn-unanswered',
			connection,
			packets,
			address,
			port,
		}));
}

/** Addresses that were asked for and never spoke. A probe or an announcement expects no answer. */
function silentHosts(packets: readonly ArpSeen[]) {
	const present = new Set(packets.map(({ senderIp }) => senderIp));
	const asked = new Map<string, number[]>();
	for (const { number, operation, senderIp, targetIp } of packets) {
		const isQuestion = operation === 'request' && senderIp !== NO_ADDRESS && senderIp !== targetIp;
		if (!isQuestion || present.has(targetIp)) continue;
		asked.set(targetIp, [...(asked.get(targetIp) ?? []), number]);
	}
	return [...asked].map(([address, numbers]) => ({
		kind: 'host-silent' as const,
		connection: null,
		packets: numbers,
		address,
	}));
}

/** Each address whose MAC is not always the same: changed once, or used by two. */
function macFindings(packets: readonly ArpSeen[]): readonly AddedFinding[] {
	const seen = new Map<string, ArpSeen[]>();
	for (const packet of packets) {
		if (packet.senderIp === NO_ADDRESS) continue;
		const turns = seen.get(packet.senderIp) ?? [];
		if (turns.at(-1)?.senderMac !== packet.senderMac) turns.push(packet);
		seen.set(packet.senderIp, turns);
	}
	return [...seen].flatMap(([address, turns]) => macFinding(address, turns));
}

/** @param turns The first packet of each turn: from here on another MAC speaks. */
function macFinding(address: string, turns: readonly ArpSeen[]): readonly AddedFinding[] {
	const macs = [...new Set(turns.map(({ senderMac }) => senderMac))];
	const [before, after] = macs;
	if (before === undefined || after === undefined) return [];
	const packets = turns.map(({ number }) => number);
	const of = { connection: null, packets, address } as const;
	if (turns.length > macs.length) return [{ kind: 'address-used-twice', ...of, macs: [before, after] }];
	return [{ kind: 'mac-changed', ...of, before, after: macs.at(-1) ?? after }];
}
