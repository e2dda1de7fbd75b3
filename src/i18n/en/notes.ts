import type { Acknowledged } from '../../tcp/note.ts';
import { ackSum } from '../ack-sum.ts';
import type { Catalogue } from '../catalogue.ts';
import { PROTOCOL_TEXT } from '../protocol-names.ts';
import { bytes, count as counted, listPackets } from './counts.ts';
import { icmpText } from './icmp.ts';

function of(acknowledged: Acknowledged): string {
	return `${listPackets(acknowledged.packets)}: ${ackSum(acknowledged)}`;
}

export const notes: Catalogue['notes'] = {
	opens: ({ side }) =>
		side === 'client' ? 'client asks to open the connection' : 'server asks to open the connection, too',
	accepts: ({ side, acknowledged }) =>
		`${side} agrees to open${acknowledged ? ` and acknowledges the SYN ${of(acknowledged)}` : ''}`,
	'accepts-too': ({ side, acknowledged }) =>
		`${side} sends its SYN again${acknowledged ? `, and with it acknowledges the SYN ${of(acknowledged)}` : ''}`,
	'handshake-done': ({ acknowledged }) =>
		`handshake complete${acknowledged ? `, acknowledges ${of(acknowledged)}` : ''}`,
	'start-not-captured': () => 'handshake not captured: the connection was open before the recording began',
	copy: ({ of: first }) => `the same packet as #${first}, recorded once more`,
	data: ({ role, exchange, bytes: count, continued }) => {
		const what = { request: `request ${exchange}`, reply: `reply ${exchange}`, unasked: 'server speaks unasked' }[role];
		return continued ? `${what} goes on, ${bytes(count)} more` : `${what}, ${bytes(count)}`;
	},
	acknowledges: ({ acknowledged }) => `acknowledges ${of(acknowledged)}`,
	'acknowledges-earlier': () => 'acknowledges what was sent before the recording began',
	'acknowledges-unseen': ({ bytes: count }) => `acknowledges ${bytes(count)} that the capture does not hold`,
	'repeats-ack': ({ number }) => `repeats Ack ${number}: nothing new to acknowledge`,
	resent: ({ of: first }) => (first > 0 ? `sent again, first in #${first}` : 'sent again'),
	gap: ({ bytes: count }) => `${bytes(count)} before this are not in the capture`,
	'fills-gap': () => 'fills a gap left before: it came late or was sent again',
	'closes-first': ({ side }) => `${side} has finished sending and closes first`,
	'closes-too': ({ side, acknowledged }) =>
		acknowledged ? `${side} has finished too and acknowledges ${of(acknowledged)}` : `${side} has finished sending too`,
	'closes-at-once': ({ side }) => `${side} has finished sending; both sides close at the same time`,
	'close-done': ({ acknowledged }) => `close complete, acknowledges ${of(acknowledged)}`,
	refused: ({ syn, port }) => `refused: no program listens on port ${port}, so the SYN #${syn} is answered by RST`,
	reset: ({ side }) => `${side} breaks the connection off`,
	'arp-request': ({ class: kind, senderIp, targetIp }) =>
		({
			broadcast: `${senderIp} asks everyone: who has ${targetIp}?`,
			unicast: `${senderIp} re-checks the MAC address of ${targetIp}, asking it directly`,
			probe: `asks everyone whether ${targetIp} is taken`,
			announcement: `${senderIp} tells everyone its MAC address`,
			gratuitous: `${senderIp} tells its MAC address unasked`,
		})[kind],
	'arp-reply': ({ class: kind, senderIp, senderMac }) =>
		kind === 'gratuitous'
			? `${senderIp} tells its MAC address ${senderMac} unasked`
			: `${senderIp} answers: my MAC address is ${senderMac}`,
	udp: ({ service, source, destination, bytes: count }) =>
		`UDP${service ? `, ${service}` : ''}: ${source} → ${destination}, ${bytes(count)}`,
	icmp: ({ message }) => icmpText(message),
	fragment: ({ protocol }) => `a part of an ${PROTOCOL_TEXT[protocol]} datagram that is not whole yet`,
	reassembled: ({ packets }) => `put together from ${counted(packets.length, 'fragment')}: ${listPackets(packets)}`,
	tunnel: ({ name, inside }) => `${name} tunnel: the ${inside ? `${inside} ` : ''}packet inside is not looked into`,
	'other-protocol': ({ protocol, carries }) =>
		protocol === 'other' ? 'not a TCP/IP packet' : `${carries ?? PROTOCOL_TEXT[protocol]}, not TCP`,
	stopped: ({ stop: { layer, reason, need, have } }) => {
		if (reason === 'unsupported') return `link type ${need} is not read by this version`;
		const name = layer === 'link' ? 'link' : PROTOCOL_TEXT[layer];
		const sizes = `${need} bytes needed, ${have} there`;
		return reason === 'cut' ? `frame cut inside its ${name} header: ${sizes}` : `impossible ${name} header: ${sizes}`;
	},
};
