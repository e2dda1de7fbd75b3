import {
	ADDRESS_LIMIT,
	ADDRESSES,
	ARP_ROWS,
	CONNECTIONS,
	ENDED_FIRST,
	ENDED_LAST,
	ENDED_OLD,
	ENDED_YOUNG,
	ENTRY_NEXT,
	FORGETS,
	FREE_ADDRESS,
	FREE_ADDRESSES,
	FREE_ENTRY,
	FREE_PACKED,
	FREE_PAGE,
	FREE_RECORD,
	HEAP,
	HEAP_END,
	IS_FULL,
	MANY_ADDRESSES,
	PACKED_NEXT,
	PAGE_BYTES,
	RECENT,
	RECENT_BYTES,
	RECORD_NEXT,
	RECORD_PAGE_LIST,
	RECORD_PAGES,
	SLOT_MASK,
	SLOTS_AT,
	SLOTS_USED,
	TCP_ROWS,
} from './layout.ts';
import { clear, fail, growMemory, load, memoryPages, store, storeFloat } from './memory.ts';
import { PACKED_BYTES, RECORD_BYTES, SHORT_RECORD_BYTES, STREAM } from './record.ts';

/** Slots of 8 bytes, in one page. */
const FIRST_SLOTS: i32 = 8192;
const ENTRY_BYTES: i32 = 16;
/** Memory grows by at least so many pages, so that it grows seldom: the host's views of it are lost each time. */
const LEAST_GROWTH: i32 = 16;
const MOST_PAGES: i32 = 65536;

/** Forgets all connections; the memory stays, and only what is looked at again is cleared. */
export function resetHeap(): void {
	if (load(CONNECTIONS) !== 0) clear(RECENT, RECENT_BYTES);
	store(HEAP_END, HEAP);
	store(IS_FULL, 0);
	store(FREE_PAGE, 0);
	store(CONNECTIONS, 0);
	store(RECORD_NEXT, 0);
	store(RECORD_PAGES, 0);
	store(FREE_RECORD, 0);
	store(ENTRY_NEXT, 0);
	store(FREE_ENTRY, 0);
	store(ENDED_FIRST, 0);
	store(ENDED_LAST, 0);
	store(ENDED_YOUNG, 0);
	store(ENDED_OLD, 0);
	store(PACKED_NEXT, 0);
	store(FREE_PACKED, 0);
	store(ADDRESSES, 0);
	store(ADDRESS_LIMIT, 0);
	store(FREE_ADDRESSES, 0);
	store(FREE_ADDRESS, 0);
	store(MANY_ADDRESSES, 0);
	store(TCP_ROWS, 0);
	store(ARP_ROWS, 0);
	takeSlots(FIRST_SLOTS);
}

/** Takes cleared slots for an index; the pages of the ones before must have been given back. */
export function takeSlots(count: i32): void {
	const at = takePages((count * 8) / PAGE_BYTES);
	clear(at, count * 8);
	store(SLOTS_AT, at);
	store(SLOT_MASK, count - 1);
	store(SLOTS_USED, 0);
}

/** The first of so many pages that lie behind each other; what is in them is not known. */
export function takePages(count: i32): i32 {
	const at = load(HEAP_END);
	const pages = memoryPages();
	const missing = (at >>> 16) + count - pages;
	if (missing > 0) {
		const growth = pages >> 2;
		const ample = missing + (growth < LEAST_GROWTH ? LEAST_GROWTH : growth);
		// The last page stays free, so that no address is 0.
		if (pages + missing >= MOST_PAGES || !(growMemory(ample) || growMemory(missing))) {
			store(IS_FULL, 1);
			fail();
		}
	}
	store(HEAP_END, (at + count * PAGE_BYTES) | 0);
	return at;
}

function takePage(): i32 {
	const free = load(FREE_PAGE);
	if (free === 0) return takePages(1);
	store(FREE_PAGE, load(free));
	return free;
}

export function givePages(at: i32, bytes: i32): void {
	for (let page = at; page !== ((at + bytes) | 0); page = (page + PAGE_BYTES) | 0) {
		store(page, load(FREE_PAGE));
		store(FREE_PAGE, page);
	}
}

/** A cleared record. */
export function takeRecord(): i32 {
	let at = load(FREE_RECORD);
	if (at !== 0) store(FREE_RECORD, load(at));
	else {
		at = load(RECORD_NEXT);
		if (!fitsIntoPage(at, recordBytes())) at = takeRecordPage();
		store(RECORD_NEXT, at + recordBytes());
	}
	clearRecord(at);
	return at;
}

export function clearRecord(at: i32): void {
	const bytes = recordBytes();
	for (let i: i32 = 0; i < bytes; i += 8) storeFloat(at + i, 0);
}

function recordBytes(): i32 {
	return load(FORGETS) !== 0 ? SHORT_RECORD_BYTES : RECORD_BYTES;
}

/** Whether there is room behind `at`, which is the end of the page before where a page is full, or 0. */
function fitsIntoPage(at: i32, bytes: i32): boolean {
	return ((at - 1) & (PAGE_BYTES - 1)) + 1 + bytes <= PAGE_BYTES;
}

function takeRecordPage(): i32 {
	const page = takePage();
	const pages = load(RECORD_PAGES);
	store(RECORD_PAGE_LIST + pages * 4, page);
	store(RECORD_PAGES, pages + 1);
	return page;
}

export function giveRecord(at: i32): void {
	store(at + STREAM, -1);
	store(at, load(FREE_RECORD));
	store(FREE_RECORD, at);
}

/** An entry for an unacknowledged segment. */
export function takeEntry(): i32 {
	const free = load(FREE_ENTRY);
	if (free !== 0) {
		store(FREE_ENTRY, load(free));
		return free;
	}
	let at = load(ENTRY_NEXT);
	if (!fitsIntoPage(at, ENTRY_BYTES)) at = takePage();
	store(ENTRY_NEXT, at + ENTRY_BYTES);
	return at;
}

export function giveEntry(at: i32): void {
	store(at, load(FREE_ENTRY));
	store(FREE_ENTRY, at);
}

/** Room for a packed connection. */
export function takePacked(): i32 {
	const free = load(FREE_PACKED);
	if (free !== 0) {
		store(FREE_PACKED, load(free));
		return free;
	}
	let at = load(PACKED_NEXT);
	if (!fitsIntoPage(at, PACKED_BYTES)) at = takePage();
	store(PACKED_NEXT, at + PACKED_BYTES);
	return at;
}

export function givePacked(at: i32): void {
	store(at, load(FREE_PACKED));
	store(FREE_PACKED, at);
}
