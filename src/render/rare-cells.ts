import { ipv4Text } from '../decode/ipv4.ts';
import { IPV6, ipv6Text } from '../decode/ipv6.ts';
import { readLink } from '../decode/link.ts';
import { NETWORK } from '../decode/packet-batch.ts';
import type { Reassembly } from '../decode/reassembly.ts';
import type { SegmentBatch } from '../tcp/segment-batch.ts';
import type { RowFormat } from './row-formats.ts';

/** The same few hosts speak again and again: so many texts of IPv6 addresses are remembered. */
const REMEMBERED = 1024;
const WORDS = 4;

/** The texts of cells that take more than a number, of rows of the current batch. */
export interface RareCells {
	readonly begin: (bytes: DataView) => void;
	/** An address that is no IPv4 packet's: IPv6, what ARP speaks of, or that of the link; nothing where there is none. */
	readonly address: (row: number, end: 'source' | 'destination') => string;
	readonly payload: (row: number) => string;
}

/** Makes the rare cells of `batch` in the words of `form`. */
export function createRareCells(
	{ batch, reassembly }: { readonly batch: SegmentBatch; readonly reassembly: Reassembly },
	form: RowFormat,
): RareCells {
	const ipv6 = createIpv6Texts();
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
			if (network[row] === NETWORK.arp) {
				return ipv4Text((end === 'source' ? sourceAddress : destinationAddress)[row] ?? 0);
			}
			const frame = frameOf(row);
			if (network[row] === NETWORK.ipv6) return ipv6.textAt(frame, (networkAt[row] ?? 0) + IPV6[end].at);
			const { ethernet, sll } = readLink(frame, linkType[row] ?? 0, networkAt[row] ?? -1);
			return (end === 'source' ? (ethernet ?? sll)?.source : ethernet?.destination) ?? '';
		},
		payload: (row) => form.payload(capturedPayload(row), batch.columns.payloadBytes[row] ?? 0),
	};
}

/** Texts of IPv6 addresses, the latest ones remembered. */
function createIpv6Texts(): { readonly textAt: (bytes: DataView, at: number) => string } {
	const words = new Int32Array(REMEMBERED * WORDS);
	const texts: string[] = new Array(REMEMBERED).fill('');
	return {
		textAt(bytes, at) {
			const [a, b, c, d] = [
				bytes.getInt32(at),
				bytes.getInt32(at + 4),
				bytes.getInt32(at + 8),
				bytes.getInt32(at + 12),
			];
			const hash = Math.imul(
				a ^ Math.imul(b ^ Math.imul(c ^ Math.imul(d, 0x9e3779b1), 0x85ebca6b), 0xc2b2ae35),
				0x2c1b3c6d,
			);
			const place = (hash >>> 16) & (REMEMBERED - 1);
			const known = words.subarray(place * WORDS, (place + 1) * WORDS);
			if (texts[place] !== '' && known[0] === a && known[1] === b && known[2] === c && known[3] === d) {
				return texts[place] ?? '';
			}
			const text = ipv6Text(bytes, at);
			known.set([a, b, c, d]);
			texts[place] = text;
			return text;
		},
	};
}
