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

/** An IPv6 packet; `nextHeader` is the number of what `data` begins with. */
export function ipv6Packet(source: string, destination: string, nextHeader: number, data: readonly number[]): number[] {
	return [0x60, 0, 0, 0, ...u16(data.length), nextHeader, 64, ...ipv6(source), ...ipv6(destination), ...data];
}

/** The parts of an IPv4 packet, each with `bytes` of its payload (a multiple of 8). */
export function ipv4Fragments(
	[source, destination]: readonly [string, string],
	protocol: number,
	data: readonly number[],
	bytes: number,
	identification = 7,
): number[][] {
	return chunks(data, bytes).map((part, i, { length }) => {
		const packet = ipv4Packet(source, destination, protocol, part);
		packet.splice(4, 4, ...u16(identification), ...u16((i + 1 < length ? 0x2000 : 0) | ((i * bytes) / 8)));
		return packet;
	});
}

/** The parts of an IPv6 packet whose payload begins with a header of number `nextHeader`. */
export function ipv6Fragments(
	[source, destination]: readonly [string, string],
	nextHeader: number,
	data: readonly number[],
	bytes: number,
	identification = 7,
): number[][] {
	return chunks(data, bytes).map((part, i, { length }) => {
		const header = [nextHeader, 0, ...u16((i * bytes) | (i + 1 < length ? 1 : 0)), ...u32(identification)];
		return ipv6Packet(source, destination, 44, [...header, ...part]);
	});
}

function chunks(data: readonly number[], bytes: number): number[][] {
	return Array.from({ length: Math.ceil(data.length / bytes) }, (_, i) => data.slice(i * bytes, (i + 1) * bytes));
}

/** A UDP datagram. */
export function udpDatagram(sourcePort: number, destinationPort: number, payload: readonly number[]): number[] {
	return [...u16(sourcePort), ...u16(destinationPort), ...u16(8 + payload.length), 0, 0, ...payload];
}

/** What precedes a frame's IP packet on links other than Ethernet. */
export const LINK_HEADERS = {
	sll: (etherType: number): number[] => [0, 4, 0, 1, 0, 6, ...MACS, 2, 0, 0, ...u16(etherType)],
	sll2: (etherType: number): number[] => [...u16(etherType), 0, 0, 0, 0, 0, 9, 0, 1, 0, 6, ...MACS, 2, 0, 0],
	loopback: (family: number): number[] => u32(family),
	pppoe: (protocol: number): number[] => [0x11, 0, 0, 5, 0, 99, ...u16(protocol)],
} as const;

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

/** The 16 bytes of an IPv6 address that is written with `::` or in full, without an IPv4 part. */
export function ipv6(address: string): number[] {
	const [left = '', right] = address.split('::');
	const groups = (text: string): number[] =>
		text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
	const tail = right === undefined ? [] : groups(right);
	const zeros = Array.from({ length: 8 - groups(left).length - tail.length }, () => 0);
	return [...groups(left), ...zeros, ...tail].flatMap(u16);
}

export function ipv4(address: string): number[] {
	return address.split('.').map(Number);
}
