import type { AddedFinding } from './finding.ts';

/** A lab, as far as it says how much of it there should be. */
export interface LabSize {
	readonly name: string;
	readonly port: number;
	/** One unless given. */
	readonly connections?: number;
	readonly clients?: number;
}

/** A connection, as far as it is one of a lab's. */
export interface LabConnection {
	readonly connection: number;
	readonly clientAddress: string;
	readonly serverPort: number;
	readonly firstPacket: number;
	/** False for an attempt that was refused or not answered. */
	readonly opened: boolean;
}

/** Compares the connections with the labs: none of them (L07), or more connections or clients than it has (L09). */
export function labFindings(connections: readonly LabConnection[], labs: readonly LabSize[]): readonly AddedFinding[] {
	const ports = labs.map(({ port }) => port);
	const isOfLab = ({ serverPort }: LabConnection): boolean => ports.includes(serverPort);
	if (labs.length > 0 && connections.length > 0 && !connections.some(isOfLab)) {
		const seen = [...new Set(connections.map(({ serverPort }) => serverPort))].sort((a, b) => a - b);
		return [{ kind: 'no-lab-packet', connection: null, packets: [], ports, seen }];
	}
	return labs.flatMap((lab) => sizeFindings(connections, lab));
}

function sizeFindings(connections: readonly LabConnection[], lab: LabSize): readonly AddedFinding[] {
	const { name, port, connections: expected = 1, clients: expectedClients = 1 } = lab;
	const mine = connections.filter(({ serverPort, opened }) => serverPort === port && opened);
	const firstOfEach = new Map(mine.toReversed().map(({ clientAddress, firstPacket }) => [clientAddress, firstPacket]));
	if (firstOfEach.size > expectedClients) {
		const packets = [...firstOfEach.values()].sort((a, b) => a - b);
		const clients = firstOfEach.size;
		return [
			{ kind: 'more-clients-than-lab', connection: null, packets, lab: name, clients, expected: expectedClients },
		];
	}
	if (mine.length <= expected) return [];
	const packets = mine.map(({ firstPacket }) => firstPacket);
	return [
		{ kind: 'more-connections-than-lab', connection: null, packets, lab: name, connections: mine.length, expected },
	];
}
