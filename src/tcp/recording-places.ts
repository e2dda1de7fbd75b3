const MOST_PLACES = 32;

/** What the last packets with an IP ID say of a place: each recorded once, or twice; `unknown` without such packets. */
export type Doubling = 'unknown' | 'once' | 'twice';

/** The places where a capture recorded: at most 32 are told apart. */
export interface RecordingPlaces {
	/** From 0; the 32nd and all later ones share a number. */
	readonly indexOf: (place: number) => number;
	readonly doubling: (index: number) => Doubling;
	/** A packet with an IP ID was recorded there for the first time. */
	readonly first: (index: number) => void;
	/** The same packet was recorded there again. */
	readonly again: (index: number) => void;
}

/**
 * One number for where a packet was recorded: the file's interface, and interface index and packet type of a
 * Linux cooked header (0 where there are none). Captures hold few interfaces, so that no two get the same number.
 */
export function recordingPlace(interfaceId: number, interfaceIndex = 0, packetType = 0): number {
	return (Math.imul(interfaceId, 0x1_0003) ^ (interfaceIndex << 3) ^ packetType) | 0;
}

/** Makes an empty list of places. */
export function createRecordingPlaces(): RecordingPlaces {
	const known = new Map<number, number>();
	const said: Doubling[] = new Array(MOST_PLACES).fill('unknown');
	const isWaiting = new Uint8Array(MOST_PLACES);
	return {
		indexOf(place) {
			const index = known.get(place);
			if (index !== undefined) return index;
			const next = known.size;
			if (next >= MOST_PLACES) return MOST_PLACES - 1;
			known.set(place, next);
			return next;
		},
		doubling: (index) => said[index] ?? 'unknown',
		first(index) {
			if (isWaiting[index] === 1) said[index] = 'once';
			isWaiting[index] = 1;
		},
		again(index) {
			said[index] = 'twice';
			isWaiting[index] = 0;
		},
	};
}
