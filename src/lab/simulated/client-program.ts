import type { Endpoint } from './endpoint.ts';
import type { Notify } from './host.ts';
import { createVoice, endText, RETURN_NS, type Voice } from './journal.ts';
import { createProgramSocket, type ProgramSocket, type ProgramTools } from './program.ts';
import type { ClientPlan, SimulatedScenario } from './scenario.ts';
import { MS } from './virtual-clock.ts';
import { bytes } from './wire.ts';

const READ_BYTES = 65_536;
/** Bytes that differ from their neighbours, so that a test sees when two change places. */
const PATTERN = 251;
const encoder = new TextEncoder();

/** What a client needs to know of its lab. */
export type ClientLab = Pick<SimulatedScenario, 'endWord' | 'sendsEndWord' | 'server'> & {
	readonly instance: number | null;
	/** Ports and addresses of both ends. */
	readonly port: number;
	readonly ip: readonly number[];
	readonly serverPort: number;
	readonly serverIp: readonly number[];
	/** Told when the client has its connection, its first reply, its last one, and when it closes. */
	readonly onStage: (stage: ClientStage) => void;
	/** Asks who types for a line; time stands still until it is there, `null` at the end of input. */
	readonly askLine: (then: (line: string | null) => void) => void;
};

export type ClientStage = 'connected' | 'first-reply' | 'replied' | 'closing';

/** One part of a client's life: what it sends, and when it has its reply. */
interface Step {
	readonly data: Uint8Array;
	readonly waitMs: number;
	/** Bytes after which the reply is whole; any bytes will do unless given. */
	readonly replyBytes?: number;
}

/** The client's program; `connect` opens the connection with its notifications. */
export function runClient(
	plan: ClientPlan,
	lab: ClientLab,
	connect: (notify: Notify) => Endpoint,
	tools: ProgramTools,
	onSocket: (socket: ProgramSocket) => void,
): void {
	const voice = createVoice(tools.journal, { program: 'client', instance: lab.instance }, tools.clock);
	const ends = { local: endText(lab.ip, lab.port), remote: endText(lab.serverIp, lab.serverPort) };
	const startNs = tools.clock.now();
	let program: ProgramSocket | undefined;
	let life: Life | undefined;
	const endpoint = connect((event, socket) => {
		if (event === 'connected') {
			lab.onStage('connected');
			voice.call('connect', ends, { fromNs: startNs, heardAfterNs: RETURN_NS });
			life?.next();
		}
		program?.onEvent(event);
		if (program?.socket === socket && event !== 'connected' && hasNews(socket)) life?.wake();
	});
	const onOver = (): void => {
		voice.end();
		tools.onOver();
	};
	program = createProgramSocket(endpoint, ends, voice, { ...tools, onOver });
	life = createLife(plan, lab, program, voice);
	onSocket(program);
	if (plan.giveUpMs !== undefined) {
		const me = program;
		tools.clock.after(plan.giveUpMs * MS, () => {
			if (endpoint.state() === 'SYN_SENT' && me.isOpen()) me.giveUp();
		});
	}
}

/** What a client does once it has its connection. */
interface Life {
	readonly next: () => void;
	readonly wake: () => void;
}

function createLife(plan: ClientPlan, lab: ClientLab, me: ProgramSocket, voice: Voice): Life {
	const steps = [...stepsOf(plan, lab)];
	const isTyping = plan.kind === 'typed' || plan.kind === 'fed';
	let at = 0;
	let got: Uint8Array[] = [];
	let replies = 0;
	let prompts = 0;
	let isAtEndWord = plan.kind !== 'typed';
	let isWoken = false;
	let isWaiting = false;
	let isEnding = false;

	function next(): void {
		const step = steps[at];
		const isGreeting = step?.data.length === 0;
		if (isTyping && !isGreeting) voice.ask(prompts++ === 0 ? 'Enter message: ' : 'Enter another message: ');
		if (step) perform(step);
		else if (isAtEndWord) end();
		else lab.askLine(takeLine);
	}

	/** What was typed. TCP carries no empty message. */
	function takeLine(line: string | null): void {
		const isEnd = line === null || isEndWord(line, lab);
		if (isEnd) isAtEndWord = true;
		if (isEnd && line !== null && lab.sendsEndWord) {
			perform({ data: encoder.encode(lab.endWord), waitMs: typingMs(lab.endWord), replyBytes: 0 });
		} else if (isEnd) end(line === null ? 0 : typingMs(line));
		else if (line === '') next();
		else {
			const waits = plan.upcalls ? { replyBytes: 0 } : {};
			steps.push({ data: encoder.encode(line), waitMs: typingMs(line), ...waits });
			perform(steps.at(-1));
		}
	}

	function perform(step: Step | undefined): void {
		if (!step) return;
		me.later(() => {
			isWaiting = step.replyBytes !== 0;
			got = [];
			if (step.data.length > 0) sendInWrites(step.data);
			if (plan.endsWithLast && at === steps.length - 1) me.shutdown();
			if (isWaiting) {
				readAll();
				return;
			}
			at++;
			if (isAtEndWord && at >= steps.length) end();
			else next();
		}, step.waitMs);
	}

	function sendInWrites(data: Uint8Array): void {
		const size = plan.kind === 'bulk' ? plan.writeBytes : data.length;
		for (let from = 0; from < data.length; from += size) me.send(data.subarray(from, from + size));
	}

	function wake(): void {
		const isBusy = plan.kind === 'bulk' && !plan.readsMeanwhile && me.hasUnsent();
		// Who writes all before reading does not read while writing.
		if (isWoken || isBusy) return;
		isWoken = true;
		me.later(() => {
			isWoken = false;
			readAll();
		});
	}

	function readAll(): void {
		const data = me.read(READ_BYTES);
		if (data.length > 0) got.push(data);
		if (me.socket.unreadBytes() > 0) wake();
		const isOver = me.socket.isAtEnd();
		if (isOver && (isEnding || isWaiting)) me.sawEnd();
		if (plan.upcalls && data.length > 0) tellReply();
		if (isEnding) {
			if (isOver) closeAfterHalf();
			return;
		}
		const wanted = steps[at]?.replyBytes ?? 1;
		if (!isWaiting || (bytesOf(got) < wanted && !isOver)) return;
		isWaiting = false;
		at++;
		if (got.length > 0) tellReply();
		else if (isOver) voice.fail('ended-early');
		if (at === steps.length && isAtEndWord) lab.onStage('replied');
		if (isOver) me.later(close);
		else next();
	}

	function tellReply(): void {
		voice.say(`Received from server: ${new TextDecoder().decode(bytes(...got))}`);
		got = [];
		if (++replies === 1) lab.onStage('first-reply');
	}

	function closeAfterHalf(): void {
		if (plan.kind === 'bulk') voice.say(`Received from server: ${bytesOf(got)} bytes`);
		close();
	}

	function close(): void {
		lab.onStage('closing');
		me.close();
	}

	function end(typedMs = 0): void {
		const how = plan.end ?? 'close';
		const wait = plan.kind === 'fed' ? fedPauseMs(plan, plan.lines.length - 1) : typedMs + (plan.waitMs ?? 0);
		if (how === 'close') me.later(close, wait);
		if (how === 'reset') me.later(me.abort, wait);
		if (how === 'half-close') me.later(() => closeOwnWay(), wait);
	}

	function closeOwnWay(): void {
		isEnding = true;
		me.shutdown();
		wake();
	}

	return { next, wake };
}

