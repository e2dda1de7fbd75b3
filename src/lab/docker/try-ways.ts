import { detect } from '../../capture/detect/detect.ts';
import { type MachinePorts, readMachine } from '../../capture/detect/read-machine.ts';
import { runCommand } from '../../capture/run-command.ts';
import { recordPlace } from '../../capture/start-by-ways.ts';
import type { LabPlan } from '../lab-plan.ts';
import { startLabRecording } from '../lab-recorder.ts';

/**
 * Records the engine's default bridge for a moment, which is where the lab's will be: whether that is allowed is known
 * before a container is made. An engine without that bridge is not tried.
 *
 * @throws CapnoteError what `startByWays` does.
 */
export async function tryWays(plan: LabPlan, address: string, machine: MachinePorts): Promise<void> {
	const readings = await readMachine({ ...machine, environment: { ...machine.environment, DOCKER_HOST: address } });
	const { networks } = detect(readings, { labs: [] });
	const byDefault = networks.find(({ engine, isDefault }) => engine !== null && isDefault);
	if (byDefault === undefined || byDefault.bridge === null || byDefault.place.kind === 'no-bridge') return;
	const point = { iface: byDefault.bridge, place: recordPlace(byDefault.place) };
	const { recording, way } = await startLabRecording(plan, point, { write: async () => undefined });
	recording.kill();
	await recording.stop();
	if (way.cleanUp !== null) await runCommand(way.cleanUp);
}
