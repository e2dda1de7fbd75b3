import { givePages, takeSlots } from './heap.ts';
import { RECENT, RECENT_BYTES, SLOT_MASK, SLOTS_AT, SLOTS_USED } from './layout.ts';
import { load, product, store } from './memory.ts';
import { ADDRESS_0, ADDRESS_1, BIT_IPV6, BITS, PORTS } from './record.ts';
import { NETWORK_IPV6 } from './tcp-bits.ts';

/**
 * Finds a connection by its two ends: an open-addressing hash table of pairs [hash, record]. Of connections between
 * the same ends the newest is in it.
 */

/** By this bit `NETWORK_IPV6` differs from `NETWORK_IPV4`. */
const IPV6_BIT: i32 = 2;
const FACTOR_1: i32 = -1640531535;
const FACTOR_2: i32 = -2048144789;
const FACTOR_3: i32 = -1028477387;
const FACTOR_4: i32 = 0x2c1b3c6d;

/**
 * The same for both directions, so that one look-up serves either. The uppermost bit is that of IPv6, whose addresses
 * are numbers of a table: two ends with equal hashes are of the same IP version, so no number is taken for an IPv4
 * address.
 *
 * @param network That of the row's `network` column: `NETWORK_IPV4` or `NETWORK_IPV6`.
 */
export function hashOfEnds(source: i32, destination: i32, sourcePort: i32, destinationPort: i32, network: i32): i32 {
	const ports = (sourcePort ^ destinationPort) | ((sourcePort + destinationPort) << 16);
	let hash = product(source ^ destination, FACTOR_1) ^ product((source + destination) | 0, FACTOR_2);
	hash = product(hash ^ ports, FACTOR_3);
	hash ^= hash >>> 15;
	hash = product(hash, FACTOR_4);
	return ((hash ^ (hash >>> 13)) & 0x7fffffff) | ((network & IPV6_BIT) << 30);
}

/** Slot of the connection between these ends, or the free slot where it belongs. */
export function slotOf(hash: i32, source: i32, destination: i32, ports: i32): i32 {
	const slots = load(SLOTS_AT);
	const mask = load(SLOT_MASK);
	let place = hash & mask;
	let slot = slots + place * 8;
	let record = load(slot + 4);
	while (record !== 0 && !(load(slot) === hash && isBetween(record, source, destination, ports))) {
		place = (place + 1) & mask;
		slot = slots + place * 8;
		record = load(slot + 4);
	}
	return slot;
}

function isBetween(record: i32, source: i32, destination: i32, ports: i32): boolean {
	const address0 = load(record + ADDRESS_0);
	const address1 = load(record + ADDRESS_1);
	if (address0 === source && address1 === destination && load(record + PORTS) === ports) return true;
	return address0 === destination && address1 === source && load(record + PORTS) === swapPorts(ports);
}

/** Both ports in one number, the source's in the upper half. */
export function packPorts(source: i32, destination: i32): i32 {
	return (source << 16) | destination;
}

function swapPorts(ports: i32): i32 {
	return (ports >>> 16) | (ports << 16);
}

/** Reads the slot where a search for `hash` begins, so that it is in the cache when `slotOf` comes. */
export function touchSlot(hash: i32): i32 {
	return load(load(SLOTS_AT) + (hash & load(SLOT_MASK)) * 8 + 4);
}

/** Where the connection is kept that had the last packet of those with these lowest bits in their hash. */
export function recentOf(hash: i32): i32 {
	return RECENT + ((hash << 2) & (RECENT_BYTES - 1));
}

/** Whether a record is of the connection between these ends; `hash` tells the IP version. */
export function isConnection(record: i32, hash: i32, source: i32, destination: i32, ports: i32): boolean {
	const isIpv6 = (load(record + BITS) & BIT_IPV6) !== 0;
	return isIpv6 === hash < 0 && isBetween(record, source, destination, ports);
}

/** Puts a connection into the slot that `slotOf` found for it. */
export function fillSlot(slot: i32, hash: i32, record: i32): void {
	if (load(slot + 4) === 0) store(SLOTS_USED, load(SLOTS_USED) + 1);
	store(slot, hash);
	store(slot + 4, record);
}

/** Makes room for so many connections more, such that at most half of the slots are taken. */
export function reserveSlots(more: i32): void {
	const count = load(SLOT_MASK) + 1;
	if ((load(SLOTS_USED) + more) * 2 <= count) return;
	const old = load(SLOTS_AT);
	const used = load(SLOTS_USED);
	takeSlots(count * 2);
	const slots = load(SLOTS_AT);
	const mask = load(SLOT_MASK);
	for (let i = 0; i < count; i++) {
		const record = load(old + i * 8 + 4);
		if (record === 0) continue;
		const hash = load(old + i * 8);
		let place = hash & mask;
		while (load(slots + place * 8 + 4) !== 0) place = (place + 1) & mask;
		store(slots + place * 8, hash);
		store(slots + place * 8 + 4, record);
	}
	store(SLOTS_USED, used);
	givePages(old, count * 8);
}

/** Another record has the connection now. */
export function replaceInSlot(record: i32, other: i32): void {
	const slot = slotOfRecord(record);
	if (load(slot + 4) === record) store(slot + 4, other);
}

/** Slot of the newest connection between the ends of this one, which is no more among those that had packets last. */
function slotOfRecord(record: i32): i32 {
	const source = load(record + ADDRESS_0);
	const destination = load(record + ADDRESS_1);
	const ports = load(record + PORTS);
	const network = (load(record + BITS) & BIT_IPV6) !== 0 ? NETWORK_IPV6 : 0;
	const hash = hashOfEnds(source, destination, ports >>> 16, ports & 0xffff, network);
	const recent = recentOf(hash);
	if (load(recent) === record) store(recent, 0);
	return slotOf(hash, source, destination, ports);
}

/** Takes a connection out; what was behind it moves up. */
export function emptySlotOf(record: i32): void {
	const slot = slotOfRecord(record);
	if (load(slot + 4) !== record) return;
	const slots = load(SLOTS_AT);
	const mask = load(SLOT_MASK);
	let hole = (slot - slots) >>> 3;
	let place = hole;
	let moved = load(slots + ((place + 1) & mask) * 8 + 4);
	while (moved !== 0) {
		place = (place + 1) & mask;
		const movedHash = load(slots + place * 8);
		// It may not move before the place where its search begins.
		if (((place - (movedHash & mask)) & mask) >= ((place - hole) & mask)) {
			store(slots + hole * 8, movedHash);
			store(slots + hole * 8 + 4, moved);
			hole = place;
		}
		moved = load(slots + ((place + 1) & mask) * 8 + 4);
	}
	store(slots + hole * 8, 0);
	store(slots + hole * 8 + 4, 0);
	store(SLOTS_USED, load(SLOTS_USED) - 1);
}
