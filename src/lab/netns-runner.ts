import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { kill } from 'node:process';
import type { Duplex } from 'node:stream';
import { endOf, within } from '../capture/child-end.ts';
import { CapnoteError } from '../errors.ts';
import { openChannel } from './channel.ts';
import { CHANNEL_FD, type InsideMessage, type OutsideMessage } from './inside-message.ts';
import type { LabEvent, LabOutcome } from './lab-event.ts';
import type { NetnsPlan } from './lab-plan.ts';
import { namespaceCommand } from './namespaces.ts';

export interface NetnsPorts {
	readonly emit: (event: LabEvent) => void;
	/** Calls back at Ctrl+C and the like, until the returned function is called. */
	readonly onInterrupt: (handler: () => void) => () => void;
}

const END_LIMIT_MS = 5000;

/**
 * Runs a lab in namespaces of its own. The first interrupt ends it in good order; the second at once, and then the
 * unfinished file keeps its name `….pcap.part`.
 *
 * @throws CapnoteError what happened inside.
 */
export async function runInNamespaces(plan: NetnsPlan, ports: NetnsPorts): Promise<LabOutcome> {
	const child = spawnInside(plan);
	const ended = endOf(child);
	let said = '';
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		said += text;
	});
	const channel = openChannel<OutsideMessage, InsideMessage>(child.stdio[CHANNEL_FD] as Duplex);
	let last: InsideMessage | undefined;
	let partPath = '';
	channel.receive((message) => {
		if (message.kind !== 'event') last = message;
		else if (message.event.kind === 'file') partPath = message.event.partPath;
		else ports.emit(message.event);
	});
	channel.send({ kind: 'plan', plan });
	let interrupts = 0;
	const off = ports.onInterrupt(() => {
		interrupts += 1;
		if (interrupts > 1) return killNamespaces(child);
		channel.send({ kind: 'stop' });
		ports.emit({ kind: 'stopping', removes: false });
	});
	await channel.ended;
	if (!(await within(ended, END_LIMIT_MS))) killNamespaces(child);
	await ended;
	off();
	return outcomeOf(last, interrupts > 0, said, existsSync(partPath) ? partPath : null);
}

/** Its own session: Ctrl+C reaches only the process outside, which then ends the lab in the right order. */
function spawnInside(plan: NetnsPlan): ChildProcess {
	const [unshare = '', ...flags] = namespaceCommand(plan.tools, plan.rootless);
	const stdin = plan.scenario.client.kind === 'typed' ? 'inherit' : 'ignore';
	// The path is no option of the command: it lets `ps` tell labs apart.
	return spawn(unshare, [...flags, ...plan.ways.self, 'lab-inside', plan.captureBase], {
		detached: true,
		stdio: [stdin, 'ignore', 'pipe', 'pipe'],
	});
}

/**
 * Kills the first process inside, not `unshare` itself: `unshare` then ends only when the kernel has ended everything
 * in the namespaces, so that we do not end before it.
 */
function killNamespaces(child: ChildProcess): void {
	const inside = childrenOf(child.pid);
	if (inside.length === 0) child.kill('SIGKILL');
	for (const pid of inside) killProcess(pid);
}

function killProcess(pid: number): void {
	try {
		kill(pid, 'SIGKILL');
	} catch {
		// It ended meanwhile.
	}
}

function childrenOf(pid: number | undefined): readonly number[] {
	try {
		return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
	} catch {
		return [];
	}
}

function outcomeOf(
	last: InsideMessage | undefined,
	interrupted: boolean,
	said: string,
	unfinishedPath: string | null,
): LabOutcome {
	if (last?.kind === 'outcome') return last.outcome;
	if (last?.kind === 'error') throw new CapnoteError(last.code, last.details);
	if (last?.kind === 'bug') throw new Error(last.stack);
	const nothing = { capturePath: null, eventsPath: null, recording: null, exchangesDone: 0, clientEnd: null };
	if (interrupted) return { ...nothing, interrupted, unfinishedPath };
	throw new CapnoteError('lab-step-failed', { step: 'unshare', said: said.trim() });
}
