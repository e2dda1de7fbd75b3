import { FORGETS } from './layout.ts';
import { load, loadFloat, store, storeFloat } from './memory.ts';
import { PAYLOAD } from './record.ts';

// What is said of a connection in the end. Where ended connections are forgotten nobody asks, and there is no room for it.

export function storeFact(at: i32, value: i32): void {
	if (load(FORGETS) === 0) store(at, value);
}

/** Counts the bytes that an end sent. */
export function addPayload(record: i32, end: i32, length: i32): void {
	if (load(FORGETS) !== 0) return;
	const payload = record + PAYLOAD + (end << 3);
	storeFloat(payload, loadFloat(payload) + length);
}
