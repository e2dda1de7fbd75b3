import type { ReadResult } from './read-result.ts';

/** The comment of a pcapng section whose times are too rough for round trips. */
export const USER_SPACE_TIMES = 'times taken in user space';

/** Whether a capture says of itself that its times were taken in user space, late by up to milliseconds. */
export function saysRoughTimes(read: ReadResult): boolean {
	if (read.kind !== 'capture') return false;
	return read.head.sections.some(({ comments }) => comments.includes(USER_SPACE_TIMES));
}
