import type { EventName, Finding } from '../fact.ts';
import type { OrderedEvent, OrderSay } from '../grammar/say-connections.ts';
import { type CaptureModel, rowAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { eventRows } from './event-rows.ts';
import { confirmed, refuted, unchecked } from './finding.ts';
import { missingHost } from './hosts.ts';

/** One before the other: the nearest pair confirms, only a clear reversal refutes. */
export function judgeOrder(model: CaptureModel, { first, second }: OrderSay): Finding {
	if (
		[first, second].some(
			({ query }) =>
				missingHost(model, query?.from ?? null) === 'unbound' || missingHost(model, query?.to ?? null) === 'unbound',
		)
	)
		return unchecked('UNBOUND');
	const a = eventRows(model, first);
	const b = eventRows(model, second);
	if (first.name === 'packets' || second.name === 'packets') return judgeEnds(model, first, second);
	if (a.length === 0 || b.length === 0) return unchecked('NOT_IN_CAPTURE', [...a, ...b].slice(0, 3));
	const isWhole = isOfWhole(first.name) && isOfWhole(second.name);
	const pair = isWhole ? wholePair(a, b) : nearestPair(a, b);
	if (pair) return confirmed(pair, orderFact(first.name, pair.slice(0, 1), second.name, pair.slice(-1)));
	const [late] = a;
	const end = b.at(-1);
	const start = b[0];
	if (!late || !end || !start) return unchecked('NOT_IN_CAPTURE');
	if (isWhole ? start.number < late.number : end.number < late.number) {
		const shown = leadRows(model, second.name, b);
		const isMidway =
			model.connections.some(({ startSeen }) => !startSeen) && (first.name === 'arp' || first.name === 'handshake');
		if (isMidway && first.name === 'arp') return unchecked('NOT_IN_CAPTURE', [...shown, ...a.slice(0, 4)]);
		return refuted([...shown, ...a.slice(0, 4)], orderFact(first.name, a.slice(0, 4), second.name, shown));
	}
	return unchecked('UNBOUND', [late, end]);
}

/** Of these there is one whole; of other packets there are many. */
function isOfWhole(name: EventName): boolean {
	return (
		name === 'arp' || name === 'tcp' || name === 'handshake' || name === 'close' || name === 'syn' || name === 'fin'
	);
}

function wholePair(a: readonly CaptureRow[], b: readonly CaptureRow[]): readonly CaptureRow[] | null {
	const [x] = a;
	const [y] = b;
	return x && y && x.number < y.number ? [...a.filter(({ number }) => number < y.number).slice(0, 4), y] : null;
}

function nearestPair(a: readonly CaptureRow[], b: readonly CaptureRow[]): readonly CaptureRow[] | null {
	for (const x of a) {
		const y = b.find(
			({ number, connection }) =>
				number > x.number && (connection === x.connection || connection === null || x.connection === null),
		);
		if (y) return [x, y];
	}
	return null;
}

/** "Diawali dengan SYN": the first packet of the connection, or of the capture. */
function judgeEnds(model: CaptureModel, first: OrderedEvent, second: OrderedEvent): Finding {
	const isBegin = second.name === 'packets';
	const named = isBegin ? first : second;
	const rows = eventRows(model, named);
	const main = model.main;
	if (!main) return unchecked('NOT_IN_CAPTURE');
	if (isBegin ? !main.startSeen : !main.endSeen) return unchecked('NOT_IN_CAPTURE');
	const [end] = [isBegin ? rowAt(model, main.firstPacket) : rowAt(model, main.lastPacket)];
	const own = rows.filter(({ connection }) => connection === main.connection);
	if (named.name === 'close' || named.name === 'fin')
		return own.length > 0 && !isBegin ? confirmed(own) : unchecked('UNBOUND', own);
	if (!end) return unchecked('NOT_IN_CAPTURE');
	if (rows.some(({ number }) => number === end.number) || (isBegin && rows[0]?.number === 1))
		return confirmed(rows.slice(0, 3));
	if (isBegin && (named.name === 'arp' || named.name === 'handshake'))
		return rows.length > 0 && (rows[0]?.number ?? 9) < main.firstPacket + 3
			? confirmed(rows.slice(0, 3))
			: unchecked('UNBOUND');
	return named.name === 'syn' || named.name === 'rst' || named.name === 'data'
		? refuted([end], orderFact('packets', [end], named.name, own.slice(0, 1)))
		: unchecked('UNBOUND', [end]);
}

/** The handshake stands for the beginning of TCP. */
function leadRows(model: CaptureModel, name: EventName, rows: readonly CaptureRow[]): readonly CaptureRow[] {
	const [first] = rows;
	const connection = model.connections.find((each) => each.connection === first?.connection);
	if (name === 'tcp' && connection?.handshake.complete)
		return connection.handshake.packets.flatMap((number) => rowAt(model, number) ?? []);
	return rows.slice(0, 3);
}

function orderFact(first: EventName, a: readonly CaptureRow[], second: EventName, b: readonly CaptureRow[]) {
	const [x, y] = [a[0], b[0]];
	const gapNs = x && y ? (x.ns > y.ns ? x.ns - y.ns : y.ns - x.ns) : null;
	return {
		kind: 'order' as const,
		first,
		firstPackets: a.map(({ number }) => number),
		second,
		secondPackets: b.map(({ number }) => number),
		gapNs,
	};
}
