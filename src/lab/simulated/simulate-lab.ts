import type { LabProfile } from '../../profile/lab-profile.ts';
import type { ClientScript, Scenario } from '../lab-plan.ts';
import { runSimulated, type SimulatedOptions, type SimulatedRun } from './run-simulated.ts';
import type { SimulatedScenario } from './scenario.ts';

/** A scenario whose client needs nobody at a keyboard: virtual time does not wait for a person. */
export interface UnattendedScenario extends Scenario {
	readonly client: Exclude<ClientScript, { kind: 'typed' }>;
}

export interface SimulatedLabOptions extends SimulatedOptions {
	/** pcapng unless given: a pcap file has no place to say that it is simulated. */
	readonly format?: 'pcap' | 'pcapng';
	/** What else is different: bad cables, other programs, another recorder. */
	readonly faults?: Partial<SimulatedScenario>;
}

/** Far behind every timer of a lab. */
const LIMIT_MS = 3_600_000;

/** Runs one of the labs on the simulated runner, from the first ARP request to a second after the last ACK. */
export function simulateLab(
	profile: LabProfile,
	scenario: UnattendedScenario,
	{ format = 'pcapng', faults = {}, ...options }: SimulatedLabOptions,
): SimulatedRun {
	return runSimulated({ ...labOf(profile, scenario, format), ...faults }, options);
}

function labOf(profile: LabProfile, scenario: UnattendedScenario, format: 'pcap' | 'pcapng'): SimulatedScenario {
	const { port, endWord, endWordIsSent, replyPrefix } = profile;
	const reply =
		replyPrefix === null ? ({ kind: 'voting' } as const) : ({ kind: 'prefix', prefix: replyPrefix } as const);
	return {
		port,
		endWord,
		sendsEndWord: endWordIsSent,
		server: scenario.server === 'started' ? { reply } : null,
		clients: [scenario.client],
		recordFrom: scenario.recordFrom,
		recordUntil: scenario.recordUntil === 'end' ? 'closed' : 'replied',
		recording: {
			place: 'bridge',
			format,
			nanoseconds: scenario.nanoseconds,
			snaplen: 0,
			isKilled: scenario.recordUntil === 'killed',
		},
		limitMs: LIMIT_MS,
	};
}
