import type { Connection } from '../../tcp/analysis.ts';
import { joinBytes, type Message } from '../../tcp/exchanges.ts';
import type { Side } from '../../tcp/segment-batch.ts';
import type { CheckedCapture } from '../report-check.ts';
import { type CaptureRow, captureRow } from './capture-row.ts';
import { withUdpSides } from './udp-sides.ts';

/** A message with its text. */
export interface SaidMessage {
	readonly connection: number;
	readonly side: Side;
	readonly packets: readonly number[];
	readonly text: string;
	readonly bytes: number;
	readonly isWhole: boolean;
}

/** A capture as the evaluation asks it: rows, connections, messages, and what they do not cover. */
export interface CaptureModel {
	readonly name: string;
	/** All packets; packet 1 is at index 0. */
	readonly rows: readonly CaptureRow[];
	/** Without copies of the recording. */
	readonly once: readonly CaptureRow[];
	readonly tcp: readonly CaptureRow[];
	readonly arp: readonly CaptureRow[];
	readonly connections: readonly Connection[];
	readonly messages: readonly SaidMessage[];
	/** The connection that a report is about: the lab's, or the one with the most packets. */
	readonly main: Connection | null;
	readonly addresses: ReadonlySet<string>;
	readonly macs: ReadonlySet<string>;
	readonly ports: ReadonlySet<number>;
	readonly hasCopies: boolean;
	/** Of some packets it cannot be told what they are. */
	readonly hasUnread: boolean;
	readonly isCut: boolean;
}

/** What a file is called where its folders say nothing. */
export function fileName(path: string): string {
	return path.replace(/^.*[/\\]/, '');
}

/** Makes the model of one capture, under the name that tells it from the others. */
export function captureModel({ analysis }: CheckedCapture, name: string): CaptureModel {
	const rows = withUdpSides([...analysis.packets].map(captureRow));
	const once = rows.filter(({ copyOf }) => copyOf === null);
	const connections = [...analysis.connections];
	const macs = once.flatMap(({ arp }) => (arp ? [arp.senderMac, arp.targetMac] : []));
	const ethernet = [...analysis.packets.slice(0, 4096)].flatMap(({ packet }) =>
		packet.ethernet ? [packet.ethernet.source, packet.ethernet.destination] : [],
	);
	return {
		name,
		rows,
		once,
		tcp: once.filter(({ protocol }) => protocol === 'tcp'),
		arp: once.filter(({ arp }) => arp !== null),
		connections,
		messages: connections.flatMap(messagesOf),
		main: mainConnection(connections),
		addresses: new Set(once.flatMap(({ source, destination }) => [source, destination])),
		macs: new Set([...macs, ...ethernet]),
		ports: new Set(once.flatMap(({ sourcePort, destinationPort }) => [sourcePort ?? 0, destinationPort ?? 0])),
		hasCopies: once.length < rows.length,
		hasUnread: rows.some(({ isUnread }) => isUnread),
		isCut: analysis.cutFrames.count > 0,
	};
}

function messagesOf({ connection, exchanges }: Connection): readonly SaidMessage[] {
	return exchanges
		.flatMap(({ request, reply }) => [request, reply])
		.flatMap((message) => (message ? [said(connection, message)] : []));
}

function said(connection: number, { side, packets, parts, length, whole }: Message): SaidMessage {
	return { connection, side, packets, text: new TextDecoder().decode(joinBytes(parts)), bytes: length, isWhole: whole };
}

/** A connection that came to be and is of a lab comes before all others; then the longest. */
function mainConnection(connections: readonly Connection[]): Connection | null {
	const rank = ({ lab, lifeCycle, packets }: Connection): number =>
		(lifeCycle.opening.kind === 'refused' || lifeCycle.opening.kind === 'no-answer' ? 0 : 2e9) +
		(lab ? 1e9 : 0) +
		packets;
	return connections.reduce<Connection | null>(
		(best, one) => (best === null || rank(one) > rank(best) ? one : best),
		null,
	);
}

/** The packet with this number. */
export function rowAt(model: CaptureModel, number: number): CaptureRow | undefined {
	return model.rows[number - 1];
}

/** The packets with these numbers, without those that the capture has not. */
export function rowsAt(model: CaptureModel, numbers: readonly number[]): readonly CaptureRow[] {
	return numbers.flatMap((number) => rowAt(model, number) ?? []);
}

/** The packets of a connection, without copies. */
export function rowsOfConnection(model: CaptureModel, connection: number): readonly CaptureRow[] {
	return model.tcp.filter((row) => row.connection === connection);
}

/** True if all that the connection said lies in the capture: its start, its end, and each byte. */
export function isCovered(model: CaptureModel, { connection, startSeen, endSeen }: Connection): boolean {
	return (
		startSeen &&
		endSeen &&
		!model.isCut &&
		model.messages.every((each) => each.connection !== connection || each.isWhole)
	);
}
