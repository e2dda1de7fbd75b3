import type { CountedThing, EventName, FieldName } from '../../claims/fact.ts';
import { claimMessage } from '../claim-message.ts';
import type { ClaimWords } from '../claim-words.ts';
import { duration } from '../duration.ts';
import { facesText, faceText, inBrackets, quoted, runsText } from '../face-text.ts';
import { bytes, count, listPackets } from './counts.ts';

/** One and many of what is counted. */
const THINGS: { readonly [T in CountedThing]: readonly [one: string, many: string] } = {
	packets: ['packet', 'packets'],
	'tcp-packets': ['TCP packet', 'TCP packets'],
	'arp-packets': ['ARP packet', 'ARP packets'],
	'udp-packets': ['UDP packet', 'UDP packets'],
	'icmp-packets': ['ICMP packet', 'ICMP packets'],
	connections: ['connection (SYN without ACK)', 'connections (SYN without ACK)'],
	handshakes: ['handshake', 'handshakes'],
	messages: ['message', 'messages'],
	requests: ['request', 'requests'],
	replies: ['reply', 'replies'],
	exchanges: ['exchange', 'exchanges'],
	retransmissions: ['retransmission', 'retransmissions'],
	flags: ['flag', 'flags'],
	syn: ['SYN', 'SYN'],
	'syn-ack': ['SYN, ACK', 'SYN, ACK'],
	ack: ['ACK', 'ACK'],
	fin: ['FIN', 'FIN'],
	rst: ['RST', 'RST'],
	psh: ['PSH', 'PSH'],
	clients: ['client', 'clients'],
	servers: ['server', 'servers'],
	hosts: ['host', 'hosts'],
	ports: ['port', 'ports'],
	'segments-of-close': ['segment closes it', 'segments close it'],
	'segments-of-handshake': ['segment opens it', 'segments open it'],
	'arp-requests': ['ARP request', 'ARP requests'],
	'arp-replies': ['ARP reply', 'ARP replies'],
	errors: ['error', 'errors'],
	duplicates: ['packet recorded twice', 'packets recorded twice'],
	votes: ['vote', 'votes'],
	bytes: ['byte', 'bytes'],
};

const EVENTS: { readonly [E in EventName]: string } = {
	arp: 'ARP',
	tcp: 'TCP',
	handshake: 'the handshake',
	data: 'data',
	request: 'the request',
	reply: 'the reply',
	close: 'the close',
	syn: 'SYN',
	'syn-ack': 'SYN, ACK',
	ack: 'ACK',
	fin: 'FIN',
	rst: 'RST',
	http: 'HTTP',
	dns: 'DNS',
	packets: 'the packets',
};

const FIELDS: { readonly [F in FieldName]: string } = {
	sender: 'sender',
	receiver: 'receiver',
	flags: 'flags',
	sequence: 'Seq',
	acknowledgment: 'Ack',
	length: 'length',
	window: 'window',
	text: 'text',
	protocol: 'protocol',
	time: 'time',
	'source-port': 'source port',
	'destination-port': 'destination port',
	phase: 'part of the connection',
	state: 'state',
	'window-scale': 'window scale',
	ttl: 'TTL',
};

const SHAPES = {
	'three-segment': 'in three segments',
	'four-segment': 'in four segments',
	simultaneous: 'by both sides at once',
	reset: 'by RST',
	half: 'on one side only',
	none: 'not at all',
};

const CLOCKS = {
	'since-first': 'after the first packet',
	'since-previous': 'after the packet before',
	'round-trip': 'round trip',
	duration: 'in all',
	'of-day': 'time of day',
};

function counted(thing: CountedThing, number: number): string {
	return count(number, ...THINGS[thing]);
}

const more = (left: number): string => `and ${left} more`;
const none = (text: string): string => (text === '' ? 'none' : text);

