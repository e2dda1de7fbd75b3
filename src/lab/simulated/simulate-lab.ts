import type { LabProfile } from '../../profile/lab-profile.ts';
import type { Scenario } from '../lab-plan.ts';
import { simulatedScenario } from './lab-scenario.ts';
import { runSimulated, type SimulatedOptions, type SimulatedRun } from './run-simulated.ts';
import type { SimulatedScenario } from './scenario.ts';

export interface SimulatedLabOptions extends SimulatedOptions {
	/** pcapng unless given: a pcap file has no place to say that it is simulated. */
	readonly format?: 'pcap' | 'pcapng';
	/** What else is different: bad cables, other programs, another recorder. */
	readonly faults?: Partial<SimulatedScenario>;
}

/** Runs one of the labs on the simulated runner, from the first ARP request to a second after the last ACK. */
export function simulateLab(
	profile: LabProfile,
	scenario: Scenario,
	{ format = 'pcapng', faults = {}, ...options }: SimulatedLabOptions,
): SimulatedRun {
	return runSimulated({ ...simulatedScenario(profile, scenario, format), ...faults }, options);
}
