import type { Endpoint } from './endpoint.ts';
import type { Notify } from './host.ts';
import { createProgramSocket, type ProgramSocket, type ProgramTools } from './program.ts';
import type { ClientPlan, SimulatedScenario } from './scenario.ts';

const READ_BYTES = 65_536;
/** Bytes that differ from their neighbours, so that a test sees when two change places. */
const PATTERN = 251;

/** Tells what a client needs to know of its lab. */
export type ClientLab = Pick<SimulatedScenario, 'endWord' | 'sendsEndWord' | 'server'> & {
	/** Told when the client has its connection, and when it has its last reply. */
	readonly onStage: (stage: 'connected' | 'replied') => void;
};

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
	const steps = stepsOf(plan, lab);
	let program: ProgramSocket | undefined;
	let at = 0;
	let got = 0;
	let isWoken = false;
	let isWaiting = false;
	let isEnding = false;

	function next(me: ProgramSocket): void {
		const step = steps[at];
		if (!step) {
			end(me);
			return;
		}
		me.later(() => {
			isWaiting = step.replyBytes !== 0;
			got = 0;
			if (step.data.length > 0) sendInWrites(me, step.data);
			if (isWaiting) return readAll(me);
			at++;
			next(me);
		}, step.waitMs);
	}

	function sendInWrites(me: ProgramSocket, data: Uint8Array): void {
		const size = plan.kind === 'bulk' ? plan.writeBytes : data.length;
		for (let from = 0; from < data.length; from += size) me.send(data.subarray(from, from + size));
	}

	function wake(me: ProgramSocket): void {
		// Who writes all before reading does not read while writing.
		if (isWoken || (plan.kind === 'bulk' && me.hasUnsent())) return;
		isWoken = true;
		me.later(() => {
			isWoken = false;
			readAll(me);
		});
	}

	function readAll(me: ProgramSocket): void {
		got += me.read(READ_BYTES).length;
		if (me.socket.unreadBytes() > 0) wake(me);
		const isOver = me.socket.isAtEnd();
		if (isEnding) {
			if (isOver) me.close();
			return;
		}
		const wanted = steps[at]?.replyBytes ?? 1;
		if (!isWaiting || (got < wanted && !isOver)) return;
		isWaiting = false;
		at++;
		if (at === steps.length) lab.onStage('replied');
		if (isOver) me.later(me.close);
		else next(me);
	}

	function end(me: ProgramSocket): void {
		const how = plan.end ?? 'close';
		const wait = plan.kind === 'fed' ? plan.pauseMs : 0;
		if (how === 'close') me.later(me.close, wait);
		if (how === 'reset') me.later(me.abort, wait);
		if (how === 'half-close') me.later(() => closeOwnWay(me), wait);
	}

	function closeOwnWay(me: ProgramSocket): void {
		isEnding = true;
		me.shutdown();
		wake(me);
	}

	const endpoint = connect((event, socket) => {
		if (event === 'connected') {
			lab.onStage('connected');
			if (program) next(program);
		}
		program?.onEvent(event);
		if (program?.socket === socket && event !== 'connected' && hasNews(socket)) wake(program);
	});
	program = createProgramSocket(endpoint, tools);
	onSocket(program);
}

function hasNews(socket: Endpoint): boolean {
	return socket.unreadBytes() > 0 || socket.isAtEnd();
}

function stepsOf(plan: ClientPlan, lab: ClientLab): readonly Step[] {
	const encoder = new TextEncoder();
	const reply = lab.server?.reply;
	const isEcho = reply?.kind === 'prefix';
	const prefixBytes = isEcho ? encoder.encode(reply.prefix).length : 0;
	if (plan.kind === 'bulk') {
		const data = Uint8Array.from({ length: plan.bytes }, (_, i) => i % PATTERN);
		return [{ data, waitMs: 0, replyBytes: plan.expectBytes }];
	}
	const isEnd = (text: string): boolean => text.trim().toLowerCase() === lab.endWord;
	if (plan.kind === 'auto') {
		return plan.messages.map((text) => {
			const data = encoder.encode(text);
			if (lab.sendsEndWord && isEnd(text)) return { data, waitMs: 0, replyBytes: 0 };
			return { data, waitMs: 0, ...(isEcho ? { replyBytes: prefixBytes + data.length } : {}) };
		});
	}
	const lines = plan.lines.filter((line) => line !== '' && !isEnd(line));
	const steps: Step[] = lines.map((line) => ({ data: encoder.encode(line), waitMs: plan.pauseMs }));
	const isSent = lab.sendsEndWord && plan.lines.some(isEnd);
	return isSent ? [...steps, { data: encoder.encode(lab.endWord), waitMs: plan.pauseMs, replyBytes: 0 }] : steps;
}
