import { type Quote, readQuote } from './icmp-quote.ts';

/** Where each field of an ICMP or ICMPv6 message lies (RFC 792; RFC 4443, section 2.1). */
export const ICMP = {
	type: { at: 0, size: 1 },
	code: { at: 1, size: 1 },
	checksum: { at: 2, size: 2 },
} as const;

export const ICMP_BYTES = 4;
/** An error quotes the packet that it is about from here on. */
const QUOTE_AT = 8;

/** What a message is for; the same name where ICMP and ICMPv6 mean the same. */
export type IcmpName =
	| 'echo-request'
	| 'echo-reply'
	| 'unreachable'
	| 'too-big'
	| 'time-exceeded'
	| 'parameter-problem'
	| 'source-quench'
	| 'redirect'
	| 'timestamp-request'
	| 'timestamp-reply'
	| 'router-solicitation'
	| 'router-advertisement'
	| 'neighbour-solicitation'
	| 'neighbour-advertisement'
	| 'multicast-listener'
	| 'unknown';

/** What cannot be reached; `administrative`: a filter forbids it. */
export type Unreachable = 'network' | 'host' | 'protocol' | 'port' | 'too-big' | 'administrative' | 'other';

/** An ICMP or ICMPv6 message as people see it. */
export interface Icmp {
	readonly version: 4 | 6;
	readonly type: number;
	readonly code: number;
	readonly name: IcmpName;
	/** Only of the name `unreachable`. */
	readonly unreachable: Unreachable | null;
	readonly checksum: number;
	/** The packet that an error is about, as far as it was quoted and captured. */
	readonly quote: Quote | null;
}

/** Message types (RFC 792, 950, 1256). */
const NAMES_4: Readonly<Record<number, IcmpName>> = {
	0: 'echo-reply',
	3: 'unreachable',
	4: 'source-quench',
	5: 'redirect',
	8: 'echo-request',
	9: 'router-advertisement',
	10: 'router-solicitation',
	11: 'time-exceeded',
	12: 'parameter-problem',
	13: 'timestamp-request',
	14: 'timestamp-reply',
};

/** Message types (RFC 4443, section 3 and 4; RFC 4861, section 4; RFC 2710; RFC 3810). */
const NAMES_6: Readonly<Record<number, IcmpName>> = {
	1: 'unreachable',
	2: 'too-big',
	3: 'time-exceeded',
	4: 'parameter-problem',
	128: 'echo-request',
	129: 'echo-reply',
	130: 'multicast-listener',
	131: 'multicast-listener',
	132: 'multicast-listener',
	133: 'router-solicitation',
	134: 'router-advertisement',
	135: 'neighbour-solicitation',
	136: 'neighbour-advertisement',
	137: 'redirect',
	143: 'multicast-listener',
};

/** Codes of "unreachable" (RFC 792, RFC 1122 section 3.2.2.1, RFC 1812 section 5.2.7.1). */
const UNREACHABLE_4: readonly Unreachable[] = [
	'network',
	'host',
	'protocol',
	'port',
	'too-big',
	'other',
	'network',
	'host',
	'other',
	'administrative',
	'administrative',
	'network',
	'host',
	'administrative',
];

/** Codes of "unreachable" (RFC 4443, section 3.1). */
const UNREACHABLE_6: readonly Unreachable[] = ['network', 'administrative', 'other', 'host', 'port', 'administrative'];

const QUOTING: readonly IcmpName[] = [
	'unreachable',
	'too-big',
	'time-exceeded',
	'parameter-problem',
	'source-quench',
	'redirect',
];

/** Reads a message of `[at, end)` whose first bytes are there. */
export function readIcmp(bytes: DataView, at: number, end: number, version: 4 | 6): Icmp {
	const type = bytes.getUint8(at + ICMP.type.at);
	const code = bytes.getUint8(at + ICMP.code.at);
	const name = (version === 4 ? NAMES_4 : NAMES_6)[type] ?? 'unknown';
	const codes = version === 4 ? UNREACHABLE_4 : UNREACHABLE_6;
	return {
		version,
		type,
		code,
		name,
		unreachable: name === 'unreachable' ? (codes[code] ?? 'other') : null,
		checksum: bytes.getUint16(at + ICMP.checksum.at),
		quote: QUOTING.includes(name) ? readQuote(bytes, at + QUOTE_AT, end) : null,
	};
}
