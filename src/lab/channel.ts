import type { Duplex } from 'node:stream';

/** Messages as lines of JSON, both ways over one pipe. */
export interface Channel<Sent, Received> {
	readonly send: (message: Sent) => void;
	/** Calls `take` for each message, in order, also for those that came before. */
	readonly receive: (take: (message: Received) => void) => void;
	/** Settles when the other side is gone. */
	readonly ended: Promise<void>;
	readonly close: () => void;
}

/** Makes a channel of a pipe that leads both ways. The other side's death is an end, never an error. */
export function openChannel<Sent, Received>(pipe: Duplex): Channel<Sent, Received> {
	const early: Received[] = [];
	let take = (message: Received): void => void early.push(message);
	let rest = '';
	pipe.setEncoding('utf8');
	pipe.on('data', (text: string) => {
		const lines = (rest + text).split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) take(JSON.parse(line) as Received);
	});
	const ended = new Promise<void>((resolve) => {
		for (const event of ['end', 'error', 'close']) pipe.on(event, () => resolve());
	});
	return {
		send: (message) => {
			if (pipe.writable) pipe.write(`${JSON.stringify(message)}\n`);
		},
		receive: (taker) => {
			take = taker;
			for (const message of early.splice(0)) taker(message);
		},
		ended,
		close: () => void pipe.end(() => pipe.destroy()),
	};
}
