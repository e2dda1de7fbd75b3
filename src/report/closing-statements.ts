import type { AnnotatedPacket } from '../tcp/analysis.ts';
import { opposite } from '../tcp/segment.ts';
import type { Statement } from './statement.ts';
import type { Told } from './subject.ts';

type Statements = readonly Statement[];

/** What can be said of the end of a connection. */
export function closingStatements(told: Told): Statements {
	return [
		...ending(told),
		...finSum(told),
		...lastAckMissing(told),
		...timeWait(told),
		...programWaits(told),
		...traits(told),
	];
}

function ending(told: Told): Statements {
	const { connection } = told;
	const { ending: end } = connection.lifeCycle;
	const { packets } = end;
	switch (end.kind) {
		case 'three-segment':
			return [{ kind: 'closes-three', starter: end.starter, packets }];
		case 'four-segment': {
			const [, ack, fin] = packets.map((number) => packetOf(told, number));
			const pauseNs = ack && fin ? fin.packet.timeNs - ack.packet.timeNs : 0n;
			return [{ kind: 'closes-four', starter: end.starter, pauseNs, packets }];
		}
		case 'simultaneous-close':
			return [{ kind: 'closes-simultaneously', packets }];
		case 'half-closed':
			return [{ kind: 'closes-half', starter: end.starter, isAcknowledged: packets.length > 1, packets }];
		case 'aborted':
		case 'fin-answered-by-reset':
			return [{ kind: end.kind, by: end.by, packets }];
		case 'never-opened':
			return [];
		case 'open':
			return [{ kind: 'open-at-end', last: connection.lastPacket, packets: [connection.lastPacket] }];
	}
}

function packetOf({ packets }: Told, number: number | undefined): AnnotatedPacket | undefined {
	return packets.find(({ packet }) => packet.number === number);
}

/** A FIN counts as one byte (RFC 9293, section 3.4). */
function finSum({ packets }: Told): Statements {
	const by = packets.find(({ acknowledged }) => acknowledged?.fin && acknowledged.bytes === 0 && !acknowledged.syn);
	const fin = by?.acknowledged?.packets.at(-1);
	if (!by?.acknowledged || fin === undefined || by.acknowledged.packets.length !== 1) return [];
	const ack = by.packet.number;
	return [{ kind: 'fin-counts-one', fin, ack, acknowledged: by.acknowledged, packets: [fin, ack] }];
}

function lastAckMissing({ connection, packets }: Told): Statements {
	const { shape } = connection.close;
	if (connection.endSeen || shape === 'none' || shape === 'half' || shape === 'reset') return [];
	const fin = packets.findLast(({ segment }) => segment?.fin);
	return fin ? [{ kind: 'last-ack-missing', fin: fin.packet.number, packets: [fin.packet.number] }] : [];
}

function timeWait({ connection, packets }: Told): Statements {
	if (!connection.endSeen || connection.close.shape === 'reset') return [];
	const last = packets.findLast(({ states }) => states !== null)?.states;
	return (['client', 'server'] as const).flatMap((side): Statements => {
		const from = packets.find(({ states }) => states?.[side] === 'TIME_WAIT');
		const fin = packets.find(({ segment }) => segment?.fin && !segment.rst && segment.side === opposite(side));
		const ack = packets.find(
			(one) =>
				one.segment?.side === side &&
				fin &&
				one.acknowledged?.fin &&
				one.acknowledged.packets.includes(fin.packet.number),
		);
		if (!from || !ack || last?.[side] !== 'TIME_WAIT') return [];
		const numbers = { from: from.packet.number, ack: ack.packet.number };
		return [
			{
				kind: 'time-wait',
				side,
				...numbers,
				isLast: connection.close.shape !== 'simultaneous',
				packets: [...new Set([numbers.from, numbers.ack])].sort((a, b) => a - b),
			},
		];
	});
}

/** Between these a kernel acknowledges by itself what its program does not read (Linux: 40 ms at least). */
const DELAYED_ACK_NS = { least: 30_000_000n, most: 250_000_000n };
/** So long nobody but a person takes. */
const PERSON_NS = 500_000_000n;

/** The close of a server that is stopped while the client's program waits for its user. */
function programWaits(told: Told): Statements {
	const { connection, profile } = told;
	const { ending: end } = connection.lifeCycle;
	if (profile === null || end.kind !== 'four-segment' || end.starter !== 'server') return [];
	const [fin, ack, otherFin] = end.packets.map((number) => packetOf(told, number));
	if (!fin || !ack || !otherFin) return [];
	const ackAfterNs = ack.packet.timeNs - fin.packet.timeNs;
	const pauseNs = otherFin.packet.timeNs - ack.packet.timeNs;
	const isDelayed = ackAfterNs >= DELAYED_ACK_NS.least && ackAfterNs <= DELAYED_ACK_NS.most;
	if (!isDelayed || pauseNs < PERSON_NS) return [];
	const numbers = { fin: fin.packet.number, ack: ack.packet.number, otherFin: otherFin.packet.number };
	const packets = [numbers.fin, numbers.ack, numbers.otherFin];
	return [{ kind: 'program-waits', starter: end.starter, ...numbers, ackAfterNs, pauseNs, packets }];
}

function traits({ connection }: Told): Statements {
	return connection.lifeCycle.traits.flatMap((trait): Statements => {
		if (trait.kind === 'fin-resent') return [trait];
		if (trait.kind === 'data-on-fin') {
			return [{ kind: 'data-on-fin', side: trait.side, bytes: trait.bytes, packets: trait.packets }];
		}
		return [];
	});
}
