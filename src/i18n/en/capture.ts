import type { Catalogue } from '../catalogue.ts';
import { count, listPackets } from './counts.ts';

export const capture: Catalogue['capture'] = {
	summary({ packets, seconds, connections, tcpPackets, arpPackets, otherPackets }) {
		if (packets === 0) return 'The capture holds no packet.';
		const parts = [
			`${count(connections, 'TCP connection')} (${count(tcpPackets, 'segment')})`,
			...(arpPackets > 0 ? [count(arpPackets, 'ARP frame')] : []),
			...(otherPackets > 0 ? [count(otherPackets, 'other packet')] : []),
		];
		return `${count(packets, 'packet')} in ${seconds} s: ${parts.join(', ')}.`;
	},
	damage: ({ at, reason, need, have }) =>
		reason === 'cut'
			? `The file is cut: the record at byte ${at} needs ${need} bytes, ${have} are there. Everything before it is shown.`
			: `The file is damaged: the record at byte ${at} claims ${need} bytes, no frame has more than ${have}. Everything before it is shown.`,
	connectionTitle: (number) => `Connection ${number}`,
	advice: 'Next time',
};

export const findings: Catalogue['findings'] = {
	'no-packets': () => ({
		text: 'The capture is empty: tcpdump listened, but no packet passed.',
		advice:
			'Check the interface (the lab is on a bridge, not on eth0 or docker0) and run the client while tcpdump runs.',
	}),
	'starts-mid-connection': ({ connection, packets }) => ({
		text: `Connection ${connection}: the capture starts after the handshake (first packet ${listPackets(packets)}).`,
		advice: 'Start tcpdump first, then the client.',
	}),
	'open-at-end': ({ connection, packets }) => ({
		text: `Connection ${connection}: its end is not in the capture (last packet ${listPackets(packets)}).`,
		advice: 'End the client first, then stop tcpdump with Ctrl+C.',
	}),
	'refused-attempt': ({ connection, packets, port }) => ({
		text: `Connection ${connection} was refused (${listPackets(packets)}): no program was listening on port ${port}.`,
		advice: 'Start the server before the client.',
	}),
	'cut-by-snaplen': ({ count: frames, packets }) => ({
		text: `${count(frames, 'frame')} (first ${listPackets(packets)}) ${frames === 1 ? 'was' : 'were'} captured only in part.`,
		advice: 'Record whole frames: tcpdump -s 0',
	}),
};
