import { NETWORK, PROTOCOL } from '../decode/packet-batch.ts';
import type { Reassembly } from '../decode/reassembly.ts';
import { FLAG } from '../decode/tcp.ts';
import { createConnectionIndex, hashOfEnds, packPorts } from './connection-index.ts';
import { BIT, BOTH_FINS, BOTH_FINS_ACKNOWLEDGED, COLD, HOT, RECORD_NUMBERS } from './connection-layout.ts';
import { doubled } from './doubled.ts';
import { LABEL } from './label.ts';
import type { LabelProfile } from './label-profile.ts';
import { createLabeler, type Labeler } from './labeler.ts';
import { PHASE, type SegmentBatch } from './segment-batch.ts';
import { isAfter } from './sequence.ts';

const FIRST_CONNECTIONS = 256;
const SYN_ACK = FLAG.syn | FLAG.ack;
const REUSE = { none: 0, newConnection: 1, sameConnection: 2 } as const;

/** The connections of a capture, in the order of their first packets; index = tshark's `tcp.stream`. */
export interface ConnectionTable {
	/** Finds or opens the connection of every TCP packet in the batch, and moves its state. */
	readonly track: (bytes: DataView) => void;
	readonly count: () => number;
	/** The records; valid until the next `track`. */
	readonly labeler: Labeler;
	readonly records: () => { readonly hot: Int32Array; readonly cold: Int32Array; readonly payload: Float64Array };
	readonly reset: () => void;
}

/**
 * Makes the table that fills the columns `connection`, `side` and `phase` of `batch`. Rows are handled in three
 * passes (hash and touch the slots, touch the records, move the state), so that cache misses of different packets
 * overlap: with 100,000 connections open at once this halves the time. Longer than our files are, because what one
 * packet does to a connection is one closure over its columns (`npm run bench`).
 *
 * @param labPorts Server ports of the labs: they tell who is the server when no SYN was captured.
 */
