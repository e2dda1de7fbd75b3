import type { Side } from '../../tcp/segment-batch.ts';
import { statesThrough } from '../../tcp/states.ts';
import type { Finding } from '../fact.ts';
import type { SpeakerSay, StateSay } from '../grammar/say-connections.ts';
import { type CaptureModel, rowsAt, rowsOfConnection } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { confirmed, faceOf, refuted, turnedRound, unchecked } from './finding.ts';

/** Who sends the first data of a connection; of one that began before the capture nobody can tell. */
export function judgeSpeaker(model: CaptureModel, { side }: SpeakerSay): Finding {
	const firsts = model.connections.flatMap(({ connection, startSeen }) => {
		const own = model.messages.filter((message) => message.connection === connection);
		const [first] = own.toSorted((a, b) => (a.packets[0] ?? 0) - (b.packets[0] ?? 0));
		return first ? [{ first, startSeen }] : [];
	});
	const rows = (side_: string) =>
		rowsAt(
			model,
			firsts
				.filter(({ first, startSeen }) => startSeen && first.side === side_)
				.map(({ first }) => first.packets[0] ?? 0),
		);
	const [good, bad] = [rows(side), rows(side === 'client' ? 'server' : 'client')];
	if (good.length > 0) return confirmed(good);
	const isKnown = firsts.length > 0 && firsts.every(({ startSeen }) => startSeen);
	return bad.length > 0 && isKnown ? turnedRound(bad) : unchecked('NOT_IN_CAPTURE');
}

/** Whether a side is in a state behind a packet; who counts from the packet before or behind is not refuted. */
export function judgeState(model: CaptureModel, { side, state }: StateSay, numbers: readonly number[]): Finding {
	const [row] = rowsAt(model, numbers);
	if (row === undefined) return unchecked('NOT_IN_CAPTURE');
	const found = row.states?.[side] ?? null;
	if (found === state || isPassed(model, row, side, state)) return confirmed([row]);
	if (row.protocol === 'tcp' && (found === null || isNear(model, row, side, state))) return unchecked('UNBOUND', [row]);
	return refuted([row], {
		kind: 'row-differs',
		face: faceOf(row),
		differences: [{ field: 'state', said: state, found: found ?? '' }],
	});
}

/** Where SYNs or FINs cross, a side goes through two states at its own (RFC 9293, figures 7 and 13). */
function isPassed(model: CaptureModel, row: CaptureRow, side: Side, state: string): boolean {
	if (row.side !== side) return false;
	const own = rowsOfConnection(model, row.connection ?? 0);
	const before = own[own.indexOf(row) - 1]?.states?.[side] ?? null;
	const has = (flag: string): boolean => row.flags.some((each) => each === flag);
	const sent = { syn: has('SYN'), ack: has('ACK'), fin: has('FIN') };
	return statesThrough({ before, after: row.states?.[side] ?? null }, sent).some((each) => each === state);
}

/** A FIN that acknowledges the other's passes through FIN_WAIT_2; what comes behind the last ACK no packet shows. */
function isNear(model: CaptureModel, row: CaptureRow, side: Side, state: string): boolean {
	const own = rowsOfConnection(model, row.connection ?? 0);
	const at = own.indexOf(row);
	const near = own.slice(Math.max(0, at - 1), at + 2).map(({ states }) => states?.[side]);
	return (
		state === 'CLOSED' || near.some((each) => each === state) || (state === 'FIN_WAIT_2' && near.includes('TIME_WAIT'))
	);
}
