import { duration } from '../duration.ts';
import type { EventFacts, EventWords } from '../event-words.ts';
import { bytes, listPackets } from './counts.ts';

/** What happened; what it put on the wire is said behind it. */
type EventWhat = { readonly [C in EventFacts['call']]: (facts: EventFacts) => string };

const SHORT: EventWhat = {
	bind: () => 'bind()',
	listen: () => 'listen()',
	connect: () => 'connect() returned',
	accept: () => 'accept() returned',
	read: ({ bytes: count }) => `recv() returned ${bytes(count ?? 0)}`,
	write: ({ bytes: count }) => `send() of ${bytes(count ?? 0)}`,
	'end-of-stream': () => 'recv() returned end of stream',
	close: () => 'close()',
	reset: () => 'close() with SO_LINGER 0',
	error: ({ error }) => `error ${error}`,
};
const WHAT: EventWhat = {
	...SHORT,
	bind: ({ local }) => `bind() to ${local}: nothing on the wire`,
	listen: () => 'listen(): from now on the kernel answers SYN by itself',
	reset: () => 'breaks the connection off (close() with SO_LINGER 0)',
};
const WITHOUT_PACKETS: readonly EventFacts['call'][] = ['bind', 'listen', 'error'];

function place({ call, packets, gapNs, order, isKnown }: EventFacts): string {
	const sends = call === 'write' || call === 'close' || call === 'reset';
	const near = sends ? packets[0] : packets.at(-1);
	if (near === undefined || gapNs === null) {
		return isKnown && !WITHOUT_PACKETS.includes(call) ? ' (its packet was not captured)' : '';
	}
	const many = packets.length > 1 ? ` (${listPackets(packets)})` : '';
	if (order === 'unsure') return `${many}, at the time of #${near}: the clocks cannot tell which was first`;
	const apart = duration(gapNs < 0n ? -gapNs : gapNs, '.');
	return `${many}, ${apart} ${order === 'call-first' ? 'before' : 'after'} #${near}`;
}

export const events: EventWords = {
	program: 'program',
	call: (facts) => SHORT[facts.call](facts),
	row: (facts) => WHAT[facts.call](facts) + place(facts),
	times: ({ uncertaintyNs }) =>
		`Program times come from the same clock as the packets', ${uncertaintyNs === null ? 'but nobody measured how exactly' : `exact to ±${duration(uncertaintyNs, '.')}`}. A call that sends is timed just before it is made. What a call returned is timed in the program's callback: the call itself returned then or earlier. ≈ marks what is too near to a packet to be put in order.`,
	badLines: ({ count }) => `${count === 1 ? '1 line' : `${count} lines`} of the event file hold no program event.`,
	table: {
		title: ({ connection }) => `From calls to packets, connection ${connection}`,
		call: 'Call',
		by: 'By',
		times: 'Times',
		wire: 'On the wire',
		packets: 'Packets',
		calls: {
			bind: 'bind(), listen()',
			connect: 'connect()',
			accept: 'accept()',
			read: 'recv()',
			write: 'send()',
			'end-of-stream': 'recv() returns empty',
			close: 'close()',
			reset: 'close(), SO_LINGER 0',
			'kernel-accepts': '(kernel)',
			'kernel-acknowledges': '(kernel)',
			'kernel-ends': '(kernel)',
		},
		wires: {
			bind: 'nothing; without it the answer to SYN is RST',
			connect: 'SYN; returns after SYN-ACK',
			accept: 'nothing; takes the finished connection',
			read: "nothing; the ACK is the kernel's",
			write: 'PSH, ACK with the message (and the ACK of what came)',
			'end-of-stream': "nothing; the other side's FIN came",
			close: 'FIN, ACK',
			reset: 'RST',
			'kernel-accepts': 'SYN-ACK, before the program accepts',
			'kernel-acknowledges': 'ACK without data',
			'kernel-ends': 'its last ACK, then TIME_WAIT',
		},
	},
};
