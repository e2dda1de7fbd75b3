import { endpointText } from '../../../decode/endpoint-text.ts';
import { ackSum } from '../../ack-sum.ts';
import type { ReportWords } from '../../report-words.ts';
import { code, data, type Saying, say } from '../../say.ts';
import { capture } from '../capture.ts';
import { bytes, count } from '../counts.ts';
import { at, duration, few, where } from './numbers.ts';

const AIMS = {
	reqresp: say`To see in a capture of our own how a client and a server talk over TCP by request and response: how the connection is opened, how messages and their replies travel, and how it is closed.`,
	upcall: say`To see in a capture of our own how the client and the server of the upcall lab talk over TCP, who speaks first, and whether the server ever speaks unasked.`,
	voting: say`To see in a capture of our own how votes and their counts travel over TCP, and to check the server's counts against the votes that were sent.`,
	packets: say`To see in a capture of our own which packets two hosts send each other, and what each is for.`,
	tcp: say`To see in a capture of our own how a TCP connection is opened, how data travels in it, and how it is closed.`,
};

const dateText = (ns: bigint): string => new Date(Number(ns / 1_000_000n)).toISOString().slice(0, 19).replace('T', ' ');

function waits(all: readonly bigint[]): string {
	return all.map(duration).join(', ');
}

