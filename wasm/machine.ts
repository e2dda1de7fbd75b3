export function read32(at: i32): i32 {
	return load<i32>(at);
}

export function write32(at: i32, value: i32): void {
	store<i32>(at, value);
}

export function readFloat(at: i32): f64 {
	return load<f64>(at);
}

export function writeFloat(at: i32, value: f64): void {
	store<f64>(at, value);
}

export function read8(at: i32): i32 {
	return load<u8>(at);
}

export function read16(at: i32): i32 {
	return bswap<u16>(load<u16>(at));
}

export function write8(at: i32, value: i32): void {
	store<u8>(at, <u8>value);
}
