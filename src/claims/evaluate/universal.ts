import type { Connection } from '../../tcp/analysis.ts';
import type { Side } from '../../tcp/segment-batch.ts';
import type { Finding } from '../fact.ts';
import type { UniversalSay } from '../grammar/say-connections.ts';
import { type CaptureModel, isCovered, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { acknowledger } from './acknowledger.ts';
import { judgeAnswers, judgeAttempt, judgeOnlyAcked, judgeProtocol } from './all-of.ts';
import { confirmed, faceOf, refuted, unchecked } from './finding.ts';
import { matches, textFit } from './match.ts';

type What = UniversalSay['what'];

/** "Every": all instances are looked at, and one counter-example is shown. */
export function judgeUniversal(model: CaptureModel, { what }: UniversalSay): Finding {
	switch (what.kind) {
		case 'packets-are': {
			const scope = model.tcp.filter((row) => matches(model, row, what.scope));
			const isSo = (row: CaptureRow): boolean => matches(model, row, what.query);
			return allAre(
				scope.filter(isSo),
				scope.filter((row) => !isSo(row)),
			);
		}
		case 'message-is-answered':
			return judgeAnswered(model);
		case 'reply-is-longer':
			return judgeLonger(model, what.bytes);
		case 'message-follows': {
			const all = model.connections.flatMap((connection) => followersOf(model, connection, what.side));
			const rows = (follows: boolean): readonly CaptureRow[] =>
				all.filter((one) => one.follows === follows).flatMap(({ packet }) => rowsOf(model, packet));
			return allAre(rows(true), rows(false));
		}
		case 'reply-has': {
			const said = model.messages.filter(({ side }) => side === (what.side ?? 'server'));
			const has = (text: string): boolean => textFit(text, what.text) !== 'none';
			return allAre(
				said.filter(({ text }) => has(text)).flatMap(({ packets }) => rowsOf(model, packets[0])),
				said.filter(({ text, isWhole }) => !has(text) && isWhole).flatMap(({ packets }) => rowsOf(model, packets[0])),
			);
		}
		case 'message-is-acknowledged':
			return judgeAcknowledged(model, what);
		case 'all-are-of':
			return judgeProtocol(model, what);
		case 'syn-is-answered':
			return judgeAnswers(model, what);
		case 'attempt-is':
			return judgeAttempt(model, what);
		case 'only-nth-acked':
			return judgeOnlyAcked(model, what);
	}
}

function allAre(good: readonly CaptureRow[], counters: readonly CaptureRow[]): Finding {
	const [counter] = counters;
	const of = good.length + counters.length;
	if (of === 0) return unchecked('NOT_IN_CAPTURE');
	const fact = {
		kind: 'all-of' as const,
		holds: good.length,
		of,
		packets: good.slice(0, 60).map(({ number }) => number),
		counter: counter ? faceOf(counter) : null,
	};
	// It may be said of one connection of several, in which it is so.
	const isSoInOne = good.some(({ connection }) => !counters.some((each) => each.connection === connection));
	if (counter && isSoInOne) return unchecked('UNBOUND', good.slice(0, 6), fact);
	return counter ? refuted([counter], fact) : confirmed(good.slice(0, 60), fact);
}

function rowsOf(model: CaptureModel, number: number | undefined): readonly CaptureRow[] {
	return number === undefined ? [] : rowsAt(model, [number]);
}

function exchangesOf({ connections }: CaptureModel) {
	return connections.flatMap((connection) => connection.exchanges.map((exchange) => ({ exchange, connection })));
}

function judgeAnswered(model: CaptureModel): Finding {
	const asked = exchangesOf(model).filter(({ exchange }) => exchange.request !== null);
	const unanswered = asked.filter(
		({ exchange, connection }) => exchange.reply === null && isCovered(model, connection),
	);
	return allAre(
		asked
			.filter(({ exchange }) => exchange.reply !== null)
			.flatMap(({ exchange: { request, reply } }) => [
				...rowsOf(model, request?.packets[0]),
				...rowsOf(model, reply?.packets[0]),
			]),
		unanswered.flatMap(({ exchange }) => rowsOf(model, exchange.request?.packets[0])),
	);
}

function judgeLonger(model: CaptureModel, bytes: number): Finding {
	const pairs = exchangesOf(model).flatMap(({ exchange: { request, reply } }) =>
		request?.whole && reply?.whole ? [{ request, reply }] : [],
	);
	const isLonger = ({ request, reply }: (typeof pairs)[number]): boolean => reply.length - request.length === bytes;
	return allAre(
		pairs.filter(isLonger).flatMap(({ reply }) => rowsOf(model, reply.packets[0])),
		pairs.filter((pair) => !isLonger(pair)).flatMap(({ reply }) => rowsOf(model, reply.packets[0])),
	);
}

function judgeAcknowledged(model: CaptureModel, what: Extract<What, { kind: 'message-is-acknowledged' }>): Finding {
	const ofSegments = model.tcp.filter(
		({ bytes, side, wasResent }) => bytes > 0 && !wasResent && (what.side === null || side === what.side),
	);
	const isAcked = (each: CaptureRow): boolean => {
		const by = acknowledger(model, each);
		return by !== undefined && (!what.isSeparate || by.bytes === 0);
	};
	// A message of several segments is acknowledged where its last one is.
	const ofMessages = model.messages
		.filter(({ side }) => what.side === null || side === what.side)
		.flatMap(({ packets }) => rowsOf(model, packets.at(-1)));
	const data = ofMessages.length > 0 && ofMessages.every(isAcked) ? ofMessages : ofSegments;
	const good = data.filter(isAcked);
	const open = data.filter((each) => acknowledger(model, each) === undefined);
	const counters = data.filter((each) => !good.includes(each) && !open.includes(each));
	if (what.side === null && !what.isSeparate && counters.length > 0) return unchecked('UNBOUND', good);
	return allAre(
		good.flatMap((each) => [each, ...rowsOf(model, acknowledger(model, each)?.number)]),
		counters,
	);
}

/** Messages of a side, and whether the message before each is of the other; before the first of a part may be any. */
function followersOf(
	model: CaptureModel,
	{ connection, startSeen }: Connection,
	side: Side,
): readonly { readonly packet: number; readonly follows: boolean }[] {
	const own = model.messages
		.filter((message) => message.connection === connection)
		.toSorted((a, b) => (a.packets[0] ?? 0) - (b.packets[0] ?? 0));
	return own.flatMap((message, i) => {
		if (message.side !== side || (i === 0 && !startSeen)) return [];
		return [{ packet: message.packets[0] ?? 0, follows: i > 0 && own[i - 1]?.side !== side }];
	});
}
