import type { PacketRuns, PageCheck, PageStatement } from '../render/page-data.ts';

/** A statement of one of the reports in the page. */
export interface Chosen {
	readonly document: number;
	readonly id: string;
}

/** All statements, report after report. */
export function statementsOf(check: PageCheck): readonly (Chosen & { readonly statement: PageStatement })[] {
	return check.documents.flatMap(({ statements }, document) =>
		statements.map((statement) => ({ document, id: statement.id, statement })),
	);
}

/** The packets of runs; as many as there are, so only of one statement at a time. */
export function packetsOfRuns(runs: PacketRuns): ReadonlySet<number> {
	const packets = new Set<number>();
	for (const [first, last] of runs) for (let packet = first; packet <= last; packet++) packets.add(packet);
	return packets;
}

/** Whether a statement's verdict rests on a packet. */
export function restsOn({ capture, packets }: PageStatement, inCapture: number, packet: number): boolean {
	return capture === inCapture && packets.some(([first, last]) => packet >= first && packet <= last);
}
