import { patternAnswer, prefixAnswer } from '../answers.ts';
import { STOP_AFTER_MS } from '../server-manners.ts';
import type { Endpoint } from './endpoint.ts';
import type { Host, Notify, SocketOptions } from './host.ts';
import { createVoice, endText, RETURN_NS, type Voice } from './journal.ts';
import { createProgramSocket, type ProgramSocket, type ProgramTools } from './program.ts';
import type { ReplyRule, ServerPlan } from './scenario.ts';
import { MS } from './virtual-clock.ts';

const READ_BYTES = 65_536;
const ANY_ADDRESS = [0, 0, 0, 0];
const encoder = new TextEncoder();

/** Where a server is, and whom it serves. */
export interface ServerPlace {
	readonly host: Host;
	readonly ip: readonly number[];
	readonly clientIp: readonly number[];
	readonly port: number;
}

/** A server's program. */
export interface ServerProgram {
	/** Serves a connection that it did not accept: its own, of a simultaneous open. */
	readonly serve: (endpoint: Endpoint) => Notify;
	/** Closes its end of this client's connection. */
	readonly close: (clientPort: number) => void;
}

/** All that belongs to one server. */
interface Serving {
	readonly plan: ServerPlan;
	readonly tools: ProgramTools;
	readonly voice: Voice;
	readonly sockets: Map<Endpoint, ProgramSocket>;
	readonly stop: () => void;
}

/** The server's program: one for all connections. `onSocket` is told of each. */
export function runServer(
	place: ServerPlace,
	plan: ServerPlan,
	options: SocketOptions,
	tools: ProgramTools,
	onSocket: (socket: ProgramSocket) => void,
	listens = true,
): ServerProgram {
	const { clock } = tools;
	const sockets = new Map<Endpoint, ProgramSocket>();
	const voice = createVoice(tools.journal, { program: 'server', instance: null }, clock);
	let stopListening = (): unknown => undefined;
	const stop = (): void => {
		stopListening();
		for (const program of sockets.values()) program.close();
	};
	const serving: Serving = { plan, tools, voice, sockets, stop };
	const wake = createReader(serving);

	function serve(endpoint: Endpoint): ProgramSocket {
		const remotePort = endpoint.tcb.settings.remotePort;
		const ends = { local: endText(place.ip, place.port), remote: endText(place.clientIp, remotePort) };
		const program = createProgramSocket(endpoint, ends, voice, tools);
		sockets.set(endpoint, program);
		onSocket(program);
		if (listens) begin(program, 'accept');
		return program;
	}

	function begin(program: ProgramSocket, call: 'accept' | 'connect'): void {
		voice.call(call, program.ends, { heardAfterNs: RETURN_NS });
		const { remotePort } = program.socket.tcb.settings;
		voice.say(`Connection from: ('${place.clientIp.join('.')}', ${remotePort})`);
		greet(program, plan, tools);
	}

	const notify: Notify = (event, endpoint) => {
		const known = sockets.get(endpoint);
		known?.onEvent(event);
		if (event === 'connected' && known) begin(known, 'connect');
		else if (event === 'connected') serve(endpoint);
		else if (known && (event === 'readable' || event === 'end')) wake(known);
	};
	if (listens) stopListening = listen(place, options, voice, notify);
	pushEvents(serving);
	if (plan.stopsAtMs !== undefined) clock.after(plan.stopsAtMs * MS - clock.now(), stop);
	return {
		serve(endpoint) {
			serve(endpoint);
			return notify;
		},
		close(clientPort) {
			for (const [{ tcb }, program] of sockets) if (tcb.settings.remotePort === clientPort) program.close();
		},
	};
}

function listen({ host, port }: ServerPlace, options: SocketOptions, voice: Voice, notify: Notify): () => void {
	const local = endText(ANY_ADDRESS, port);
	for (const call of ['bind', 'listen'] as const) voice.call(call, { local, remote: null });
	const stop = host.listen(port, options, notify);
	voice.say(`Server listening on ${local}`);
	return stop;
}

function greet(program: ProgramSocket, plan: ServerPlan, { clock }: ProgramTools): void {
	const { greeting, pushes = [], closesAfterMs } = plan;
	if (greeting !== undefined) program.later(() => program.send(encoder.encode(greeting)));
	for (const { atMs, text } of pushes) program.later(() => program.send(encoder.encode(text)), atMs);
	if (closesAfterMs !== undefined) clock.after(closesAfterMs * MS, program.close);
}

