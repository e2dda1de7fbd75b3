import { addressText } from '../file/address-text.ts';

/** New addresses for old ones, each in place, the same one for the same address throughout. */
export interface AddressMap {
	/** Replaces the 4 bytes at `at`. */
	readonly ipv4: (bytes: Uint8Array, at: number) => void;
	/** Replaces the 16 bytes at `at`. */
	readonly ipv6: (bytes: Uint8Array, at: number) => void;
	/** Replaces the 6 bytes at `at`. */
	readonly mac: (bytes: Uint8Array, at: number) => void;
	/** What was replaced by what, in the order of first appearance. */
	readonly entries: () => AddressEntries;
}

/** Old address → new address, as text. */
export interface AddressEntries {
	readonly ipv4: Readonly<Record<string, string>>;
	readonly ipv6: Readonly<Record<string, string>>;
	readonly mac: Readonly<Record<string, string>>;
}

/**
 * Numbers networks and hosts in the order in which they appear. Hosts of one network (/24, /64) stay together, and what
 * names no host stays as it is (unspecified, loopback, broadcast, multicast), so that ARP probes, announcements and
 * neighbour discovery mean what they meant.
 */
export function createAddressMap(): AddressMap {
	const seen = { ipv4: new Map<string, string>(), ipv6: new Map<string, string>(), mac: new Map<string, string>() };
	const networks4 = createNumbers();
	const hosts4 = new Map<string, Numbers>();
	const networks6 = createNumbers();
	const upper6 = createNumbers();
	const lower24 = createNumbers();
	const macs = createNumbers();

	function note(kind: keyof typeof seen, bytes: Uint8Array, at: number, size: number, replace: () => void): void {
		const old = addressText(bytes.slice(at, at + size));
		replace();
		const made = addressText(bytes.slice(at, at + size));
		if (made !== old) seen[kind].set(old, made);
	}

	/** By the last three bytes a neighbour is asked for (RFC 4291, section 2.7.1), so they have one meaning everywhere. */
	function replaceLower24(bytes: Uint8Array, at: number): void {
		writeNumber(bytes, at, 3, lower24(keyOf(bytes, at, 3)) + 1);
	}

	function ipv4(bytes: Uint8Array, at: number): void {
		if (isKept4(bytes, at)) return;
		note('ipv4', bytes, at, 4, () => {
			const network = keyOf(bytes, at, 3);
			const host = bytes[at + 3] ?? 0;
			const hosts = hosts4.get(network) ?? createNumbers();
			hosts4.set(network, hosts);
			writeNumber(bytes, at, 3, 0x0a_00_00 + networks4(network));
			if (host !== 0 && host !== 255) bytes[at + 3] = hosts(`${host}`) + 1;
		});
	}

	function ipv6(bytes: Uint8Array, at: number): void {
		if (isMapped4(bytes, at)) ipv4(bytes, at + 12);
		else if (isSolicitedNode(bytes, at)) replaceLower24(bytes, at + 13);
		else if (!isKept6(bytes, at)) note('ipv6', bytes, at, 16, () => replaceHost6(bytes, at));
	}

	function replaceHost6(bytes: Uint8Array, at: number): void {
		if (!isLinkLocal(bytes, at)) {
			const network = networks6(keyOf(bytes, at, 8));
			bytes.fill(0, at, at + 8);
			bytes[at] = UNIQUE_LOCAL;
			writeNumber(bytes, at + 4, 4, network);
		}
		writeNumber(bytes, at + 8, 5, isZero(bytes, at + 8, 5) ? 0 : upper6(keyOf(bytes, at + 8, 5)) + 1);
		replaceLower24(bytes, at + 13);
	}

	function mac(bytes: Uint8Array, at: number): void {
		if (isSolicitedMac(bytes, at)) replaceLower24(bytes, at + 3);
		else if (!isGroupMac(bytes, at) && !isZero(bytes, at, 6)) note('mac', bytes, at, 6, () => replaceMac(bytes, at));
	}

	function replaceMac(bytes: Uint8Array, at: number): void {
		const number = macs(keyOf(bytes, at, 6)) + 1;
		bytes.fill(0, at, at + 6);
		bytes[at] = LOCAL_MAC;
		writeNumber(bytes, at + 2, 4, number);
	}

	return {
		ipv4,
		ipv6,
		mac,
		entries: () => ({
			ipv4: Object.fromEntries(seen.ipv4),
			ipv6: Object.fromEntries(seen.ipv6),
			mac: Object.fromEntries(seen.mac),
		}),
	};
}

/** A locally administered address of one host (IEEE 802, section 8.2). */
const LOCAL_MAC = 0x02;
/** The first byte of addresses that nobody owns (RFC 4193). */
const UNIQUE_LOCAL = 0xfd;

/** The number of a key: 0 for the first that is asked for, then 1, 2, … */
type Numbers = (key: string) => number;

function createNumbers(): Numbers {
	const numbers = new Map<string, number>();
	return (key) => {
		const number = numbers.get(key) ?? numbers.size;
		numbers.set(key, number);
		return number;
	};
}

function keyOf(bytes: Uint8Array, at: number, size: number): string {
	return bytes.subarray(at, at + size).join('.');
}

/** Big-endian, into `size` bytes. */
function writeNumber(bytes: Uint8Array, at: number, size: number, number: number): void {
	for (let i = 0; i < size; i++) bytes[at + i] = Math.floor(number / 2 ** (8 * (size - 1 - i))) % 256;
}

function isZero(bytes: Uint8Array, at: number, size: number): boolean {
	return bytes.subarray(at, at + size).every((byte) => byte === 0);
}

/** This network, loopback, multicast, reserved and broadcast (RFC 6890). */
function isKept4(bytes: Uint8Array, at: number): boolean {
	const first = bytes[at] ?? 0;
	return first === 0 || first === 127 || first >= 224;
}

/** Unspecified, loopback, multicast (RFC 4291). */
function isKept6(bytes: Uint8Array, at: number): boolean {
	return bytes[at] === 0xff || (isZero(bytes, at, 15) && (bytes[at + 15] ?? 0) <= 1);
}

function isLinkLocal(bytes: Uint8Array, at: number): boolean {
	return bytes[at] === 0xfe && ((bytes[at + 1] ?? 0) & 0xc0) === 0x80;
}

function isMapped4(bytes: Uint8Array, at: number): boolean {
	return isZero(bytes, at, 10) && bytes[at + 10] === 0xff && bytes[at + 11] === 0xff;
}

function isSolicitedNode(bytes: Uint8Array, at: number): boolean {
	const prefix = [0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff];
	return prefix.every((byte, i) => bytes[at + i] === byte);
}

/** The group in which a neighbour is asked for (RFC 2464, section 7). */
function isSolicitedMac(bytes: Uint8Array, at: number): boolean {
	return bytes[at] === 0x33 && bytes[at + 1] === 0x33 && bytes[at + 2] === 0xff;
}

function isGroupMac(bytes: Uint8Array, at: number): boolean {
	return ((bytes[at] ?? 0) & 1) === 1;
}
