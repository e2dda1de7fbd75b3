import { HOT, RECORD_NUMBERS } from './connection-layout.ts';

const FIRST_SLOTS = 1024;
/** By this bit `NETWORK.ipv6` differs from `NETWORK.ipv4`. */
const IPV6_BIT = 2;

/** Finds a connection by its two ends: an open-addressing hash table of pairs [hash, connection + 1]. */
export interface ConnectionIndex {
	/** Newest connection between these ends, or -1. */
	readonly find: (hash: number, source: number, destination: number, ports: number) => number;
	/** Makes `connection` the newest one between its ends. */
	readonly put: (hash: number, connection: number) => void;
	/** Reads the slot of `hash`, so that it is in the cache when `find` comes; the connection there is only a guess. */
	readonly touch: (hash: number) => number;
	readonly reset: () => void;
}

/**
 * The same for both directions, so that one look-up serves either. The uppermost bit is that of IPv6, whose addresses
 * are numbers of a table: two ends with equal hashes are of the same IP version, so no number is taken for an IPv4
 * address.
 *
 * @param network That of the row's `network` column: `NETWORK.ipv4` or `NETWORK.ipv6`.
 */
export function hashOfEnds(
	source: number,
	destination: number,
	sourcePort: number,
	destinationPort: number,
	network: number,
): number {
	const ports = (sourcePort ^ destinationPort) | ((sourcePort + destinationPort) << 16);
	let hash = Math.imul(source ^ destination, 0x9e3779b1) ^ Math.imul((source + destination) | 0, 0x85ebca6b);
	hash = Math.imul(hash ^ ports, 0xc2b2ae35);
	hash ^= hash >>> 15;
	hash = Math.imul(hash, 0x2c1b3c6d);
	return ((hash ^ (hash >>> 13)) & 0x7fffffff) | ((network & IPV6_BIT) << 30);
}

/** Makes an empty index over the hot records that `records()` gives (they move when they grow). */
export function createConnectionIndex(records: () => Int32Array): ConnectionIndex {
	let slots = new Int32Array(FIRST_SLOTS * 2);
	let mask = FIRST_SLOTS - 1;
	let used = 0;

	/** Slot of this connection's ends, or the free slot where they belong. */
	function slotOf(hash: number, source: number, destination: number, ports: number): number {
		const record = records();
		let slot = hash & mask;
		for (let entry = slots[slot * 2 + 1] ?? 0; entry !== 0; entry = slots[slot * 2 + 1] ?? 0) {
			if (slots[slot * 2] === hash && isBetween(record, (entry - 1) * RECORD_NUMBERS, source, destination, ports)) {
				return slot;
			}
			slot = (slot + 1) & mask;
		}
		return slot;
	}

	function insert(hash: number, connection: number): void {
		const record = records();
		const at = connection * RECORD_NUMBERS;
		const slot = slotOf(
			hash,
			record[at + HOT.address0] ?? 0,
			record[at + HOT.address1] ?? 0,
			record[at + HOT.ports] ?? 0,
		);
		if (slots[slot * 2 + 1] === 0) used++;
		slots[slot * 2] = hash;
		slots[slot * 2 + 1] = connection + 1;
	}

	function grow(): void {
		const old = slots;
		slots = new Int32Array(old.length * 2);
		mask = slots.length / 2 - 1;
		used = 0;
		for (let i = 0; i < old.length; i += 2) if (old[i + 1] !== 0) insert(old[i] ?? 0, (old[i + 1] ?? 0) - 1);
	}

	return {
		find: (hash, source, destination, ports) => (slots[slotOf(hash, source, destination, ports) * 2 + 1] ?? 0) - 1,
		put(hash, connection) {
			if (used * 4 > slots.length) grow();
			insert(hash, connection);
		},
		touch: (hash) => Math.max(0, (slots[(hash & mask) * 2 + 1] ?? 0) - 1),
		reset() {
			slots.fill(0);
			used = 0;
		},
	};
}

function isBetween(record: Int32Array, at: number, source: number, destination: number, ports: number): boolean {
	const ports0 = record[at + HOT.ports] ?? 0;
	const address0 = record[at + HOT.address0];
	const address1 = record[at + HOT.address1];
	if (address0 === source && address1 === destination && ports0 === ports) return true;
	return address0 === destination && address1 === source && ports0 === swapPorts(ports);
}

/** Both ports in one number, the source's in the upper half. */
export function packPorts(source: number, destination: number): number {
	return (source << 16) | destination;
}

export function swapPorts(ports: number): number {
	return (ports >>> 16) | (ports << 16);
}
