import type { CallRow, CallRowKind } from '../events/calls.ts';
import type { AnnotatedPacket } from '../tcp/analysis.ts';
import { opposite } from '../tcp/segment.ts';
import type { Side } from '../tcp/segment-batch.ts';
import { isPureAck, numbersOf, type Told } from './subject.ts';

const SIDES = ['client', 'server'] as const;

type Wanted = (packet: AnnotatedPacket) => boolean;

/**
 * The calls that two programs make for a connection like this one, told from its packets alone. A call that the capture
 * says nothing of is left out.
 */
export function inferredCalls({ connection, packets }: Told): readonly CallRow[] {
	const { startSeen, handshake, close, lifeCycle } = connection;
	const of = (by: Side, wanted: Wanted): readonly number[] =>
		numbersOf(packets.filter((packet) => packet.segment?.side === by && wanted(packet)));
	const has = (by: Side, wanted: Wanted): boolean => of(by, wanted).length > 0;
	const first = close.starter ?? 'client';
	const second = opposite(first);
	const closed = (by: Side): readonly (CallRow | null)[] => (has(by, isFin) ? [call(by, 'close', of(by, isFin))] : []);
	const crosses = close.shape === 'simultaneous';
	// Where both close at the same time, none waits for the other's end.
	const ended = crosses ? [] : [call(second, 'end-of-stream', [])];
	const rows: readonly (CallRow | null)[] = [
		...(lifeCycle.opening.kind === 'simultaneous-open' ? SIDES.map((by) => call(by, 'connect', of(by, isSyn))) : []),
		...(startSeen && lifeCycle.opening.kind !== 'simultaneous-open'
			? [
					call('server', 'bind', []),
					call('client', 'connect', handshake.packets),
					has('server', isSyn) ? call('server', 'kernel-accepts', of('server', isSyn)) : null,
					handshake.complete ? call('server', 'accept', []) : null,
				]
			: []),
		...messages('client', 'server'),
		...messages('server', 'client'),
		...(has(first, isFin) ? [...closed(first), ...ended, ...closed(second)] : []),
		...SIDES.map((by) => (has(by, isReset) ? call(by, 'reset', of(by, isReset)) : null)),
		...(crosses ? SIDES.flatMap(finAck) : lastAck(first)),
	];
	return rows.filter((row) => row !== null);

	function messages(from: Side, to: Side): readonly (CallRow | null)[] {
		const data = of(from, hasData);
		const acks = of(to, (packet) => isPureAck(packet) && packet.segment?.phase === 'data');
		if (data.length === 0) return [];
		return [
			call(from, 'write', data),
			call(to, 'read', []),
			acks.length === 0 ? null : call(to, 'kernel-acknowledges', acks),
		];
	}

	/** The ACK of the other side's FIN. */
	function finAck(by: Side): readonly CallRow[] {
		const acks = of(by, (packet) => isPureAck(packet) && packet.acknowledged?.fin === true);
		return acks.length > 0 && connection.endSeen ? [call(by, 'kernel-ends', acks)] : [];
	}

	function lastAck(by: Side): readonly CallRow[] {
		const done = packets.findLast(({ notes }) => notes.some(({ kind }) => kind === 'close-done'));
		return done?.segment?.side === by && connection.endSeen ? [call(by, 'kernel-ends', [done.packet.number])] : [];
	}
}

function call(by: Side, kind: CallRowKind, packets: readonly number[]): CallRow {
	return { kind, by, calls: 0, packets };
}

function isSyn({ segment }: AnnotatedPacket): boolean {
	return segment?.syn === true;
}

function isFin({ segment }: AnnotatedPacket): boolean {
	return segment?.fin === true && !segment.rst;
}

function isReset({ segment }: AnnotatedPacket): boolean {
	return segment?.rst === true;
}

function hasData({ segment }: AnnotatedPacket): boolean {
	return (segment?.payloadBytes ?? 0) > 0;
}
