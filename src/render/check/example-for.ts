import type { CheckedCapture, NotUnderstood } from '../../claims/report-check.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { AnnotatedPacket } from '../../tcp/analysis.ts';
import { flagsText } from '../packet-columns.ts';
import { visibleText } from '../visible-text.ts';

/** Longer messages are no example. */
const MOST_TEXT = 40;
/** Packets that are looked through for an example. */
const MOST_PACKETS = 2000;

/** A statement that is true of the capture, about a packet of the kind that the sentence speaks of. */
export function exampleFor(
	{ words: because }: NotUnderstood,
	captures: readonly CheckedCapture[],
	words: Catalogue,
): string | undefined {
	const said = because.join(' ').toUpperCase();
	const packets = captures.flatMap(({ analysis }) => firstSegments(analysis.packets));
	const like = packets.find((packet) => isLike(packet, said)) ?? packets.find(({ segment }) => segment?.payloadBytes);
	return like === undefined ? undefined : statement(like, words);
}

function firstSegments(packets: Iterable<AnnotatedPacket>): readonly AnnotatedPacket[] {
	const found: AnnotatedPacket[] = [];
	for (const packet of packets) {
		if (packet.packet.number > MOST_PACKETS) break;
		if (packet.segment !== null && packet.duplicateOf === null) found.push(packet);
	}
	return found;
}

/** By the first flag that the sentence names; a pure ACK is the example for ACK alone. */
function isLike({ segment }: AnnotatedPacket, said: string): boolean {
	if (segment === null) return false;
	for (const flag of ['RST', 'FIN', 'SYN'] as const) {
		if (said.includes(flag)) return segment[flag === 'RST' ? 'rst' : flag === 'FIN' ? 'fin' : 'syn'];
	}
	return (
		/\b(ACK|ACKNOWLEDG|KONFIRMASI|MENGAKUI)/.test(said) && segment.payloadBytes === 0 && !segment.syn && !segment.fin
	);
}

function statement(annotated: AnnotatedPacket, { sides }: Catalogue): string {
	const { packet, segment } = annotated;
	const sender = segment?.side ?? 'client';
	const text = visibleText(new TextDecoder().decode(packet.payload));
	const sent = text === '' || text.length > MOST_TEXT ? '' : ` "${text}"`;
	return `#${packet.number} ${sides[sender]} → ${sides[sender === 'client' ? 'server' : 'client']} ${flagsText(annotated)}${sent}`;
}
