import { CapnoteError } from '../errors.ts';
import { PACKET_COLUMN_KEYS, type PacketColumnKey } from '../render/packet-columns.ts';
import type { Analysis, AnnotatedPacket } from '../tcp/analysis.ts';
import { createList, type List } from '../tcp/list.ts';

/** What of a capture is to be shown. */
interface PacketChoice {
	/** `1-3,15-17,20-` */
	readonly rows?: string | undefined;
	readonly connection?: number | undefined;
}

const RANGE = /^(\d+)?(?:\s*([-–])\s*(\d+)?)?$/;

/**
 * The packets that were chosen, in file order; `undefined` where nothing was.
 *
 * @throws CapnoteError `bad-rows` or `not-in-capture`.
 */
export function choosePackets(
	analysis: Analysis,
	{ rows, connection }: PacketChoice,
): List<AnnotatedPacket> | undefined {
	if (rows === undefined && connection === undefined) return undefined;
	const isChosen = rows === undefined ? () => true : isIn(rows, analysis.packetCount);
	if (connection !== undefined && connection > analysis.connectionCount) {
		throw new CapnoteError('not-in-capture', {
			what: 'connection',
			asked: `${connection}`,
			count: analysis.connectionCount,
		});
	}
	const numbers =
		connection === undefined
			? Array.from({ length: analysis.packetCount }, (_, i) => i + 1).filter(isChosen)
			: Array.from(analysis.packetsOf(connection), ({ packet }) => packet.number).filter(isChosen);
	return createList(numbers.length, (i) => analysis.packet(numbers[i] ?? 1));
}

/** Whether a packet is in one of the ranges; a range may go beyond the end, but not begin there. */
function isIn(rows: string, count: number): (number: number) => boolean {
	const ranges = rows.split(',').map((text) => {
		const [, first, dash, last] = RANGE.exec(text.trim()) ?? [];
		const from = Number(first ?? 1);
		const to = dash ? Number(last ?? count) : from;
		if ((first === undefined && last === undefined) || from < 1 || to < from) {
			throw new CapnoteError('bad-rows', { asked: text.trim() });
		}
		if (from > count) throw new CapnoteError('not-in-capture', { what: 'packet', asked: `${from}`, count });
		return { from, to };
	});
	return (number) => ranges.some(({ from, to }) => number >= from && number <= to);
}

/** @throws CapnoteError `unknown-column`. */
export function chooseColumns(list: string | undefined): readonly PacketColumnKey[] | undefined {
	if (list === undefined) return undefined;
	const names = new Set(list.split(',').map((name) => name.trim()));
	return Array.from(names, (name) => {
		const found = PACKET_COLUMN_KEYS.find((key) => key === name);
		if (!found) throw new CapnoteError('unknown-column', { name, known: PACKET_COLUMN_KEYS });
		return found;
	});
}
