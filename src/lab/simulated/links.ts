import type { Dice } from './dice.ts';
import { MS, US, type VirtualClock } from './virtual-clock.ts';
import { FLAG, type WireFrame } from './wire.ts';

export type HostName = 'client' | 'server';

/** A cable has two ways: up to the bridge, and down from it. What is lost on the way up is never captured. */
export type LinkName = `${HostName}-up` | `${HostName}-down`;

/** What a way does to the frames on it; chances in percent. ARP passes unharmed. */
export interface Impairment {
	readonly lossPercent?: number;
	/** Drops exactly these TCP segments that come along, counted from 1. */
	readonly dropSegments?: readonly number[];
	/** Drops every SYN, as a firewall does that lets nobody in. */
	readonly dropSyn?: boolean;
	readonly delayMs?: number;
	/** More delay, up to so much: segments overtake each other. */
	readonly jitterMs?: number;
	/** So many are sent at once instead of after the delay (at least 1 ms then). */
	readonly reorderPercent?: number;
	readonly duplicatePercent?: number;
	/** Drops the first segment with data, then every so manieth segment. */
	readonly dropEvery?: number;
	/** Full segments: the first and every fourth is overtaken by those behind it. */
	readonly overtakes?: boolean;
	/** Segments with data: the first and every fourth comes once more, a little later. */
	readonly duplicates?: boolean;
}

/** Sends a frame along: `arrive` is told when it, or a copy that the network made, arrives; `dropped` if it does not. */
export type Link = (frame: WireFrame, arrive: (isCopy: boolean) => void, dropped: () => void) => void;

const CABLE_US = { least: 6, most: 12 } as const;

/** As the bad cables of the other runners: what they do does not depend on chance. */
const EVERY = 4;
const FULL_BYTES = 1000;
const OVERTAKEN_MS = 3;
const COPY_MS = 5;

export function createLink(impairment: Impairment, clock: VirtualClock, dice: Dice): Link {
	const { lossPercent = 0, dropSegments = [], dropSyn = false, delayMs = 0, jitterMs = 0 } = impairment;
	const { reorderPercent = 0, duplicatePercent = 0 } = impairment;
	const counts = { segments: 0, droppable: 0, full: 0, withData: 0 };
	let lastNs = 0;

	function isDropped({ content }: WireFrame): boolean {
		if (content.kind !== 'tcp') return false;
		counts.segments++;
		const isSyn = (content.segment.flags & (FLAG.syn | FLAG.ack)) === FLAG.syn;
		const isNext = isDroppedInTurn(content.segment.payload.length);
		return dropSegments.includes(counts.segments) || (dropSyn && isSyn) || isNext || dice.chance(lossPercent);
	}

	function isDroppedInTurn(payloadBytes: number): boolean {
		if (impairment.dropEvery === undefined || (payloadBytes === 0 && counts.droppable === 0)) return false;
		return counts.droppable++ % impairment.dropEvery === 0;
	}

	/** How much later than the others a frame is let go, and how much later its copy, if there is one. */
	function oddities({ content }: WireFrame): { readonly laterMs: number; readonly copyMs: number | null } {
		const bytes = content.kind === 'tcp' ? content.segment.payload.length : 0;
		const isOvertaken = impairment.overtakes === true && bytes > FULL_BYTES && counts.full++ % EVERY === 0;
		const isCopied = impairment.duplicates === true && bytes > 0 && counts.withData++ % EVERY === 0;
		return { laterMs: isOvertaken ? OVERTAKEN_MS : 0, copyMs: isCopied ? COPY_MS : null };
	}

	function arrivalNs(): number {
		const cable = clock.now() + dice.between(CABLE_US.least, CABLE_US.most) * US;
		const delay = (reorderPercent > 0 ? Math.max(delayMs, 1) : delayMs) * MS;
		if (dice.chance(reorderPercent)) return cable;
		const at = cable + delay + (jitterMs > 0 ? dice.roll(jitterMs * MS) : 0);
		if (jitterMs > 0) return at;
		// A cable keeps the order.
		lastNs = Math.max(at, lastNs + 1);
		return lastNs;
	}

	return (frame, arrive, dropped) => {
		if (isDropped(frame)) return dropped();
		const pass = (isCopy: boolean, laterMs: number): void =>
			clock.after(arrivalNs() - clock.now() + laterMs * MS, () => arrive(isCopy));
		const { laterMs, copyMs } = oddities(frame);
		pass(false, laterMs);
		if (copyMs !== null) pass(true, copyMs);
		if (frame.content.kind === 'tcp' && dice.chance(duplicatePercent)) pass(true, 0);
	};
}
