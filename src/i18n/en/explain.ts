import { ackSum } from '../ack-sum.ts';
import { duration } from '../duration.ts';
import type { ExplainWords } from '../explain-words.ts';
import { bytes, listPackets } from './counts.ts';

const wait = (ns: bigint | null): string => (ns === null ? '' : `, ${duration(ns, '.')} later`);

export const explain: ExplainWords = {
	title: ({ number, count, file }) => `Packet ${number} of ${count} in ${file}`,
	time: ({ seconds, date, bytes: size, captured }) =>
		`${seconds} s after the first packet (${date}); ${bytes(size)}${captured < size ? `, ${captured} of them captured` : ''}`,
	place: ({ connection, side, phase }) => `connection ${connection}, from the ${side}, phase ${phase}`,
	headings: {
		meaning: 'Meaning',
		numbers: 'Numbers',
		relative: 'relative',
		raw: 'raw',
		why: 'Why, and what belongs to it',
		states: 'States',
		wireshark: "Wireshark's words",
		bytes: 'Bytes',
	},
	nextSequence: 'next Seq',
	window: 'Window',
	notKnown: 'not known',
	why: {
		acknowledges: (acknowledged) => `${ackSum(acknowledged)}: it acknowledges ${listPackets(acknowledged.packets)}.`,
		ackSince: ({ number, packet, acknowledged }) =>
			`Ack is still ${number} as in #${packet}, because nothing has come since that is to be acknowledged: ${ackSum(acknowledged)}, for ${listPackets(acknowledged.packets)}.`,
		ackUnknown: ({ number }) => `Ack ${number} is about bytes that are not in the capture.`,
		noAck: 'It has no ACK flag, so its Ack number means nothing.',
		next: ({ sequence, bytes: data, syn, fin, next }) =>
			`The next byte of this side has Seq ${next} = ${sequence}${data > 0 ? ` + ${data}` : ''}${syn ? ' + 1 (SYN)' : ''}${fin ? ' + 1 (FIN)' : ''}.`,
		request: ({ exchange, others, waitNs }) =>
			others.length === 0
				? `It carries request ${exchange}; the reply is not in the capture.`
				: `It carries request ${exchange}; the reply is ${listPackets(others)}${wait(waitNs)}.`,
		reply: ({ exchange, others, waitNs }) =>
			others.length === 0
				? 'It carries data that the server sends unasked.'
				: `It carries reply ${exchange}, to ${listPackets(others)}${wait(waitNs)}.`,
		acknowledgedBy: ({ packet }) => `It is acknowledged by #${packet}.`,
		notAcknowledged: 'The ACK of it is not in the capture.',
		nothingToAcknowledge: 'Nothing in it needs an ACK: no data, no SYN, no FIN.',
		copies: ({ packets }) => `The same packet was recorded as ${listPackets(packets)}, too.`,
	},
	states({ side, before, through }) {
		const after = through.at(-1) ?? null;
		return before === after || after === null
			? `${side}: ${after ?? before ?? 'not known'}, unchanged`
			: `${side}: ${[before ?? 'not known', ...through].join(' → ')}`;
	},
	wireshark: {
		filter: 'Display filter',
		none: 'It has no label.',
		bytesInFlight: ({ bytes: count }) => `Bytes in flight: ${count}`,
		ackRtt: ({ packet, ns }) => `The RTT to ACK the segment: ${duration(ns, '.')}, since #${packet}`,
	},
	moreBytes: ({ bytes: count }) => `${bytes(count)} more`,
	layers: { link: 'Link', data: 'Data' },
};
