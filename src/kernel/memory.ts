/**
 * The kernel's memory when it runs as JavaScript. The WebAssembly build takes `wasm/memory.ts` instead, which offers
 * the same functions. Addresses are in bytes; numbers lie in the machine's own order, captured bytes in network order.
 */
const PAGE_BYTES = 65_536;
/** An address has 32 bits. */
const LIMIT_BYTES = 2 ** 32;

let buffer = new ArrayBuffer(0);
let words = new Int32Array(buffer);
let floats = new Float64Array(buffer);
let view = new DataView(buffer);

/** Makes `other` the memory that all other functions work on. */
export function useMemory(other: ArrayBuffer): void {
	buffer = other;
	words = new Int32Array(buffer);
	floats = new Float64Array(buffer);
	view = new DataView(buffer);
}

/** The memory in use; another one after it has grown. */
export function usedMemory(): ArrayBuffer {
	return buffer;
}

export function load(at: i32): i32 {
	return words[at >>> 2] as number;
}

export function store(at: i32, value: i32): void {
	words[at >>> 2] = value;
}

export function loadFloat(at: i32): f64 {
	return floats[at >>> 3] as number;
}

export function storeFloat(at: i32, value: f64): void {
	floats[at >>> 3] = value;
}

export function byteAt(at: i32): i32 {
	return view.getUint8(at);
}

export function uint16At(at: i32): i32 {
	return view.getUint16(at);
}

export function int32At(at: i32): i32 {
	return view.getInt32(at);
}

/** The captured bytes of some file formats have their lowest byte first. */
export function littleInt32At(at: i32): i32 {
	return view.getInt32(at, true);
}

/** At any address, the lowest byte first. */
export function putInt32(at: i32, value: i32): void {
	view.setInt32(at, value, true);
}

export function putByte(at: i32, value: i32): void {
	view.setUint8(at, value);
}

/** Fills whole words with zeros. */
export function clear(at: i32, bytes: i32): void {
	words.fill(0, at >>> 2, (at + bytes) >>> 2);
}

export function memoryPages(): i32 {
	return buffer.byteLength / PAGE_BYTES;
}

/** Adds pages of 64 KiB at the end; false if there are no more. */
export function growMemory(pages: i32): boolean {
	const bytes = buffer.byteLength + pages * PAGE_BYTES;
	if (bytes > LIMIT_BYTES) return false;
	const bigger = new ArrayBuffer(bytes);
	new Uint8Array(bigger).set(new Uint8Array(buffer));
	useMemory(bigger);
	return true;
}

/** Ends everything: there is no memory for what must be kept. The host makes an error for people of it. */
export function fail(): void {
	throw new RangeError('The memory of the kernel is full');
}

/** The lower 32 bits of a product. */
export function product(a: i32, b: i32): i32 {
	return Math.imul(a, b);
}
