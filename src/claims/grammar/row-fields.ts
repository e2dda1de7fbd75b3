import { readNumber } from '../text/numbers.ts';
import type { Token } from '../text/token.ts';
import type { SentenceContext } from './context.ts';
import { allOf, flagSets } from './features.ts';
import { type HostRef, hostsOf } from './host.ts';
import type { PacketQuery } from './packet-query.ts';
import type { Column } from './row-columns.ts';

/** What a cell says of the packet, by the column that it stands in. */
export function fieldOf(
	column: Column,
	text: string,
	tokens: readonly Token[],
	context: SentenceContext,
): Partial<PacketQuery> {
	const whole = /^\d{1,12}$/.test(text.replace(/[.,](?=\d{3}(?:\D|$))/g, '')) ? readNumber(text, true) : null;
	const host = (): HostRef | null => hostsOf(tokens, context.names)[0]?.host ?? null;
	switch (column) {
		case 'source': {
			const from = host();
			return from ? { from } : {};
		}
		case 'destination': {
			const to = host();
			return to ? { to } : {};
		}
		case 'time': {
			const digits = /^\d{1,7}[.,](\d{1,9})$/.exec(text)?.[1]?.length;
			return digits ? { seconds: { value: readNumber(text, false), digits, written: text } } : {};
		}
		case 'length':
			return whole === null ? {} : { frameBytes: whole };
		case 'len':
			return whole === null ? {} : { bytes: whole };
		case 'seq':
			return whole === null ? {} : { sequence: whole };
		case 'ack':
			return whole === null ? {} : { acknowledgment: whole };
		case 'flags': {
			const sets = flagSets(tokens);
			return sets.length === 1 ? { flags: sets, isExact: true } : {};
		}
		case 'protocol':
			return /^(?:tcp|udp|arp|icmp)$/i.test(text) ? protocolOf(text) : {};
		case 'info':
			return infoOf(tokens);
		default:
			return {};
	}
}

/** What Wireshark calls TCP may be shown as what it carries; ARP and UDP are told apart. */
function protocolOf(text: string): Partial<PacketQuery> {
	return { protocol: text.toLowerCase() };
}

/** `52394 → 2222 [SYN] Seq=0 Win=64240 Len=0`. */
export function infoOf(tokens: readonly Token[]): Partial<PacketQuery> {
	const [ports] = allOf(tokens, 'ports');
	const [seq] = allOf(tokens, 'seq');
	const [ack] = allOf(tokens, 'acknum');
	const [len] = allOf(tokens, 'len');
	const [win] = allOf(tokens, 'win');
	const [flags] = allOf(tokens, 'flags');
	return {
		...(ports ? { sourcePort: ports.source, destinationPort: ports.destination } : {}),
		...(seq ? { sequence: seq.value } : {}),
		...(ack ? { acknowledgment: ack.value } : {}),
		...(len ? { bytes: len.value } : {}),
		...(win ? { window: win.value } : {}),
		...(flags?.isBracketed ? { flags: flags.sets, isExact: true } : {}),
	};
}