const facts: ClaimWords['facts'] = {
	packets: ({ faces, more: left }) => facesText(faces, left, more),
	'row-differs': ({ face, differences }) => {
		const all = differences.map(({ field, said, found }) => `${FIELDS[field]} ${none(found)}, not ${said}`);
		return `${faceText(face)}: ${all.join('; ')}`;
	},
	'shown-elsewhere': ({ face, packets }) =>
		`${faceText(face)} does not show this${packets.length === 0 ? '' : `; ${listPackets(packets)} ${packets.length === 1 ? 'does' : 'do'}`}`,
	'no-such-row': ({ row, packets }) => `there is no row ${row}: the capture has ${count(packets, 'packet')}`,
	'other-direction': ({ faces, more: left }) => `it goes the other way: ${facesText(faces, left, more)}`,
	'none-such': ({ said, nearest }) =>
		nearest.length === 0
			? `no packet is so: ${said}`
			: `no packet is so: ${said}. Nearest: ${facesText(nearest, 0, more)}`,
	'text-missing': ({ text, sent, more: left }) => {
		const texts = sent.map(({ packet, text: other }) => `${quoted(other)} (#${packet})`);
		const rest = left > 0 ? `, ${more(left)}` : '';
		return `no packet holds ${quoted(text)}${texts.length === 0 ? '' : `. Sent were ${texts.join(', ')}${rest}`}`;
	},
	order: ({ first, firstPackets, second, secondPackets, gapNs }) =>
		`${EVENTS[first]}${inBrackets(firstPackets)} comes ${gapNs === null ? '' : `${duration(gapNs, '.')} `}before ${EVENTS[second]}${inBrackets(secondPackets)}`,
	handshake: ({ packets }) => `the handshake is ${runsText(packets)}`,
	'handshake-before-capture': ({ face }) =>
		`the connection starts with ${faceText(face)}; the handshake was before the capture`,
	'handshake-refused': ({ packets }) => `the SYN is answered by RST${inBrackets(packets)}`,
	'handshake-unanswered': ({ packets }) => `the SYN is not answered${inBrackets(packets)}`,
	close: ({ shape, starter, packets }) =>
		`the connection is closed ${SHAPES[shape]}${inBrackets(packets)}${starter === null ? '' : `, the ${starter} first`}`,
	'close-not-captured': ({ lastPacket }) => `the connection is still open at #${lastPacket}, the last packet of it`,
	count({ thing, said, found, packets, atLeast, withCopies }) {
		const copies = withCopies === null ? '' : `; ${withCopies} with copies of the same packet`;
		const other = said === found || said === withCopies ? '' : `, not ${said}`;
		return `${atLeast ? 'at least ' : ''}${counted(thing, found)}${other}${inBrackets(packets)}${copies}`;
	},
	endpoint({ role, said, found, packets }) {
		if (found === null) return `no packet uses ${said}`;
		const whose = role === null ? '' : ` of the ${role}`;
		return found === said
			? `${said}${whose}${inBrackets(packets)}`
			: `${found}${whose}${inBrackets(packets)}, not ${said}`;
	},
	'wrong-type': ({ wanted, said }) =>
		wanted === 'port' ? `${said} is an address, not a port` : `${said} is a port, not an address`,
	'flags-of-rows': ({ rows, flags }) =>
		`${runsText(rows)} have ${count(flags.length, 'flag')}: ${none(flags.join(', '))}`,
	lengths: ({ said, found, packets }) =>
		`${runsText(packets)} ${packets.length === 1 ? 'carries' : 'carry'} ${found.join(', ')} bytes of data${said.join() === found.join() ? '' : `, not ${said.join(', ')}`}`,
	time: ({ face, said, found, clock }) =>
		`#${face.number} at ${found} (${CLOCKS[clock]})${said === found ? '' : `; said was ${said}`}`,
	gap: ({ from, to, said, found }) =>
		`#${to} comes ${found} s after #${from}${said === found ? '' : `; said was ${said}`}`,
	absent: ({ thing, among }) => `no ${THINGS[thing][0]} among ${count(among, 'packet')}`,
	present: ({ thing, packets, found }) => `${counted(thing, found)}${inBrackets(packets)}`,
	'no-wire': ({ call, packets }) =>
		`${call} sends nothing by itself${packets.length === 0 ? '' : `; what the kernel did is in ${listPackets(packets)}`}`,
	arp: ({ packets, asks }) => `ARP ${runsText(packets)}${asks === null ? '' : `, sent as ${asks}`}`,
	'arp-differs': ({ said, found, packets }) => `ARP${inBrackets(packets)}: ${none(found)}, not ${said}`,
	'all-of': ({ holds, of, packets, counter }) =>
		`${holds} of ${of}${inBrackets(packets)}${counter === null ? '' : `; not ${faceText(counter)}`}`,
	'one-packet-twice': ({ packets }) =>
		`${listPackets(packets)} are one packet recorded on several interfaces (same IP ID), not sent again`,
	'never-talk': ({ hosts: [one, other], packets }) =>
		`${one} and ${other} never talk to each other${inBrackets(packets)}`,
	'capture-name': ({ said, found, port }) =>
		said === found
			? `the capture is ${found}`
			: `the text names ${said}; the capture is ${found}${port === null ? '' : ` (port ${port})`}`,
	sum: ({ expression, said, result }) => `${expression} = ${result}${said === result ? '' : `, not ${said}`}`,
	'document-differs': ({ said, elsewhere, line }) => `here ${said}, in line ${line} of the report ${elsewhere}`,
	'document-agrees': ({ said, line }) => `${said}, as in line ${line} of the report`,
	unchecked: ({ reason }) => reasons[reason],
};

