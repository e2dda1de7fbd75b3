import type { Dice } from './traffic.ts';

/** Values at which lengths and offsets go wrong. */
const NUMBERS = [0, 1, 2, 4, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0xffff, 0x10000, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];
const MOST_CHANGES = 8;
const MOST_BYTES = 64;

/** A copy of `bytes` with a few random changes: what a damaged disk does, and what somebody with bad intent does. */
export function mutate(bytes: Uint8Array, other: Uint8Array, dice: Dice): Uint8Array {
	let changed: Uint8Array = bytes.slice();
	const changes = 1 + dice.roll(MOST_CHANGES);
	for (let i = 0; i < changes && changed.length > 0; i++) changed = dice.pick(CHANGES)(changed, dice, other);
	return changed;
}

type Change = (bytes: Uint8Array, dice: Dice, other: Uint8Array) => Uint8Array;

const CHANGES: readonly Change[] = [setByte, setByte, setNumber, setNumber, cutOut, repeat, splice, truncate];

function setByte(bytes: Uint8Array, dice: Dice): Uint8Array {
	bytes[dice.roll(bytes.length)] = dice.roll(256);
	return bytes;
}

function setNumber(bytes: Uint8Array, dice: Dice): Uint8Array {
	const size = dice.pick([1, 2, 4]);
	const isLittle = dice.roll(2) === 0;
	const at = dice.roll(bytes.length);
	const number = dice.pick(NUMBERS);
	for (let i = 0; i < size && at + i < bytes.length; i++) {
		bytes[at + i] = number >>> (8 * (isLittle ? i : size - 1 - i));
	}
	return bytes;
}

function cutOut(bytes: Uint8Array, dice: Dice): Uint8Array {
	const at = dice.roll(bytes.length);
	return joined(bytes.subarray(0, at), bytes.subarray(at + 1 + dice.roll(MOST_BYTES)));
}

function repeat(bytes: Uint8Array, dice: Dice): Uint8Array {
	const at = dice.roll(bytes.length);
	return joined(bytes.subarray(0, at + 1 + dice.roll(MOST_BYTES)), bytes.subarray(at));
}

function splice(bytes: Uint8Array, dice: Dice, other: Uint8Array): Uint8Array {
	const from = dice.roll(other.length);
	const to = dice.roll(bytes.length);
	bytes.set(other.subarray(from, from + Math.min(MOST_BYTES, bytes.length - to)), to);
	return bytes;
}

function truncate(bytes: Uint8Array, dice: Dice): Uint8Array {
	return dice.roll(4) === 0 ? bytes.slice(0, dice.roll(bytes.length)) : bytes;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
	const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all;
}
