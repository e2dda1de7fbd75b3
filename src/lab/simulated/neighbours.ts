import type { Dice } from './dice.ts';
import { MS, SECOND, type VirtualClock } from './virtual-clock.ts';
import { BROADCAST, type Interface, NO_MAC, type WireArp, type WireFrame } from './wire.ts';

/** What a host knows of the others on its network (RFC 826; states as those of Linux, after RFC 4861, section 7.3.2). */
export interface Neighbours {
	/** Calls back with the MAC address of this one, now or once it is known; never if nobody answers. */
	readonly resolve: (ip: readonly number[], then: (mac: readonly number[]) => void) => void;
	readonly arrives: (arp: WireArp) => void;
	/** A connection made progress, so the address is still right. */
	readonly confirm: (ip: readonly number[]) => void;
	/** Knows this address for ever. */
	readonly learn: (other: Interface) => void;
	/** Knows nobody any more. */
	readonly forget: () => void;
}

interface Entry {
	readonly ip: readonly number[];
	state: 'incomplete' | 'reachable' | 'stale' | 'delay' | 'probe' | 'failed' | 'permanent';
	mac: readonly number[];
	confirmedNs: number;
	tries: number;
	waiting: ((mac: readonly number[]) => void)[];
}

const PROBE_DELAY_NS = 5 * SECOND;
const RETRY_NS = SECOND;
const TRIES = 3;
/** Linux takes a random time around 30 s. */
const REACHABLE_MS = { least: 15_000, most: 45_000 } as const;

export function createNeighbours(
	self: Interface,
	clock: VirtualClock,
	dice: Dice,
	transmit: (frame: WireFrame) => void,
): Neighbours {
	const entries = new Map<string, Entry>();

	function entryOf(ip: readonly number[]): Entry {
		const known = entries.get(ip.join('.'));
		if (known) return known;
		const made: Entry = { ip, state: 'failed', mac: NO_MAC, confirmedNs: 0, tries: 0, waiting: [] };
		entries.set(ip.join('.'), made);
		return made;
	}

	function ask(entry: Entry): void {
		const isProbe = entry.state === 'probe';
		const arp: WireArp = { operation: 'request', sender: self, target: { mac: NO_MAC, ip: entry.ip } };
		transmit({ source: self.mac, destination: isProbe ? entry.mac : BROADCAST, content: { kind: 'arp', arp } });
		entry.tries++;
		clock.after(RETRY_NS, () => {
			if (entry.state !== 'incomplete' && entry.state !== 'probe') return;
			if (entry.tries < TRIES) return ask(entry);
			entry.state = 'failed';
			entry.waiting = [];
		});
	}

	function becomeReachable(entry: Entry, mac: readonly number[]): void {
		entry.state = 'reachable';
		entry.mac = mac;
		entry.confirmedNs = clock.now();
		const lasts = dice.between(REACHABLE_MS.least, REACHABLE_MS.most) * MS;
		const check = (): void => {
			if (entry.state !== 'reachable') return;
			const idle = clock.now() - entry.confirmedNs;
			if (idle < lasts) clock.after(lasts - idle, check);
			else entry.state = 'stale';
		};
		clock.after(lasts, check);
		flush(entry);
	}

	function flush(entry: Entry): void {
		const { waiting } = entry;
		entry.waiting = [];
		for (const then of waiting) then(entry.mac);
	}

	/** An address in use that nobody has confirmed is asked for again, at the MAC address that is known. */
	function use(entry: Entry): void {
		entry.state = 'delay';
		clock.after(PROBE_DELAY_NS + dice.between(10, 250) * MS, () => {
			if (entry.state !== 'delay') return;
			if (clock.now() - entry.confirmedNs <= PROBE_DELAY_NS) return becomeReachable(entry, entry.mac);
			entry.state = 'probe';
			entry.tries = 0;
			ask(entry);
		});
	}

	return {
		resolve(ip, then) {
			const entry = entryOf(ip);
			if (entry.state === 'failed' || entry.state === 'incomplete') {
				entry.waiting.push(then);
				if (entry.state === 'incomplete') return;
				entry.state = 'incomplete';
				entry.tries = 0;
				return ask(entry);
			}
			if (entry.state === 'stale') use(entry);
			then(entry.mac);
		},
		arrives({ operation, sender, target }) {
			if (target.ip.join('.') !== self.ip.join('.')) return;
			const entry = entryOf(sender.ip);
			if (operation === 'reply') return becomeReachable(entry, sender.mac);
			if (entry.state === 'incomplete' || entry.state === 'failed') entry.state = 'stale';
			if (entry.state !== 'permanent') entry.mac = sender.mac;
			flush(entry);
			const arp: WireArp = { operation: 'reply', sender: self, target: sender };
			transmit({ source: self.mac, destination: sender.mac, content: { kind: 'arp', arp } });
		},
		confirm(ip) {
			entryOf(ip).confirmedNs = clock.now();
		},
		learn({ ip, mac }) {
			const entry = entryOf(ip);
			entry.state = 'permanent';
			entry.mac = mac;
		},
		forget() {
			for (const entry of entries.values()) entry.state = 'failed';
		},
	};
}
