import type { CapnoteError, ErrorText } from '../errors.ts';
import type { LabWords } from '../i18n/lab-words.ts';
import type { LabEvent, ProgramName } from '../lab/lab-event.ts';
import type { Channel } from './context.ts';
import { createOpenLine } from './open-line.ts';

/** Tells a person how a lab goes on. */
export interface LabProgress {
	readonly take: (event: LabEvent) => void;
	/** Leaves the line clean. */
	readonly end: () => void;
}

interface ProgressOptions {
	readonly quiet: boolean;
	/** The client is typed: its prompts and replies are shown as they are. */
	readonly typed: boolean;
	readonly endWord: string;
	readonly endWordIsSent: boolean;
	/** What an error says, in the language of the words. */
	readonly explain: (error: CapnoteError) => ErrorText;
}

type Said = Extract<LabEvent, { kind: 'said' }>;

/** Each stage is a line of its own; on a terminal a wheel turns behind it while it lasts. */
export function createLabProgress(log: Channel, words: LabWords, options: ProgressOptions): LabProgress {
	const open = createOpenLine(log, { keepsStages: true });
	let requests = 0;
	let replies = 0;

	function typedSaid({ text, whole }: Said): void {
		if (whole) replies += 1;
		// What the client says after a prompt is what it says after the answer.
		open.answered();
		if (whole) open.line(text);
		else open.prompt(text);
	}

	function said(event: Said): void {
		if (event.text.startsWith('Received from client')) requests += 1;
		// A request whose reply is not here yet: its prompt was answered. (The two programs' lines race.)
		if (requests > replies) open.answered();
		open.line(`${nameOf(event)} │ ${event.text}`);
	}

	function nameOf({ program, instance }: { readonly program: ProgramName; readonly instance?: number | null }): string {
		return instance ? `${words.programs[program]} ${instance}` : words.programs[program];
	}

	function takeLoud(event: LabEvent): void {
		if (event.kind === 'runner') runner(event);
		else if (event.kind === 'said') said(event);
		else if (event.kind === 'stopping') stopping(event.removes);
		else if (event.kind === 'late-server') open.line(words.lateServer);
		else if (event.kind === 'kept') open.line(words.kept(event));
		else if (event.kind === 'stage' && event.stage === 'programs' && options.typed) open.line(words.typing(options));
		else if (event.kind === 'stage') open.stage(words.stages[event.stage]);
	}

	function runner(event: Extract<LabEvent, { kind: 'runner' }>): void {
		const problems = event.problems.map(({ runner: name, problem }) => ({ runner: name, ...options.explain(problem) }));
		open.line(words.runner({ ...event, problems }));
	}

	function stopping(removes: boolean): void {
		open.clear();
		open.line(words.stopping({ removes }));
	}

	/** A program that was ended by a signal was ended by us. */
	function ended(program: ProgramName, status: number | null): void {
		if (status !== 0 && status !== null) open.line(words.programFailed({ program, status }));
	}

	function take(event: LabEvent): void {
		if (event.kind === 'said' && event.program === 'client' && options.typed) typedSaid(event);
		else if (event.kind === 'complained') open.line(`${nameOf(event)} │ ${event.text}`);
		else if (event.kind === 'failed') open.line(`${nameOf(event)} │ ${options.explain(event.error).what}`);
		else if (event.kind === 'ended') ended(event.program, event.end.status);
		else if (!options.quiet) takeLoud(event);
	}

	return { take, end: open.clear };
}
