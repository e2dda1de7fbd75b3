import type { ExpectWords } from '../expect-words.ts';
import { count, listPackets } from './counts.ts';

export const expect: ExpectWords = {
	result: ({ capture, checks, failed }) =>
		failed === 0
			? `${capture}: all ${count(checks, 'expectation')} met`
			: `${capture}: ${failed} of ${count(checks, 'expectation')} not met`,
	expected: 'expected',
	found: 'found',
	value: ({ word, found, packets }) => {
		const where = packets.length === 0 ? '' : ` (${listPackets(packets)})`;
		if (word === 'connection') return `there are only ${count(Number(found), 'such connection')}`;
		if (word === 'packet') return `the capture has only ${count(Number(found), 'packet')}`;
		return `${found === null ? 'nothing' : typeof found === 'string' ? JSON.stringify(found) : found}${where}`;
	},
	total: ({ captures, failed }) =>
		failed === 0
			? `${count(captures, 'capture')}: as expected`
			: `${count(captures, 'capture')}: ${failed} not as expected`,
	written: ({ path }) => `Written ${path}. Read it, and take out what need not be the same next time.`,
	updated: ({ path, changed, left }) =>
		`${path}: ${count(changed, 'expectation')} changed to what was found${left > 0 ? `, ${left} cannot be met by another value and stay` : ''}.`,
};
