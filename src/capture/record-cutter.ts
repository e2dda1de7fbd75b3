/** A record of a classic capture file. */
export interface PcapRecord {
	readonly timeNs: bigint;
	readonly originalBytes: number;
	/** The record's own header and the frame, as they stand in the file. */
	readonly whole: Uint8Array;
	/** The captured bytes. */
	readonly frame: Uint8Array;
}

/** What the header of a classic capture file says. */
export interface PcapHead {
	readonly linkType: number;
	readonly snaplen: number;
	/** The header itself. */
	readonly bytes: Uint8Array;
}

/** Cuts the bytes that a recorder writes into records, however they come. */
export interface RecordCutter {
	/** Known once the file header is through. */
	readonly head: () => PcapHead | undefined;
	/** Adds bytes, and gives the records that are whole now; they are valid until the next call. */
	readonly add: (bytes: Uint8Array) => readonly PcapRecord[];
}

const HEADER_BYTES = 24;
const RECORD_BYTES = 16;
const NANOSECONDS_MAGIC = 0xa1b2_3c4d;
const MAGICS = [0xa1b2_c3d4, NANOSECONDS_MAGIC];

/** A recorder on this machine writes in this machine's byte order, which is little-endian nearly everywhere. */
export function createRecordCutter(): RecordCutter {
	let rest = new Uint8Array(0);
	let head: PcapHead | undefined;
	let little = true;
	let nsPerUnit = 1000n;

	function takeHead(bytes: Uint8Array): void {
		const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
		little = MAGICS.includes(view.getUint32(0, true));
		nsPerUnit = view.getUint32(0, little) === NANOSECONDS_MAGIC ? 1n : 1000n;
		head = {
			linkType: view.getUint32(20, little),
			snaplen: view.getUint32(16, little),
			bytes: bytes.slice(0, HEADER_BYTES),
		};
	}

	function recordAt(bytes: Uint8Array, view: DataView, at: number): PcapRecord | undefined {
		if (bytes.length - at < RECORD_BYTES) return undefined;
		const captured = view.getUint32(at + 8, little);
		if (bytes.length - at - RECORD_BYTES < captured) return undefined;
		const whole = bytes.subarray(at, at + RECORD_BYTES + captured);
		return {
			timeNs: BigInt(view.getUint32(at, little)) * 1_000_000_000n + BigInt(view.getUint32(at + 4, little)) * nsPerUnit,
			originalBytes: view.getUint32(at + 12, little),
			whole,
			frame: whole.subarray(RECORD_BYTES),
		};
	}

	return {
		head: () => head,
		add(chunk) {
			const bytes = rest.length === 0 ? chunk : joined(rest, chunk);
			let at = 0;
			if (head === undefined && bytes.length >= HEADER_BYTES) {
				takeHead(bytes);
				at = HEADER_BYTES;
			}
			const records: PcapRecord[] = [];
			const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
			while (head !== undefined) {
				const record = recordAt(bytes, view, at);
				if (record === undefined) break;
				records.push(record);
				at += record.whole.length;
			}
			rest = bytes.slice(at);
			return records;
		},
	};
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(first.length + second.length);
	bytes.set(first);
	bytes.set(second, first.length);
	return bytes;
}
