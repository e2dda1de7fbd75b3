import type { CheckWords } from '../check-words.ts';
import { count, listPackets } from './counts.ts';

export const check: CheckWords = {
	title: (report, captures) =>
		captures.length === 0
			? `${report}, without a capture: only what the report itself settles`
			: `${report}, compared with ${captures.join(', ')}`,
	pairing(section, capture, why, because) {
		const reasons = because.length === 0 ? why : `${why}: ${because.join(', ')}`;
		return `${section === '' ? 'The report' : `"${section}"`} → ${capture ?? 'no capture'} (${reasons})`;
	},
	line: (line) => `line ${line}`,
	tally({ confirmed, refuted, 'not-checkable': open }) {
		const all = confirmed + refuted + open;
		return `${count(all, 'statement')} about packets: ${confirmed} confirmed, ${refuted} refuted, ${open} not checkable.`;
	},
	reading({ sentences, withPacketWords, understood }) {
		return `Of ${count(sentences, 'sentence')}, ${withPacketWords} speak of packets; ${understood} of these were understood.`;
	},
	nothingFound: 'No statement about packets was found.',
	note: 'Note',
	notUnderstood: (sentences) => `Not understood: ${count(sentences, 'sentence')} that may be about packets`,
	becauseOf: (words) => `because of: ${words.join(', ')}`,
	remarks: 'Remarks on the report',
	self: {
		title: (report) => `${report}: what to look at again before you hand it in`,
		lookAgain: 'The capture shows something else',
		lookAt: (packets) => `Look at ${listPackets(packets)} again.`,
		cannotTell: 'The capture cannot tell',
		agrees: (claims) => `${count(claims, 'statement agrees', 'statements agree')} with the capture.`,
		sayIt: (sentences) => `Say it so that it can be checked (${count(sentences, 'sentence')})`,
		writeLike: 'Write, for example:',
		noExample: 'Name the packet, who sends it, and its flags: "#8 client → server PSH, ACK".',
		goodSoFar: 'Nothing in the report contradicts the capture.',
	},
	patterns: {
		title: 'How to write sentences that capnote can check',
		advice: [
			'Name the packet by its number in Wireshark: "packet 8", "#8", "rows 15–17".',
			'Name who sends it: client or server, or the address and port.',
			'Put what was sent into quotes or back-ticks: "Halo", `Echo: Halo`.',
			'Write flags as Wireshark does: SYN, "SYN, ACK", "PSH, ACK", "FIN, ACK".',
			'One statement for each sentence.',
		],
		examples: { en: 'English', id: 'Indonesian' },
	},
};
