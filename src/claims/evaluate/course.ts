import type { Connection } from '../../tcp/analysis.ts';
import type { Finding } from '../fact.ts';
import type { CallSay, CloseSay, HandshakeSay } from '../grammar/say-connections.ts';
import { type CaptureModel, rowAt, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { confirmed, faceOf, refuted, unchecked } from './finding.ts';
import { isHost, missingHost } from './hosts.ts';

/** SYN, SYN-ACK, ACK of one connection; not seen is not refuted. */
export function judgeHandshake(model: CaptureModel, say: HandshakeSay, numbers: readonly number[] | null): Finding {
	if (missingHost(model, say.from) === 'unbound') return unchecked('UNBOUND');
	if (model.connections.length === 0) return unchecked('NOT_IN_CAPTURE');
	if (numbers) return handshakeAt(model, say, numbers);
	const port = say.from?.port ?? null;
	if (port !== null) {
		const own = model.connections.filter(({ client, server }) => client.port === port || server.port === port);
		const isSame = own.length === model.connections.length;
		if (!isSame)
			return judgeHandshake({ ...model, connections: own, main: own[0] ?? null }, { ...say, from: null }, numbers);
	}
	const done = model.connections.filter(({ handshake }) => handshake.complete);
	const fits = done.filter((connection) => opens(model, connection, say));
	const isNegated = say.isNegated;
	if (fits.length > 0) {
		const best = fits.find(({ connection }) => connection === model.main?.connection) ?? fits[0];
		const rows = rowsAt(model, best?.handshake.packets ?? []);
		const fact = { kind: 'handshake' as const, packets: rows.map(({ number }) => number) };
		if (isNegated) return model.connections.length === done.length ? refuted(rows, fact) : unchecked('UNBOUND', rows);
		return confirmed(rows, fact);
	}
	const wrong = done[0];
	if (wrong && say.from && !isNegated) {
		if (done.length < model.connections.length) return unchecked('UNBOUND');
		const rows = rowsAt(model, wrong.handshake.packets);
		return refuted(
			rows,
			{ kind: 'other-direction', faces: rows.slice(0, 1).map(faceOf), more: 0 },
			{ kind: 'swapped-direction' },
		);
	}
	return withoutHandshake(model, isNegated);
}

function opens(model: CaptureModel, connection: Connection, { from }: HandshakeSay): boolean {
	const syn = rowAt(model, connection.handshake.packets[0] ?? 0);
	return syn !== undefined && isHost(model, syn, 'source', from);
}

function withoutHandshake(model: CaptureModel, isNegated: boolean): Finding {
	const [first] = model.connections;
	const midway = model.connections.find(({ startSeen }) => !startSeen);
	if (midway) {
		const row = rowAt(model, midway.firstPacket);
		return unchecked(
			'NOT_IN_CAPTURE',
			row ? [row] : [],
			row ? { kind: 'handshake-before-capture', face: faceOf(row) } : undefined,
			{ kind: 'record-earlier' },
		);
	}
	const refusedOnes = model.connections.filter(({ lifeCycle }) => lifeCycle.opening.kind === 'refused');
	const unanswered = model.connections.filter(({ lifeCycle }) => lifeCycle.opening.kind === 'no-answer');
	const packets = first?.lifeCycle.opening.packets ?? [];
	const rows = rowsAt(model, packets);
	if (refusedOnes.length + unanswered.length === model.connections.length) {
		const fact =
			refusedOnes.length > 0
				? { kind: 'handshake-refused' as const, packets }
				: { kind: 'handshake-unanswered' as const, packets };
		return isNegated ? confirmed(rows, fact) : refuted(rows, fact);
	}
	return unchecked('NOT_IN_CAPTURE', rows);
}

function handshakeAt(model: CaptureModel, say: HandshakeSay, numbers: readonly number[]): Finding {
	const rows = rowsAt(model, numbers);
	const isNever = model.connections.every(({ lifeCycle }) => lifeCycle.opening.kind === 'refused');
	if (isNever && !say.isNegated) return withoutHandshake(model, false);
	if (rows.length < numbers.length)
		return unchecked('NOT_IN_CAPTURE', rows, {
			kind: 'no-such-row',
			row: numbers.at(-1) ?? 0,
			packets: model.rows.length,
		});
	const done = model.connections.filter(({ handshake }) => handshake.complete);
	const whole = done.find(({ handshake }) => handshake.packets.every((packet) => numbers.includes(packet)));
	if (whole && whole.handshake.packets.length === numbers.length)
		return confirmed(rows, { kind: 'handshake', packets: whole.handshake.packets });
	const [only] = numbers;
	const isPart =
		numbers.length < 3 && done.some(({ handshake }) => numbers.every((number) => handshake.packets.includes(number)));
	if (isPart || whole)
		return confirmed(rows.filter(({ number }) => (whole ? whole.handshake.packets.includes(number) : true)));
	if (numbers.length < 3 || say.isNegated || only === undefined) return unchecked('UNBOUND', rows);
	const bad = rows.find(({ number }) => !done.some(({ handshake }) => handshake.packets.includes(number)));
	if (!bad) return unchecked('UNBOUND', rows);
	const shown = done[0]?.handshake.packets ?? [];
	return refuted(
		rows,
		{
			kind: 'row-differs',
			face: faceOf(bad),
			differences: [{ field: 'phase', said: 'handshake', found: bad.phase ?? bad.protocol }],
		},
		shown.length > 0 ? { kind: 'other-rows', rows: shown } : null,
	);
}

/** Who closes, in how many segments, how. */
export function judgeClose(model: CaptureModel, say: CloseSay, numbers: readonly number[] | null): Finding {
	if (missingHost(model, say.starter) === 'unbound') return unchecked('UNBOUND');
	const ended = model.connections.filter(({ close }) => close.shape !== 'none');
	// A refused attempt was never open; only who speaks of a reset may mean it.
	const opened = ended.filter(({ lifeCycle }) => lifeCycle.opening.kind !== 'refused');
	const closed = say.isReset || opened.length === 0 ? ended : opened;
	const relevant = closed.filter(
		(connection) =>
			numbers === null || numbers.some((number) => number >= connection.firstPacket && number <= connection.lastPacket),
	);
	if (closed.length === 0 || relevant.length === 0) return notClosed(model, say);
	const fits = relevant.filter((connection) => closeFits(model, connection, say, numbers));
	const shown = fits.find(({ connection }) => connection === model.main?.connection) ?? fits[0];
	if (shown && !say.isNegated) return confirmed(closeRows(model, shown, say, numbers), closeFact(shown));
	const all = relevant[0];
	if (!all || say.isNegated) return unchecked('UNBOUND');
	const isPartly =
		relevant.some(({ endSeen, close }) => !endSeen && close.shape === 'half') ||
		model.connections.some(
			({ startSeen, endSeen, close }) =>
				close.shape === 'none' && (!startSeen || !endSeen) && relevant.length < model.connections.length,
		);
	if (isPartly)
		return unchecked('NOT_IN_CAPTURE', rowsAt(model, all.close.packets), closeFact(all), { kind: 'record-longer' });
	if (numbers)
		return refuted(rowsAt(model, all.close.packets), closeFact(all), { kind: 'other-rows', rows: all.close.packets });
	return refuted(rowsAt(model, all.close.packets), closeFact(all));
}

function notClosed(model: CaptureModel, say: CloseSay): Finding {
	const main = model.main;
	if (!main) return unchecked('NOT_IN_CAPTURE');
	const row = rowAt(model, main.lastPacket);
	if (say.isNegated && say.starter === null)
		return confirmed([], { kind: 'close-not-captured', lastPacket: main.lastPacket });
	return unchecked(
		'NOT_IN_CAPTURE',
		row ? [row] : [],
		{ kind: 'close-not-captured', lastPacket: main.lastPacket },
		{ kind: 'record-longer' },
	);
}

function closeFact({ close }: Connection) {
	return { kind: 'close' as const, shape: close.shape, starter: close.starter, packets: close.packets };
}

function closeFits(
	model: CaptureModel,
	connection: Connection,
	say: CloseSay,
	numbers: readonly number[] | null,
): boolean {
	const { close } = connection;
	if (say.isReset !== (close.shape === 'reset') && (say.isReset || say.isGraceful)) return false;
	if (say.isFin && !rowsAt(model, close.packets).some(({ flags }) => flags.includes('FIN'))) return false;
	if (say.segments !== null && !shapeFits(close.shape, say.segments)) return false;
	if (say.isGraceful && !connection.endSeen && close.shape !== 'half') return false;
	if (say.isGraceful && close.shape === 'half') return false;
	if (numbers !== null && !numbers.some((number) => close.packets.includes(number))) return false;
	if (say.starter === null) return true;
	const ends = rowsAt(model, close.packets).filter(({ flags }) => flags.includes('FIN') || flags.includes('RST'));
	const [first] = ends;
	if (!say.startsFirst && numbers !== null)
		return ends.some((row) => numbers?.includes(row.number) && isHost(model, row, 'source', say.starter));
	if (say.startsFirst) return first !== undefined && isHost(model, first, 'source', say.starter);
	return ends.some((row) => isHost(model, row, 'source', say.starter));
}

function shapeFits(shape: Connection['close']['shape'], segments: number): boolean {
	if (shape === 'three-segment') return segments === 3;
	if (shape === 'four-segment' || shape === 'simultaneous') return segments === 4;
	return false;
}

function closeRows(
	model: CaptureModel,
	{ close }: Connection,
	say: CloseSay,
	numbers: readonly number[] | null,
): readonly CaptureRow[] {
	const rows = rowsAt(model, close.packets);
	if (numbers) return rows.filter(({ number }) => numbers.includes(number));
	if (say.starter === null || say.segments !== null || say.isGraceful) return rows;
	return rows
		.filter((row) => row.flags.includes('FIN') || row.flags.includes('RST'))
		.filter((row) => isHost(model, row, 'source', say.starter))
		.slice(0, 1);
}

/** Only what a call puts on the wire can be seen: connect is a SYN, send is data, close is a FIN. */
export function judgeCall(model: CaptureModel, { call, from }: CallSay): Finding {
	const trace = (rows: readonly CaptureRow[]): Finding => {
		const own = rows.filter((row) => isHost(model, row, 'source', from));
		return own.length > 0 ? confirmed(own) : unchecked('NOT_IN_CAPTURE');
	};
	if (call === 'connect')
		return trace(model.tcp.filter(({ flags }) => flags.includes('SYN') && !flags.includes('ACK')));
	if (call === 'send') return trace(model.tcp.filter(({ bytes }) => bytes > 0));
	if (call === 'close') return trace(model.tcp.filter(({ flags }) => flags.includes('FIN')));
	const shown =
		call === 'accept' || call === 'listen'
			? (model.connections.find(({ handshake }) => handshake.complete)?.handshake.packets ?? [])
			: [];
	return unchecked('NO_WIRE_EVIDENCE', rowsAt(model, shown), { kind: 'no-wire', call, packets: shown });
}
