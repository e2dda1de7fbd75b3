import { whyUnreadable } from '../../error-text.ts';
import type { ErrorDetails } from '../../errors.ts';
import type { HandshakeFound, Outcome, RequirementWord } from '../../grading/requirement.ts';
import type { FileFailure, GradeFailure, ItemReason } from '../../grading/submission-result.ts';
import type { GradeWords } from '../grade-words.ts';
import { count, listPackets } from './counts.ts';

const WORDS: { readonly [W in RequirementWord]: string } = {
	packets: 'packets',
	connections: 'connections',
	'arp-requests': 'ARP requests',
	'arp-replies': 'ARP replies',
	'arp-broadcast': 'ARP requests by broadcast',
	'arp-unicast': 'ARP requests by unicast',
	'payload-contains': 'text in a message',
	whole: 'file whole to its end',
	connection: 'connection',
	'client-address': "client's address",
	'client-port': "client's port",
	'server-address': "server's address",
	'server-port': "server's port",
	handshake: 'handshake',
	exchanges: 'exchanges',
	'exchange-request': 'request',
	'exchange-reply': 'reply',
	'close-shape': 'close',
	'close-starter': 'who closes first',
	'close-complete': 'close captured to its end',
	retransmissions: 'retransmissions',
	segments: 'segments',
	'client-bytes': 'bytes of the client',
	'server-bytes': 'bytes of the server',
	'starts-mid-connection': 'starts mid-connection',
	'ends-open': 'ends before the connection does',
	'first-speaker': 'first speaker',
	packet: 'packet',
	'packet-protocol': 'protocol',
	'packet-flags': 'flags',
	'packet-from': 'sender',
	'packet-to': 'receiver',
	'packet-data-length': 'payload bytes',
	'packet-payload': 'payload',
	'packet-seq': 'Seq',
	'packet-ack': 'Ack',
	'packet-labels': 'labels',
};

const HANDSHAKES: { readonly [H in HandshakeFound]: string } = {
	complete: 'complete',
	incomplete: 'incomplete',
	'not-captured': 'not in the capture',
	refused: 'refused (RST)',
	'no-answer': 'not answered',
};

const VALUES: Readonly<Record<string, string>> = { ...HANDSHAKES, true: 'yes', false: 'no', null: 'none', '': 'none' };

function value(of: Outcome['found']): string {
	return VALUES[String(of)] ?? `${of}`;
}

function outcome({ word, met, expected, found, at, packets }: Outcome): string {
	const name = at === null ? WORDS[word] : `${WORDS[word]} ${word.startsWith('packet-') ? `of #${at}` : at}`;
	const where = packets.length > 0 ? ` (${listPackets(packets)})` : '';
	if (word === 'payload-contains') {
		return met ? `"${expected}" is in a message${where}` : `"${expected}" is in no message of the capture`;
	}
	if (met) return `${name}: ${value(found)}${where}`;
	return `${name}: expected ${value(expected)}, found ${value(found)}${where}`;
}

const REASONS: { readonly [K in ItemReason['kind']]: (reason: Extract<ItemReason, { kind: K }>) => string } = {
	met: ({ outcomes }) => outcomes.map(outcome).join('; '),
	'in-part': ({ outcomes, instead }) => `${unmet(outcomes)}. In part, for ${instead.map(outcome).join('; ')}`,
	unmet: ({ outcomes }) => unmet(outcomes),
	'no-capture': () => 'no capture that can be read was handed in',
	said: ({ claims, found, min }) =>
		min > 1
			? `said and confirmed: ${found} of ${min} (${claims.join(', ')})`
			: `said and confirmed (${claims.join(', ')})`,
	'said-but-refuted': ({ claims }) => `said, but the capture shows something else (${claims.join(', ')})`,
	'said-not-checkable': ({ claims }) => `said, but it cannot be checked in this capture (${claims.join(', ')})`,
	'not-said': () => 'the report does not say it in a way that can be checked',
	refuted: ({ claims, each, max }) =>
		`${count(claims.length, 'refuted claim')} at ${each}${max === null ? '' : `, at most ${max}`} (${claims.join(', ')})`,
	'little-evidence': ({ found, needed, share }) =>
		`claims rest on ${count(found, 'packet')} that the report names, ${needed} are asked for: ${Math.round(share * 100)} % of their points`,
	'half-without-capture': () => 'no capture that can be read: no more than half of the points',
};

function unmet(outcomes: readonly Outcome[]): string {
	return outcomes
		.filter(({ met }) => !met)
		.map(outcome)
		.join('; ');
}

