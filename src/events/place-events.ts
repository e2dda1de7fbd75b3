import type { Analysis } from '../tcp/analysis.ts';
import { createPacketFinder, type Found, SENDS } from './find-packets.ts';
import type { ProgramEvent, ProgramEvents } from './program-event.ts';

/** In which order a call and its packet were; `unsure` where the clocks cannot tell. */
export type Order = 'call-first' | 'packet-first' | 'unsure';

/** A program event beside the capture. */
export interface PlacedEvent {
	readonly event: ProgramEvent;
	/** From 1; `null` for one of no captured connection. */
	readonly connection: number | null;
	/** Those that the call sent, or that it was told of; none where they were not captured, or there are none. */
	readonly packets: readonly number[];
	/** From the packet to the event, or from the call to its first packet; `null` without one. */
	readonly gapNs: bigint | null;
	/** `null` without a packet. */
	readonly order: Order | null;
	/** Where it stands: of a call that sends, before the call. */
	readonly atNs: bigint;
	/** It stands behind this packet; 0 is before the first. */
	readonly after: number;
	/** Another packet was so near that the clocks cannot tell whether it stands at the right place. */
	readonly isNear: boolean;
}

/** All program events beside a capture. */
export interface Programs {
	/** In the order in which they stand in the table. */
	readonly events: readonly PlacedEvent[];
	/** How far an event's time and a packet's may be apart and be the same; `null` where it was not measured. */
	readonly uncertaintyNs: bigint | null;
	readonly badLines: number;
}

/** Nobody has measured it: no two clocks of one machine are further apart. */
const UNMEASURED_NS = 1_000_000n;

/** Finds for each event its connection and packets, and where it stands. @param resolutionNs Of the capture's times. */
export function placeEvents(analysis: Analysis, read: ProgramEvents, resolutionNs: bigint): Programs {
	const uncertaintyNs = (read.uncertaintyNs ?? UNMEASURED_NS) + resolutionNs;
	const find = createPacketFinder(analysis, read.events, uncertaintyNs);
	const times = Array.from(analysis.packets, ({ packet }) => packet.timeNs);
	const placed = read.events.map((event) => place(event, find(event), times, uncertaintyNs));
	placed.sort((a, b) => a.after - b.after || (a.atNs < b.atNs ? -1 : a.atNs > b.atNs ? 1 : 0));
	return { events: placed, uncertaintyNs: read.uncertaintyNs === null ? null : uncertaintyNs, badLines: read.badLines };
}

function place(event: ProgramEvent, found: Found, times: readonly bigint[], uncertaintyNs: bigint): PlacedEvent {
	const isSent = SENDS.has(event.call);
	const packets = found.packets.map(({ packet }) => packet.number);
	const anchor = (isSent ? found.packets[0] : found.packets.at(-1))?.packet;
	const atNs = isSent ? (event.fromNs ?? event.timeNs) : event.timeNs;
	const gapNs = anchor === undefined ? null : isSent ? anchor.timeNs - atNs : atNs - anchor.timeNs;
	const order = orderOf(gapNs, isSent, uncertaintyNs);
	const after = order === 'unsure' && anchor ? anchor.number - (isSent ? 1 : 0) : lastBefore(times, atNs);
	const isNear = times.some((time) => distance(time, atNs) <= uncertaintyNs);
	return { event, connection: found.connection, packets, gapNs, order, atNs, after, isNear };
}

function orderOf(gapNs: bigint | null, isSent: boolean, uncertainty: bigint): Order | null {
	if (gapNs === null) return null;
	if (distance(gapNs, 0n) <= uncertainty) return 'unsure';
	return gapNs > 0n === isSent ? 'call-first' : 'packet-first';
}

function lastBefore(times: readonly bigint[], at: bigint): number {
	return times.findLastIndex((time) => time <= at) + 1;
}

function distance(a: bigint, b: bigint): bigint {
	return a > b ? a - b : b - a;
}
