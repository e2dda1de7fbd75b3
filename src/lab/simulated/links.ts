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
}

/** Sends a frame along: `arrive` is told when it, or a copy that the network made, arrives; `dropped` if it does not. */
export type Link = (frame: WireFrame, arrive: (isCopy: boolean) => void, dropped: () => void) => void;

const CABLE_US = { least: 6, most: 12 } as const;

export function createLink(impairment: Impairment, clock: VirtualClock, dice: Dice): Link {
	const { lossPercent = 0, dropSegments = [], dropSyn = false, delayMs = 0, jitterMs = 0 } = impairment;
	const { reorderPercent = 0, duplicatePercent = 0 } = impairment;
	let segments = 0;
	let lastNs = 0;

	function isDropped({ content }: WireFrame): boolean {
		if (content.kind !== 'tcp') return false;
		segments++;
		const isSyn = (content.segment.flags & (FLAG.syn | FLAG.ack)) === FLAG.syn;
		return dropSegments.includes(segments) || (dropSyn && isSyn) || dice.chance(lossPercent);
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
		const pass = (isCopy: boolean): void => clock.after(arrivalNs() - clock.now(), () => arrive(isCopy));
		pass(false);
		if (frame.content.kind === 'tcp' && dice.chance(duplicatePercent)) pass(true);
	};
}
