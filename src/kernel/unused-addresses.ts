import { ADDRESS_BYTES, ADDRESS_STATE, fillAddressSlots, IS_FREE } from './addresses.ts';
import {
	ADDRESS_LIMIT,
	ADDRESS_SLOTS_AT,
	ADDRESSES,
	ADDRESSES_AT,
	FREE_ADDRESS,
	FREE_ADDRESSES,
	MANY_ADDRESSES,
	SLOT_MASK,
	SLOTS_AT,
} from './layout.ts';
import { clear, load, store } from './memory.ts';
import { ADDRESS_0, ADDRESS_1, BIT_IPV6, BITS } from './record.ts';

/**
 * Finds IPv6 addresses that no connection has any more, for a host that wants what ended forgotten: their numbers are
 * those of other addresses then.
 */

/** So many more than are in use may be there, and a quarter of those: looking through all connections must be rare. */
const LEAST_MORE: i32 = 8192;
const IS_USED: i32 = 1;

/** Between batches, as rows have numbers, too. */
export function forgetAddresses(): void {
	const known = load(ADDRESSES) - load(FREE_ADDRESSES);
	if (known < LEAST_MORE || known < load(MANY_ADDRESSES)) return;
	freeUnused();
	const used = load(ADDRESSES) - load(FREE_ADDRESSES);
	store(MANY_ADDRESSES, used + (used >> 2) + LEAST_MORE);
}

function freeUnused(): void {
	const count = load(ADDRESSES);
	const entries = load(ADDRESSES_AT);
	for (let i: i32 = 0; i < count; i++) store(entries + i * ADDRESS_BYTES + ADDRESS_STATE, IS_FREE);
	findUsed(entries);
	store(FREE_ADDRESS, 0);
	store(FREE_ADDRESSES, 0);
	for (let i = count - 1; i >= 0; i--) {
		const entry = entries + i * ADDRESS_BYTES;
		if (load(entry + ADDRESS_STATE) === IS_USED) continue;
		store(entry, load(FREE_ADDRESS));
		store(FREE_ADDRESS, i + 1);
		store(FREE_ADDRESSES, load(FREE_ADDRESSES) + 1);
	}
	clear(load(ADDRESS_SLOTS_AT), load(ADDRESS_LIMIT) * 2 * 4);
	fillAddressSlots();
}

/** All connections that are known, packed ones too, have a slot. */
function findUsed(entries: i32): void {
	const slots = load(SLOTS_AT);
	const mask = load(SLOT_MASK);
	for (let i: i32 = 0; i <= mask; i++) {
		const record = load(slots + i * 8 + 4);
		if (record === 0 || (load(record + BITS) & BIT_IPV6) === 0) continue;
		store(entries + load(record + ADDRESS_0) * ADDRESS_BYTES + ADDRESS_STATE, IS_USED);
		store(entries + load(record + ADDRESS_1) * ADDRESS_BYTES + ADDRESS_STATE, IS_USED);
	}
}
