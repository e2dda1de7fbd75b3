/** Builds pcapng blocks for tests, byte by byte, independently of the reader and the writer. */
export interface PcapngBuilder {
	readonly section: (options?: Options, version?: number) => Uint8Array;
	readonly iface: (linkType: number, snaplen: number, options?: Options) => Uint8Array;
	readonly enhanced: (packet: TestPacket) => Uint8Array;
	readonly obsolete: (packet: TestPacket) => Uint8Array;
	readonly simple: (originalBytes: number, frame: readonly number[]) => Uint8Array;
	readonly names: (records: Options) => Uint8Array;
	readonly counters: (id: number, units: bigint, options?: Options) => Uint8Array;
	readonly secrets: (type: number, data: readonly number[]) => Uint8Array;
	readonly block: (type: number, body: readonly number[]) => Uint8Array;
	readonly u16: (value: number) => number[];
	readonly u32: (value: number) => number[];
	readonly u64: (value: bigint) => number[];
}

export type Options = readonly (readonly [code: number, value: string | readonly number[]])[];

export interface TestPacket {
	readonly id?: number;
	readonly units: bigint;
	readonly frame: readonly number[];
	readonly originalBytes?: number;
	readonly options?: Options;
}

export function pcapngBuilder(littleEndian: boolean): PcapngBuilder {
	const number = (value: bigint, size: number): number[] => {
		const bytes = Array.from({ length: size }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
		return littleEndian ? bytes : bytes.reverse();
	};
	const u16 = (value: number) => number(BigInt(value), 2);
	const u32 = (value: number) => number(BigInt(value), 4);
	const u64 = (value: bigint) => number(value, 8);
	const time = (units: bigint) => [...number(units >> 32n, 4), ...number(units & 0xffff_ffffn, 4)];
	const pad = (bytes: readonly number[]) => [...bytes, ...new Array<number>((4 - (bytes.length % 4)) % 4).fill(0)];
	const option = (code: number, value: string | readonly number[]) => {
		const bytes = typeof value === 'string' ? [...new TextEncoder().encode(value)] : value;
		return [...u16(code), ...u16(bytes.length), ...pad(bytes)];
	};
	const options = (all: Options = []) =>
		all.length === 0 ? [] : [...all.flatMap(([code, value]) => option(code, value)), ...option(0, [])];
	const block = (type: number, body: readonly number[]) => {
		const padded = pad(body);
		return Uint8Array.from([...u32(type), ...u32(padded.length + 12), ...padded, ...u32(padded.length + 12)]);
	};
	const packet = ({ units, frame, originalBytes, options: all }: TestPacket) => [
		...time(units),
		...u32(frame.length),
		...u32(originalBytes ?? frame.length),
		...pad(frame),
		...options(all),
	];
	return {
		section: (all, version = 1) =>
			block(0x0a0d0d0a, [...u32(0x1a2b3c4d), ...u16(version), ...u16(0), ...u64(2n ** 64n - 1n), ...options(all)]),
		iface: (linkType, snaplen, all) => block(1, [...u16(linkType), 0, 0, ...u32(snaplen), ...options(all)]),
		enhanced: (of) => block(6, [...u32(of.id ?? 0), ...packet(of)]),
		obsolete: (of) => block(2, [...u16(of.id ?? 0), ...u16(0xffff), ...packet(of)]),
		simple: (originalBytes, frame) => block(3, [...u32(originalBytes), ...frame]),
		names: (records) => block(4, options(records)),
		counters: (id, units, all) => block(5, [...u32(id), ...time(units), ...options(all)]),
		secrets: (type, data) => block(10, [...u32(type), ...u32(data.length), ...data]),
		block,
		u16,
		u32,
		u64,
	};
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
	return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** A small file with every kind of block. */
export function everything(b: PcapngBuilder): Uint8Array {
	const packet: TestPacket = { units: 1_700_000_000_000_000n, frame: [1, 2, 3, 4, 5], options: [[1, 'a comment']] };
	return concat(
		b.section([[4, 'capnote']]),
		b.iface(1, 96, [[2, 'br-lab']]),
		b.names([[1, [10, 0, 0, 1, 0x61, 0]]]),
		b.enhanced(packet),
		b.block(0x0bad, b.u32(5)),
		b.secrets(1, [1, 2, 3]),
		b.obsolete(packet),
		b.simple(2, [1, 2]),
		b.counters(0, 5n, [[4, b.u64(3n)]]),
		b.enhanced({ units: 5n, frame: [] }),
	);
}
