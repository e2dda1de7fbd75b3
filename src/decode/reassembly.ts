/** A datagram that came in several frames, whole again. */
export interface Datagram {
	/** What was behind the IP header (and, for IPv6, behind the fragment header). */
	readonly bytes: Uint8Array;
	/** Protocol number of what `bytes` begins with. */
	readonly protocol: number;
	/** The packets that it came in. */
	readonly packets: readonly number[];
}

/** One fragment; its bytes are copied when it is added. */
export interface Fragment {
	/** Which datagram it belongs to: addresses, protocol, identification (RFC 791, section 3.2; RFC 8200, section 4.5). */
	readonly key: string;
	readonly protocol: number;
	readonly packet: number;
	/** Where its bytes belong in the datagram. */
	readonly from: number;
	readonly isLast: boolean;
	readonly bytes: Uint8Array;
}

/** Puts fragments together. Memory is bounded: the oldest unfinished datagrams are given up. */
export interface Reassembly {
	/** Adds a fragment. @returns The id of the datagram that it completes, from 1, or 0. */
	readonly add: (fragment: Fragment) => number;
	/** A datagram that was completed since the last `forget`. */
	readonly datagram: (id: number) => Datagram | undefined;
	/** Drops the completed datagrams: those of the batch before. */
	readonly forget: () => void;
	readonly reset: () => void;
}

/** What unfinished datagrams may take; as Linux, which gives up after 30 s or 4 MiB. */
export const REASSEMBLY_LIMITS = { datagrams: 256, bytes: 4_194_304 } as const;

/** No IP datagram is longer: its length has 16 bits. */
const DATAGRAM_LIMIT_BYTES = 65_535;
/** What keeping a fragment costs beside its bytes, so that fragments of one byte count as well. */
const FRAGMENT_COST_BYTES = 128;

interface Piece {
	readonly from: number;
	readonly bytes: Uint8Array;
}

interface Unfinished {
	/** In the order of their places; of two at the same place, the one that came first. */
	readonly pieces: Piece[];
	readonly packets: number[];
	/** Known when the last fragment has come. */
	total: number | undefined;
	protocol: number;
	bytes: number;
}

/** Makes a reassembly without any fragment. */
export function createReassembly(limits: { datagrams: number; bytes: number } = REASSEMBLY_LIMITS): Reassembly {
	const unfinished = new Map<string, Unfinished>();
	const finished = new Map<number, Datagram>();
	let nextId = 1;
	let held = 0;

	function drop(key: string): void {
		held -= costOf(unfinished.get(key));
		unfinished.delete(key);
	}

	function open(key: string, protocol: number): Unfinished {
		const opened = { pieces: [], packets: [], total: undefined, protocol, bytes: 0 };
		unfinished.set(key, opened);
		return opened;
	}

	/** A map hands out its keys in the order in which they came. */
	function giveUpOldest(): void {
		for (const key of unfinished.keys()) {
			if (unfinished.size <= limits.datagrams && held <= limits.bytes) return;
			drop(key);
		}
	}

	return {
		add({ key, protocol, packet, from, isLast, bytes }) {
			if (bytes.length === 0 || from + bytes.length > DATAGRAM_LIMIT_BYTES) return 0;
			const datagram = unfinished.get(key) ?? open(key, protocol);
			place(datagram.pieces, { from, bytes: bytes.slice() });
			datagram.packets.push(packet);
			datagram.bytes += bytes.length;
			held += bytes.length + FRAGMENT_COST_BYTES;
			if (from === 0) datagram.protocol = protocol;
			if (isLast) datagram.total ??= from + bytes.length;
			const whole = join(datagram);
			if (whole) {
				drop(key);
				finished.set(nextId, { bytes: whole, protocol: datagram.protocol, packets: datagram.packets });
				return nextId++;
			}
			giveUpOldest();
			return 0;
		},
		datagram: (id) => finished.get(id),
		forget() {
			// Even of an empty map this makes new memory.
			if (finished.size > 0) finished.clear();
		},
		reset() {
			unfinished.clear();
			finished.clear();
			held = 0;
		},
	};
}

/** Fragments come mostly in order, so the place is sought from the end. */
function place(pieces: Piece[], piece: Piece): void {
	let at = pieces.length;
	while (at > 0 && (pieces[at - 1]?.from ?? 0) > piece.from) at--;
	pieces.splice(at, 0, piece);
}

function costOf(datagram: Unfinished | undefined): number {
	return datagram ? datagram.bytes + datagram.pieces.length * FRAGMENT_COST_BYTES : 0;
}

/** The datagram, if nothing is missing. Where fragments overlap, the one that begins first is believed, as in Wireshark. */
function join({ pieces, total, bytes }: Unfinished): Uint8Array | undefined {
	if (total === undefined || bytes < total || !isWhole(pieces, total)) return undefined;
	const whole = new Uint8Array(total);
	let filled = 0;
	for (const piece of pieces) {
		const end = Math.min(piece.from + piece.bytes.length, total);
		if (end <= filled) continue;
		whole.set(piece.bytes.subarray(filled - piece.from, end - piece.from), filled);
		filled = end;
	}
	return whole;
}

function isWhole(pieces: readonly Piece[], total: number): boolean {
	let filled = 0;
	for (const { from, bytes } of pieces) {
		if (from > filled) return false;
		filled = Math.max(filled, from + bytes.length);
		if (filled >= total) return true;
	}
	return false;
}