export const statements: ReportWords['statements'] = {
	...{
		aim: ({ lab }) => AIMS[lab],
		'lab-recognised': ({ lab, port, packets }) =>
			say`The server's port ${port} is that of lab ${lab}${where(packets)}.`,
		'capture-summary': ({ count: all, spanNs, connections, only, segments, copies, arp, other }) => {
			const tcp = only
				? say`one TCP connection ${code(endpointText(only.client.address, only.client.port))} → ${code(endpointText(only.server.address, only.server.port))} (${count(segments, 'segment')})`
				: say`${connections === 0 ? 'no TCP connection' : `${few(connections, 'TCP connection')} (${count(segments, 'segment')})`}`;
			const parts = [
				tcp,
				...(arp > 0 ? [say`${count(arp, 'ARP frame')}`] : []),
				...(other > 0 ? [say`${count(other, 'other packet')}`] : []),
			];
			const list = parts.flatMap((part, i) => {
				if (i === 0) return part;
				return [i === parts.length - 1 ? ' and ' : ', ', ...part];
			});
			const twice = copies > 0 ? `, ${copies} of them ${copies === 1 ? 'a copy' : 'copies'}` : '';
			return say`${count(all, 'packet')} in ${duration(spanNs)}${twice}: ${list}.`;
		},
		'connection-complete': ({ connection, handshake, exchanges, close, starter, isReset }) => {
			const of = connection === null ? 'Complete' : `Connection ${connection} is complete`;
			const by = starter === null ? '' : isReset ? `, by the ${starter}'s side` : `, started by the ${starter}`;
			return say`${of}: handshake ${at(handshake)}, ${few(exchanges, 'exchange')}, ${isReset ? 'broken off' : 'close'} ${at(close)}${isReset ? '' : by}.`;
		},
		'recorded-at': ({ firstNs }) => say`The first packet was recorded at ${dateText(firstNs)} (UTC).`,
		simulated: () => say`This capture is simulated: no real network was there.`,
		'no-tcp': () =>
			say`There is no TCP in this capture, so nothing in it has a handshake, acknowledgments or a close; the sections about connections are left out.`,
		'rough-times': () => say`The times were taken in user space: nothing is said about round-trip times.`,
		damaged: ({ damage }) => say`${capture.damage(damage)}`,
		'record-whole': () => say`${capture.damageAdvice}`,
		'connections-begin': ({ count: all, packets }) =>
			say`${few(all, 'SYN').replace(/^./, (letter) => letter.toUpperCase())} without ACK (${at(packets)}): ${all === 1 ? 'one connection begins' : `${few(all, 'connection')} begin`} in this capture.`,
		'connections-began-before': ({ count: all, packets }) =>
			say`${few(all, 'connection').replace(/^./, (letter) => letter.toUpperCase())} ${all === 1 ? 'has' : 'have'} no SYN here: open before the recording began (first seen in ${at(packets)}).`,
		'connections-left-out': ({ shown, count: all }) =>
			say`The first ${shown} of ${count(all, 'connection')} are told here.`,
		'rows-left-out': ({ shown, count: all }) => say`${count(shown, 'row')} of ${count(all, 'row')} are shown.`,
		'packet-numbers': ({ hasCopies, ends }) => {
			const copies = hasCopies ? ' ×2: the same packet was recorded twice, under both numbers.' : '';
			const numbers = `Row numbers, times and relative Seq and Ack numbers are those that Wireshark shows.${copies}`;
			if (ends === null) return [numbers];
			const client = code(endpointText(ends.client.address, ends.client.port));
			const server = code(endpointText(ends.server.address, ends.server.port));
			return say`${numbers} Client: ${client}; server: ${server}.`;
		},
	},
	...{
		opens: ({ client, server, packets }) =>
			say`Client ${code(client.address)} opens the connection from port ${client.port} to port ${server.port} of ${code(server.address)}${where(packets)}.`,
		'initial-numbers': ({ client, server, packets }) =>
			say`Each side begins at a number of its own, the ISN: the client at ${client}, the server at ${server}${where(packets)}. The tables count from there, as Wireshark does: Seq 0.`,
		'syn-counts-one': ({ syn, ack, sequence, acknowledgment }) =>
			say`The SYN of ${at([syn])} counts as one, so ${at([ack])} acknowledges ${acknowledgment} = ${sequence} + 1${acknowledgment === 0 ? ' in 32 bits' : ''} (relative: Ack 1 = 0 + 1).`,
		'handshake-time': ({ ns, packets }) => say`The handshake took ${duration(ns)}${where(packets)}.`,
		'syn-resent': ({ packets, waitsNs }) =>
			say`The SYN was sent ${count(packets.length, 'time')}${where(packets)}, after waits of ${waits(waitsNs)}.`,
		'syn-ack-resent': ({ packets, waitsNs }) =>
			say`The SYN-ACK was sent ${count(packets.length, 'time')}${where(packets)}, after waits of ${waits(waitsNs)}.`,
		refused: ({ port, syn, rst }) =>
			say`The SYN ${at([syn])} is answered by RST ${at([rst])}: no program was listening on port ${port}, so the connection was refused.`,
		'no-answer': ({ server, waitsNs, packets }) =>
			say`Nothing in this capture answers the SYN to ${code(endpointText(server.address, server.port))}${where(packets)}${waitsNs.length === 0 ? '' : `; it was sent again after ${waits(waitsNs)}`}.`,
		'handshake-unfinished': ({ packets }) =>
			say`The SYN was answered, but the ACK that completes the handshake is not in this capture${where(packets)}.`,
		'syn-ack-not-captured': ({ packets }) =>
			say`The SYN was taken, for the connection goes on, but the SYN-ACK is not in this capture${where(packets)}.`,
		'opened-simultaneously': ({ packets }) =>
			say`Both sides sent a SYN before they had received the other's: a simultaneous open${where(packets)}.`,
		'syn-challenged': ({ packets }) =>
			say`The server still had an older connection between the same ports: it answers the SYN with an ACK that has the old numbers${where(packets)}.`,
		'handshake-not-captured': ({ isSynAck, packets }) =>
			isSynAck
				? say`The SYN is not in this capture: it begins with the SYN-ACK${where(packets)}.`
				: say`The handshake is not in this capture: it begins when the connection is already open${where(packets)}. The rows below without a number show what would have been there.`,
		'fast-open': ({ bytes: size, accepted, packets }) =>
			say`The SYN carries ${bytes(size)} of data (TCP Fast Open)${accepted === null ? '' : accepted ? ', which the server took' : ', which the server did not take'}${where(packets)}.`,
	},
	...{
		'no-data': () => say`No data was captured in this connection.`,
		'replies-follow-rule': ({ following, judged, prefix, addedBytes, packets }) =>
			following === judged
				? say`Each reply is the request with ${code(prefix)} in front (${following} of ${judged}), so ${bytes(addedBytes)} longer${where(packets)}.`
				: say`${following} of ${judged} replies are the request with ${code(prefix)} in front, so ${bytes(addedBytes)} longer${where(packets)}.`,
		'replies-break-rule': ({ count: all, prefix, packets }) =>
			say`${count(all, 'reply', 'replies')} ${all === 1 ? 'is' : 'are'} not the request with ${code(prefix)} in front${where(packets)}.`,
		'request-acks': requestAcks,
		'ack-sum': ({ packet, acknowledged }) =>
			say`An example of how an Ack comes about: ${at([packet])} has ${ackSum(acknowledged)}, the Seq and the length of ${at(acknowledged.packets)}.`,
		'end-word-absent': ({ word, fin }) =>
			say`The word ${code(word)} is not in the capture: the client closes (${at([fin])}) without having sent it.`,
		'end-word-sent': ({ word, isAnswered, packets }) =>
			say`The word ${code(word)} was sent${isAnswered ? ' and answered' : ''} like any other message${where(packets)}.`,
		'first-speaker': ({ side, packets }) => say`The ${side} speaks first${where(packets)}.`,
		'server-follows': ({ count: all, lab, packets }) =>
			lab === 'upcall'
				? say`In this capture every server message directly follows a client message (${all} of ${all}: ${at(packets)}): on the wire this lab is request–response; the upcall idea lives in the program, not in the order of packets.`
				: say`Every server message directly follows a client message (${all} of ${all}: ${at(packets)}): request–response.`,
		'server-unasked': ({ count: all, packets }) =>
			say`The server speaks unasked ${all === 1 ? 'once' : `${all} times`}${where(packets)}.`,
		unanswered: ({ count: all, packets }) =>
			say`${count(all, 'request')} ${all === 1 ? 'has' : 'have'} no reply in this capture${where(packets)}.`,
		'split-message': ({ side, exchange, segments, packets }) =>
			say`The ${side}'s message of exchange ${exchange} came in ${segments} segments${where(packets)}: TCP carries bytes, not messages.`,
		'segment-formula': ({ formula, messages, segments }) =>
			formula === '3k + 7'
				? say`${segments} segments = 3k + 7 with k = ${count(messages, 'message')}: 3 for the handshake, 2 for each exchange, ${messages + 1} ACKs without data, 3 for the close.`
				: say`${segments} segments = 2k + 8 with k = ${count(messages, 'message')}: 3 for the handshake, 2 for each exchange, 2 ACKs without data, 3 for the close.`,
		'data-resent': ({ count: all, packets }) =>
			say`${count(all, 'segment')} with data ${all === 1 ? 'was' : 'were'} sent again${where(packets)}.`,
		'exchanges-left-out': ({ shown, count: all }) => say`The first ${shown} of ${count(all, 'exchange')} are shown.`,
	},
	...{
		'votes-counted': ({ total, options, agrees, packets }) => {
			const each = options.flatMap(
				({ option, votes }, i): Saying => [i === 0 ? '' : ', ', data(new TextEncoder().encode(option)), ` ${votes}`],
			);
			const verdict =
				agrees === null ? '' : agrees ? "; the server's counts agree" : "; the server's counts do not agree";
			return say`${count(total, 'vote')}: ${each}${verdict}${where(packets)}.`;
		},
		'votes-invalid': ({ count: all, packets }) =>
			say`${count(all, 'vote')} ${all === 1 ? 'asks' : 'ask'} for an option that does not exist, and ${all === 1 ? 'is' : 'are'} not counted${where(packets)}.`,
		'vote-count-differs': ({ option, said, expected, packets }) =>
			say`For ${data(new TextEncoder().encode(option))} the server says ${said}${where(packets)}, where the votes in this capture make ${expected}: votes that are not in this capture may have been counted before.`,
		'exit-unanswered': ({ word, bothClose, packets }) =>
			say`${code(word)} gets no reply${bothClose ? '; both sides close' : ''}${where(packets)}.`,
		'counts-begin-anew': ({ packets }) =>
			say`The counts begin again at 1 with this connection${where(packets)}: the server program was started anew.`,
		'counts-go-on': ({ packets }) =>
			say`The counts go on from the connection before${where(packets)}: the server program was still running.`,
	},
	...{
		'no-arp': () => say`No ARP frame was captured.`,
		'arp-finds': ({ asker, target, firstSegment, packets }) =>
			say`Before the first segment (${at([firstSegment])}), ${code(asker)} asks everyone for the MAC address of ${code(target)} and gets it${where(packets)}: only then can it send packets there.`,
		'arp-rechecks': ({ count: all, firstSegment, afterNs, packets }) =>
			say`${duration(afterNs)} after the first segment ${at([firstSegment])} there ${all === 1 ? 'is' : 'are'} ${few(all, 'unicast ARP request')}${where(packets)}: the hosts know each other's MAC address already and re-check it. They do not look for the server.`,
		'arp-broadcast-later': ({ asker, target, packets }) =>
			say`After the first segment, ${code(asker)} asks everyone for the MAC address of ${code(target)}${where(packets)}.`,
		'arp-announces': ({ count: all, packets }) =>
			say`${count(all, 'ARP frame')} tell${all === 1 ? 's' : ''} a MAC address that nobody asked for${where(packets)}.`,
	},
	...{
		'closes-three': ({ starter, packets }) =>
			say`The ${starter} closes first; the ${other(starter)} answers with FIN and ACK in one segment, so three segments are enough${where(packets)}.`,
		'closes-four': ({ starter, pauseNs, packets }) =>
			say`The ${starter} closes first; the ${other(starter)} sends its ACK and, ${duration(pauseNs)} later, its own FIN in two segments, so the close takes four${where(packets)}.`,
		'closes-simultaneously': ({ packets }) =>
			say`Both sides close at the same time: neither FIN acknowledges the other${where(packets)}.`,
		'closes-half': ({ starter, isAcknowledged, packets }) =>
			say`Only the ${starter} has sent its FIN${isAcknowledged ? ', which is acknowledged,' : ''} when the capture ends${where(packets)}.`,
		aborted: ({ by, packets }) => say`The ${by} breaks the connection off with RST${where(packets)}.`,
		'fin-answered-by-reset': ({ by, packets }) => say`The ${by} answers the FIN with RST${where(packets)}.`,
		'open-at-end': ({ packets }) =>
			say`The close is not in this capture: it ends while the connection is open (last packet ${at(packets)}).`,
		'last-ack-missing': ({ fin }) => say`The ACK of the last FIN (${at([fin])}) is not in this capture.`,
		'fin-counts-one': ({ fin, ack, acknowledged }) =>
			say`A FIN counts as one, too: ${at([ack])} acknowledges ${at([fin])} with ${ackSum(acknowledged)}.`,
		'time-wait': ({ side, from, ack, isLast }) =>
			isLast
				? say`The ${side} is in TIME_WAIT from ${at([from])} on: it sends the last ACK (${at([ack])}) and waits, in case that ACK is lost.`
				: say`The ${side} is in TIME_WAIT from ${at([from])} on: it acknowledges the FIN of the ${other(side)} (${at([ack])}) and waits, in case that ACK is lost.`,
		'program-waits': ({ starter, fin, ack, ackAfterNs, otherFin, pauseNs }) =>
			say`The FIN of the ${starter} (${at([fin])}) is acknowledged by the ${other(starter)}'s kernel after ${duration(ackAfterNs)} (${at([ack])}, a delayed ACK); its own FIN comes ${duration(pauseNs)} later (${at([otherFin])}). That is how it looks when the server is stopped with Ctrl+C while the client's program waits at ${code('input()')}.`,
		'data-on-fin': ({ side, bytes: size, packets }) =>
			say`The FIN of the ${side} carries ${bytes(size)} of data${where(packets)}.`,
		'fin-resent': ({ side, packets, waitsNs }) =>
			say`The FIN of the ${side} was sent ${count(packets.length, 'time')}${where(packets)}, after waits of ${waits(waitsNs)}.`,
		'calls-inferred': () =>
			say`The capture does not show the calls of the programs. These are the calls that two such programs make, with the packets of this capture that belong to them.`,
		'calls-recorded': ({ uncertaintyNs }) =>
			say`The programs wrote down when they called what${uncertaintyNs === null ? '' : ` (exact to ±${duration(uncertaintyNs)})`}; the packets are those that belong to each call.`,
	},
};

