import type { Finding } from '../fact.ts';
import type { PacketQuery } from '../grammar/packet-query.ts';
import type { TimeSay } from '../grammar/say-packets.ts';
import { type CaptureModel, rowAt, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { confirmed, faceOf, unchecked } from './finding.ts';
import { missingHost } from './hosts.ts';
import { matches, secondsOf } from './match.ts';
import { judgeMoment } from './moments.ts';

/** A time is tried as time since the first packet, since the packet before, as round trip and as duration. */
export function judgeTime(model: CaptureModel, say: TimeSay, numbers: readonly number[] | null): Finding {
	const { query } = say;
	if (query && [query.from, query.to].some((host) => missingHost(model, host) === 'unbound'))
		return unchecked('UNBOUND');
	const rows = numbers ? rowsAt(model, numbers) : model.once;
	if (numbers && rows.length < numbers.length) return unchecked('NOT_IN_CAPTURE', rows);
	const own = query === null ? rows : rows.filter((row) => matches(model, row, query));
	const named = query === null || numbers ? own : [...own, ...laterParts(model, own, query)];
	const span = say.what === 'moment' || numbers ? null : asSpan(model, say);
	return byClocks(model, say, named) ?? span ?? judgeMoment(model, say, named, numbers);
}

/** Within the last digit that was given, or a tenth where it is only about so long. */
function isNear(ns: bigint | null, { seconds, scale, digits, isAbout }: TimeSay): ns is bigint {
	const most = scale * 10 ** -digits * 1.001 + (isAbout ? seconds * 0.1 : 0);
	return ns !== null && Math.abs(Number(ns) / 1e9 - seconds) <= most;
}

function byClocks(model: CaptureModel, say: TimeSay, named: readonly CaptureRow[]): Finding | null {
	const clocks = [
		['since-first', (row: CaptureRow) => row.ns],
		[
			'since-previous',
			(row: CaptureRow) => (row.number > 1 ? row.ns - (rowAt(model, row.number - 1)?.ns ?? 0n) : null),
		],
		['round-trip', (row: CaptureRow) => row.ackRttNs],
	] as const;
	for (const [clock, of] of say.what === 'round-trip' ? clocks.toReversed() : clocks) {
		const good = named.filter((row) => isNear(of(row), say));
		const [row] = good;
		if (row) return confirmed(good.slice(0, 3), timeFact(row, say, of(row) ?? 0n, clock));
	}
	return null;
}

function timeFact(
	row: CaptureRow,
	{ written }: TimeSay,
	ns: bigint,
	clock: 'since-first' | 'since-previous' | 'round-trip' | 'duration',
) {
	return { kind: 'time' as const, face: faceOf(row), said: written, found: secondsOf(ns, 6), clock };
}

/** How long a connection, a handshake or a reply took, or all of the capture. */
function asSpan(model: CaptureModel, say: TimeSay): Finding | null {
	const spans = model.connections.flatMap(({ firstNs, lastNs, handshakeNs, initialRttNs, exchanges, firstPacket }) =>
		[lastNs - firstNs, handshakeNs, initialRttNs, ...exchanges.map(({ waitNs }) => waitNs)].map((ns) => ({
			ns,
			firstPacket,
		})),
	);
	const all = [...spans, { ns: model.rows.at(-1)?.ns ?? null, firstPacket: 1 }];
	const span = all.find(({ ns }) => isNear(ns, say));
	const start = rowAt(model, span?.firstPacket ?? 0);
	return span && start ? confirmed([start], timeFact(start, say, span.ns ?? 0n, 'duration')) : null;
}

/** The other packets of the messages that packets of the main connection begin: one may be told by when it is complete. */
function laterParts(
	model: CaptureModel,
	rows: readonly CaptureRow[],
	{ http, texts }: PacketQuery,
): readonly CaptureRow[] {
	if (http === null && texts.length === 0) return [];
	return model.messages
		.filter(({ connection }) => connection === model.main?.connection)
		.filter(({ packets }) => rows.some(({ number }) => packets[0] === number))
		.flatMap(({ packets }) => rowsAt(model, packets.slice(1)));
}
