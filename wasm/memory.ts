// The kernel's memory when it runs as WebAssembly: compiled by AssemblyScript in place of src/kernel/memory.ts, which
// says what each function does. AssemblyScript's own `load` and `store` are in `machine.ts`, as the names are taken.

import { read16, read32, read8, readFloat, write32, write8, writeFloat } from './machine';

export function load(at: i32): i32 {
	return read32(at);
}

export function store(at: i32, value: i32): void {
	write32(at, value);
}

export function loadFloat(at: i32): f64 {
	return readFloat(at);
}

export function storeFloat(at: i32, value: f64): void {
	writeFloat(at, value);
}

export function byteAt(at: i32): i32 {
	return read8(at);
}

export function uint16At(at: i32): i32 {
	return read16(at);
}

export function int32At(at: i32): i32 {
	return bswap<i32>(read32(at));
}

export function littleInt32At(at: i32): i32 {
	return read32(at);
}

export function putInt32(at: i32, value: i32): void {
	write32(at, value);
}

export function putByte(at: i32, value: i32): void {
	write8(at, value);
}

export function clear(at: i32, bytes: i32): void {
	memory.fill(at, 0, bytes);
}

export function memoryPages(): i32 {
	return memory.size();
}

export function growMemory(pages: i32): bool {
	return memory.grow(pages) >= 0;
}

export function fail(): void {
	unreachable();
}

export function product(a: i32, b: i32): i32 {
	return a * b;
}
