import { setTimeout as sleep } from 'node:timers/promises';
import type { LabEvent } from './lab-event.ts';
import type { ClientScript, LabPlan, Scenario } from './lab-plan.ts';
import type { LabRecorder } from './lab-recorder.ts';
import type { Machines } from './machines.ts';
import { type Program, startProgram } from './program.ts';

/** Starts the lab's server on its machine. */
export function startServer(plan: LabPlan, machines: Machines, emit: (event: LabEvent) => void): Program {
	const { port, replyPrefix } = plan.profile;
	const own = replyPrefix === null ? ['voting'] : ['echo', `--prefix=${replyPrefix}`];
	const command = machines.command('server', ['server', ...own, '--once', '--port', String(port)]);
	return startProgram('server', command, { stdin: 'ignore', isRemote: machines.isRemote }, emit);
}

const STDIN_OF: { readonly [K in ClientScript['kind']]: 'ignore' | 'inherit' | 'pipe' } = {
	auto: 'ignore',
	typed: 'inherit',
	fed: 'pipe',
};

/** Starts the lab's client on its machine. */
export function startClient(plan: LabPlan, machines: Machines, emit: (event: LabEvent) => void): Program {
	const { client } = plan.scenario;
	const { port, replyPrefix, endWord } = plan.profile;
	// One word, for a message may begin with a dash.
	const own =
		client.kind === 'auto'
			? [
					'auto',
					`--messages=${client.messages.join(',')}`,
					...(replyPrefix === null ? [] : [`--prefix=${replyPrefix}`]),
				]
			: ['manual', `--end=${endWord}`];
	const command = machines.command('client', ['client', ...own, '--port', String(port), machines.serverAddress]);
	const stdin = client.kind === 'typed' && machines.isRemote ? 'pipe' : STDIN_OF[client.kind];
	return startProgram('client', command, { stdin, isRemote: machines.isRemote }, emit);
}

/** Types a fed client's lines, each after its prompt, and moves the recorder where the scenario says. */
export async function feed(client: Program, scenario: Scenario, recorder: LabRecorder, iface: string): Promise<void> {
	if (scenario.client.kind !== 'fed') return;
	const { lines, pauseMs } = scenario.client;
	for (const [index, line] of lines.entries()) {
		if (!(await client.printed('Enter ', index + 1))) return;
		if (index === 0 && scenario.recordFrom === 'connected') await recorder.start(iface);
		await sleep(pauseMs);
		client.type(line);
	}
	await client.printed('Enter ', lines.length + 1);
	await sleep(pauseMs);
	if (scenario.recordUntil === 'replied') await recorder.stop();
	client.endInput();
}
