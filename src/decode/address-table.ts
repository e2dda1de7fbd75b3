import { ipv4Text } from './ipv4.ts';
import { ipv6Text } from './ipv6.ts';
import { NETWORK } from './packet-batch.ts';

const FIRST_ADDRESSES = 256;
const WORDS = 4;

/** Numbers for IPv6 addresses, so that one 32-bit column can hold them; the same address has always the same number. */
export interface AddressTable {
	/** The number of the 16 bytes at `at`. */
	readonly intern: (bytes: DataView, at: number) => number;
	/** The address with this number, as text. */
	readonly text: (id: number) => string;
	readonly reset: () => void;
}

/** Makes an empty table: open addressing over slots of number + 1, addresses as four 32-bit words each. */
export function createAddressTable(): AddressTable {
	let words = new Int32Array(FIRST_ADDRESSES * WORDS);
	let slots = new Int32Array(FIRST_ADDRESSES * 2);
	let count = 0;

	function slotOf(a: number, b: number, c: number, d: number): number {
		const mask = slots.length - 1;
		let slot = hashOf(a, b, c, d) & mask;
		for (let entry = slots[slot] ?? 0; entry !== 0; entry = slots[slot] ?? 0) {
			const at = (entry - 1) * WORDS;
			if (words[at + 3] === d && words[at + 2] === c && words[at + 1] === b && words[at] === a) return slot;
			slot = (slot + 1) & mask;
		}
		return slot;
	}

	function grow(): void {
		const old = words;
		words = new Int32Array(old.length * 2);
		words.set(old);
		slots = new Int32Array(slots.length * 2);
		for (let id = 0; id < count; id++) {
			const at = id * WORDS;
			slots[slotOf(words[at] ?? 0, words[at + 1] ?? 0, words[at + 2] ?? 0, words[at + 3] ?? 0)] = id + 1;
		}
	}

	function add(slot: number, a: number, b: number, c: number, d: number): number {
		const id = count++;
		const at = id * WORDS;
		words[at] = a;
		words[at + 1] = b;
		words[at + 2] = c;
		words[at + 3] = d;
		slots[slot] = id + 1;
		if (count * WORDS === words.length) grow();
		return id;
	}

	return {
		intern(bytes, at) {
			const a = bytes.getInt32(at);
			const b = bytes.getInt32(at + 4);
			const c = bytes.getInt32(at + 8);
			const d = bytes.getInt32(at + 12);
			const slot = slotOf(a, b, c, d);
			const entry = slots[slot] ?? 0;
			return entry === 0 ? add(slot, a, b, c, d) : entry - 1;
		},
		text(id) {
			const view = new DataView(new ArrayBuffer(WORDS * 4));
			for (let i = 0; i < WORDS; i++) view.setInt32(i * 4, words[id * WORDS + i] ?? 0);
			return ipv6Text(view, 0);
		},
		reset() {
			slots.fill(0);
			count = 0;
		},
	};
}

/** An address column's value as text; `network` is that of the same row. */
export function addressText(addresses: AddressTable, network: number, address: number): string {
	return network === NETWORK.ipv6 ? addresses.text(address) : ipv4Text(address);
}

function hashOf(a: number, b: number, c: number, d: number): number {
	let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
	hash = Math.imul(hash ^ c, 0xc2b2ae35);
	hash ^= hash >>> 15;
	hash = Math.imul(hash ^ d, 0x2c1b3c6d);
	return hash ^ (hash >>> 13);
}
