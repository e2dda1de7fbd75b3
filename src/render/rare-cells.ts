import type { AddressTable } from '../decode/address-table.ts';
import { readLink } from '../decode/link.ts';
import { NETWORK } from '../decode/packet-batch.ts';
import type { Reassembly } from '../decode/reassembly.ts';
import type { SegmentBatch } from '../tcp/segment-batch.ts';
import type { RowFormat } from './row-formats.ts';

/** The texts of cells that take more than a number, of rows of the current batch. */
export interface RareCells {
	readonly begin: (bytes: DataView) => void;
	/** An address of IPv6 that the kernel has no text of yet, or that of the link; nothing where there is none. */
	readonly address: (row: number, end: 'source' | 'destination') => string;
	readonly payload: (row: number) => string;
}

/** What such cells are made from. */
export interface RareSource {
	readonly batch: SegmentBatch;
	readonly addresses: AddressTable;
	readonly reassembly: Reassembly;
}

/** Makes the rare cells of `batch` in the words of `form`. */
export function createRareCells({ batch, addresses, reassembly }: RareSource, form: RowFormat): RareCells {
	let bytes: DataView = new DataView(new ArrayBuffer(0));

	function frameOf(row: number): DataView {
		const { at, capturedBytes } = batch.columns;
		return new DataView(bytes.buffer, bytes.byteOffset + (at[row] ?? 0), capturedBytes[row] ?? 0);
	}

	/** It lies in the frame, or in the datagram that fragments made. */
	function capturedPayload(row: number): Uint8Array {
		const { payloadAt, payloadBytes, datagram } = batch.columns;
		const frame = frameOf(row);
		const whole =
			reassembly.datagram(datagram[row] ?? 0)?.bytes ??
			new Uint8Array(frame.buffer, frame.byteOffset, frame.byteLength);
		const from = payloadAt[row] ?? 0;
		return whole.subarray(from, from + (payloadBytes[row] ?? 0));
	}

	return {
		begin(ofBatch) {
			bytes = ofBatch;
		},
		address(row, end) {
			const { network, networkAt, linkType, sourceAddress, destinationAddress } = batch.columns;
			const address = (end === 'source' ? sourceAddress : destinationAddress)[row] ?? 0;
			if (network[row] === NETWORK.ipv6) return addresses.text(address);
			const { ethernet, sll } = readLink(frameOf(row), linkType[row] ?? 0, networkAt[row] ?? -1);
			return (end === 'source' ? (ethernet ?? sll)?.source : ethernet?.destination) ?? '';
		},
		payload: (row) => form.payload(capturedPayload(row), batch.columns.payloadBytes[row] ?? 0),
	};
}
