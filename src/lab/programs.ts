import { setTimeout as sleep } from 'node:timers/promises';
import type { LabEvent } from './lab-event.ts';
import type { ClientScript, LabPlan, Scenario } from './lab-plan.ts';
import type { LabRecorder } from './lab-recorder.ts';
import type { Network } from './network.ts';
import { type Program, startProgram } from './program.ts';
import { HOSTS } from './topology.ts';

/** Starts the lab's server on its machine. */
export function startServer(plan: LabPlan, network: Network, emit: (event: LabEvent) => void): Program {
	const { port, replyPrefix } = plan.profile;
	const command = [...plan.self, 'server', 'echo', '--once', '--port', String(port), `--prefix=${replyPrefix}`];
	return startProgram('server', [...network.on('server'), ...command], 'ignore', emit);
}

const STDIN_OF: { readonly [K in ClientScript['kind']]: 'ignore' | 'inherit' | 'pipe' } = {
	auto: 'ignore',
	typed: 'inherit',
	fed: 'pipe',
};

/** Starts the lab's client on its machine. */
export function startClient(plan: LabPlan, network: Network, emit: (event: LabEvent) => void): Program {
	const { client } = plan.scenario;
	const { port, replyPrefix, endWord } = plan.profile;
	// One word, for a message may begin with a dash.
	const own =
		client.kind === 'auto'
			? ['auto', `--messages=${client.messages.join(',')}`, `--prefix=${replyPrefix}`]
			: ['manual', `--end=${endWord}`];
	const command = [...plan.self, 'client', ...own, '--port', String(port), HOSTS.server.address];
	return startProgram('client', [...network.on('client'), ...command], STDIN_OF[client.kind], emit);
}

/** Types a fed client's lines, each after its prompt, and moves the recorder where the scenario says. */
export async function feed(client: Program, scenario: Scenario, recorder: LabRecorder): Promise<void> {
	if (scenario.client.kind !== 'fed') return;
	const { lines, pauseMs } = scenario.client;
	for (const [index, line] of lines.entries()) {
		if (!(await client.printed('Enter ', index + 1))) return;
		if (index === 0 && scenario.recordFrom === 'connected') await recorder.start();
		await sleep(pauseMs);
		client.type(line);
	}
	await client.printed('Enter ', lines.length + 1);
	await sleep(pauseMs);
	if (scenario.recordUntil === 'replied') await recorder.stop();
	client.endInput();
}
