import { callRows } from '../events/calls.ts';
import type { PlacedEvent } from '../events/place-events.ts';
import { packetRuns } from '../i18n/packet-runs.ts';
import { secondsText } from '../units.ts';
import type { PacketColumnKey } from './packet-columns.ts';
import type { View } from './view.ts';

/** A program event as a line of the packet table; it has nothing in the columns that are only there when asked for. */
export type ProgramCells = Readonly<Partial<Record<PacketColumnKey, string>>>;

/** The events that stand behind each packet, by its number; 0 is before the first. */
export function eventsByPacket({ programs }: View): ReadonlyMap<number, readonly PlacedEvent[]> {
	const map = new Map<number, PlacedEvent[]>();
	for (const placed of programs?.events ?? []) map.set(placed.after, [...(map.get(placed.after) ?? []), placed]);
	return map;
}

/** The cells of a program event. @param decimals Of the time, as the packets' times have. */
export function programCells(placed: PlacedEvent, { result, words }: View, decimals: 6 | 9): ProgramCells {
	const { event, connection, packets, gapNs, order } = placed;
	const { analysis } = result;
	const relativeNs = placed.atNs - (analysis.span?.firstNs ?? placed.atNs);
	const number = analysis.connectionCount > 1 && connection !== null ? ` [${connection}]` : '';
	const { call, local, bytes, error } = event;
	return {
		number: '',
		time: `${placed.isNear ? '≈' : ''}${secondsText(relativeNs, decimals)}`,
		direction: words.sides[event.program] + number,
		flags: words.events.program,
		...{ sequence: '', acknowledgment: '', phase: '', payload: '', length: bytes === null ? '' : `${bytes}` },
		meaning: words.events.row({ call, local, bytes, error, packets, gapNs, order, isKnown: connection !== null }),
	};
}

/** What stands below the table: how the times were taken, and lines that were no events. */
export function programLines({ programs, words }: View): readonly string[] {
	if (!programs) return [];
	const { uncertaintyNs, badLines } = programs;
	const bad = badLines > 0 ? [words.events.badLines({ count: badLines })] : [];
	return [words.events.times({ uncertaintyNs }), ...bad];
}

/** The table "call → packets" of one connection: its title, its head and its rows. */
export interface CallTable {
	readonly title: string;
	readonly rows: readonly (readonly string[])[];
}

/** A table for each connection whose programs told of their calls. */
export function callTables({ result, programs, words }: View): readonly CallTable[] {
	if (!programs) return [];
	const { table } = words.events;
	const known = new Set(programs.events.map(({ connection }) => connection));
	const connections = Array.from(result.analysis.connections).filter(({ connection }) => known.has(connection));
	return connections.map((connection) => ({
		title: table.title(connection),
		rows: [
			[table.call, table.by, table.times, table.wire, table.packets],
			...callRows(result.analysis, connection, programs).map(({ kind, by, calls, packets }) => [
				...[table.calls[kind], words.sides[by], calls === 0 ? '' : `${calls}`],
				...[table.wires[kind], packets.length === 0 ? '—' : packetRuns(packets).join(', ')],
			]),
		],
	}));
}
