import type { Reason } from '../claim.ts';
import type { Fact, Finding, Hint, PacketFace } from '../fact.ts';
import type { CaptureRow } from '../model/capture-row.ts';

const MOST_FACES = 6;
const FIRST_LINE = 60;

export function confirmed(rows: readonly CaptureRow[], fact?: Fact): Finding {
	return made('confirmed', rows, fact ?? packetsFact(rows), null);
}

export function refuted(rows: readonly CaptureRow[], fact: Fact, hint: Hint | null = null): Finding {
	return made('refuted', rows, fact, hint);
}

export function unchecked(
	reason: Reason,
	rows: readonly CaptureRow[] = [],
	fact?: Fact,
	hint: Hint | null = null,
): Finding {
	return { ...made('not-checkable', rows, fact ?? { kind: 'unchecked', reason }, hint), reason };
}

function made(verdict: Finding['verdict'], rows: readonly CaptureRow[], fact: Fact, hint: Hint | null): Finding {
	const packets = [...new Set(rows.map(({ number }) => number))].sort((a, b) => a - b);
	const connections = new Set(rows.flatMap(({ connection }) => (connection === null ? [] : [connection])));
	return {
		verdict,
		reason: null,
		packets,
		connection: connections.size === 1 ? ([...connections][0] ?? null) : null,
		fact,
		hint,
	};
}

/** Such packets go the other way only. */
export function turnedRound(rows: readonly CaptureRow[]): Finding {
	return refuted(rows, { ...facesOf(rows), kind: 'other-direction' }, { kind: 'swapped-direction' });
}

export function packetsFact(rows: readonly CaptureRow[]): Fact {
	return { ...facesOf(rows), kind: 'packets' };
}

function facesOf(rows: readonly CaptureRow[]): { readonly faces: readonly PacketFace[]; readonly more: number } {
	return { faces: rows.slice(0, MOST_FACES).map(faceOf), more: Math.max(0, rows.length - MOST_FACES) };
}

/** What a message shows of a row. */
export function faceOf(row: CaptureRow): PacketFace {
	const end = (address: string, port: number | null): string =>
		port === null ? address : address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
	return {
		number: row.number,
		source: end(row.source, row.sourcePort),
		destination: end(row.destination, row.destinationPort),
		side: row.side,
		protocol: row.protocol.toUpperCase(),
		flags: row.flags.toSorted((a, b) => SHOWN.indexOf(a) - SHOWN.indexOf(b)),
		sequence: row.sequence,
		acknowledgment: row.acknowledgment,
		bytes: row.bytes,
		text: firstLine(row.text),
		arp: row.arp
			? row.arp.operation === 'request'
				? `who-has ${row.arp.targetIp}`
				: `${row.arp.senderIp} is-at ${row.arp.senderMac}`
			: null,
	};
}

/** As Wireshark lists them. */
const SHOWN = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'];

/** The first line of a text, if it is one. */
export function firstLine(text: string): string | null {
	const line = text.split(/[\r\n]/, 1)[0] ?? '';
	if (line === '' || /[\p{Cc}\ufffd]/u.test(line.replaceAll('\t', ' '))) return null;
	return line.length > FIRST_LINE ? `${line.slice(0, FIRST_LINE)}…` : line;
}