/** Sends an event to all that are connected, again and again while anybody is. */
function pushEvents({ plan: { push }, sockets, tools: { clock } }: Serving): void {
	if (push === undefined || push === 'messages') return;
	let ticks = 0;
	const tick = (): void => {
		const open = [...sockets.values()].filter((one) => one.isOpen());
		if (sockets.size > 0 && open.length === 0) return;
		if (open.length > 0) ticks++;
		for (const program of open) program.send(encoder.encode(`Upcall event: tick ${ticks}`));
		clock.after(push.everyMs * MS, tick);
	};
	clock.after(push.everyMs * MS, tick);
}

/** Reads when there is something, answers each read, and closes after the client did. */
function createReader({ plan, tools, voice, sockets, stop }: Serving): (of: ProgramSocket) => void {
	const answer = createAnswer(plan);
	const woken = new Set<ProgramSocket>();
	const messages = new Map<ProgramSocket, number>();
	const busyUntil = new Map<ProgramSocket, number>();
	let requests = 0;
	let replies = 0;

	function wake(program: ProgramSocket, extraMs = firstWaitMs(program)): void {
		if (woken.has(program)) return;
		woken.add(program);
		program.later(
			() => {
				woken.delete(program);
				readOnce(program);
			},
			Math.max(extraMs, busyMs(program)),
		);
	}

	/** While it thinks about a reply it does not read. */
	function busyMs(program: ProgramSocket): number {
		const untilNs = busyUntil.get(program);
		return untilNs === undefined ? 0 : Math.max(0, untilNs - tools.clock.now()) / MS;
	}

	function firstWaitMs(program: ProgramSocket): number {
		return messages.has(program) ? 0 : (plan.slowStartMs ?? 0);
	}

	function readOnce(program: ProgramSocket): void {
		const { socket } = program;
		// Like a program that writes with blocking calls: it reads nothing while its answer does not fit.
		if (program.hasUnsent()) wake(program, 1);
		else if (socket.isAtEnd()) closeAtEnd(program);
		else if (socket.unreadBytes() > 0) readMessage(program);
	}

	function closeAtEnd(program: ProgramSocket): void {
		program.sawEnd();
		program.later(program.close, plan.closeDelayMs);
	}

	function readMessage(program: ProgramSocket): void {
		const count = (messages.get(program) ?? 0) + 1;
		messages.set(program, count);
		// With the message unread: a RST.
		if (plan.resetsAfter !== undefined && count > plan.resetsAfter) program.close();
		else takeMessage(program, program.read(plan.slowReader?.bytes ?? READ_BYTES));
	}

	function takeMessage(program: ProgramSocket, data: Uint8Array): void {
		const text = new TextDecoder().decode(data);
		voice.say(`Received from client: ${text}`);
		requests++;
		const said = requests === plan.abortsAt ? 'abort' : answer(data);
		if (said === 'abort') program.abort();
		else if (said === 'close') program.later(program.close, plan.closeDelayMs);
		else answerWith(program, said, text);
	}

	function answerWith(program: ProgramSocket, said: Uint8Array, request: string): void {
		if (plan.replyDelayMs !== undefined) busyUntil.set(program, tools.clock.now() + (plan.replyDelayMs + 1) * MS);
		if (said.length > 0) program.later(() => reply(program, said, request), plan.replyDelayMs);
		if (program.socket.unreadBytes() > 0 || program.socket.isAtEnd()) wake(program, plan.slowReader?.pauseMs ?? 0);
	}

	function reply(program: ProgramSocket, data: Uint8Array, request: string): void {
		program.send(data);
		replies++;
		if (plan.push === 'messages') relay(program, request);
		if (replies === plan.stopsAfter) tools.clock.after(STOP_AFTER_MS * MS, stop);
	}

	function relay(by: ProgramSocket, request: string): void {
		const from = by.ends.remote;
		for (const program of sockets.values()) {
			if (program !== by && program.isOpen()) program.send(encoder.encode(`Upcall event: ${from} says ${request}`));
		}
	}

	return wake;
}

/** What the labs' real servers answer; `close` where they end the connection instead. */
function createAnswer({ reply, lastWord }: ServerPlan): (read: Uint8Array) => Uint8Array | 'close' {
	if (reply.kind === 'silent') return () => new Uint8Array(0);
	const answer = answerOfRule(reply);
	return (read) => {
		const request = Buffer.from(read);
		if (lastWord !== undefined && request.toString('utf8').trim() === lastWord) return 'close';
		return answer(request) ?? 'close';
	};
}

function answerOfRule(reply: Exclude<ReplyRule, { kind: 'silent' }>) {
	return reply.kind === 'patterns' ? patternAnswer(reply.patterns) : prefixAnswer(reply.prefix);
}
