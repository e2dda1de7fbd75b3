declare module 'pcap-parser' {
	import type { EventEmitter } from 'node:events';
	import type { Readable } from 'node:stream';

	export interface PacketHeader {
		readonly timestampSeconds: number;
		/** In a file with nanoseconds these are nanoseconds. */
		readonly timestampMicroseconds: number;
		readonly capturedLength: number;
		readonly originalLength: number;
	}

	export interface ParsedPacket {
		readonly header: PacketHeader;
		/** A view into the chunk that was read. */
		readonly data: Buffer;
	}

	export interface Parser extends EventEmitter {
		on(event: 'packet', listener: (packet: ParsedPacket) => void): this;
		on(event: 'end', listener: () => void): this;
		on(event: 'error', listener: (error: Error) => void): this;
	}

	export function parse(input: string | Readable): Parser;
}
