import { type Packet, readPacket, timeNs } from './decode/packet.ts';
import { PROTOCOL_NAMES, type ProtocolName } from './decode/packet-batch.ts';
import { type LabelName, labelNames } from './tcp/label.ts';
import type { RowStore } from './tcp/row-store.ts';
import { PHASES, type Phase, SIDES, type Side } from './tcp/segment-batch.ts';

/**
 * A packet on its way past: what its row says. The layers are decoded when `packet` is asked for, and not before.
 * A view that is kept also keeps the packets that were read together with it, about half a megabyte.
 */
export interface PacketView {
	/** The number in the file, from 1. */
	readonly number: number;
	/** Since 1970-01-01 UTC. */
	readonly timeNs: bigint;
	readonly capturedBytes: number;
	readonly originalBytes: number;
	/** Index into `CaptureHead.interfaces`. */
	readonly interfaceId: number;
	/** The innermost protocol that was recognised. */
	readonly protocol: ProtocolName;
	/** The connection's number, from 1; `null` unless it is a TCP packet. */
	readonly connection: number | null;
	/** Who sent it; `null` unless it is a TCP packet. */
	readonly side: Side | null;
	readonly phase: Phase | null;
	/** Wireshark's labels. */
	readonly labels: readonly LabelName[];
	/** The frame as captured. */
	readonly bytes: Uint8Array;
	/** The packet with its layers. */
	readonly packet: Packet;
}

/** Makes the view of a row, which is packet `number` of the file. */
export function viewPacket(store: RowStore, row: number, number: number): PacketView {
	const columns = store.columns();
	const stream = columns.connection[row] ?? -1;
	let packet: Packet | undefined;
	return {
		number,
		timeNs: timeNs(columns.seconds[row] ?? 0, columns.nanoseconds[row] ?? 0),
		capturedBytes: columns.capturedBytes[row] ?? 0,
		originalBytes: (columns.originalBytes[row] ?? 0) >>> 0,
		interfaceId: columns.interfaceId[row] ?? 0,
		protocol: PROTOCOL_NAMES[columns.protocol[row] ?? 0] ?? 'other',
		connection: stream < 0 ? null : stream + 1,
		side: stream < 0 ? null : (SIDES[columns.side[row] ?? 0] ?? null),
		phase: stream < 0 ? null : (PHASES[columns.phase[row] ?? 0] ?? null),
		get labels() {
			return stream < 0 ? [] : labelNames(columns.labels[row] ?? 0);
		},
		get bytes() {
			const { buffer, byteOffset, byteLength } = store.frame(row);
			return new Uint8Array(buffer, byteOffset, byteLength);
		},
		get packet() {
			packet ??= readPacket(columns, row, number, store.frame(row), store.datagram(row));
			return packet;
		},
	};
}
