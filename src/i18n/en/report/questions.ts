import { ackSum } from '../../ack-sum.ts';
import type { ReportWords } from '../../report-words.ts';
import { code, data, say } from '../../say.ts';
import { bytes } from '../counts.ts';
import { at, duration } from './numbers.ts';

export const questions: ReportWords['questions'] = {
	'why-ack': ({ packet, acknowledged }) => ({
		question: say`Why is Ack ${acknowledged.number} in ${at([packet])}?`,
		answer: say`${at(acknowledged.packets)} began at Seq ${acknowledged.from} and carried ${bytes(acknowledged.bytes)}; the Ack names the next byte that is expected: ${ackSum(acknowledged)}.`,
	}),
	'which-acknowledges': ({ request, message, ack, carriesReply }) => ({
		question: say`Which row acknowledges ${data(message)} (${at([request])})?`,
		answer: carriesReply
			? say`${at([ack])}: the reply acknowledges it as well.`
			: say`${at([ack])}, an ACK without data.`,
	}),
	'who-closes': ({ side, fin }) => ({
		question: say`Who closes first, and how can you tell?`,
		answer: say`The ${side}: the first FIN comes from it (${at([fin])}).`,
	}),
	'why-three-segments': ({ fins: [first, second] }) => ({
		question: say`Why does the close take three segments here and not four?`,
		answer: say`The second FIN (${at([second])}) also acknowledges the first (${at([first])}): ACK and FIN travel in one segment.`,
	}),
	'why-four-segments': ({ starter, ack, otherFin, pauseNs }) => ({
		question: say`Why does the close take four segments here and not three?`,
		answer: say`The kernel of the other side acknowledges the FIN of the ${starter} (${at([ack])}), but its program closes only ${duration(pauseNs)} later (${at([otherFin])}): ACK and FIN cannot share a segment.`,
	}),
	'time-wait': ({ side, packet }) => ({
		question: say`Which side is in TIME_WAIT, and why?`,
		answer: say`The ${side} (from ${at([packet])} on): it closed first and sends the last ACK. If that is lost, the other side sends its FIN again and must be answered.`,
	}),
	'without-server': ({ synAck, port }) => ({
		question: say`What would ${at([synAck])} be if the server program were not running?`,
		answer: say`RST, ACK: nothing listens on port ${port}, so the kernel refuses the SYN.`,
	}),
	'why-refused': ({ syn, rst, port }) => ({
		question: say`Why is the SYN ${at([syn])} answered by ${at([rst])}?`,
		answer: say`No program was listening on port ${port}: the kernel answers with RST.`,
	}),
	'why-arp': ({ arp, firstSegment }) => ({
		question: say`Why does ARP appear in ${at([arp])}, although the two hosts have exchanged segments since ${at([firstSegment])}?`,
		answer: say`They know each other's MAC address by then. An entry that has not been confirmed for a while is re-checked, by a request to that host alone (unicast).`,
	}),
	'added-bytes': ({ request, reply, requestBytes, replyBytes, prefix }) => ({
		question: say`Why is Len ${replyBytes} in ${at([reply])} but ${requestBytes} in ${at([request])}?`,
		answer: say`The server puts ${code(prefix)} in front of the message: ${requestBytes} + ${replyBytes - requestBytes} = ${bytes(replyBytes)}.`,
	}),
	'how-many-connections': ({ count, syns }) => ({
		question: say`How many TCP connections does the capture hold, and how can you tell?`,
		answer: say`${count}: each begins with a SYN without ACK (${at(syns)}).`,
	}),
	'where-is-handshake': ({ first }) => ({
		question: say`The capture begins with ${at([first])}. Where is the handshake, and did it take place?`,
		answer: say`It took place before the recording began: without it no data can be exchanged. It just was not captured.`,
	}),
	'why-twice': ({ first, copy }) => ({
		question: say`${at([first])} and ${at([copy])} are the same packet. Was it sent twice?`,
		answer: say`No: it was recorded on two interfaces. A retransmission would come later and with another IP ID.`,
	}),
	'where-is-end-word': ({ word, fin }) => ({
		question: say`Where in the capture is the word ${code(word)}, which ends the client?`,
		answer: say`Nowhere: the program ends without sending it, and its kernel sends FIN (${at([fin])}).`,
	}),
};
