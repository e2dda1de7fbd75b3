import type { Reason } from '../claim.ts';
import type { Fact, Finding } from '../fact.ts';

/** What makes a refutation doubtful: the words allow another reading, in which the statement is true. */
interface Doubt {
	readonly reason: Reason;
	readonly isDoubtful: (fact: Fact, text: string, before: string) => boolean;
	/** True sentences that would be refuted without it. */
	readonly examples: readonly string[];
}

const CAUSE_WORD = /\b(?:because|since|as|due to|karena|sebab|lantaran|akibat|disebabkan(?: oleh)?)\s*$/i;
const ACK_NUMBER =
	/\b(?:ack|acknowledge?ment)\b\s*(?:number|no\.?|=|:|bernilai|sebesar|\d|(?:pada|di|of|in) (?:paket|packet|frame|baris|row) (?:no\.? )?\d+ (?:is|adalah|bernilai|berisi|=))|\b(?:nomor|number) ack/i;
const RESTRICTS =
	/\b(?:first|last|pertama|terakhir|between|antara|exactly|set|not|no|nobody|without|that|which|who|yang|tidak|bukan|tanpa|belum|carry|carries|membawa|berisi|before|sebelum|after|setelah|sesudah|takes|butuh|membutuhkan|memerlukan|needs?|namely|yaitu|other|lain(?:nya)?)\b/i;