export function createConnectionTable(
	batch: SegmentBatch,
	labPorts: readonly number[],
	profile: LabelProfile,
	reassembly: Reassembly,
): ConnectionTable {
	const c = batch.columns;
	const { protocol, network, sourceAddress, destinationAddress, sourcePort, destinationPort, flags } = c;
	const { sequence, acknowledgment, payloadBytes, seconds, nanoseconds, connection, side, phase } = c;

	let hot = new Int32Array(FIRST_CONNECTIONS * RECORD_NUMBERS);
	let cold = new Int32Array(FIRST_CONNECTIONS * RECORD_NUMBERS);
	let payload = new Float64Array(FIRST_CONNECTIONS * 2);
	let count = 0;
	const index = createConnectionIndex(() => hot);
	const hashes = new Int32Array(protocol.length);
	const labeler = createLabeler(batch, profile, reassembly);
	// biome-ignore lint/correctness/noUnusedVariables: it keeps the reads of the second pass from being optimised away
	let touched = 0;

	function grow(): void {
		hot = doubled(hot);
		cold = doubled(cold);
		payload = doubled(payload);
	}

	/** A new connection whose end 0 is the sender of this row. */
	function open(row: number, hash: number): number {
		if ((count + 1) * RECORD_NUMBERS > hot.length) grow();
		const opened = count++;
		const at = opened * RECORD_NUMBERS;
		const from = sourcePort[row] ?? 0;
		const to = destinationPort[row] ?? 0;
		hot[at + HOT.address0] = sourceAddress[row] ?? 0;
		hot[at + HOT.address1] = destinationAddress[row] ?? 0;
		hot[at + HOT.ports] = packPorts(from, to);
		const version = network[row] === NETWORK.ipv6 ? BIT.ipv6 : 0;
		hot[at + HOT.bits] = roleBits(flags[row] ?? 0, from, to) | version;
		cold[at + COLD.firstPacket] = batch.firstNumber + row;
		cold[at + COLD.firstSeconds] = seconds[row] ?? 0;
		cold[at + COLD.firstNanoseconds] = nanoseconds[row] ?? 0;
		index.put(hash, opened);
		labeler.open(opened);
		return opened;
	}

	function roleBits(flag: number, from: number, to: number): number {
		if ((flag & FLAG.syn) !== 0) return (flag & FLAG.ack) !== 0 ? BIT.clientIsEnd1 : 0;
		const fromLab = labPorts.includes(from);
		if (fromLab !== labPorts.includes(to)) return BIT.roleByLabPort | (fromLab ? BIT.clientIsEnd1 : 0);
		return BIT.roleByLowerPort | (from < to ? BIT.clientIsEnd1 : 0);
	}

	/** What a SYN or SYN-ACK of a known pair of ends begins: nothing new, a new connection, or the same one anew. */
	function reuse(found: number, at: number, end: number, row: number): number {
		const bits = hot[at + HOT.bits] ?? 0;
		const flag = flags[row] ?? 0;
		if ((flag & FLAG.syn) === 0 || (bits & (BIT.base0 << end)) === 0) return REUSE.none;
		const isOther = hot[at + HOT.base + end] !== sequence[row];
		if (isOther || (profile.newConnectionAfterEnd && (bits & (BOTH_FINS | BIT.reset)) !== 0)) {
			return (flag & FLAG.ack) === 0 || profile.newConnectionAfterEnd ? REUSE.newConnection : REUSE.sameConnection;
		}
		if ((flag & FLAG.ack) === 0) labeler.restart(found, end);
		return REUSE.none;
	}

	function trackRow(bytes: DataView, row: number): void {
		const hash = hashes[row] ?? 0;
		const source = sourceAddress[row] ?? 0;
		const ports = packPorts(sourcePort[row] ?? 0, destinationPort[row] ?? 0);
		let found = index.find(hash, source, destinationAddress[row] ?? 0, ports);
		let end = 0;
		let known = 0;
		if (found >= 0) {
			const at = found * RECORD_NUMBERS;
			end = hot[at + HOT.address0] === source && hot[at + HOT.ports] === ports ? 0 : 1;
			const kind = reuse(found, at, end, row);
			if (kind !== REUSE.none) known = LABEL.reusedPorts;
			if (kind === REUSE.newConnection) found = -1;
			if (kind === REUSE.sameConnection) hot[at + HOT.base + end] = sequence[row] ?? 0;
		}
		if (found < 0) {
			found = open(row, hash);
			end = 0;
		}
		const at = found * RECORD_NUMBERS;
		connection[row] = found;
		side[row] = end ^ ((hot[at + HOT.bits] ?? 0) & BIT.clientIsEnd1 ? 1 : 0);
		move(at, found, end, row);
		labeler.label(bytes, row, found, end, hot[at + HOT.base + end] ?? 0, known);
	}

	/** Moves the connection by one packet from `end`. */
	function move(at: number, found: number, end: number, row: number): void {
		const packet = batch.firstNumber + row;
		const flag = flags[row] ?? 0;
		const length = payloadBytes[row] ?? 0;
		setBases(at, end, row, flag);
		phase[row] = phaseOf(at, end, row, flag, length, packet);
		if ((flag & FLAG.ack) !== 0) acknowledge(at, end, row, packet);
		if ((flag & (FLAG.fin | FLAG.rst)) !== 0) close(at, end, row, flag, length, packet);
		hot[at + HOT.packets + end] = (hot[at + HOT.packets + end] ?? 0) + 1;
		hot[at + HOT.lastPacket] = packet;
		hot[at + HOT.lastSeconds] = seconds[row] ?? 0;
		hot[at + HOT.lastNanoseconds] = nanoseconds[row] ?? 0;
		payload[found * 2 + end] = (payload[found * 2 + end] ?? 0) + length;
	}

	/** Where relative numbers count from: the SYN's number, or such that the first byte seen is number 1. */
	function setBases(at: number, end: number, row: number, flag: number): void {
		const bits = hot[at + HOT.bits] ?? 0;
		if ((bits & (BIT.base0 << end)) === 0) {
			hot[at + HOT.base + end] = ((sequence[row] ?? 0) - ((flag & FLAG.syn) !== 0 ? 0 : 1)) | 0;
			hot[at + HOT.bits] = bits | (BIT.base0 << end);
		}
		const peer = 1 - end;
		if ((flag & FLAG.ack) !== 0 && (bits & (BIT.base0 << peer)) === 0) {
			hot[at + HOT.base + peer] = ((acknowledgment[row] ?? 0) - 1) | 0;
			hot[at + HOT.bits] = (hot[at + HOT.bits] ?? 0) | (BIT.base0 << peer);
		}
	}

	function phaseOf(at: number, end: number, row: number, flag: number, length: number, packet: number): number {
		const bits = hot[at + HOT.bits] ?? 0;
		const isClient = (end === 1) === ((bits & BIT.clientIsEnd1) !== 0);
		if ((flag & (FLAG.fin | FLAG.rst)) !== 0) return PHASE.close;
		if ((flag & FLAG.syn) !== 0) return noteSyn(at, flag, isClient, packet);
		if ((bits & (BOTH_FINS | BIT.reset)) !== 0) return length > 0 ? PHASE.data : PHASE.close;
		const isOpening = (bits & (BIT.syn | BIT.synAck)) !== 0 && (bits & BIT.established) === 0;
		if (isOpening && (isClient || length > 0)) establish(at, row, isClient, packet);
		if (length > 0) {
			hot[at + HOT.bits] = (hot[at + HOT.bits] ?? 0) | BIT.data;
			return PHASE.data;
		}
		if (isOpening) return PHASE.handshake;
		return (bits & (BIT.data | BIT.established)) !== 0 ? PHASE.data : PHASE.before;
	}

	function noteSyn(at: number, flag: number, isClient: boolean, packet: number): number {
		const bits = hot[at + HOT.bits] ?? 0;
		if ((flag & SYN_ACK) === SYN_ACK) {
			if ((bits & BIT.synAck) === 0) cold[at + COLD.synAck] = packet;
			hot[at + HOT.bits] = bits | BIT.synAck;
		} else if (isClient && (bits & BIT.synAck) === 0) {
			cold[at + COLD.syn] = packet;
			hot[at + HOT.bits] = bits | BIT.syn;
		}
		return PHASE.handshake;
	}

	/** The packet that ends the opening; it completes the handshake if it is the client's ACK of the SYN-ACK. */
	function establish(at: number, row: number, isClient: boolean, packet: number): void {
		const bits = hot[at + HOT.bits] ?? 0;
		const server = (bits & BIT.clientIsEnd1) !== 0 ? 0 : 1;
		const expected = ((hot[at + HOT.base + server] ?? 0) + 1) | 0;
		const isAnswer = ((flags[row] ?? 0) & FLAG.ack) !== 0 && acknowledgment[row] === expected;
		if (isClient && isAnswer && (bits & BIT.synAck) !== 0) cold[at + COLD.handshakeAck] = packet;
		hot[at + HOT.bits] = bits | BIT.established;
	}

	function acknowledge(at: number, end: number, row: number, packet: number): void {
		const number = acknowledgment[row] ?? 0;
		const peer = 1 - end;
		const bits = hot[at + HOT.bits] ?? 0;
		if ((bits & (BIT.fin0 << peer)) === 0 || (bits & (BIT.finAcknowledged0 << peer)) !== 0) return;
		if (isAfter(cold[at + COLD.finEnd + peer] ?? 0, number)) return;
		cold[at + COLD.finAcknowledgedBy + peer] = packet;
		hot[at + HOT.bits] = bits | (BIT.finAcknowledged0 << peer);
	}

	function close(at: number, end: number, row: number, flag: number, length: number, packet: number): void {
		const bits = hot[at + HOT.bits] ?? 0;
		const isFirst = (bits & (BOTH_FINS | BIT.reset)) === 0;
		let added = isFirst && end === 1 ? BIT.end1ClosesFirst : 0;
		if ((flag & FLAG.rst) !== 0) {
			const isClosed = (bits & BOTH_FINS_ACKNOWLEDGED) === BOTH_FINS_ACKNOWLEDGED;
			if (!isClosed && (bits & BIT.reset) === 0) {
				cold[at + COLD.reset] = packet;
				added |= BIT.reset;
			}
		} else if ((bits & (BIT.fin0 << end)) === 0) {
			cold[at + COLD.fin + end] = packet;
			cold[at + COLD.finEnd + end] = ((sequence[row] ?? 0) + length + 1) | 0;
			added |= BIT.fin0 << end;
		}
		hot[at + HOT.bits] = bits | added;
	}

	return {
		track(bytes) {
			const rows = batch.rows;
			for (let row = 0; row < rows; row++) {
				connection[row] = -1;
				if (protocol[row] !== PROTOCOL.tcp) continue;
				const from = sourceAddress[row] ?? 0;
				const hash = hashOfEnds(
					from,
					destinationAddress[row] ?? 0,
					sourcePort[row] ?? 0,
					destinationPort[row] ?? 0,
					network[row] ?? 0,
				);
				hashes[row] = hash;
				connection[row] = index.touch(hash);
			}
			for (let row = 0; row < rows; row++) {
				const guess = connection[row] ?? -1;
				if (guess >= 0) touched ^= hot[guess * RECORD_NUMBERS] ?? 0;
			}
			for (let row = 0; row < rows; row++) if (protocol[row] === PROTOCOL.tcp) trackRow(bytes, row);
		},
		labeler,
		count: () => count,
		records: () => ({ hot, cold, payload }),
		reset() {
			hot.fill(0, 0, count * RECORD_NUMBERS);
			cold.fill(0, 0, count * RECORD_NUMBERS);
			payload.fill(0, 0, count * 2);
			count = 0;
			index.reset();
			labeler.reset();
		},
	};
}
