import { createNetworkBytes, type NetworkBytes, readNetworkBytes } from './network-bytes.ts';
import { createRecordingPlaces } from './recording-places.ts';

/** Copies of a packet lie this close together at most. */
const COPY_NS = 1_000_000;
/** The same for copies from one place, without an IP ID and without knowing whether that place doubles. */
const IMMEDIATE_NS = 20_000;
const KEPT = 4096;
const MOST_TRIED = 64;
const NS_PER_SECOND = 1_000_000_000;
/** Where each number of a kept packet lies in its record. */
const AT = {
	hash: 0,
	check: 1,
	lengthBytes: 2,
	hops: 3,
	checksum: 4,
	seconds: 5,
	nanoseconds: 6,
	places: 7,
	older: 8,
} as const;
const RECORD_NUMBERS = 9;

/** Finds packets that were recorded several times. */
export interface DuplicateFinder {
	/**
	 * Looks packet `number` over; to be called for each packet in file order.
	 *
	 * @param at Where the network layer begins in `bytes`; below 0 if there is none.
	 * @param end Where the captured frame ends.
	 * @param place Where it was recorded (`recordingPlace`).
	 * @returns The packet that it is a copy of, or 0.
	 */
	readonly find: (
		number: number,
		bytes: DataView,
		at: number,
		end: number,
		seconds: number,
		nanoseconds: number,
		place: number,
	) => number;
}

/**
 * Makes a finder of packets that were recorded in several places (`-i any` on a bridge: veth in, veth out, bridge) or
 * twice in one. A copy has the same network layer, perhaps one hop further, and comes within 1 ms; the first is kept.
 *
 * A retransmission is none: it has another IP ID. Where there is no ID (IPv6, ARP; Linux has 0 in SYN-ACK, RST and
 * TIME-WAIT ACK), equal packets may follow each other closely, so each place counts once for each packet, unless
 * packets with an ID show that this place records all twice. Of several equal packets the oldest that fits is taken.
 *
 * Memory: the last 4096 packets that are no copies. Time: one hash over the headers, and a short chain.
 */
export function createDuplicateFinder(): DuplicateFinder {
	const kept = new Int32Array(KEPT * RECORD_NUMBERS);
	const numbers = new Float64Array(KEPT);
	/** Counts, not indexes: of what has been overwritten since, the count is too low. */
	const heads = new Float64Array(KEPT).fill(-1);
	const network = createNetworkBytes();
	const places = createRecordingPlaces();
	let total = 0;

	const cell = (at: number, i: number): number => kept[i * RECORD_NUMBERS + at] ?? 0;

	function keep(number: number, seconds: number, nanoseconds: number, place: number): void {
		const i = total % KEPT;
		const slot = network.hash & (KEPT - 1);
		const at = i * RECORD_NUMBERS;
		kept[at + AT.hash] = network.hash;
		kept[at + AT.check] = network.check;
		kept[at + AT.lengthBytes] = network.lengthBytes;
		kept[at + AT.hops] = network.hops;
		kept[at + AT.checksum] = network.checksum;
		kept[at + AT.seconds] = seconds;
		kept[at + AT.nanoseconds] = nanoseconds;
		kept[at + AT.places] = 1 << place;
		kept[at + AT.older] = total - (heads[slot] ?? -1);
		numbers[i] = number;
		heads[slot] = total++;
		if (network.hasId) places.first(place);
	}

	/** Index of the oldest kept packet that this one can be a copy of, new places before known ones; or -1. */
	function search(seconds: number, nanoseconds: number, place: number): number {
		let inNewPlace = -1;
		let inSamePlace = -1;
		let count = heads[network.hash & (KEPT - 1)] ?? -1;
		for (let tried = 0; count >= 0 && count >= total - KEPT && tried < MOST_TRIED; tried++) {
			const i = count % KEPT;
			const apart = (seconds - cell(AT.seconds, i)) * NS_PER_SECOND + nanoseconds - cell(AT.nanoseconds, i);
			const apartNs = Math.abs(apart);
			if (apartNs <= COPY_NS && isEqual(i, network)) {
				if ((cell(AT.places, i) & (1 << place)) === 0) inNewPlace = isSameHop(i) || isNextHop(i) ? i : inNewPlace;
				else if (isSameHop(i) && mayDouble(place, apartNs)) inSamePlace = i;
			}
			count -= cell(AT.older, i);
		}
		return inNewPlace >= 0 ? inNewPlace : inSamePlace;
	}

	function isEqual(i: number, { hash, check, lengthBytes }: NetworkBytes): boolean {
		return cell(AT.hash, i) === hash && cell(AT.check, i) === check && cell(AT.lengthBytes, i) === lengthBytes;
	}

	function isSameHop(i: number): boolean {
		return network.hops === cell(AT.hops, i) && network.checksum === cell(AT.checksum, i);
	}

	/** One hop limit less, and in IPv4 the checksum that goes with it (RFC 1624): 0x0100 more in one's complement. */
	function isNextHop(i: number): boolean {
		if (network.hops !== cell(AT.hops, i) - 1) return false;
		const before = cell(AT.checksum, i);
		const sum = before + 0x0100;
		return network.checksum === (sum & 0xffff) + (sum >>> 16) || network.checksum === before;
	}

	function mayDouble(place: number, apartNs: number): boolean {
		if (network.hasId) return true;
		const doubling = places.doubling(place);
		return doubling === 'twice' || (doubling === 'unknown' && apartNs <= IMMEDIATE_NS);
	}

	return {
		find(number, bytes, at, end, seconds, nanoseconds, where) {
			if (!readNetworkBytes(bytes, at, end, network)) return 0;
			const place = places.indexOf(where);
			const i = search(seconds, nanoseconds, place);
			if (i < 0) {
				keep(number, seconds, nanoseconds, place);
				return 0;
			}
			const bit = 1 << place;
			if (network.hasId) places[(cell(AT.places, i) & bit) === 0 ? 'first' : 'again'](place);
			kept[i * RECORD_NUMBERS + AT.places] = cell(AT.places, i) | bit;
			return numbers[i] ?? 0;
		},
	};
}