const reasons: ClaimWords['reasons'] = {
	NOT_IN_CAPTURE: 'the capture does not cover this moment',
	NO_WIRE_EVIDENCE: 'this happens inside a program or kernel and puts nothing on the wire',
	UNBOUND: 'it is not clear which host, connection or row is meant',
	CAUSE: 'packets show what happened, not why',
	THEORY: 'a general statement, not one about this capture',
	CONDITION_NOT_MET: 'the condition does not occur in this capture',
	NO_CAPTURE: 'no capture was handed in for this part',
	UNSUPPORTED: 'this protocol is not read',
};

const hints: ClaimWords['hints'] = {
	'other-rows': ({ rows }) => `Did you mean ${listPackets(rows)}?`,
	'swapped-numbers': ({ sequence, acknowledgment }) => `Swapped? Seq is ${sequence} and Ack ${acknowledgment}.`,
	'swapped-direction': () => 'Sender and receiver swapped?',
	'frame-length': ({ frameBytes, payloadBytes }) =>
		`${frameBytes} is the length of the frame; the data are ${bytes(payloadBytes)}.`,
	'raw-number': ({ raw, relative }) => `${relative} is relative; on the wire it is ${raw}.`,
	'nearest-text': ({ packet, text }) => `Nearest is ${quoted(text)} (#${packet}).`,
	'other-run': () => 'Is this from another run?',
	'record-earlier': () => 'Start tcpdump before the client.',
	'record-longer': () => 'End the client before tcpdump.',
	'name-it': () => 'Name the packet, or who sends it.',
	unsaid: ({ words }) => `What ${words.map((word) => `“${word}”`).join(', ')} adds is not understood.`,
};

const VERDICTS = { confirmed: 'confirmed', refuted: 'refuted', 'not-checkable': 'not checkable' } as const;