/** What a person takes to think and to type. */
const THINK_MS = 1000;
const KEY_MS = 150;

function typingMs(line: string): number {
	return THINK_MS + KEY_MS * line.length;
}

function hasNews(socket: Endpoint): boolean {
	return socket.unreadBytes() > 0 || socket.isAtEnd();
}

function isEndWord(text: string, { endWord }: ClientLab): boolean {
	return text.trim().toLowerCase() === endWord;
}

function stepsOf(plan: ClientPlan, lab: ClientLab): readonly Step[] {
	switch (plan.kind) {
		case 'bulk':
			return [{ data: bulkOf(plan), waitMs: 0, replyBytes: plan.expectBytes }];
		case 'auto':
			return automaticSteps(plan, lab);
		case 'fed':
			return [...greetingStep(lab), ...fedSteps(plan, lab)];
		case 'typed':
			return greetingStep(lab);
	}
}

/** Waits for what the server says first. */
function greetingStep({ server }: ClientLab): readonly Step[] {
	const greeting = server?.greeting;
	return greeting === undefined
		? []
		: [{ data: new Uint8Array(0), waitMs: 0, replyBytes: encoder.encode(greeting).length }];
}

function bytesOf(parts: readonly Uint8Array[]): number {
	return parts.reduce((sum, { length }) => sum + length, 0);
}

function bulkOf({ bytes: length, text }: Extract<ClientPlan, { kind: 'bulk' }>): Uint8Array {
	const pattern = text === undefined ? undefined : encoder.encode(text);
	return Uint8Array.from({ length }, (_, i) => (pattern ? (pattern[i % pattern.length] ?? 0) : i % PATTERN));
}

function automaticSteps(plan: Extract<ClientPlan, { kind: 'auto' }>, lab: ClientLab): readonly Step[] {
	const reply = lab.server?.reply;
	const prefixBytes = reply?.kind === 'prefix' ? encoder.encode(reply.prefix).length : null;
	const steps = plan.messages.map((text, i): Step => {
		const data = encoder.encode(text);
		const waitMs = i > 0 ? (plan.pauseMs ?? 0) : 0;
		if (plan.upcalls || (lab.sendsEndWord && isEndWord(text, lab))) return { data, waitMs, replyBytes: 0 };
		return { data, waitMs, ...(prefixBytes === null ? {} : { replyBytes: prefixBytes + data.length }) };
	});
	return [...greetingStep(lab), ...steps];
}

function fedSteps(plan: Extract<ClientPlan, { kind: 'fed' }>, lab: ClientLab): readonly Step[] {
	const lines = plan.lines.filter((line) => line !== '' && !isEndWord(line, lab));
	const steps: Step[] = lines.map((line, i) => ({ data: encoder.encode(line), waitMs: fedPauseMs(plan, i) }));
	const isSent = lab.sendsEndWord && plan.lines.some((line) => isEndWord(line, lab));
	const waitMs = fedPauseMs(plan, lines.length);
	return isSent ? [...steps, { data: encoder.encode(lab.endWord), waitMs, replyBytes: 0 }] : steps;
}

function fedPauseMs({ pauseMs }: Extract<ClientPlan, { kind: 'fed' }>, i: number): number {
	return typeof pauseMs === 'number' ? pauseMs : (pauseMs[i % pauseMs.length] ?? 0);
}
