import type { Channel } from './context.ts';

/** Writes lines around one that has no end yet: the stage of a work under way, or a prompt that waits. */
export interface OpenLine {
	/** Writes a whole line; on a terminal a prompt that waits moves below it. */
	readonly line: (text: string) => void;
	/** On a terminal a line that the next one replaces, elsewhere one like any other. */
	readonly stage: (text: string) => void;
	readonly prompt: (text: string) => void;
	/** The prompt got its answer: on a terminal the Enter that was pressed has ended its line. */
	readonly answered: () => void;
	/** Leaves the line clean. */
	readonly clear: () => void;
}

const CLEAR_LINE = '\r\u001b[K';

/** The open line of a channel. */
export function createOpenLine(log: Channel): OpenLine {
	let open = '';
	let isPrompt = false;

	function leave(text: string, prompt: boolean): void {
		log.write(text);
		open = text;
		isPrompt = prompt;
	}

	function clear(): void {
		if (open !== '') log.write(log.isTerminal ? CLEAR_LINE : '\n');
		open = '';
	}

	return {
		line: (text) => {
			const waiting = isPrompt && log.isTerminal ? open : '';
			clear();
			log.write(`${text}\n`);
			if (waiting !== '') leave(waiting, true);
		},
		stage: (text) => {
			clear();
			if (log.isTerminal) leave(text, false);
			else log.write(`${text}\n`);
		},
		prompt: (text) => {
			clear();
			leave(text, true);
		},
		answered: () => {
			if (isPrompt && open !== '' && !log.isTerminal) log.write('\n');
			if (isPrompt) open = '';
		},
		clear,
	};
}
