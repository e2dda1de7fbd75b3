import type { Finding } from '../fact.ts';
import type { CitedSay, Say, Topic } from '../grammar/say.ts';
import { type CaptureModel, rowAt, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { eventRows } from './event-rows.ts';
import { confirmed, faceOf, refuted, unchecked } from './finding.ts';
import { isOnlyFlag, matches } from './match.ts';
import { beyondEnd } from './packets-at-rows.ts';
import { messagesThatFit } from './texts.ts';

type Shows = (row: CaptureRow) => boolean;

/**
 * Packets that were pointed at: refuted if one of them has nothing to do with anything that is said. What they are to
 * show must itself be so.
 */
export function judgeCited(
	model: CaptureModel,
	{ of, topics }: CitedSay,
	numbers: readonly number[],
	judge: (say: Say) => Finding,
): Finding {
	const rows = rowsAt(model, numbers);
	if (rows.length < numbers.length) return beyondEnd(model, rows, Math.max(...numbers));
	const findings = of.map((say) => judge('rows' in say ? ({ ...say, rows: null } as Say) : say));
	if (findings.some(({ verdict }) => verdict === 'refuted')) return unchecked('UNBOUND', rows);
	const isShown = of.length === 0 || findings.some(({ verdict }) => verdict === 'confirmed');
	const shows = [...of.map((say) => shownBy(model, say, judge)), ...topics.map((topic) => shownByTopic(model, topic))];
	const known = shows.filter((one) => one !== null);
	if (!isShown || known.length < shows.length) return unchecked('UNBOUND', rows);
	const bad = rows.find((row) => !known.some((show) => show(originalOf(model, row))));
	if (bad === undefined) return confirmed(rows);
	const packets = [...new Set(findings.flatMap((finding) => finding.packets))].sort((a, b) => a - b);
	const others = of.length > 0 ? packets : model.once.filter((row) => known.some((show) => show(row))).map(numberOf);
	return refuted([bad], { kind: 'shown-elsewhere', face: faceOf(bad), packets: others.slice(0, MOST_SHOWN) });
}

const MOST_SHOWN = 12;

function numberOf({ number }: CaptureRow): number {
	return number;
}

/** A copy of the recording shows what its original shows. */
function originalOf(model: CaptureModel, row: CaptureRow): CaptureRow {
	return (row.copyOf === null ? undefined : rowAt(model, row.copyOf)) ?? row;
}

/** Which packets have to do with a statement; `null` if that cannot be told. */
function shownBy(model: CaptureModel, say: Say, judge: (say: Say) => Finding): Shows | null {
	switch (say.say) {
		case 'packet': {
			const inMessage = messagesThatFit(model, say.query).map(numberOf);
			const isAck = say.query.flags.length === 1 && say.query.flags[0]?.join() === 'ACK' && !say.acknowledges;
			return (row) =>
				inMessage.includes(row.number) ||
				(matches(model, row, say.query) && (!isAck || row.bytes > 0 || isOnlyFlag(row, ['ACK'])));
		}
		case 'handshake':
			return shownByTopic(model, { kind: 'handshake' });
		case 'close':
			return shownByTopic(model, { kind: 'close' });
		case 'order': {
			const events = [say.first, say.second].filter(({ name }) => name !== 'packets');
			const rows = new Set(events.flatMap((event) => eventRows(model, event)));
			return (row) => rows.has(row);
		}
		case 'universal': {
			const { what } = say;
			if (what.kind === 'packets-are') return (row) => matches(model, row, what.scope);
			if (what.kind === 'message-is-acknowledged') return (row) => row.protocol === 'tcp' && row.flags.includes('ACK');
			return shownByTopic(model, { kind: 'data' });
		}
		case 'speaker':
			return (row) => model.messages.some(({ packets }, i) => isFirstOf(model, i) && packets.includes(row.number));
		case 'count': {
			const packets = judge(say).packets;
			return (row) => packets.includes(row.number);
		}
		case 'arp':
			return shownByTopic(model, { kind: 'arp' });
		default:
			return null;
	}
}

function shownByTopic(model: CaptureModel, topic: Topic): Shows {
	const { connections } = model;
	switch (topic.kind) {
		case 'handshake': {
			const packets = connections.flatMap(({ handshake, lifeCycle }) => [
				...handshake.packets,
				...lifeCycle.opening.packets,
			]);
			return (row) => row.phase === 'handshake' || packets.includes(row.number);
		}
		case 'close': {
			const packets = connections.flatMap(({ close }) => close.packets);
			return (row) => row.phase === 'close' || row.flags.includes('RST') || packets.includes(row.number);
		}
		case 'data':
			return (row) => row.bytes > 0;
		case 'arp':
			return (row) => row.arp !== null;
		case 'ordinal':
			return (row) => placesOf(model, row).includes(topic.row);
		case 'flags': {
			const { set } = topic;
			if (set.join() === 'ACK') return (row) => isOnlyFlag(row, set) && row.flags.includes('ACK');
			return (row) => set.every((flag) => row.flags.includes(flag));
		}
	}
}

/** The first message of its connection. */
function isFirstOf({ messages }: CaptureModel, index: number): boolean {
	const own = messages[index];
	return !messages.some(
		(other) => other.connection === own?.connection && (other.packets[0] ?? 0) < (own.packets[0] ?? 0),
	);
}

/** Which packet it is: of the capture, of its protocol, of its connection. */
function placesOf({ once, tcp }: CaptureModel, row: CaptureRow): readonly number[] {
	const own = tcp.filter(({ connection }) => connection === row.connection);
	return [row.number, ...[once, tcp, own].map((rows) => rows.indexOf(row) + 1)];
}
