import type { Finding, Hint } from '../fact.ts';
import type { CaptureSay, Say } from '../grammar/say.ts';
import { type CaptureModel, rowAt } from '../model/capture-model.ts';
import { connectionsOfPort, onlyConnections } from '../model/one-connection.ts';
import { judgeAbsence } from './absence.ts';
import { judgeAcked } from './acked.ts';
import { judgeAcknowledges } from './acknowledges.ts';
import { judgeAcknowledgment } from './acknowledgments.ts';
import { judgeAnswerTime } from './answer-time.ts';
import { judgeArp } from './arp.ts';
import { judgeCited } from './citations.ts';
import { judgeCopies } from './copies.ts';
import { judgeCount } from './counts.ts';
import { judgeCall, judgeClose, judgeHandshake } from './course.ts';
import { judgeEndpoint } from './endpoints.ts';
import { judgeField } from './fields.ts';
import { judgeFile } from './file-names.ts';
import { unchecked } from './finding.ts';
import { judgeGap } from './gap.ts';
import { judgeMacOwner, judgeMqttRole, judgeMss } from './hardware.ts';
import { judgeLengths } from './lengths.ts';
import { judgeLog } from './logs.ts';
import { isNth, judgeNth } from './nth.ts';
import { judgeOrder } from './order.ts';
import { judgePacket } from './packets.ts';
import { judgeReturns } from './returns.ts';
import { judgeRowFlags } from './row-flags.ts';
import { judgeSpeaker, judgeState } from './sides.ts';
import { judgeSum } from './sums.ts';
import { judgeTime } from './times.ts';
import { judgeUniversal } from './universal.ts';
import { judgeUnquoted } from './unquoted.ts';
import { judgeVotes } from './votes.ts';

/** Packets that the rows of a statement stand for, in the reading that is taken; `null` where it names none. */
export type RowNumbers = (rows: readonly number[]) => readonly number[];

/** Compares one statement with a capture. Without one, only what the text itself settles is judged. */
export function judge(model: CaptureModel | null, say: Say, numbersOf: RowNumbers): Finding {
	const told = model && say.within !== undefined ? within(model, say.within) : model;
	const finding = whereRead(model, say, judgeFully(told, say, numbersOf));
	if (finding.verdict !== 'refuted') return finding;
	// A condition or a theory is never refuted, nor what hangs on words that were not understood.
	if (say.tentative !== null) return { ...unchecked(say.tentative), wasRefuted: true };
	if (say.unsaid === undefined) return finding;
	return { ...unchecked('UNBOUND', [], undefined, hintOf(say.unsaid)), wasRefuted: true };
}

/** The words that kept it from being checked, or else to say more. */
function hintOf(words: readonly string[]): Hint {
	return words.length > 0 ? { kind: 'unsaid', words } : { kind: 'name-it' };
}

/** What the text settles, and a packet that is known not to be as was said, are refuted whatever else was recorded. */
function whereRead(model: CaptureModel | null, { say }: Say, finding: Finding): Finding {
	if (model === null || !model.hasUnread || finding.verdict !== 'refuted' || OF_THE_TEXT.has(say)) return finding;
	const isKnown = finding.packets.every((number) => !rowAt(model, number)?.isUnread);
	return finding.fact.kind === 'row-differs' && isKnown ? finding : unchecked('NOT_IN_CAPTURE');
}

const OF_THE_TEXT: ReadonlySet<Say['say']> = new Set(['sum', 'type', 'document']);

/** The capture without other connections than those of a port; all of it where none has it. */
function within(model: CaptureModel, port: number): CaptureModel {
	const own = connectionsOfPort(model, port);
	return own.size === 0 || own.size === model.connections.length ? model : onlyConnections(model, own);
}

