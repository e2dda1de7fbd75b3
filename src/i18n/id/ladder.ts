import { endpointText } from '../../decode/endpoint-text.ts';
import { duration } from '../duration.ts';
import type { LadderWords } from '../ladder-words.ts';
import { packetRuns } from '../packet-runs.ts';
import { count } from './counts.ts';

function list(packets: readonly number[]): string {
	return packetRuns(packets).join(', ');
}

function withArp(text: string, arp: readonly number[]): string {
	return arp.length === 0 ? text : `${text} · ARP ${list(arp)}`;
}

export const ladder: LadderWords = {
	title: ({ connection, client, server }) =>
		`Koneksi ${connection}: client ${endpointText(client.address, client.port)} → server ${endpointText(server.address, server.port)}`,
	state: (side) => `state ${side}`,
	notSeen: 'tak terlihat',
	crosses: (packet) => `berpapasan dengan #${packet} di jalan`,
	rows: {
		pause: ({ ns, arp }) => withArp(`jeda ${duration(ns, ',')}`, arp),
		arp: ({ arp }) => `ARP ${list(arp)}`,
		missing: ({ side, bytes }) => `${count(bytes, 'byte')} dari ${side} tidak terekam`,
		outside: ({ end }) =>
			end === 'start' ? 'tidak terekam: yang terjadi sebelumnya' : 'tidak terekam: bagian akhirnya',
		exchanges({ count: all, packets, ns, repliesAcknowledge, arp }) {
			const acks = repliesAcknowledge ? '; balasan sekaligus mengakui permintaannya' : '';
			return withArp(
				`${count(all, 'pertukaran')} serupa lagi, ${list(packets)}, dalam ${duration(ns, ',')}${acks}`,
				arp,
			);
		},
		segments: ({ packets, bytes, arp }) =>
			withArp(`${count(packets.length, 'segmen')} lagi, ${list(packets)}, ${count(bytes, 'byte')}`, arp),
	},
	legend: {
		control: 'SYN, FIN',
		data: 'data',
		ack: 'hanya ACK',
		reset: 'RST',
		missing: 'tidak terekam',
	},
};
