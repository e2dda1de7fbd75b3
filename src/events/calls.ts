import type { Analysis, AnnotatedPacket, Connection } from '../tcp/analysis.ts';
import type { Side } from '../tcp/segment-batch.ts';
import { packetsOf, type SidePackets } from './connection-packets.ts';
import type { Programs } from './place-events.ts';
import type { Call } from './program-event.ts';

/** What stands in the first column: a call of a program, or something that the kernel does alone. */
export type CallRowKind = Exclude<Call, 'listen' | 'error'> | 'kernel-accepts' | 'kernel-acknowledges' | 'kernel-ends';

/** One line of the table "call → packets". */
export interface CallRow {
	readonly kind: CallRowKind;
	readonly by: Side;
	/** How often it was called; 0 for the kernel. */
	readonly calls: number;
	/** What it put on the wire; none where it puts nothing there, or it was not captured. */
	readonly packets: readonly number[];
}

/** The calls of a connection's programs with what each put on the wire, in the order of a connection's life. */
export function callRows(analysis: Analysis, connection: Connection, programs: Programs): readonly CallRow[] {
	const own: SidePackets = { client: [], server: [] };
	const lists = Array.from({ length: connection.connection }, () => own);
	for (const packet of analysis.packets) {
		if (packet.segment?.connection === connection.connection) packetsOf(lists, packet)?.push(packet);
	}
	const first = connection.close.starter ?? 'client';
	const second = first === 'client' ? 'server' : 'client';
	const rows: readonly CallRow[] = [
		called('bind', 'server', []),
		called('connect', 'client', connection.handshake.packets),
		kernel(
			'kernel-accepts',
			'server',
			numbers(own.server, ({ segment }) => segment?.syn === true),
		),
		called('accept', 'server', []),
		called('write', 'client'),
		called('read', 'server', []),
		kernel('kernel-acknowledges', 'server', numbers(own.server, isPureAck)),
		called('write', 'server'),
		called('read', 'client', []),
		kernel('kernel-acknowledges', 'client', numbers(own.client, isPureAck)),
		called('reset', 'server'),
		called('close', first),
		called('end-of-stream', second, []),
		called('close', second),
		kernel('kernel-ends', first, lastAck(own[first])),
	];
	return rows.filter(({ calls, packets, kind }) => calls > 0 || (kind.startsWith('kernel') && packets.length > 0));

	function called(kind: Exclude<CallRowKind, `kernel-${string}`>, by: Side, packets?: readonly number[]): CallRow {
		const ofIt = programs.events.filter(({ event, connection: of }) => {
			const isOurs = of === connection.connection || (kind === 'bind' && of === null);
			return event.program === by && event.call === kind && isOurs;
		});
		const sent = packets ?? [...new Set(ofIt.flatMap((placed) => placed.packets))];
		return { kind, by, calls: ofIt.length, packets: sent };
	}
}

function kernel(kind: CallRowKind, by: Side, packets: readonly number[]): CallRow {
	return { kind, by, calls: 0, packets };
}

function numbers(packets: readonly AnnotatedPacket[], wanted: (packet: AnnotatedPacket) => boolean): readonly number[] {
	return packets.filter(wanted).map(({ packet }) => packet.number);
}

function isPureAck({ segment }: AnnotatedPacket): boolean {
	return segment?.phase === 'data' && segment.payloadBytes === 0 && !segment.syn && !segment.fin && !segment.rst;
}

/** The ACK of the other side's FIN by who closed first, which then waits in TIME-WAIT. */
function lastAck(packets: readonly AnnotatedPacket[]): readonly number[] {
	const last = packets.findLast(({ notes }) => notes.some(({ kind }) => kind === 'close-done'));
	return last === undefined ? [] : [last.packet.number];
}
