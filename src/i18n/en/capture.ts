import type { Damage, DamageReason } from '../../file/damage.ts';
import type { Catalogue } from '../catalogue.ts';
import { count, listPackets } from './counts.ts';
import { addedFindings } from './findings.ts';

/** What is wrong with a file. */
export const DAMAGE: { readonly [R in DamageReason]: (damage: Damage) => string } = {
	cut: ({ at, need, have }) => `The file is cut: the record at byte ${at} needs ${need} bytes, ${have} are there.`,
	'bad-length': ({ at, need, have }) =>
		`The file is damaged: the record at byte ${at} claims ${need} bytes, no frame has more than ${have}.`,
	'block-too-short': ({ at, need, have }) =>
		`The file is damaged: the block at byte ${at} claims ${have} bytes, one of its type has at least ${need}.`,
	'block-too-long': ({ at, need, have }) =>
		`The file is damaged: the block at byte ${at} claims ${need} bytes, no block with a frame has more than ${have}.`,
	'block-ends-differ': ({ at, need, have }) =>
		`The file is damaged: the block at byte ${at} claims ${need} bytes at its start and ${have} at its end.`,
	'frame-beyond-block': ({ at, need, have }) =>
		`The file is damaged: the frame in the block at byte ${at} claims ${need} bytes, the block has room for ${have}.`,
	'unknown-interface': ({ at, need, have }) =>
		`The file is damaged: the frame at byte ${at} names interface ${need} (counted from 0), of which the file describes ${have}.`,
	'byte-order': ({ at }) => `The file is damaged: the section at byte ${at} begins with no known byte order.`,
	'unknown-version': ({ at, need, have }) =>
		`The section at byte ${at} has version ${have} of pcapng; only version ${need} can be read.`,
	'too-many-interfaces': ({ at, have }) =>
		`The file describes more than ${have} interfaces (byte ${at}); what follows is not read.`,
	'gzip-cut': ({ at }) => `The gzip file is cut: its packets can be read up to byte ${at} of what was compressed.`,
	'gzip-damaged': ({ at }) =>
		`The gzip file is damaged: its packets can be read up to byte ${at} of what was compressed.`,
};

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
	simulated: 'This capture is simulated: no real network was there.',
	damage: (damage) => `${DAMAGE[damage.reason](damage)} Everything before it is shown.`,
	damageAdvice: 'Stop tcpdump with Ctrl+C, wait until it says how many packets it captured, and copy the whole file.',
	badOptions: ({ at }, all) =>
		`${count(all, 'option')} in the file made no sense and ${all === 1 ? 'was' : 'were'} passed over (first at byte ${at}).`,
	connectionTitle: (number) => `Connection ${number}`,
	advice: 'Next time',
};

export const findings: Catalogue['findings'] = {
	...addedFindings,
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
	'refused-attempt': ({ connection, packets, port, laterSuccess }) => ({
		text: `Connection ${connection} was refused (${listPackets(packets)}): no program was listening on port ${port}.${laterSuccess === null ? '' : ` A later attempt succeeded: connection ${laterSuccess}.`}`,
		advice: 'Start the server before the client.',
	}),
	'cut-by-snaplen': ({ count: frames, packets }) => ({
		text: `${count(frames, 'frame')} (first ${listPackets(packets)}) ${frames === 1 ? 'was' : 'were'} captured only in part.`,
		advice: 'Record whole frames: tcpdump -s 0',
	}),
};
