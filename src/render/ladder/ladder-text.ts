import type { Catalogue } from '../../i18n/catalogue.ts';
import type { NoteKind } from '../../tcp/note.ts';
import type { Timeline, TimelineRow, TimelineSpan } from '../../tcp/timeline/row.ts';
import { noteText } from '../packet-columns.ts';
import { visibleBytes, visibleText } from '../visible-text.ts';

/** `plain` has the packets, `teach` also what each means. */
export type LadderStyle = 'plain' | 'teach';

/** What every ladder diagram is made of: the course of a connection, and the words to tell it with. */
export interface Ladder {
	readonly timeline: Timeline;
	readonly words: Catalogue;
	readonly style: LadderStyle;
}

/** The words on an arrow, still in parts. All of it is safe to print, none of it is safe as markup. */
export interface ArrowText {
	/** `#8 PSH, ACK` */
	readonly head: string;
	/** `Seq=1 Ack=1`, `Ack=5` for a pure ACK, whose Seq says nothing. */
	readonly numbers: string;
	/** `4 B`; empty without data. */
	readonly size: string;
	/** The data without quotes; empty without data. */
	readonly payload: string;
	/** `×2` for a packet that was recorded twice. */
	readonly times: string;
}

export type PacketRow = Extract<TimelineRow, { readonly kind: 'packet' }>;

/** Notes that are told in every style: without them the picture would be misread. */
const ALWAYS_TOLD: ReadonlySet<NoteKind> = new Set([
	'resent',
	'fills-gap',
	'refused',
	'reset',
	'acknowledges-unseen',
	'acknowledges-earlier',
	'repeats-ack',
	'stopped',
	'reassembled',
]);

/** The words on the arrow of a packet. */
export function arrowText({ packet, weight, copies }: PacketRow, words: Catalogue): ArrowText {
	const { segment } = packet;
	const { tcp, payload, number } = packet.packet;
	const ack = segment?.relativeAcknowledgment ?? null;
	const isPlainAck = weight === 'ack' && segment?.phase !== 'handshake';
	const bytes = segment?.payloadBytes ?? 0;
	return {
		head: `#${number} ${tcp?.flags.join(', ') ?? ''}`.trim(),
		numbers: [
			...(isPlainAck ? [] : [`Seq=${segment?.relativeSequence}`]),
			...(ack === null ? [] : [`Ack=${ack}`]),
		].join(' '),
		size: bytes === 0 ? '' : `${bytes} B`,
		payload: bytes === 0 ? '' : payload.length === 0 ? words.table.notCaptured : visibleBytes(payload),
		times: copies.length === 0 ? '' : `×${copies.length + 1}`,
	};
}

/** What is said of a packet beside its arrow. */
export function remarks({ packet, crosses }: PacketRow, { style, words }: Pick<Ladder, 'style' | 'words'>): string {
	const told = packet.notes.filter(({ kind }) =>
		style === 'teach' ? kind !== 'start-not-captured' && kind !== 'gap' : ALWAYS_TOLD.has(kind),
	);
	const met = crosses === null ? [] : [words.ladder.crosses(crosses)];
	return [...met, ...told.map((note) => noteText(note, words))].join('; ');
}

/** What a row says that is no packet. */
export function rowText(row: Exclude<TimelineRow, PacketRow>, { ladder }: Catalogue): string {
	if (row.kind === 'call') return visibleText(row.call.text);
	return (ladder.rows[row.kind] as (of: typeof row) => string)(row);
}

/** The name of a phase or exchange: `handshake`, `data 1`, `data 2–7`. */
export function spanText({ phase, exchanges }: TimelineSpan, words: Catalogue): string {
	const name = words.phases[phase];
	if (!exchanges) return name;
	const { first, last } = exchanges;
	return first === last ? `${name} ${first}` : `${name} ${first}–${last}`;
}
