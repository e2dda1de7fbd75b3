import { prefixAnswer, voteAnswer } from '../answers.ts';
import type { Endpoint } from './endpoint.ts';
import type { Host, Notify, SocketOptions } from './host.ts';
import { createProgramSocket, type ProgramSocket, type ProgramTools } from './program.ts';
import type { ReplyRule, ServerPlan } from './scenario.ts';
import { MS } from './virtual-clock.ts';

const READ_BYTES = 65_536;

/** The server's program: one for all connections. `onSocket` is told of each. */
export function runServer(
	host: Host,
	port: number,
	plan: ServerPlan,
	options: SocketOptions,
	tools: ProgramTools,
	onSocket: (socket: ProgramSocket) => void,
): void {
	const sockets = new Map<Endpoint, ProgramSocket>();
	const answer = createAnswer(plan.reply);
	const notify: Notify = (event, endpoint) => {
		const known = sockets.get(endpoint);
		known?.onEvent(event);
		if (event === 'connected' && !known) {
			const program = createProgramSocket(endpoint, tools);
			sockets.set(endpoint, program);
			onSocket(program);
			serve(program, plan, tools);
		} else if (known && (event === 'readable' || event === 'end')) wake(known);
	};
	const wake = createReader(plan, answer);
	const stop = host.listen(port, options, notify);
	if (plan.stopsAtMs === undefined) return;
	tools.clock.after(plan.stopsAtMs * MS - tools.clock.now(), () => {
		stop();
		for (const program of sockets.values()) program.close();
	});
}

function serve(program: ProgramSocket, plan: ServerPlan, { clock }: ProgramTools): void {
	for (const { atMs, text } of plan.pushes ?? []) {
		program.later(() => program.send(new TextEncoder().encode(text)), atMs);
	}
	if (plan.closesAfterMs !== undefined) clock.after(plan.closesAfterMs * MS, program.close);
}

/** Reads when there is something, answers each read, and closes after the client did. */
function createReader(
	plan: ServerPlan,
	answer: (read: Uint8Array) => Uint8Array | 'close',
): (of: ProgramSocket) => void {
	const woken = new Set<ProgramSocket>();
	const messages = new Map<ProgramSocket, number>();

	function wake(program: ProgramSocket, extraMs = 0): void {
		if (woken.has(program)) return;
		woken.add(program);
		program.later(() => {
			woken.delete(program);
			readOnce(program);
		}, extraMs);
	}

	function readOnce(program: ProgramSocket): void {
		const { socket } = program;
		// Like a program that writes with blocking calls: it reads nothing while its answer does not fit.
		if (program.hasUnsent()) wake(program, 1);
		else if (socket.isAtEnd()) program.later(program.close, plan.closeDelayMs);
		else if (socket.unreadBytes() > 0) readMessage(program);
	}

	function readMessage(program: ProgramSocket): void {
		const count = (messages.get(program) ?? 0) + 1;
		messages.set(program, count);
		const isEnough = plan.resetsAfter !== undefined && count > plan.resetsAfter;
		// With the message unread: a RST.
		const said = isEnough ? 'close' : answer(program.read(plan.slowReader?.bytes ?? READ_BYTES));
		if (isEnough) program.close();
		else if (said === 'close') program.later(program.close, plan.closeDelayMs);
		if (said === 'close') return;
		if (said.length > 0) program.later(() => program.send(said), plan.replyDelayMs);
		if (program.socket.unreadBytes() > 0 || program.socket.isAtEnd()) wake(program, plan.slowReader?.pauseMs);
	}

	return wake;
}

/** What the labs' real servers answer; `close` where they end the connection instead. */
function createAnswer(rule: ReplyRule): (read: Uint8Array) => Uint8Array | 'close' {
	if (rule.kind === 'silent') return () => new Uint8Array(0);
	const answer = rule.kind === 'voting' ? voteAnswer() : prefixAnswer(rule.prefix);
	return (read) => answer(Buffer.from(read)) ?? 'close';
}
