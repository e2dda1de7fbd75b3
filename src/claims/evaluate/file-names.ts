import type { Finding } from '../fact.ts';
import type { FileSay } from '../grammar/say.ts';
import { type CaptureModel, fileName, rowAt } from '../model/capture-model.ts';
import { confirmed, refuted, unchecked } from './finding.ts';

/** The names of the neighbours' labs, which a file may be called after. */
const LAB_NAMES: Readonly<Record<string, number>> = {
	rest: 5151,
	rpc: 4000,
	soap: 8000,
	mqtt: 1883,
	reqresp: 2222,
	upcall: 4141,
	zmq: 5555,
};

/** Ports that the labs' servers listen on, the voting lab's too. */
export const LAB_PORTS: ReadonlySet<number> = new Set([...Object.values(LAB_NAMES), 2223]);

/** A file of another name is no mistake; one that is called after another lab is. */
export function judgeFile(model: CaptureModel, { name }: FileSay): Finding {
	const port = model.main?.server.port ?? null;
	const [said, found] = [name, fileName(model.name)];
	const fact = { kind: 'capture-name' as const, said, found, port };
	const stem = (file: string): string => file.toLowerCase().replace(/\.(?:pcapng|pcap|cap)$/, '');
	if (stem(found) === stem(said) || stem(found).endsWith(`-${stem(said)}`)) return confirmed([], fact);
	const lab = Object.entries(LAB_NAMES).find(
		([lab]) =>
			stem(said) === lab ||
			stem(said)
				.split(/[^a-z]+/)
				.includes(lab),
	);
	const own = Object.entries(LAB_NAMES).find(([, labPort]) => labPort === port);
	if (lab && own && lab[1] !== port && !model.connections.some(({ server }) => server.port === lab[1])) {
		const row = model.main ? rowAt(model, model.main.firstPacket) : undefined;
		return refuted(row ? [row] : [], fact);
	}
	return unchecked('NO_CAPTURE', [], fact);
}
