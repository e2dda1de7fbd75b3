import type { AddressTable } from './address-table.ts';
import { createLinkDecoders } from './decode-link.ts';
import { createNetworkDecoders, type LayerDecoder } from './decode-network.ts';
import { LINK_LAYERS, LINK_TYPE_ETHERNET } from './link-types.ts';
import { NETWORK, type PacketBatch, PROTOCOL } from './packet-batch.ts';
import type { Reassembly } from './reassembly.ts';
import { createStopper } from './row-stop.ts';
import { STOP } from './stop.ts';

/** Decodes the frame of a row into that row. `bytes` is what the reader handed over with the batch. */
export type RowDecoder = (bytes: DataView, row: number) => void;

/**
 * Makes the decoder of a batch's rows, which knows all rules; what nearly all rows are the kernel decodes faster, to
 * the same numbers. Each layer is a function of the row, of where its frame begins, and of where the layer
 * lies (`at` and `end` in `bytes`; `end` is where the captured bytes end); it writes its columns, calls the next one,
 * and returns why decoding stopped, or `STOP.none`.
 *
 * @param addresses Gives the numbers that stand for IPv6 addresses.
 * @param reassembly Holds what the rows with a `datagram` point to, until it is told to forget.
 */
export function createRowDecoder(batch: PacketBatch, addresses: AddressTable, reassembly: Reassembly): RowDecoder {
	const c = batch.columns;
	const { at: frameAt, capturedBytes, linkType, protocol, network, datagram } = c;
	const { networkAt, transportAt, payloadAt, payloadBytes, stop, sourceAddress, destinationAddress } = c;
	const stopAt = createStopper(batch);
	const decoders = createLinkDecoders(batch, createNetworkDecoders(batch, addresses, reassembly));

	function clear(row: number): void {
		protocol[row] = PROTOCOL.other;
		network[row] = NETWORK.none;
		datagram[row] = 0;
		networkAt[row] = -1;
		transportAt[row] = -1;
		payloadAt[row] = -1;
		payloadBytes[row] = 0;
		stop[row] = STOP.none;
		sourceAddress[row] = 0;
		destinationAddress[row] = 0;
	}

	/** Interfaces have one link type each, so it is looked up only when it changes. */
	let knownType = LINK_TYPE_ETHERNET;
	let knownDecoder: LayerDecoder | undefined = decoders.ethernet;

	function decoderOf(type: number): LayerDecoder | undefined {
		if (type !== knownType) {
			knownType = type;
			const layer = LINK_LAYERS[type];
			knownDecoder = layer && decoders[layer];
		}
		return knownDecoder;
	}

	return (bytes, row) => {
		clear(row);
		const frame = frameAt[row] ?? 0;
		const end = frame + (capturedBytes[row] ?? 0);
		const type = linkType[row] ?? 0;
		const decodeLink = decoderOf(type);
		if (decodeLink) decodeLink(bytes, row, frame, frame, end);
		else stopAt(row, STOP.linkUnsupported, type, end - frame);
	};
}
