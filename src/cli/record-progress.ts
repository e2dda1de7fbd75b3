import type { RecordEvent } from '../capture/record.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import type { Context } from './context.ts';
import { createOpenLine } from './open-line.ts';

/** Tells a person how a recording goes on. */
export interface RecordProgress {
	readonly take: (event: RecordEvent) => void;
	/** A line of its own, told in any case. */
	readonly line: (text: string) => void;
	/** Rows of packets: data, above the line that changes. */
	readonly rows: (text: string) => void;
	/** Leaves the line clean. */
	readonly end: () => void;
}

/** Where the line cannot change, one is written only so often. */
const PLAIN_EVERY = 10;

/** On a terminal one line that changes tells packets, rate and drops; elsewhere a line now and then does. */
export function createRecordProgress({ out, log }: Context, words: Catalogue, isSilent: boolean): RecordProgress {
	const { record } = words;
	const open = createOpenLine(log);
	let stage = '';
	let before = 0;
	let ticks = 0;
	let told = 0;

	function progress({ packets, bytes, dropped }: Extract<RecordEvent, { kind: 'progress' }>): void {
		const rate = packets - before;
		before = packets;
		ticks += 1;
		stage = record.progress({ packets, bytes, dropped, rate });
		// While nothing passes there is nothing to say.
		const isDue = ticks % PLAIN_EVERY === 0 && packets !== told;
		if (isDue) told = packets;
		if (isDue || log.isTerminal) open.stage(stage);
	}

	function line(text: string): void {
		open.clear();
		open.line(text);
		if (log.isTerminal && stage !== '') open.stage(stage);
	}

	function take(event: RecordEvent): void {
		if (event.kind === 'refused') line(record.refused(event.tried));
		else if (event.kind === 'fetching') line(record.fetching(event));
		else if (isSilent) return;
		else if (event.kind === 'recording') line(record.recording(event));
		else if (event.kind === 'stopping') line(record.stopping);
		else progress(event);
	}

	return {
		take,
		line,
		rows: (text) => {
			open.clear();
			out.write(text);
			if (log.isTerminal && stage !== '') open.stage(stage);
		},
		end: open.clear,
	};
}
