import { Socket } from 'node:net';
import { CapnoteError } from '../errors.ts';
import { type Channel, openChannel } from './channel.ts';
import { conduct } from './conduct.ts';
import { CHANNEL_FD, type InsideMessage, type OutsideMessage } from './inside-message.ts';
import type { FileEvent, LabEvent } from './lab-event.ts';
import type { NetnsPlan } from './lab-plan.ts';
import { openNamespaces } from './network.ts';

/**
 * The life of the process inside the namespaces: takes the plan, runs the lab, tells what came of it. When the pipe
 * ends (the process outside is gone, however it died) it stops the lab and keeps the recording.
 *
 * @param onInterrupt Calls back when this process is asked to end.
 */
export async function runInside(onInterrupt: (handler: () => void) => () => void): Promise<void> {
	const channel = openChannel<InsideMessage, OutsideMessage>(pipeToOutside());
	const stop = new AbortController();
	const off = onInterrupt(() => stop.abort());
	channel.ended.then(() => stop.abort()).catch(() => undefined);
	const plan = await planFrom(channel, stop);
	if (plan !== undefined) channel.send(await messageOf(plan, channel, stop.signal));
	off();
	channel.close();
}

function pipeToOutside(): Socket {
	try {
		return new Socket({ fd: CHANNEL_FD });
	} catch (error) {
		throw new CapnoteError('wrong-use', { problem: 'started-by-hand' }, error);
	}
}

function planFrom(
	channel: Channel<InsideMessage, OutsideMessage>,
	stop: AbortController,
): Promise<NetnsPlan | undefined> {
	return new Promise((resolve) => {
		channel.receive((message) => {
			if (message.kind === 'plan') resolve(message.plan);
			else stop.abort();
		});
		stop.signal.addEventListener('abort', () => resolve(undefined));
	});
}

async function messageOf(
	plan: NetnsPlan,
	channel: Channel<InsideMessage, OutsideMessage>,
	signal: AbortSignal,
): Promise<InsideMessage> {
	try {
		const emit = (event: LabEvent | FileEvent): void => channel.send({ kind: 'event', event });
		emit({ kind: 'stage', stage: 'namespaces' });
		const outcome = await conduct(plan, () => openNamespaces(plan), emit, signal);
		return { kind: 'outcome', outcome };
	} catch (error) {
		if (error instanceof CapnoteError) return { kind: 'error', code: error.code, details: error.details };
		return { kind: 'bug', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
}
