import { opposite, type Segment } from './segment.ts';
import { advance, isUpTo } from './sequence.ts';

/** What the other side made of the first SYN, which its state before the first packet follows from. */
export type SynAnswer = 'accepts' | 'refuses' | 'challenges' | 'simultaneous' | 'silent';

export type AnswerSegment = Pick<
	Segment,
	'side' | 'syn' | 'ack' | 'rst' | 'sequence' | 'acknowledgment' | 'end' | 'payloadBytes'
>;

/**
 * Finds the answer to the first SYN of a connection. An ACK of other numbers than the SYN's is a challenge: the server
 * still has an older connection between the same ends (RFC 9293, section 3.5.1).
 */
export function synAnswer(segments: readonly AnswerSegment[]): SynAnswer {
	const at = segments.findIndex(({ syn, ack }) => syn && !ack);
	const syn = segments[at];
	if (syn === undefined) return 'accepts';
	const answer = segments.slice(at + 1).find(({ side }) => side === opposite(syn.side));
	if (answer === undefined) return segments.slice(at + 1).some(({ ack, rst }) => ack && !rst) ? 'accepts' : 'silent';
	if (answer.syn) return answer.ack ? 'accepts' : 'simultaneous';
	if (answer.rst) return 'refuses';
	return isChallenge(syn, answer, segments) ? 'challenges' : 'accepts';
}

function isChallenge(syn: AnswerSegment, answer: AnswerSegment, segments: readonly AnswerSegment[]): boolean {
	if (!answer.ack) return false;
	const ends = segments.filter(({ side, rst }) => side === syn.side && !rst).map(({ end }) => end);
	const isCovered = ends.some((end) => isUpTo(answer.acknowledgment, end));
	return !(isCovered && isUpTo(advance(syn.sequence, 1), answer.acknowledgment));
}