export const claims: ClaimWords = {
	verdicts: VERDICTS,
	reasons,
	kinds: {
		K01: 'row numbers',
		K02: 'who sends what',
		K03: 'order',
		K04: 'handshake',
		K05: 'close',
		K06: 'flags',
		K07: 'Seq and Ack',
		K08: 'length',
		K09: 'what was sent',
		K10: 'address and port',
		K11: 'count',
		K12: 'ARP',
		K13: 'time',
		K14: 'absence',
		K15: 'calls of programs',
		K16: 'protocol',
		K17: 'lines of a terminal',
		K18: 'every, always, only',
		K19: 'cause',
		K20: 'theory',
		K21: 'how it was captured',
		K22: 'arithmetic',
	},
	facts,
	hints,
	notes: {
		M01: ({ details: { syn } }) => `listen() sends no packet; the SYN${hash(syn)} comes from the client's connect().`,
		M02: ({ details: { synAck } }) =>
			`accept() sends no packet; the kernel answers the SYN${hash(synAck)} even before the program calls it.`,
		M03: ({ details: { rows } }) => `No row here has SYN; ${runsText(rows)} are data and their ACK.`,
		M04: ({ details: { packet } }) => `The ACK number in #${packet} confirms what the other side sent before.`,
		M05: ({ details: { connections } }) =>
			`One handshake opens both directions; here ${count(connections, 'connection')}.`,
		M06: ({ details: { clientPort } }) => `The client is the side that sends SYN; its port is ${clientPort}.`,
		M07: ({ details: { said } }) => `${said} is an address; the port is the number after ":" or beside "→".`,
		M08: () => 'PSH tells the receiver to pass the data to the program.',
		M09: ({ details: { separate, joint } }) =>
			`${separate.length === 0 ? 'No ACK is separate' : `Only ${listPackets(separate)} ${separate.length === 1 ? 'is a separate ACK' : 'are separate ACKs'}`}${joint === null ? '' : `; #${joint} carries data and ACK together`}.`,
		M10: ({ details: { seconds, first } }) =>
			`This ARP (#${first}) is a re-check ${seconds.toFixed(1)} s later; the addresses were known before.`,
		M11: ({ details: { packets } }) =>
			`${runsText(packets)}: asked directly (unicast), a re-check and not a new search.`,
		M12: ({ details: { packets, segments } }) => `${count(segments, 'segment')} here: ${runsText(packets)}.`,
		M13: ({ details: { packets } }) => `One packet recorded on several interfaces (-i any)${inBrackets(packets)}.`,
		M14: ({ details: { connections } }) => `Count SYN without ACK: ${connections}.`,
		M15: ({ details: { broker } }) => `Two TCP connections; the broker (${broker}) is between.`,
		M16: ({ details: { first, complete } }) => `The message starts in #${first} and is complete at #${complete}.`,
		M17: ({ details: { pairs } }) =>
			`In this capture every server message answers a client message (${pairs} of ${pairs}).`,
		M18: ({ details: { packet, sequence, acknowledgment } }) =>
			`Seq and Ack look swapped: #${packet} has Seq=${sequence}, Ack=${acknowledgment}.`,
		M19: ({ details: { frameBytes, payloadBytes } }) =>
			`${frameBytes} is the frame; the data are ${bytes(payloadBytes)}.`,
		M20: ({ details: { method, packet } }) => `${method} is sent by the client (#${packet}); the server answers it.`,
		M21: ({ details: { raw } }) => `0 is relative; on the wire it is ${raw}.`,
		M22: ({ details: { word, fin } }) => `"${word}" is not sent${fin === null ? '' : `; the client closes (#${fin})`}.`,
		M23: ({ details: { said } }) => `These lines come from another run: ${said} is not in the capture.`,
		M24: ({ details: { lastAck } }) => `Each direction is closed by itself; the close ends with the ACK #${lastAck}.`,
		M25: ({ details: { initial } }) => `SYN counts as one: Ack = ISN + 1 = ${initial} + 1.`,
		M26: () => 'Not seen in this capture; that is all it shows.',
		M27: ({ details: { packet, server } }) => `#${packet} belongs to another connection (${server}).`,
		M28: ({ details: { mss } }) => `${mss} is the MSS, not the MTU.`,
	},
	lints: {
		L10: ({ said, found }) => ({
			text: `The report names ${said}, which was not handed in${found.length === 0 ? '' : ` (${found.join(', ')} was)`}.`,
			advice: 'Name the capture that the text is about.',
		}),
		L11: ({ pictures }) => ({
			text: `The report has ${count(pictures, 'picture')}, and no sentence about packets.`,
			advice: 'Say in words what the pictures show, with packet numbers.',
		}),
		L12: ({ said, port }) => ({ text: `The port ${said} has a thousands dot.`, advice: `Write ${port}.` }),
		L13: ({ before, said }) => ({
			text: `The times of quoted rows run backwards: ${said} after ${before}.`,
			advice: 'Quote rows in their order, of one capture.',
		}),
		L14: ({ address }) => ({
			text: `A quoted row has ${address} as source and as destination.`,
			advice: 'Copy the row once more.',
		}),
		L15: ({ said }) => ({
			text: `A quoted line of a terminal is not in the capture: ${quoted(said)}.`,
			advice: 'Quote the terminal of the run that was recorded.',
		}),
	},
	readings: {
		frame: () => 'rows are numbers of the file',
		connection: ({ connection }) => `rows are counted within connection ${connection}`,
		tcp: () => 'rows are counted among TCP packets',
		filter: ({ filter }) => `rows are counted under the filter ${filter}`,
	},
	pairings: {
		map: 'said by hand',
		named: 'named in the text',
		ports: 'by ports',
		payload: 'by what was sent',
		'only-one': 'the only capture',
		none: 'none fits',
	},
	message: (claim) => claimMessage(claim, claims),
};

function hash(packet: number | null): string {
	return packet === null ? '' : ` (#${packet})`;
}
