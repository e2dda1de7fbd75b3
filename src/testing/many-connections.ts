import { FLAG } from '../decode/tcp.ts';
import type { ByteSource } from '../file/source.ts';
import { ethernetFrame, ipv6Packet, pcapFile, type TcpFrame, type TimedFrame, tcpFrame } from './frames.ts';

const { syn, ack, fin, rst, psh } = FLAG;
const CLIENT = { source: '10.0.0.1', destination: '10.0.0.2', sourcePort: 40000, destinationPort: 2222 };

/** A whole connection, one packet a millisecond: with or without its end. */
export function conversation(port: number, start: number, end: 'fin' | 'rst' | 'open'): TimedFrame[] {
	const up = { ...CLIENT, sourcePort: port };
	const down = { source: up.destination, destination: up.source, sourcePort: 2222, destinationPort: port };
	const closing: Record<typeof end, TcpFrame[]> = {
		fin: [
			{ ...up, sequence: 103, acknowledgment: 501, flags: fin | ack },
			{ ...down, sequence: 501, acknowledgment: 104, flags: fin | ack },
			{ ...up, sequence: 104, acknowledgment: 502, flags: ack },
		],
		rst: [{ ...down, sequence: 501, acknowledgment: 103, flags: rst | ack }],
		open: [],
	};
	const frames: TcpFrame[] = [
		{ ...up, sequence: 100, flags: syn },
		{ ...down, sequence: 500, acknowledgment: 101, flags: syn | ack },
		{ ...up, sequence: 101, acknowledgment: 501, flags: psh | ack, payload: new Uint8Array(2) },
		...closing[end],
	];
	return frames.map((frame, i) => ({ seconds: start, fraction: i * 1000, bytes: tcpFrame(frame) }));
}

const FILE_HEADER_BYTES = 24;
const RECORD_HEADER_BYTES = 16;
/** Where a segment begins in a frame of `tcpFrame`. */
const SEGMENT_AT = 34;
/** In a frame: the bytes of the addresses before the last one, and the lower byte of the ports. */
const ENDS = {
	4: { source: { address: 27, port: 35 }, destination: { address: 31, port: 37 } },
	6: { source: { address: 35, port: 55 }, destination: { address: 51, port: 57 } },
} as const;

/** The frame as it would be between the first two addresses of a private IPv6 network. */
function overIpv6({ bytes, ...time }: TimedFrame): TimedFrame {
	const [source, destination] = bytes[SEGMENT_AT - 1] === 2 ? ['fd00::1', 'fd00::2'] : ['fd00::2', 'fd00::1'];
	const packet = ipv6Packet(source as string, destination as string, 6, [...bytes.slice(SEGMENT_AT)]);
	return { ...time, bytes: ethernetFrame(0x86dd, packet) };
}

/** A capture of so many whole connections, of which so many have other ends each; it is made while it is read. */
export function manyConnections(connections: number, ends: number, version: 4 | 6 = 4): ByteSource {
	const frames = conversation(0, 1, 'fin').map((frame) => (version === 6 ? overIpv6(frame) : frame));
	const file = pcapFile(frames);
	const whole = file.subarray(FILE_HEADER_BYTES);
	const { source, destination } = ENDS[version];
	let at = 0;
	const clients = frames.map(({ bytes }) => {
		const { address, port } = bytes[destination.address + 2] === 2 ? source : destination;
		const frame = at + RECORD_HEADER_BYTES;
		at = frame + bytes.length;
		return { address: frame + address, port: frame + port };
	});
	let made = -1;
	return {
		name: 'many.pcap',
		read(into) {
			if (made < 0) {
				made = 0;
				into.set(file.subarray(0, FILE_HEADER_BYTES));
				return FILE_HEADER_BYTES;
			}
			let length = 0;
			for (; made < connections && length + whole.length <= into.length; length += whole.length) {
				into.set(whole, length);
				const end = made++ % ends;
				for (const { address, port } of clients) {
					into[length + address] = end >> 8;
					into[length + address + 1] = end;
					into[length + port] = end >> 16;
				}
			}
			return length;
		},
	};
}