function other(side: 'client' | 'server'): string {
	return side === 'client' ? 'server' : 'client';
}

type RequestAcks = Parameters<ReportWords['statements']['request-acks']>[0];

function requestAcks({ requests, own, byReply, onlyFirst }: RequestAcks): Saying {
	if (requests === 1 && own.length === 1) return say`The request has an ACK of its own (${at(own)}).`;
	if (requests === 1) return say`The request is acknowledged by its reply (${at(byReply)}).`;
	if (byReply.length === 0) return say`Every request has an ACK of its own (${at(own)}).`;
	if (own.length === 0) return say`Every request is acknowledged by its reply (${at(byReply)}).`;
	if (onlyFirst && byReply.length === 1) {
		return say`Only the first request has an ACK of its own (${at(own)}); the second is acknowledged by the reply (${at(byReply)}).`;
	}
	if (onlyFirst) {
		return say`Only the first request has an ACK of its own (${at(own)}); the others are acknowledged by their replies (${at(byReply)}).`;
	}
	return say`${count(own.length, 'request')} ${own.length === 1 ? 'has' : 'have'} an ACK of ${own.length === 1 ? 'its' : 'their'} own (${at(own)}); ${byReply.length} ${byReply.length === 1 ? 'is' : 'are'} acknowledged by the reply (${at(byReply)}).`;
}
