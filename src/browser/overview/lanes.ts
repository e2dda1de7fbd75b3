import { PROTOCOL } from '../../decode/packet-batch.ts';
import { FLAG } from '../../decode/tcp.ts';
import type { Rows } from '../filter/fields.ts';

/** What a mark on the strip stands for. */
export type MarkKind = 'client' | 'server' | 'arp' | 'other';

/** One or more packets at one place of a lane. */
export interface Mark {
	readonly x: number;
	readonly kind: MarkKind;
	/** The first of them. */
	readonly packet: number;
	readonly count: number;
	/** SYN, FIN or RST: one that opens or closes. */
	readonly isControl: boolean;
}

/** A line of the strip: a connection, several further ones, or what is no TCP. */
export interface Lane {
	readonly kind: 'connection' | 'others' | 'arp' | 'other';
	/** From 1; of `others` the first of them. */
	readonly connection: number;
	readonly marks: readonly Mark[];
}

const MOST_CONNECTIONS = 6;
/** Packets of one kind that are nearer than this are one mark. */
const MARK_WIDTH = 2;
const CONTROL = FLAG.syn | FLAG.fin | FLAG.rst;

interface OpenLane extends Omit<Lane, 'marks'> {
	readonly marks: { x: number; kind: MarkKind; packet: number; count: number; isControl: boolean }[];
	readonly last: Partial<Record<MarkKind, number>>;
}

/** Puts each packet on its lane; what would lie on each other becomes one mark. */
export function lanesOf(rows: Rows, count: number, xOf: (row: number) => number): readonly Lane[] {
	const lanes = new Map<string, OpenLane>();
	for (let row = 0; row < count; row++) {
		const { key, kind, connection } = laneOf(rows, row);
		let lane = lanes.get(key);
		if (!lane) {
			lane = { kind, connection, marks: [], last: {} };
			lanes.set(key, lane);
		}
		addMark(lane, markKind(rows, row), xOf(row), row + 1, ((rows.flags[row] ?? 0) & CONTROL) !== 0 && connection > 0);
	}
	return [...lanes.values()].sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || a.connection - b.connection);
}

const ORDER = { connection: 0, others: 1, arp: 2, other: 3 } as const;

function laneOf(rows: Rows, row: number): { readonly key: string } & Omit<Lane, 'marks'> {
	const stream = rows.connection[row] ?? -1;
	if (stream >= MOST_CONNECTIONS) return { key: 'others', kind: 'others', connection: MOST_CONNECTIONS + 1 };
	if (stream >= 0) return { key: `${stream}`, kind: 'connection', connection: stream + 1 };
	const kind = rows.protocol[row] === PROTOCOL.arp ? 'arp' : 'other';
	return { key: kind, kind, connection: 0 };
}

function markKind(rows: Rows, row: number): MarkKind {
	if ((rows.connection[row] ?? -1) >= 0) return rows.side[row] === 0 ? 'client' : 'server';
	return rows.protocol[row] === PROTOCOL.arp ? 'arp' : 'other';
}

function addMark({ marks, last }: OpenLane, kind: MarkKind, x: number, packet: number, isControl: boolean): void {
	const before = marks[last[kind] ?? -1];
	if (before && Math.abs(x - before.x) < MARK_WIDTH) {
		before.count++;
		before.isControl ||= isControl;
		return;
	}
	last[kind] = marks.length;
	marks.push({ x, kind, packet, count: 1, isControl });
}
