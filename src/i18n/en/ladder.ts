import { endpointText } from '../../decode/endpoint-text.ts';
import { duration } from '../duration.ts';
import type { LadderWords } from '../ladder-words.ts';
import { packetRuns } from '../packet-runs.ts';
import { bytes, count } from './counts.ts';

function list(packets: readonly number[]): string {
	return packetRuns(packets).join(', ');
}

function withArp(text: string, arp: readonly number[]): string {
	return arp.length === 0 ? text : `${text} · ARP ${list(arp)}`;
}

export const ladder: LadderWords = {
	title: ({ connection, client, server }) =>
		`Connection ${connection}: client ${endpointText(client.address, client.port)} → server ${endpointText(server.address, server.port)}`,
	state: (side) => `${side} state`,
	notSeen: 'not seen',
	crosses: (packet) => `crosses #${packet} on its way`,
	rows: {
		pause: ({ ns, arp }) => withArp(`pause of ${duration(ns, '.')}`, arp),
		arp: ({ arp }) => `ARP ${list(arp)}`,
		missing: ({ side, bytes: missing }) => `${bytes(missing)} of the ${side} not captured`,
		outside: ({ end }) => (end === 'start' ? 'not captured: what was before' : 'not captured: how it ends'),
		exchanges({ count: all, packets, ns, repliesAcknowledge, arp }) {
			const acks = repliesAcknowledge ? `; ${all === 1 ? 'the' : 'each'} reply acknowledges its request` : '';
			const like = all === 1 ? '1 more exchange like this' : `${count(all, 'more exchange')} like this`;
			return withArp(`${like}, ${list(packets)}, in ${duration(ns, '.')}${acks}`, arp);
		},
		segments: ({ packets, bytes: sent, arp }) =>
			withArp(`${count(packets.length, 'more segment')}, ${list(packets)}, ${bytes(sent)}`, arp),
	},
	legend: {
		control: 'SYN, FIN',
		data: 'data',
		ack: 'ACK only',
		reset: 'RST',
		missing: 'not captured',
	},
};
