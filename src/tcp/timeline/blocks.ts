import type { Analysis, AnnotatedPacket, Connection } from '../analysis.ts';
import type { Phase } from '../segment-batch.ts';
import { crossingsOf } from './crossings.ts';
import type { ProgramCall, SegmentWeight, TimelineRow } from './row.ts';

/** From here on nothing happening is told. */
const PAUSE_NS = 1_000_000_000n;
/** ARP of the two hosts that is this close to the connection is shown with it. */
const BEFORE_NS = 1_000_000_000n;
const AFTER_NS = 10_000_000_000n;

/** A row with its time. */
export interface TimedRow {
	readonly row: TimelineRow;
	readonly ns: bigint | null;
}

/** Rows of one phase, or of one exchange of the data phase. */
export interface Block {
	readonly phase: Phase;
	readonly exchange: number | null;
	readonly rows: readonly TimedRow[];
	/** What stands before the block and belongs to none. */
	readonly lead: readonly TimedRow[];
}

/** The course of a connection in blocks, nothing folded, and what stands behind the last. */
export interface Blocks {
	readonly blocks: readonly Block[];
	readonly tail: readonly TimedRow[];
}

interface OpenBlock extends Block {
	readonly rows: TimedRow[];
}

/** Cuts a connection into blocks. */
export function blocksOf(analysis: Analysis, connection: Connection, calls: readonly ProgramCall[]): Blocks {
	const all = [...analysis.packetsOf(connection.connection)];
	const packets = all.filter(({ duplicateOf }) => duplicateOf === null);
	const copies = groupCopies(all);
	const crossings = crossingsOf(connection, packets);
	const neighbours = createNeighbours(analysis, connection);
	const waiting = [...calls].sort((a, b) => (a.timeNs < b.timeNs ? -1 : 1));
	const firstNs = analysis.span?.firstNs ?? 0n;
	const blocks: OpenBlock[] = [];
	let before: AnnotatedPacket | undefined;
	for (const packet of packets) {
		const between = betweenRows(before, packet, neighbours.until(packet.packet.number));
		const lead = between.flatMap((row) => [...callsUntil(waiting, middleOf(row, before, packet), firstNs), row]);
		lead.push(...callsUntil(waiting, packet.packet.timeNs, firstNs));
		const block = blockFor(blocks, packet, lead);
		block.rows.push(...missingRows(packet), {
			row: {
				kind: 'packet',
				packet,
				weight: weightOf(packet),
				copies: copies.get(packet.packet.number) ?? [],
				crosses: crossings.get(packet.packet.number) ?? null,
			},
			ns: packet.relativeNs,
		});
		before = packet;
	}
	const rest = neighbours.rest();
	const tail = rest.length === 0 ? [] : [arpRow(before, rest)];
	return { blocks, tail: [...callsUntil(waiting, null, firstNs), ...tail] };
}

/** For each packet the other packets that recorded the same one. */
function groupCopies(packets: readonly AnnotatedPacket[]): ReadonlyMap<number, readonly number[]> {
	const copies = new Map<number, number[]>();
	for (const { packet, duplicateOf } of packets) {
		if (duplicateOf === null) continue;
		const known = copies.get(duplicateOf);
		if (known) known.push(packet.number);
		else copies.set(duplicateOf, [packet.number]);
	}
	return copies;
}

/** The block that a packet belongs to: the open one, which then takes what stood between, or a new one. */
function blockFor(blocks: OpenBlock[], packet: AnnotatedPacket, lead: readonly TimedRow[]): OpenBlock {
	const phase = packet.segment?.phase ?? 'data';
	const open = blocks.at(-1);
	const named = exchangeOf(packet);
	const exchange = phase === 'data' ? (named ?? (open?.phase === 'data' ? open.exchange : null)) : null;
	if (open && open.phase === phase && open.exchange === exchange) {
		open.rows.push(...lead);
		return open;
	}
	const made: OpenBlock = { phase, exchange, rows: [], lead };
	blocks.push(made);
	return made;
}

