import type { ArpClass } from '../decode/arp.ts';
import type { Icmp } from '../decode/icmp.ts';
import type { ProtocolName } from '../decode/packet-batch.ts';
import type { Stop } from '../decode/stop.ts';
import type { Tunnel } from '../decode/tunnel.ts';
import type { Side } from './segment-batch.ts';

/** What an ACK acknowledges for the first time, and the sum that makes its number (RFC 9293, section 3.4). */
export interface Acknowledged {
	/** The packets whose last byte (or SYN, or FIN) it covers. */
	readonly packets: readonly number[];
	/** The relative number before it. */
	readonly from: number;
	readonly bytes: number;
	readonly syn: boolean;
	readonly fin: boolean;
	/** The relative number itself: `from` + `bytes` + 1 each for SYN and FIN. */
	readonly number: number;
}

/** Everything the analysis can say about a packet; the wording is in `i18n/`. */
export type Note =
	| { readonly kind: 'opens'; readonly side: Side; readonly initialSequence: number }
	| {
			readonly kind: 'accepts';
			readonly side: Side;
			readonly initialSequence: number;
			readonly acknowledged: Acknowledged | null;
	  }
	/** In a simultaneous open: a side acknowledges the other's SYN and sends its own again (RFC 9293, figure 7). */
	| {
			readonly kind: 'accepts-too';
			readonly side: Side;
			readonly initialSequence: number;
			readonly acknowledged: Acknowledged | null;
	  }
	| { readonly kind: 'handshake-done'; readonly acknowledged: Acknowledged | null }
	| { readonly kind: 'start-not-captured' }
	/** The same packet as `of`, recorded once more. */
	| { readonly kind: 'copy'; readonly of: number }
	| {
			readonly kind: 'data';
			readonly side: Side;
			/** Which message of its side; `exchange` counts requests with their replies, from 1. */
			readonly role: 'request' | 'reply' | 'unasked';
			readonly exchange: number;
			readonly bytes: number;
			/** The message began in an earlier packet. */
			readonly continued: boolean;
	  }
	| { readonly kind: 'acknowledges'; readonly acknowledged: Acknowledged }
	/** An ACK of something that was sent before the recording began. */
	| { readonly kind: 'acknowledges-earlier' }
	/** An ACK of something that the other side must have sent, but that the capture does not hold. */
	| { readonly kind: 'acknowledges-unseen'; readonly bytes: number }
	/** A pure ACK whose number was said before. */
	| { readonly kind: 'repeats-ack'; readonly number: number }
	| { readonly kind: 'resent'; readonly of: number }
	| { readonly kind: 'gap'; readonly bytes: number }
	/** Bytes that were missing before: late, or lost before the place of recording and sent again. */
	| { readonly kind: 'fills-gap' }
	| { readonly kind: 'closes-first'; readonly side: Side }
	| { readonly kind: 'closes-too'; readonly side: Side; readonly acknowledged: Acknowledged | null }
	/** In a simultaneous close: neither side knew of the other's FIN. */
	| { readonly kind: 'closes-at-once'; readonly side: Side }
	| { readonly kind: 'close-done'; readonly acknowledged: Acknowledged }
	| { readonly kind: 'refused'; readonly syn: number; readonly port: number }
	| { readonly kind: 'reset'; readonly side: Side }
	| {
			readonly kind: 'arp-request' | 'arp-reply';
			readonly class: ArpClass;
			readonly senderIp: string;
			readonly senderMac: string;
			readonly targetIp: string;
	  }
	| {
			readonly kind: 'udp';
			/** What usually listens at one of the ports. */
			readonly service: string | null;
			/** Address and port. */
			readonly source: string;
			readonly destination: string;
			readonly bytes: number;
	  }
	| { readonly kind: 'icmp'; readonly message: Icmp }
	/** A part of a datagram that is not whole yet: what it carries is said where it becomes whole. */
	| { readonly kind: 'fragment'; readonly protocol: ProtocolName }
	/** Completes a datagram that came in the fragments of these packets. */
	| { readonly kind: 'reassembled'; readonly packets: readonly number[] }
	/** It carries packets of its own, which are not looked into. */
	| ({ readonly kind: 'tunnel' } & Tunnel)
	/** `carries` is what IP carries there, by name. */
	| { readonly kind: 'other-protocol'; readonly protocol: ProtocolName; readonly carries: string | null }
	| { readonly kind: 'stopped'; readonly stop: Stop };

export type NoteKind = Note['kind'];
export type NoteOf<K extends NoteKind> = Extract<Note, { readonly kind: K }>;
