import type { AddressTable } from '../decode/address-table.ts';
import { createRowDecoder } from '../decode/decode-row.ts';
import { type Packet, type PacketRow, readPacket } from '../decode/packet.ts';
import { PACKET_COLUMNS, type PacketBatch } from '../decode/packet-batch.ts';
import { createReassembly, type Datagram } from '../decode/reassembly.ts';
import { createColumns } from '../file/columns.ts';
import { BATCH_ROWS } from '../file/frame-batch.ts';
import { createAddressTable } from './address-table.ts';

export interface FrameShape {
	/** Bytes that the capture kept; all unless given. */
	readonly captured?: number;
	/** Bytes that were sent. */
	readonly original?: number;
	readonly linkType?: number;
}

/** A decoded frame with the row that it was made from. */
export interface DecodedFrame {
	readonly packet: Packet;
	readonly columns: PacketRow;
	readonly frame: DataView;
	readonly datagram: Datagram | undefined;
}

/** Decodes one frame after the other, each as a batch of its own; numbers count from 1. */
export interface FrameDecoder {
	readonly decode: (frame: Uint8Array | readonly number[], shape?: FrameShape) => DecodedFrame;
	readonly addresses: AddressTable;
}

/** What stands before the frame in the buffer, so that an offset from the wrong start is noticed. */
const BEFORE_BYTES = 7;

/** Makes a decoder that has seen no frame. */
export function createFrameDecoder(): FrameDecoder {
	const batch: PacketBatch = { firstNumber: 0, rows: 1, columns: createColumns(PACKET_COLUMNS, BATCH_ROWS) };
	const addresses = createAddressTable();
	const reassembly = createReassembly();
	const decode = createRowDecoder(batch, addresses, reassembly);
	return {
		addresses,
		decode(bytes, { captured = bytes.length, original = bytes.length, linkType = 1 } = {}) {
			const buffer = new Uint8Array(BEFORE_BYTES + captured).fill(0xee);
			buffer.set(Uint8Array.from(bytes).subarray(0, captured), BEFORE_BYTES);
			const row: Record<string, number> = {
				at: BEFORE_BYTES,
				capturedBytes: captured,
				originalBytes: original,
				linkType,
			};
			for (const [name, value] of Object.entries(row)) batch.columns[name as 'at'][0] = value;
			batch.firstNumber++;
			reassembly.forget();
			decode(new DataView(buffer.buffer), 0);
			const frame = new DataView(buffer.buffer, BEFORE_BYTES, captured);
			const datagram = reassembly.datagram(batch.columns.datagram[0] ?? 0);
			const packet = readPacket(batch.columns, 0, batch.firstNumber, frame, datagram);
			return { packet, columns: batch.columns, frame, datagram };
		},
	};
}
