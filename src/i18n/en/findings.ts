import type { AddedFindingKind, AddedFindingOf } from '../../findings/finding.ts';
import type { FindingText } from '../catalogue.ts';
import { duration } from '../duration.ts';
import { portsWithLabs } from '../lab-ports.ts';
import { count, listPackets } from './counts.ts';

/** What happened, and what to do next time. */
export const addedFindings: { readonly [K in AddedFindingKind]: (finding: AddedFindingOf<K>) => FindingText } = {
	'recorded-twice': ({ count: copies, total, times, packets }) => ({
		text: `${count(copies, 'packet')} of ${total} ${copies === 1 ? 'is a copy' : 'are copies'} (first ${listPackets(packets)}): the same packet was recorded up to ${times} times, on several interfaces. They are no retransmissions.`,
		advice: 'Record on the bridge alone (tcpdump -i br-…), not with -i any.',
	}),
	'checksum-offload': ({ count: packets, packets: first }) => ({
		text: `In ${count(packets, 'packet')} (first ${listPackets(first)}) the checksum is not complete: the driver fills it in later (offload). This is no error.`,
		advice: 'Leave checksum validation off in Wireshark.',
	}),
	'no-lab-packet': ({ ports, seen }) => ({
		text: `No TCP packet belongs to the lab (port ${ports.join(' or ')}); the servers seen have port ${portsWithLabs(seen, 'lab')}.`,
		advice: "Check the interface and the port, and record the lab's own bridge while its client runs.",
	}),
	'more-connections-than-lab': ({ lab, connections, expected, packets }) => ({
		text: `${count(connections, 'connection')} to the server of lab ${lab}, where ${expected} ${expected === 1 ? 'was' : 'were'} expected (first packets ${listPackets(packets)}).`,
		advice: 'Record one run for each capture: stop tcpdump before the client is started again.',
	}),
	'more-clients-than-lab': ({ lab, clients, expected, packets }) => ({
		text: `${count(clients, 'client')} talked to the server of lab ${lab}, where ${expected} ${expected === 1 ? 'was' : 'were'} expected (first packets ${listPackets(packets)}).`,
		advice: 'Stop the other clients, or say in the report which one is yours.',
	}),
	'time-runs-backwards': ({ count: packets, packets: first, mostNs }) => ({
		text: `${count(packets, 'packet')} (first ${listPackets(first)}) ${packets === 1 ? 'has' : 'have'} an earlier time than the one before, by up to ${duration(mostNs, '.')}.`,
		advice: 'Record on one interface of one machine; do not join captures whose clocks differ.',
	}),
	'clocks-disagree': ({ connection, packets, captureNs, senderNs }) => ({
		text: `Connection ${connection}: between ${listPackets(packets)} the capture's clock moved by ${duration(captureNs, '.')}, the sender's own (TSval) by ${duration(senderNs, '.')}.`,
		advice: 'Hand in the capture as tcpdump wrote it, and do not set the clock while it runs.',
	}),
	'syn-filtered': ({ connection, packets, address, port }) => ({
		text: `Connection ${connection}: ${address} answers ARP, but the SYN to port ${port} (${listPackets(packets)}) got neither SYN-ACK nor RST: a firewall drops the packets.`,
		advice: 'Look at the firewall: sudo iptables -L FORWARD -n (Docker sets FORWARD to DROP).',
	}),
	'syn-unanswered': ({ connection, packets, address, port }) => ({
		text: `Connection ${connection}: nothing answered the SYN to ${address}, port ${port} (${listPackets(packets)}).`,
		advice: 'Check the address of the server, that its container runs, and that no firewall is in between.',
	}),
	'host-silent': ({ address, packets }) => ({
		text: `Nobody answered the ARP requests for ${address} (${listPackets(packets)}): no host on this network has this address.`,
		advice: "Check the server's address and that its container runs on the same network.",
	}),
	'mac-changed': ({ address, before, after, packets }) => ({
		text: `${address} has another MAC address from ${listPackets(packets.slice(-1))} on: ${before} became ${after} (a container that was started anew).`,
		advice: 'Do not restart the containers while tcpdump runs.',
	}),
	'address-used-twice': ({ address, macs, packets }) => ({
		text: `Two hosts use the address ${address}: ${macs[0]} and ${macs[1]} (${listPackets(packets)}).`,
		advice: 'Give each container its own address, and stop containers of other projects on this network.',
	}),
};
