import { type AnalyzeResult, analyze } from '../analyze.ts';
import type { Dice } from '../lab/simulated/dice.ts';
import { createDice } from '../lab/simulated/dice.ts';
import type { Impairment, LinkName } from '../lab/simulated/links.ts';
import { runSimulated, type SimulatedRun } from '../lab/simulated/run-simulated.ts';
import type { ClientPlan, ServerPlan, SimulatedScenario } from '../lab/simulated/scenario.ts';
import { bytesSource } from './source.ts';

/** 2025-10-09, for all tests. */
export const START_NS = 1_760_000_000_000_000_000n;

/** The echo lab without clients, recorded whole on the bridge. */
export const ECHO_LAB: SimulatedScenario = {
	port: 2222,
	endWord: 'bye',
	sendsEndWord: false,
	server: { reply: { kind: 'prefix', prefix: 'Echo: ' } },
	clients: [],
	recordFrom: 'start',
	recordUntil: 'closed',
	recording: { place: 'bridge', format: 'pcapng', nanoseconds: false, snaplen: 0, isKilled: false },
	limitMs: 3_600_000,
};

/** The echo lab with this client, and what else is different. */
export function echoLab(client: ClientPlan, more: Partial<SimulatedScenario> = {}): SimulatedScenario {
	return { ...ECHO_LAB, clients: [client], ...more };
}

/** Runs it and analyses the capture. */
export async function simulate(
	scenario: SimulatedScenario,
	seed = 1,
): Promise<{ readonly run: SimulatedRun; readonly result: AnalyzeResult }> {
	const run = runSimulated(scenario, { seed, startNs: START_NS });
	return { run, result: await analyze(bytesSource(run.capture)) };
}

/** A random lab on bad cables: this seed's. */
export function randomLab(seed: number): SimulatedScenario {
	const dice = createDice(seed ^ 0x5eed);
	const links: { [L in LinkName]?: Impairment } = {};
	for (const name of ['client-up', 'client-down', 'server-up', 'server-down'] as const) {
		if (dice.chance(70)) links[name] = randomImpairment(dice);
	}
	return echoLab(randomClient(dice), {
		server: randomServer(dice),
		links,
		withoutArp: dice.chance(30),
		withoutSack: dice.chance(20),
	});
}

function randomImpairment(dice: Dice): Impairment {
	const some = (percent: number, most: number): number => (dice.chance(percent) ? dice.between(1, most) : 0);
	return {
		lossPercent: some(50, 25),
		delayMs: some(30, 60),
		jitterMs: some(25, 30),
		reorderPercent: some(25, 30),
		duplicatePercent: some(25, 30),
	};
}

function randomServer(dice: Dice): ServerPlan {
	const { server } = ECHO_LAB;
	return {
		...(server ?? { reply: { kind: 'silent' } }),
		...(dice.chance(20) ? { closeDelayMs: dice.between(1, 200) } : {}),
		...(dice.chance(20) ? { replyDelayMs: dice.between(1, 100) } : {}),
		...(dice.chance(15) ? { receiveBufferBytes: dice.between(3000, 20_000) } : {}),
		...(dice.chance(15) ? { slowReader: { bytes: dice.between(500, 5000), pauseMs: dice.between(1, 400) } } : {}),
		...(dice.chance(8) ? { closesAfterMs: dice.between(1, 2000) } : {}),
		...(dice.chance(5) ? { resetsAfter: dice.between(0, 3) } : {}),
	};
}

function randomClient(dice: Dice): ClientPlan {
	const words = Array.from({ length: dice.between(1, 6) }, () => 'x'.repeat(dice.between(1, 40)));
	const end = dice.chance(80) ? 'close' : dice.chance(70) ? 'half-close' : 'reset';
	if (dice.chance(30)) return { kind: 'auto', messages: words, end };
	if (dice.chance(40)) return { kind: 'fed', lines: [...words, 'bye'], pauseMs: dice.between(1, 3000), end };
	const bytes = dice.between(1, 60_000);
	return {
		kind: 'bulk',
		bytes,
		writeBytes: dice.between(100, 20_000),
		expectBytes: bytes,
		end: end === 'close' ? 'half-close' : end,
	};
}