const FAILURES: { readonly [F in GradeFailure]: string } = {
	'too-large': 'it is too large to be graded',
	'too-slow': 'grading took too long and was stopped',
	'worker-died': 'the program that graded it ended unexpectedly',
	'document-unread':
		'it is a Word or PDF document, which is not read; ask for Markdown or text (pandoc -t gfm report.docx -o report.md)',
	'no-text': 'it is no text',
	'archive-unread':
		'it is an archive that is not opened here (.zip and .tar.gz are); unpack it beside its name, and grade again',
	'archive-damaged': 'it is a damaged archive, or none',
	'archive-locked': 'it is an archive with a password',
	'archive-too-large': 'it holds more than may be unpacked',
	'archive-too-deep': 'it is an archive in an archive in an archive, which is not opened',
};

function failure({ name, code, details }: FileFailure): string {
	const reason =
		code === 'unreadable-file' && details
			? whyUnreadable(details as ErrorDetails<'unreadable-file'>)
			: ((FAILURES as Partial<Record<string, string>>)[code] ?? 'it cannot be read');
	return `${name}: ${reason}`;
}

const KINDS = { port: 'port', mac: 'MAC address', sequence: 'initial sequence number', message: 'message' } as const;

export const grade: GradeWords = {
	decimalSign: '.',
	outcome,
	reason: (reason) => (REASONS[reason.kind] as (of: ItemReason) => string)(reason),
	itemNames: {
		'refuted-claims': 'refuted claims',
		'minimum-evidence': 'little evidence',
		'half-without-capture': 'without a capture',
	},
	remarks: {
		'own-mark-missing': ({ text }) => `The own mark "${text}" is in no message of the capture.`,
		'dated-before': ({ capture, day, limit }) => `${capture} was recorded on ${day}, before ${limit}.`,
		'dated-after': ({ capture, day, limit }) => `${capture} was recorded on ${day}, after ${limit}.`,
		'clocks-disagree': ({ capture, packets, captureSeconds, senderSeconds }) =>
			`In ${capture}, ${captureSeconds} s pass between ${listPackets(packets)} by the packets' times, and ${senderSeconds} s by the sender's own clock (TSval).`,
	},
	failure,
	troubles: {
		'damaged-file': 'a damaged file',
		'no-packets': 'no packets',
		'starts-mid-connection': 'starts after the handshake',
		'open-at-end': 'ends before the close',
		'refused-attempt': 'a refused attempt',
		'cut-by-snaplen': 'packets cut short',
		'recorded-twice': 'packets recorded twice',
		'no-lab-packet': "nothing on the lab's port",
		'more-connections-than-lab': 'more connections than the lab has',
		'more-clients-than-lab': 'more clients than the lab has',
		'time-runs-backwards': 'times run backwards',
		'clocks-disagree': 'clocks disagree',
		'syn-filtered': 'SYN dropped by a firewall',
		'syn-unanswered': 'SYN not answered',
		'host-silent': 'a host that is not there',
		'mac-changed': 'a MAC address changed',
		'address-used-twice': 'an address used by two hosts',
		L10: 'names a file that is not there',
		L11: 'pictures without a sentence',
		L12: 'a port with a thousands dot',
		L13: 'quoted times run backwards',
		L14: 'a quoted row from an address to itself',
		L15: 'quotes output of another run',
	},
	strengths: { proof: 'proof', 'very-strong': 'very strong', strong: 'strong', hint: 'hint' },
	signals: {
		S1: 'same file',
		S2: 'same packets',
		S3: 'same random numbers',
		S4: 'same pauses',
		S6: "cites the other's capture",
		'S6-both': 'both cite the same foreign port',
		S7: "quotes the other's messages",
		S8: 'same sentences',
		S10: "the other's mark",
	},
	evidence(evidence, a, b) {
		switch (evidence.signal) {
			case 'S1':
				return `${evidence.aCapture} of ${a} and ${evidence.bCapture} of ${b} are the same file, byte by byte.`;
			case 'S2':
				return `${count(evidence.shared, 'packet')} of ${evidence.aCapture} (${a}) ${evidence.shared === 1 ? 'is' : 'are'} in ${evidence.bCapture} (${b}) too, equal in every byte from the IP header on: ${listPackets(evidence.aPackets)} are there ${listPackets(evidence.bPackets)}.`;
			case 'S3':
				return `${count(evidence.shared, 'segment')} of ${evidence.aCapture} (${a}) and ${evidence.bCapture} (${b}) carry the same sequence and acknowledgment numbers, which two runs draw at random: ${listPackets(evidence.aPackets)} and ${listPackets(evidence.bPackets)}.`;
			case 'S4':
				return `From ${listPackets(evidence.aPackets)} of ${evidence.aCapture} (${a}) and from ${listPackets(evidence.bPackets)} of ${evidence.bCapture} (${b}) on, the same messages follow each other with the same pauses to the millisecond, under other addresses and numbers.`;
			case 'S6':
			case 'S7': {
				const [citing, other] = evidence.by === 'a' ? [a, b] : [b, a];
				return `The report of ${citing} (${evidence.at.document}:${evidence.at.line}) cites the ${KINDS[evidence.kind]} "${evidence.value}", which is not in ${citing}'s capture but in ${other}'s: ${evidence.capture} #${evidence.packet}.`;
			}
			case 'S6-both':
				return `Both reports cite "${evidence.value}", which is in neither's capture: ${a} in ${evidence.aLine.document}:${evidence.aLine.line}, ${b} in ${evidence.bLine.document}:${evidence.bLine.line}.`;
			case 'S8':
				return `${evidence.shared} places of both reports have the same five words in a row; the first is ${evidence.aLine.document}:${evidence.aLine.line} of ${a} and ${evidence.bLine.document}:${evidence.bLine.line} of ${b}.`;
			case 'S10': {
				const [owner, other] = evidence.in === 'a' ? [b, a] : [a, b];
				return `${evidence.capture} of ${other} holds a message with the number of ${owner} ("${evidence.mark}", #${evidence.packet}).`;
			}
		}
	},
	verdicts: { confirmed: '✔ confirmed', refuted: '✘ refuted', 'not-checkable': '? not checkable' },
	titles: {
		student: 'Student',
		report: 'Report',
		capture: 'Capture',
		points: 'Points',
		band: 'Band',
		confirmed: 'Confirmed',
		refuted: 'Refuted',
		notCheckable: 'Not checkable',
		notUnderstood: 'Not understood',
		findings: 'To look at',
		alike: 'Alike',
		item: 'Item',
		why: 'Why',
		claims: 'What the report says',
		claim: 'Statement',
		verdict: 'Verdict',
		line: 'Line',
		packets: 'Packets',
		number: 'No.',
		time: 'Time (s)',
		from: 'From',
		to: 'To',
		flags: 'Flags',
		data: 'Data',
		gradeBook: 'Grade book',
		back: 'Back to the grade book',
		pairs: 'Alike',
		strength: 'Strength',
		evidence: 'What shows it',
		remarks: 'Remarks for the teacher',
		failures: 'Files that could not be used',
		reportText: 'The report as it was handed in, with the verdicts',
		rubric: 'Rubric',
		none: 'none',
		passed: 'passed',
		notPassed: 'not passed',
		advice: 'Next time',
		length: 'Len',
	},
	graded: ({ submissions, passed, failed, mean, cached }) =>
		`${count(submissions, 'submission')} graded: ${passed} passed${failed > 0 ? `, ${failed} with files that could not be used` : ''}, ${mean.toFixed(1)} % on average${cached > 0 ? ` (${cached} as before)` : ''}.`,
	bandLine: (band, of) => `${band}: ${of}`,
	progress: (done, all, cached) => `${done} of ${all} graded${cached > 0 ? `, ${cached} of them as before` : ''}`,
	pairsFound: (of) => (of === 0 ? 'No two submissions are alike.' : `${count(of, 'pair')} of submissions are alike:`),
	more: (of) => `… and ${of} more`,
	points: ({ points, max }) => (max === 0 ? String(points) : `${points} of ${max}`),
	likenessNote:
		'These are facts to look at. They change no points, and whether somebody copied is for people to judge.',
	nothingYet: (folder) => `There is no submission in ${folder} yet.`,
	stopped: (done, all, isKept) =>
		`Stopped: ${done} of ${all} graded, and no grade book written.${isKept ? ' They are kept: the same command goes on from there.' : ''}`,
	watching: (folder) => `Watching ${folder}; Ctrl+C ends it.`,
	written: (folder, files) => `${count(files, 'file')} written to ${folder}`,
	lint: {
		fine: ({ items, max, hash }) => `The rubric is fine: ${count(items, 'item')}, ${max} points at most, hash ${hash}.`,
		sum: (points, max) => `The items give ${max} points together, but "points" says ${points}.`,
		noLowestBand: 'No band begins at 0: the lowest results have no band.',
		noItems: 'There are no items: every submission gets 0 of 0 points.',
		unreachable: (id) => `"${id}": what stands under "else" gives as many points as the item itself, or more.`,
	},
};
