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

interface OpenLineOptions {
	/** On a terminal a stage turns a wheel behind its text while it lasts, and stays as a line of its own. */
	readonly keepsStages?: boolean;
}

const CLEAR_LINE = '\r\u001b[K';
const WHEEL = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const TURN_MS = 100;
/** Of a terminal that does not say how wide it is. */
const USUAL_WIDTH = 80;

/** The open line of a channel. */
export function createOpenLine(log: Channel, { keepsStages = false }: OpenLineOptions = {}): OpenLine {
	let open = '';
	let kind: 'stage' | 'prompt' = 'stage';
	let wheel: ReturnType<typeof setInterval> | undefined;

	function leave(text: string, as: typeof kind): void {
		log.write(as === 'stage' ? inOneLine(text) : text);
		open = text;
		kind = as;
	}

	/**
	 * What reaches into a second line of the terminal cannot be replaced any more. Stages are sentences of ours, a column
	 * for each letter: what measures other text takes long to load.
	 */
	function inOneLine(text: string, behind = ''): string {
		const room = Math.max(1, (log.columns ?? USUAL_WIDTH) - 1 - behind.length);
		return `${text.length > room ? `${text.slice(0, room - 1)}…` : text}${behind}`;
	}

	function turn(text: string): void {
		let turns = 0;
		const next = (): string => ` ${WHEEL[turns++ % WHEEL.length]}`;
		wheel = setInterval(() => log.write(`${CLEAR_LINE}${inOneLine(text, next())}`), TURN_MS);
		wheel.unref();
	}

	function clear(): void {
		clearInterval(wheel);
		wheel = undefined;
		const stays = keepsStages && kind === 'stage' && log.isTerminal;
		if (open !== '') log.write(stays ? `${CLEAR_LINE}${open}\n` : log.isTerminal ? CLEAR_LINE : '\n');
		open = '';
	}

	return {
		line: (text) => {
			const waiting = kind === 'prompt' && log.isTerminal ? open : '';
			clear();
			log.write(`${text}\n`);
			if (waiting !== '') leave(waiting, 'prompt');
		},
		stage: (text) => {
			clear();
			if (!log.isTerminal) return log.write(`${text}\n`);
			leave(text, 'stage');
			if (keepsStages) turn(text);
		},
		prompt: (text) => {
			clear();
			leave(text, 'prompt');
		},
		answered: () => {
			if (kind !== 'prompt') return;
			// The answer may have come before the prompt moved: then it stands there once more, with nothing behind it.
			if (open !== '') log.write(log.isTerminal ? CLEAR_LINE : '\n');
			open = '';
		},
		clear,
	};
}
