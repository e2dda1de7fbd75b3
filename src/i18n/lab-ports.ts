import { NEIGHBOUR_LABS } from '../profile/labs.ts';

/** TCP ports, each with the neighbour lab whose server has it: `5151 (lab rest)`. @param lab The word for it. */
export function portsWithLabs(ports: readonly number[], lab: string): string {
	return ports
		.map((port) => {
			const known = NEIGHBOUR_LABS.find((of) => of.port === port && of.transport === 'tcp');
			return known ? `${port} (${lab} ${known.name})` : String(port);
		})
		.join(', ');
}