/** The exchange whose data a packet carries. */
function exchangeOf({ notes }: AnnotatedPacket): number | null {
	return notes.find((note) => note.kind === 'data')?.exchange ?? null;
}

function weightOf({ segment }: AnnotatedPacket): SegmentWeight {
	if (segment?.rst) return 'reset';
	if (segment?.syn || segment?.fin) return 'control';
	return (segment?.payloadBytes ?? 0) > 0 ? 'data' : 'ack';
}

function missingRows({ notes, segment }: AnnotatedPacket): readonly TimedRow[] {
	const gap = notes.find((note) => note.kind === 'gap');
	if (!gap || !segment) return [];
	return [{ row: { kind: 'missing', side: segment.side, bytes: gap.bytes }, ns: null }];
}

/** A long pause with the ARP packets in it; or these alone, at the time of the first. */
function betweenRows(
	before: AnnotatedPacket | undefined,
	packet: AnnotatedPacket,
	arp: readonly AnnotatedPacket[],
): readonly TimedRow[] {
	const ns = before ? packet.relativeNs - before.relativeNs : 0n;
	if (ns > PAUSE_NS) return [{ row: { kind: 'pause', ns, arp: numbersOf(arp) }, ns: null }];
	const [first] = arp;
	return first ? [{ row: { kind: 'arp', arp: numbersOf(arp) }, ns: first.relativeNs }] : [];
}

/** When what stands between two packets is told: calls before it are told before it, in a pause those of its first half. */
function middleOf(
	{ ns }: TimedRow,
	before: AnnotatedPacket | undefined,
	{ packet, relativeNs }: AnnotatedPacket,
): bigint {
	const firstNs = packet.timeNs - relativeNs;
	return firstNs + (ns ?? ((before?.relativeNs ?? 0n) + relativeNs) / 2n);
}

/** ARP behind the last packet. */
function arpRow(before: AnnotatedPacket | undefined, arp: readonly AnnotatedPacket[]): TimedRow {
	const [first] = arp;
	const ns = first && before ? first.relativeNs - before.relativeNs : 0n;
	if (ns > PAUSE_NS) return { row: { kind: 'pause', ns, arp: numbersOf(arp) }, ns: null };
	return { row: { kind: 'arp', arp: numbersOf(arp) }, ns: first?.relativeNs ?? null };
}

function numbersOf(packets: readonly AnnotatedPacket[]): readonly number[] {
	return packets.map(({ packet }) => packet.number);
}

/** Takes the calls before a moment, or all that are left. */
function callsUntil(waiting: ProgramCall[], timeNs: bigint | null, firstNs: bigint): readonly TimedRow[] {
	const end = timeNs === null ? -1 : waiting.findIndex((call) => call.timeNs >= timeNs);
	const taken = waiting.splice(0, end < 0 ? waiting.length : end);
	return taken.map((call) => ({ row: { kind: 'call', call }, ns: call.timeNs - firstNs }));
}

/** Hands out the ARP packets of the two hosts, in file order. */
function createNeighbours(analysis: Analysis, { client, server, firstNs, lastNs }: Connection) {
	const hosts = [client.address, server.address].sort().join(' ');
	const isOurs = ({ packet: { arp, timeNs }, duplicateOf }: AnnotatedPacket): boolean =>
		arp !== null &&
		duplicateOf === null &&
		[arp.senderIp, arp.targetIp].sort().join(' ') === hosts &&
		timeNs >= firstNs - BEFORE_NS &&
		timeNs <= lastNs + AFTER_NS;
	const waiting = [...analysis.arpPackets].filter(isOurs);
	const take = (end: number) => waiting.splice(0, end < 0 ? waiting.length : end);
	return {
		until: (number: number) => take(waiting.findIndex(({ packet }) => packet.number > number)),
		rest: () => take(-1),
	};
}
