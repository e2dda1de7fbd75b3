import type { LabProfile } from '../profile/lab-profile.ts';
import { type ReplyPattern, replyTo } from '../profile/reply-pattern.ts';

/** What a lab's server makes of one read: its reply, or `null` where it closes the connection without one. */
export type Answer = (request: Buffer) => Uint8Array | null;

/** Answers with the prefix and the same bytes, so that a character cut by a read stays whole. */
export function prefixAnswer(prefix: string): Answer {
	const bytes = Buffer.from(prefix);
	return (request) => Buffer.concat([bytes, request]);
}

/** Answers as the first pattern that fits says, with counts of all connections together; where none fits it closes. */
export function patternAnswer(patterns: readonly ReplyPattern[]): Answer {
	const counts = new Map<string, number>();
	const count = (message: string): number => {
		const now = (counts.get(message) ?? 0) + 1;
		counts.set(message, now);
		return now;
	};
	return (request) => {
		const reply = replyTo(patterns, request.toString('utf8'), count);
		return typeof reply === 'string' ? Buffer.from(reply) : null;
	};
}

/** What the server of a lab answers. */
export function answerOf(
	profile: Pick<LabProfile, 'replyPrefix' | 'replyPatterns' | 'endWord' | 'endWordIsSent'>,
): Answer {
	const { replyPrefix, replyPatterns, endWord, endWordIsSent } = profile;
	const answer = replyPatterns === null ? prefixAnswer(replyPrefix ?? '') : patternAnswer(replyPatterns);
	if (!endWordIsSent) return answer;
	return (request) => (request.toString('utf8').trim() === endWord ? null : answer(request));
}
