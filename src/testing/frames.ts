/** Builds frames and capture files for tests, byte by byte, independently of the decoders. */
export interface TcpFrame {
	readonly source: string;
	readonly destination: string;
	readonly sourcePort: number;
	readonly destinationPort: number;
	readonly sequence: number;
	readonly acknowledgment?: number;
	readonly flags: number;
	readonly window?: number;
	/** A multiple of four bytes. */
	readonly options?: readonly number[];
	readonly payload?: Uint8Array;
}

const MACS = [0x02, 0x42, 0x0a, 0x4d, 0x00];

/** An Ethernet frame with an IPv4 packet with a TCP segment. */
export function tcpFrame(tcp: TcpFrame): Uint8Array {
	const options = tcp.options ?? [];
	const payload = tcp.payload ?? new Uint8Array(0);
	const segment = [
		...u16(tcp.sourcePort),
		...u16(tcp.destinationPort),
		...u32(tcp.sequence),
		...u32(tcp.acknowledgment ?? 0),
		...u16((((20 + options.length) / 4) << 12) | tcp.flags),
		...u16(tcp.window ?? 64240),
		...u16(0),
		...u16(0),
		...options,
		...payload,
	];
	return ethernetFrame(0x0800, ipv4Packet(tcp.source, tcp.destination, 6, segment));
}

/** An IPv4 packet without options. */
export function ipv4Packet(source: string, destination: string, protocol: number, data: readonly number[]): number[] {
	const header = [0x45, 0, ...u16(20 + data.length), 0, 1, 0x40, 0, 64, protocol, 0, 0];
	return [...header, ...ipv4(source), ...ipv4(destination), ...data];
}

/** An Ethernet frame; `tags` are the numbers of 802.1Q tags. */
export function ethernetFrame(etherType: number, data: readonly number[], tags: readonly number[] = []): Uint8Array {
	const vlan = tags.flatMap((tag) => [...u16(0x8100), ...u16(tag)]);
	return Uint8Array.from([...MACS, 3, ...MACS, 2, ...vlan, ...u16(etherType), ...data]);
}

export interface TimedFrame {
	readonly seconds: number;
	/** Micro- or nanoseconds, as the file has them. */
	readonly fraction: number;
	readonly bytes: Uint8Array;
	readonly originalBytes?: number;
}

export interface FileShape {
	readonly littleEndian?: boolean;
	readonly nanoseconds?: boolean;
	readonly linkType?: number;
}

/** A classic capture file. */
export function pcapFile(frames: readonly TimedFrame[], shape: FileShape = {}): Uint8Array {
	const { littleEndian = true, nanoseconds = false, linkType = 1 } = shape;
	const size = 24 + frames.reduce((sum, { bytes }) => sum + 16 + bytes.length, 0);
	const file = new Uint8Array(size);
	const view = new DataView(file.buffer);
	view.setUint32(0, nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, littleEndian);
	view.setUint16(4, 2, littleEndian);
	view.setUint16(6, 4, littleEndian);
	view.setUint32(16, 65535, littleEndian);
	view.setUint32(20, linkType, littleEndian);
	let at = 24;
	for (const { seconds, fraction, bytes, originalBytes } of frames) {
		view.setUint32(at, seconds, littleEndian);
		view.setUint32(at + 4, fraction, littleEndian);
		view.setUint32(at + 8, bytes.length, littleEndian);
		view.setUint32(at + 12, originalBytes ?? bytes.length, littleEndian);
		file.set(bytes, at + 16);
		at += 16 + bytes.length;
	}
	return file;
}

export function u16(value: number): number[] {
	return [(value >>> 8) & 0xff, value & 0xff];
}

export function u32(value: number): number[] {
	return [...u16(value >>> 16), ...u16(value)];
}

export function ipv4(address: string): number[] {
	return address.split('.').map(Number);
}
