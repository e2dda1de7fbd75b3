/** How much of a capture that is being written consists of whole records. */
export interface RecordMeter {
	/** Counts the next bytes of the file. */
	readonly add: (bytes: Uint8Array) => void;
	/** Bytes of the file header and the whole records. */
	readonly wholeBytes: () => number;
	readonly records: () => number;
}

const FILE_HEADER = 24;
const RECORD_HEADER = 16;
const CAPTURED_LENGTH_AT = 8;
const LITTLE_ENDIAN_FIRST_BYTES = new Set([0xd4, 0x4d]);

/** Follows the bytes of a classic pcap, however they are cut into chunks, so that a cut file can end at a record. */
export function createRecordMeter(): RecordMeter {
	const header = new Uint8Array(FILE_HEADER);
	const view = new DataView(header.buffer);
	let headerSize = FILE_HEADER;
	let headerHave = 0;
	let bodyLeft = 0;
	let littleEndian = true;
	let seen = 0;
	let whole = 0;
	let records = 0;

	function takeHeader(bytes: Uint8Array, at: number): number {
		const count = Math.min(headerSize - headerHave, bytes.length - at);
		header.set(bytes.subarray(at, at + count), headerHave);
		headerHave += count;
		if (headerHave < headerSize) return count;
		if (headerSize === FILE_HEADER) endFileHeader(count);
		else endRecordHeader(count);
		return count;
	}

	function endFileHeader(count: number): void {
		littleEndian = LITTLE_ENDIAN_FIRST_BYTES.has(view.getUint8(0));
		whole = seen + count;
		headerSize = RECORD_HEADER;
		headerHave = 0;
	}

	function endRecordHeader(count: number): void {
		bodyLeft = view.getUint32(CAPTURED_LENGTH_AT, littleEndian);
		if (bodyLeft === 0) endRecord(count);
	}

	function takeBody(bytes: Uint8Array, at: number): number {
		const count = Math.min(bodyLeft, bytes.length - at);
		bodyLeft -= count;
		if (bodyLeft === 0) endRecord(count);
		return count;
	}

	function endRecord(count: number): void {
		whole = seen + count;
		records += 1;
		headerHave = 0;
	}

	return {
		add: (bytes) => {
			for (let at = 0; at < bytes.length; ) {
				const taken = bodyLeft > 0 ? takeBody(bytes, at) : takeHeader(bytes, at);
				at += taken;
				seen += taken;
			}
		},
		wholeBytes: () => whole,
		records: () => records,
	};
}

const BLOCK_HEAD = 8;
const ENHANCED_PACKET_TYPE = 6;

/** The same for the pcapng files that we write ourselves, which are little-endian. */
export function createBlockMeter(): RecordMeter {
	const head = new DataView(new ArrayBuffer(BLOCK_HEAD));
	let have = 0;
	let left = 0;
	let seen = 0;
	let whole = 0;
	let records = 0;

	function takeHead(bytes: Uint8Array, at: number): number {
		const count = Math.min(BLOCK_HEAD - have, bytes.length - at);
		for (let i = 0; i < count; i++) head.setUint8(have + i, bytes[at + i] ?? 0);
		have += count;
		if (have === BLOCK_HEAD) left = head.getUint32(4, true) - BLOCK_HEAD;
		return count;
	}

	function takeBody(bytes: Uint8Array, at: number): number {
		const count = Math.min(left, bytes.length - at);
		left -= count;
		if (left > 0) return count;
		have = 0;
		whole = seen + count;
		if (head.getUint32(0, true) === ENHANCED_PACKET_TYPE) records += 1;
		return count;
	}

	return {
		add: (bytes) => {
			for (let at = 0; at < bytes.length; ) {
				const taken = left > 0 ? takeBody(bytes, at) : takeHead(bytes, at);
				at += taken;
				seen += taken;
			}
		},
		wholeBytes: () => whole,
		records: () => records,
	};
}
