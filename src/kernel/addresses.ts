import { givePages, takePages } from './heap.ts';
import {
	ADDRESS_LIMIT,
	ADDRESS_SLOTS_AT,
	ADDRESSES,
	ADDRESSES_AT,
	FREE_ADDRESS,
	FREE_ADDRESSES,
	PAGE_BYTES,
} from './layout.ts';
import { clear, littleInt32At, load, product, store } from './memory.ts';

/**
 * Numbers for IPv6 addresses, from 0, so that one column can hold them: the same address has always the same number.
 * An open-addressing hash table of number + 1, over entries that lie one behind the other.
 */

/** An entry is a cache line: the 16 bytes of the address, and its text once a line has shown it. */
export const ADDRESS_BYTES: i32 = 64;
/** 0 until the host has written the text. */
export const ADDRESS_TEXT_LENGTH: i32 = 16;
export const ADDRESS_TEXT: i32 = 20;
/** Behind the longest text. */
export const ADDRESS_STATE: i32 = 60;
export const IS_FREE: i32 = -1;

const FIRST_LIMIT: i32 = 1024;
const FACTOR_1: i32 = -1640531535;
const FACTOR_2: i32 = -2048144789;
const FACTOR_3: i32 = -1028477387;
const FACTOR_4: i32 = 0x2c1b3c6d;

/** Makes room for the two addresses of so many rows, so that memory grows at no other time. */
export function reserveAddresses(rows: i32): void {
	while (load(ADDRESS_LIMIT) - load(ADDRESSES) + load(FREE_ADDRESSES) < rows * 2) grow();
}

/** The number of the address whose 16 bytes are at `at`; there must be room for one more. */
export function internAddress(at: i32): i32 {
	const slot = slotOf(at);
	const known = load(slot);
	if (known !== 0) return known - 1;
	const number = takeNumber();
	const entry = load(ADDRESSES_AT) + number * ADDRESS_BYTES;
	for (let i: i32 = 0; i < ADDRESS_TEXT_LENGTH; i += 4) store(entry + i, wordAt(at + i));
	store(entry + ADDRESS_TEXT_LENGTH, 0);
	store(entry + ADDRESS_STATE, 0);
	store(slot, number + 1);
	return number;
}

function takeNumber(): i32 {
	const free = load(FREE_ADDRESS) - 1;
	if (free >= 0) {
		store(FREE_ADDRESS, load(load(ADDRESSES_AT) + free * ADDRESS_BYTES));
		store(FREE_ADDRESSES, load(FREE_ADDRESSES) - 1);
		return free;
	}
	const number = load(ADDRESSES);
	store(ADDRESSES, number + 1);
	return number;
}

/** Slot of an address, or the free one where it belongs; at most half of them are taken. */
function slotOf(at: i32): i32 {
	const slots = load(ADDRESS_SLOTS_AT);
	const mask = load(ADDRESS_LIMIT) * 2 - 1;
	let place = hashOf(at) & mask;
	let slot = slots + place * 4;
	let known = load(slot);
	while (known !== 0 && !isAddress(load(ADDRESSES_AT) + (known - 1) * ADDRESS_BYTES, at)) {
		place = (place + 1) & mask;
		slot = slots + place * 4;
		known = load(slot);
	}
	return slot;
}

function isAddress(entry: i32, at: i32): boolean {
	// The last bytes differ most often.
	if (load(entry + 12) !== wordAt(at + 12) || load(entry + 8) !== wordAt(at + 8)) return false;
	return load(entry + 4) === wordAt(at + 4) && load(entry) === wordAt(at);
}

function hashOf(at: i32): i32 {
	let hash = product(wordAt(at), FACTOR_1) ^ product(wordAt(at + 4), FACTOR_2);
	hash = product(hash ^ wordAt(at + 8), FACTOR_3);
	hash ^= hash >>> 15;
	hash = product(hash ^ wordAt(at + 12), FACTOR_4);
	// Neighbours in a network differ only in the uppermost bits here, and what a product does to them goes up, never down.
	hash = product(hash ^ (hash >>> 16), FACTOR_3);
	return hash ^ (hash >>> 15);
}

/** Four bytes in an order that is always the same, wherever they lie. */
function wordAt(at: i32): i32 {
	return littleInt32At(at);
}

function grow(): void {
	const count = load(ADDRESSES);
	const limit = load(ADDRESS_LIMIT);
	const entries = load(ADDRESSES_AT);
	const slots = load(ADDRESS_SLOTS_AT);
	const more = limit === 0 ? FIRST_LIMIT : limit * 2;
	const moreEntries = takePages(pagesOf(more * ADDRESS_BYTES));
	const moreSlots = takePages(pagesOf(more * 2 * 4));
	clear(moreSlots, more * 2 * 4);
	for (let i: i32 = 0; i < count * ADDRESS_BYTES; i += 4) store(moreEntries + i, load(entries + i));
	store(ADDRESSES_AT, moreEntries);
	store(ADDRESS_SLOTS_AT, moreSlots);
	store(ADDRESS_LIMIT, more);
	fillAddressSlots();
	if (limit === 0) return;
	givePages(entries, pagesOf(limit * ADDRESS_BYTES) * PAGE_BYTES);
	givePages(slots, pagesOf(limit * 2 * 4) * PAGE_BYTES);
}

/** Puts all addresses that are not free into cleared slots. */
export function fillAddressSlots(): void {
	const count = load(ADDRESSES);
	for (let i: i32 = 0; i < count; i++) {
		const entry = load(ADDRESSES_AT) + i * ADDRESS_BYTES;
		if (load(entry + ADDRESS_STATE) !== IS_FREE) store(slotOf(entry), i + 1);
	}
}

function pagesOf(bytes: i32): i32 {
	return (bytes + (PAGE_BYTES - 1)) >>> 16;
}
