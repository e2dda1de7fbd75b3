import { setTimeout as sleep } from 'node:timers/promises';
import type { LabProfile } from '../profile/lab-profile.ts';
import { LABS } from '../profile/labs.ts';
import { killChildren } from './kill-children.ts';
import type { LabEvent } from './lab-event.ts';
import type { ClientScript, LabPlan, Scenario } from './lab-plan.ts';
import type { LabRecorder } from './lab-recorder.ts';
import type { Machines, RecordPoint } from './machines.ts';
import { type Program, startProgram } from './program.ts';

/** Starts the lab's server on its machine. */
export function startServer(plan: LabPlan, machines: Machines, emit: (event: LabEvent) => void): Program {
	const { port } = plan.profile;
	const { serverManners, clients } = plan.scenario;
	const own = isBuiltIn(plan.profile) ? builtInServer(plan.profile) : ['profile', labJson(plan.profile)];
	const life = [`--connections=${clients}`, `--manners=${JSON.stringify(serverManners)}`, '--events=-'];
	const command = machines.command('server', ['server', ...own, ...life, '--port', String(port)]);
	return startProgram(
		{ name: 'server', instance: null },
		command,
		{ stdin: 'ignore', isRemote: machines.isRemote },
		emit,
	);
}

function isBuiltIn(profile: LabProfile): boolean {
	return Object.values(LABS).some((lab) => JSON.stringify(lab) === JSON.stringify(profile));
}

function builtInServer({ replyPrefix }: LabProfile): readonly string[] {
	return replyPrefix === null ? ['voting'] : ['echo', `--prefix=${replyPrefix}`];
}

/** The whole lab, for a program that knows nothing of it. */
function labJson(profile: LabProfile): string {
	return `--lab-json=${JSON.stringify(profile)}`;
}

const STDIN_OF: { readonly [K in ClientScript['kind']]: 'ignore' | 'inherit' | 'pipe' } = {
	auto: 'ignore',
	typed: 'inherit',
	fed: 'pipe',
};

/** Starts one of the lab's clients on its machine; `instance` is its number where there are several. */
export function startClient(
	plan: LabPlan,
	machines: Machines,
	emit: (event: LabEvent) => void,
	instance: number | null,
): Program {
	const { client, clientManners } = plan.scenario;
	const { port, replyPrefix, endWord } = plan.profile;
	const lab = isBuiltIn(plan.profile) ? [] : [labJson(plan.profile)];
	// One word, for a message may begin with a dash.
	const own =
		client.kind === 'auto'
			? [
					'auto',
					`--messages=${client.messages.join(',')}`,
					...(replyPrefix === null ? [] : [`--prefix=${replyPrefix}`]),
				]
			: ['manual', `--end=${endWord}`, ...(clientManners.upcalls ? ['--upcalls'] : [])];
	const manners = client.kind === 'auto' ? [`--manners=${JSON.stringify(clientManners)}`] : [];
	const rest = [...lab, ...manners, '--events=-', '--port', String(port), machines.serverAddress];
	const command = machines.command('client', ['client', ...own, ...rest]);
	const stdin = client.kind === 'typed' && machines.isRemote ? 'pipe' : STDIN_OF[client.kind];
	return startProgram({ name: 'client', instance }, command, { stdin, isRemote: machines.isRemote }, emit);
}

/** Types a fed client's lines, each after its prompt, and moves the recorder where the scenario says. */
export async function feed(
	client: Program,
	scenario: Scenario,
	recorder: LabRecorder,
	point: RecordPoint,
): Promise<void> {
	if (scenario.client.kind !== 'fed') return;
	const { lines, pauseMs } = scenario.client;
	for (const [index, line] of lines.entries()) {
		if (!(await client.printed('Enter ', index + 1))) return;
		if (index === 0 && scenario.recordFrom === 'connected') await recorder.start(point);
		await sleep(pauseMs);
		client.type(line);
	}
	await client.printed('Enter ', lines.length + 1);
	await sleep(pauseMs);
	if (scenario.recordUntil === 'replied') await recorder.stop();
	if (scenario.recordUntil === 'killed') killChildren('tcpdump');
	client.endInput();
}
