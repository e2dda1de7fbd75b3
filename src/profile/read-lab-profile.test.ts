import { describe, expect, test } from 'vitest';
import { CapnoteError } from '../errors.ts';
import { LABS } from './labs.ts';
import { nearestTo } from './nearest.ts';
import { readLabProfile } from './read-lab-profile.ts';
import { mayReply, replyTo } from './reply-pattern.ts';

const LEAST = 'lab: squares\nport: 4444\nreply: "Squared: {message}"\n';

/** What is wrong, as the error says it after its first words. */
async function complaintOf(text: string): Promise<string> {
	try {
		await readLabProfile(text, 'my.yml');
		return '';
	} catch (error) {
		if (!(error instanceof CapnoteError) || error.code !== 'bad-yaml') throw error;
		return error.message.replace('Cannot use "my.yml": ', '');
	}
}

describe('readLabProfile()', () => {
	test('needs a name, a port and a reply', async () => {
		expect(await readLabProfile(LEAST)).toEqual({
			...{ name: 'squares', port: 4444, replyPrefix: 'Squared: ', replyPatterns: null },
			...{ endWord: 'bye', endWordIsSent: false, greeting: null, closeStarter: null },
			messages: ['hello', 'distributed', 'systems'],
			services: { server: 'squares-server', client: 'squares-client' },
		});
	});

	test('can say all that the voting lab is', async () => {
		const text = `
lab: voting
port: 2223
reply:
  - {message: exit, reply: null}
  - {message: "Option [ABC]", reply: "Vote received for {message}, current count: {count}"}
  - {reply: "Invalid option. Available: Option A, Option B, Option C"}
end: {word: exit, sent: true}
messages: [Option A, Option B, Option A, Option D, exit]
`;
		expect(await readLabProfile(text)).toEqual(LABS.voting);
	});

	test.each([
		['lab: x\n', 'line 1: the key "port" is missing; line 1: the key "reply" is missing'],
		[`${LEAST}firstspeaker: client`, 'line 4: unknown key "firstspeaker"; did you mean "firstSpeaker"?'],
		[
			`${LEAST}zzz: 1`,
			'line 4: unknown key "zzz"; known are lab, port, reply, end, firstSpeaker, greeting, closeStarter, services, messages',
		],
		[LEAST.replace('4444', 'many'), 'line 2: port: must be a number'],
		[LEAST.replace('4444', '70000'), 'line 2: port: must be 65535 at most'],
		[LEAST.replace('squares', '../x'), 'line 1: lab: must be a name of small letters, digits and hyphens'],
		[`${LEAST}end: {word: exit, send: true}`, 'line 4: unknown key "send"; did you mean "sent"?'],
		[`${LEAST}end: {word: exit, sent: ya}`, 'line 4: end.sent: must be true or false'],
		[`${LEAST}closeStarter: me`, 'line 4: closeStarter: must be client or server'],
		[`${LEAST}firstSpeaker: server`, 'line 1: the key "greeting" is missing'],
		[`${LEAST}messages: []`, 'line 4: messages: must be 1 at least'],
		[
			LEAST.replace('{message}', '{mesage}'),
			'line 3: reply.0.reply: unknown placeholder {mesage}; did you mean {message}?',
		],
		['lab: x\nport: 1\nreply:\n  - {message: "(", reply: a}', /^line 4: reply\.0\.message: is no regular expression/],
		['lab: x\nport: 1\nreply:\n  - mesage: a\n    reply: b', 'line 4: unknown key "mesage"; did you mean "message"?'],
		['lab: [', /^line \d: /],
		['', 'line 1: must be a block of keys'],
	])('%j is refused', async (text, expected) => {
		const said = await complaintOf(text);
		if (typeof expected === 'string') expect(said).toBe(expected);
		else expect(said).toMatch(expected);
	});
});

describe('reply patterns', () => {
	const patterns = [
		{ message: 'quit', reply: null },
		{ message: 'add (\\d+)', reply: 'added {1}: {message} ({count})' },
		{ message: 'time', reply: 'It is {any}.' },
	];
	test.each([
		['add 5', 'added 5: add 5 (3)'],
		['add 5\n', 'added 5: add 5 (3)'],
		['quit', null],
		['sub 5', undefined],
		['time', 'It is {any}.'],
	])('%j gets the reply %j', (message, expected) => {
		expect(replyTo(patterns, message, () => 3)).toBe(expected);
	});

	test.each([
		['add 5', 'added 5: add 5 (12)', true],
		['add 5', 'added 6: add 5 (12)', false],
		['time', 'It is half past nine.', true],
		['sub 5', 'whatever', null],
	])('after %j the reply %j is judged %j', (message, reply, expected) => {
		expect(mayReply(patterns, message, reply)).toBe(expected);
	});

	test('signs of regular expressions in a reply are only themselves', () => {
		const star = [{ message: null, reply: '*.{message}+(?)' }];
		expect(mayReply(star, 'a.b', '*.a.b+(?)')).toBe(true);
		expect(mayReply(star, 'a.b', '*.axb+(?)')).toBe(false);
	});
});

describe('nearestTo()', () => {
	test.each([
		['reqire', 'require'],
		['lba', 'lab'],
		['xyz', null],
	])('of %s is %s', (word, expected) => {
		expect(nearestTo(word, ['require', 'lab', 'port'])).toBe(expected);
	});
});
