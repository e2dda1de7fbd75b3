import { expect, test } from 'vitest';
import { lab as words } from '../i18n/en/lab.ts';
import type { LabEvent } from '../lab/lab-event.ts';
import { createLabProgress } from './lab-progress.ts';

interface Shown {
	readonly isTerminal?: boolean;
	readonly quiet?: boolean;
	readonly typed?: boolean;
	readonly columns?: number;
}

function shown(
	events: readonly LabEvent[],
	{ isTerminal = false, quiet = false, typed = false, columns = 80 }: Shown = {},
): string {
	let text = '';
	const write = (piece: string): void => {
		text += piece;
	};
	const progress = createLabProgress({ write, isTerminal, columns }, words, {
		quiet,
		typed,
		endWord: 'bye',
		endWordIsSent: false,
		explain: ({ message, fix }) => ({ what: message, fix }),
	});
	for (const event of events) progress.take(event);
	progress.end();
	return text.replaceAll('\r\u001b[K', '<clear>');
}

const SETTING_UP: readonly LabEvent[] = [
	{ kind: 'runner', runner: 'netns', rootless: false, why: 'asked', problems: [], seed: null },
	{ kind: 'stage', stage: 'network' },
	{ kind: 'said', program: 'server', text: 'Server listening on 0.0.0.0:2222', whole: true },
];

const RUNNER = words.runner({ runner: 'netns', rootless: false, why: 'asked', problems: [], seed: null });

const TYPED: readonly LabEvent[] = [
	{ kind: 'stage', stage: 'programs' },
	{ kind: 'said', program: 'client', text: 'Enter message: ', whole: false },
	{ kind: 'said', program: 'server', text: "Connection from: ('10.77.0.2', 5)", whole: true },
	{ kind: 'said', program: 'server', text: 'Received from client: halo', whole: true },
	{ kind: 'said', program: 'client', text: 'Received from server: Echo: halo', whole: true },
	{ kind: 'said', program: 'client', text: 'Enter another message: ', whole: false },
];

test('createLabProgress() writes whole lines into a file or a pipe', () => {
	expect(shown(SETTING_UP)).toBe(
		[RUNNER, words.stages.network, 'server │ Server listening on 0.0.0.0:2222\n'].join('\n'),
	);
});

test('createLabProgress() leaves each stage without its wheel on a terminal', () => {
	expect(shown(SETTING_UP, { isTerminal: true })).toBe(
		`${RUNNER}\n${words.stages.network}<clear>${words.stages.network}\nserver │ Server listening on 0.0.0.0:2222\n`,
	);
});

test('createLabProgress() keeps a stage in one line of a narrow terminal while it lasts, and says all of it then', () => {
	expect(shown(SETTING_UP, { isTerminal: true, columns: 20 })).toBe(
		`${RUNNER}\nConnecting them to…<clear>${words.stages.network}\nserver │ Server listening on 0.0.0.0:2222\n`,
	);
});

test('createLabProgress() moves a prompt below what comes while it waits, until it is answered', () => {
	expect(shown(TYPED, { isTerminal: true, typed: true })).toBe(
		[
			words.typing({ endWord: 'bye', endWordIsSent: false }),
			"Enter message: <clear>server │ Connection from: ('10.77.0.2', 5)",
			'Enter message: <clear>server │ Received from client: halo',
			'Received from server: Echo: halo',
			'Enter another message: <clear>',
		].join('\n'),
	);
});

test('createLabProgress() that is quiet shows what the user types at, and complaints', () => {
	const complaint: LabEvent = { kind: 'complained', program: 'client', text: 'no server' };
	expect(shown([...SETTING_UP, ...TYPED, complaint], { quiet: true, typed: true })).toBe(
		'Enter message: \nReceived from server: Echo: halo\nEnter another message: \nclient │ no server\n',
	);
});