const ACKNOWLEDGES = /\backnowledg|\bmengakui|\bmengonfirmasi|\bmengkonfirmasi|\bkonfirmasi|\bmeng-?ack/i;
const OTHERS_WORDS =
	/\b(?:repl(?:y|ies)|response|answers?|balasan(?:nya)?|jawaban|respons?|upcalls?|events?)\s+(?:(?:of|from|by|dari|milik|oleh)\s+)?(?:the\s+)?(client|server)\b|\b(client|server)(?:'s)?\s+(?:reply|replies|response|answer)\b|\b(?:echoed|sent|answered) (?:back )?by the (client|server)\b/i;

/** `only the ACK flag`, `hanya memiliki flag ACK`: what else is set makes it false. */
const ONLY_FLAG =
	/\b(?:only|just|hanya|cuma)\s+(?:(?:the|memiliki|membawa|punya|berisi|flags?|bit|has|carries)\s+){0,3}[`"[]?(?:SYN|ACK|FIN|PSH|RST)\b/i;

/** Packets of a part of the conversation. */
const PART =
	/\b(?:segmen|segments?|paket|packets?)\s+data\b|\bdata\s+(?:segments?|packets?)\b|\b(?:fase|phase|tahap)\b/i;
const EXCEPT = /\b(?:selain|kecuali|terkecuali|di luar|except|apart from|aside from|other than|besides|excluding)\b/i;

const DOUBTS: readonly Doubt[] = [
	{
		reason: 'CAUSE',
		isDoubtful: (fact, _text, before) => fact.kind !== 'one-packet-twice' && CAUSE_WORD.test(before),
		examples: ['The acknowledgment number of packet 4 is 1, because SYN counts as one byte.'],
	},
	{
		reason: 'UNBOUND',
		isDoubtful: (fact, text) =>
			fact.kind === 'count' && (fact.said > MOST_COUNTED || (fact.said < fact.found && RESTRICTS.test(text))),
		examples: [
			'FIN is set in exactly two packets, 13 and 14.',
			"The server's port stays 2222 for the whole connection.",
		],
	},
	{
		reason: 'UNBOUND',
		isDoubtful: (fact, text) =>
			fact.kind === 'count' && fact.found === 0 && fact.thing.includes('packets') && RESTRICTS.test(text),
		examples: ['It takes the client three segments, SYN, ACK and data, before the server knows.'],
	},
	{
		reason: 'UNBOUND',
		isDoubtful: (fact, text) => fact.kind === 'count' && fact.thing.includes('packets') && PART.test(text),
		examples: ['Ada 3 segmen handshake, 7 segmen data, 3 segmen penutupan.', 'Dalam fase data terdapat 7 segmen.'],
	},
	{
		reason: 'UNBOUND',
		isDoubtful: (fact, text) => differsOnlyIn(fact, 'flags', ['ACK']) && ACK_NUMBER.test(text),
		examples: ['Ack 19 pada paket 11 berasal dari 5 + 14 = 19.'],
	},
	{
		reason: 'UNBOUND',
		isDoubtful: (fact, text) => hasTheFlag(fact) && /\bflags?\b|\bbendera\b/i.test(text) && !ONLY_FLAG.test(text),
		examples: ['Flag SYN hanya ada di paket 3 dan 4.'],
	},
	{
		// The number may be that of the packet that is acknowledged.
		reason: 'UNBOUND',
		isDoubtful: (fact, text) =>
			differsOnlyIn(fact, 'acknowledgment', null) && ACKNOWLEDGES.test(text) && !ACK_NUMBER.test(text),
		examples: ['Packet 9 acknowledges 8.'],
	},
	{
		reason: 'UNBOUND',
		isDoubtful: (fact, text) => differsOnlyIn(fact, 'length', null) && isBare(fact) && ACKNOWLEDGES.test(text),
		examples: ['Frame 9: the client acknowledges the reply.'],
	},
	{
		reason: 'UNBOUND',
		isDoubtful: (fact, text) => fact.kind === 'other-direction' && isOf(fact, OTHERS_WORDS.exec(text)),
		examples: ['The last reply of the server is "Echo: tujuh".'],
	},
	{
		// What is answered is named behind "for"; who answers did not send it.
		reason: 'UNBOUND',
		isDoubtful: (fact, text) =>
			fact.kind === 'other-direction' && /\b(?:for|untuk|atas|terhadap) (?:the |request )?["`']/i.test(text),
		examples: ['The server returned 5.0 for `add`.'],
	},
	{
		reason: 'UNBOUND',
		isDoubtful: (fact, text) =>
			['present', 'absent', 'all-of', 'count', 'none-such', 'text-missing'].includes(fact.kind) && EXCEPT.test(text),
		examples: ['Selain pada percobaan pertama tidak ada RST.', 'Apart from packet 1 every packet has ACK.'],
	},
	{
		reason: 'UNBOUND',
		isDoubtful: (fact, text) =>
			fact.kind === 'packets' && /\bwithout any|\btanpa (?:apa|yang lain|lainnya)/i.test(text),
		examples: ['Only packets 5, 7, 9 and 18 are ACKs without anything else.'],
	},
	{
		reason: 'UNBOUND',
		isDoubtful: (fact, text) => fact.kind === 'row-differs' && /\bke-?\d+\b.*\(\s*(?:paket|frame|baris|no)/i.test(text),
		examples: ['Segmen TCP ke-1 adalah SYN (paket nomor 3).'],
	},
];

/** More than this is no count of packets or connections but another number. */
const MOST_COUNTED = 1000;

/**
 * A refutation in which nothing is doubtful, else that it cannot be told. `before` is the text in front of the
 * statement.
 */
export function withoutDoubt(finding: Finding, text: string, before: string): Finding {
	if (finding.verdict !== 'refuted') return finding;
	const doubt = DOUBTS.find(({ isDoubtful }) => isDoubtful(finding.fact, text, before));
	if (doubt === undefined) return finding;
	return { ...finding, verdict: 'not-checkable', reason: doubt.reason, hint: null };
}

/** A row that is as was said but for one field; `said` is one of these, if given. */
function differsOnlyIn(fact: Fact, field: string, said: readonly string[] | null): boolean {
	if (fact.kind !== 'row-differs') return false;
	const [difference, another] = fact.differences;
	if (difference === undefined || another !== undefined || difference.field !== field) return false;
	return said === null || said.includes(difference.said);
}

/** The row has the flags that were said, and others. */
function hasTheFlag(fact: Fact): boolean {
	if (fact.kind !== 'row-differs' || !differsOnlyIn(fact, 'flags', null)) return false;
	const said = fact.differences[0]?.said.split(', ') ?? [];
	return said.every((flag) => fact.face.flags.includes(flag));
}

function isBare(fact: Fact): boolean {
	return fact.kind === 'row-differs' && fact.face.bytes === 0;
}

/** The packets are of the side that the words name as the one who speaks. */
function isOf(fact: Fact, words: RegExpExecArray | null): boolean {
	const side = words?.slice(1).find(Boolean);
	return fact.kind === 'other-direction' && side !== undefined && fact.faces.every((face) => face.side === side);
}