function judgeFully(model: CaptureModel | null, say: Say, numbersOf: RowNumbers): Finding {
	if (say.say === 'sum') return judgeSum(model, say);
	if (say.say === 'type')
		return {
			...unchecked('UNBOUND'),
			verdict: 'refuted',
			reason: null,
			packets: model?.main ? [model.main.firstPacket] : [],
			fact: { kind: 'wrong-type', wanted: say.wanted, said: say.given },
		};
	if (say.say === 'unchecked')
		return unchecked(say.reason, [], undefined, say.unsaid?.length ? hintOf(say.unsaid) : null);
	if (say.say === 'document') return documentFinding(say);
	if (model === null) return unchecked('NO_CAPTURE');
	if (say.say === 'cited')
		return judgeCited(model, say, numbersOf(say.rows.rows), (one) => judge(model, one, numbersOf));
	if (say.say === 'acked') return judgeAckedAt(model, say, numbersOf);
	if (say.say === 'gap') return judgeGap(model, say, numbersOf);
	if (say.say === 'acknowledgment') return judgeAcknowledgment(model, say, numbersOf);
	if ('rows' in say && say.rows && isNth(say.rows))
		return judgeNth(model, say.rows, (rows) => judgeAt(model, say, rows));
	const rows = 'rows' in say && say.rows ? numbersOf(say.rows.rows) : null;
	return judgeAt(model, say, rows);
}

function judgeAckedAt(
	model: CaptureModel,
	say: Extract<Say, { readonly say: 'acked' }>,
	numbersOf: RowNumbers,
): Finding {
	const rows = say.rows && !isNth(say.rows) ? numbersOf(say.rows.rows) : null;
	if (!say.objectRows || !isNth(say.objectRows))
		return judgeAcked(model, say, rows, say.objectRows ? numbersOf(say.objectRows.rows) : null);
	return judgeNth(model, say.objectRows, (numbers) => judgeAcked(model, say, rows, numbers));
}

/** @param rows The packets that its rows stand for. */
function judgeAt(model: CaptureModel, say: CaptureSay, rows: readonly number[] | null): Finding {
	switch (say.say) {
		case 'packet':
			return judgePacket(model, say, rows);
		case 'handshake':
			return judgeHandshake(model, say, rows);
		case 'close':
			return judgeClose(model, say, rows);
		case 'count':
			return judgeCount(model, say);
		case 'absence':
			return judgeAbsence(model, say);
		case 'endpoint':
			return judgeEndpoint(model, say, rows);
		case 'arp':
			return judgeArp(model, say, rows);
		case 'order':
			return judgeOrder(model, say);
		case 'universal':
			return judgeUniversal(model, say);
		case 'call':
			return judgeCall(model, say);
		case 'log':
			return judgeLog(model, say);
		case 'row-flags':
			return judgeRowFlags(model, say, rows ?? []);
		case 'lengths':
			return judgeLengths(model, say);
		case 'time':
			return judgeTime(model, say, rows);
		case 'field':
			return judgeField(model, say, rows);
		case 'answer-time':
			return judgeAnswerTime(model, say);
		case 'unquoted':
			return judgeUnquoted(model, say, rows);
		case 'votes':
			return judgeVotes(model, say);
		case 'copies':
			return judgeCopies(model, say, rows ?? []);
		case 'mac-owner':
			return judgeMacOwner(model, say);
		case 'mqtt-role':
			return judgeMqttRole(model, say);
		case 'mss':
			return judgeMss(model, say);
		case 'file':
			return judgeFile(model, say);
		case 'speaker':
			return judgeSpeaker(model, say);
		case 'state':
			return judgeState(model, say, rows ?? []);
		case 'returns':
			return judgeReturns(model, say, rows);
		case 'acknowledges':
			return judgeAcknowledges(model, say);
	}
}

function documentFinding({ isTrue, said, elsewhere, line }: Extract<Say, { readonly say: 'document' }>): Finding {
	const base = { packets: [], connection: null, reason: null, hint: null };
	if (isTrue) return { ...base, verdict: 'confirmed', fact: { kind: 'document-agrees', said, line } };
	return { ...base, verdict: 'refuted', fact: { kind: 'document-differs', said, elsewhere, line } };
}
