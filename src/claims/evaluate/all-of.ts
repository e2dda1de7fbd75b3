import type { Finding } from '../fact.ts';
import type { UniversalSay } from '../grammar/say-connections.ts';
import { type CaptureModel, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { acknowledger } from './acknowledger.ts';
import { confirmed, faceOf, refuted, unchecked } from './finding.ts';
import { flagsFit } from './match.ts';

type What = UniversalSay['what'];
type WhatOf<K extends What['kind']> = Extract<What, { readonly kind: K }>;

/** Whether all packets are of one protocol. */
export function judgeProtocol({ once }: CaptureModel, { protocol }: WhatOf<'all-are-of'>): Finding {
	const isSo = (row: CaptureRow): boolean => row.protocol === protocol;
	return eachOf(
		once.filter(isSo),
		once.filter((row) => !isSo(row)),
	);
}

/** Whether each SYN is answered as was said; of which they are it is only known if they are as many. */
export function judgeAnswers(model: CaptureModel, { by, port, count }: WhatOf<'syn-is-answered'>): Finding {
	const isTo = ({ destinationPort }: CaptureRow): boolean => port === null || destinationPort === port;
	const all = model.tcp.filter((row) => flagsFit(row, ['SYN'], false) && !row.wasResent && isTo(row));
	if (count !== null && count !== all.length) return unchecked('UNBOUND', all.slice(0, 6));
	const first = firstAnswers(model);
	const answers = all.map((syn) => ({ syn, answer: first.get(syn.connection ?? 0) }));
	const isSo = ({ answer }: (typeof answers)[number]): boolean => answer !== undefined && isAnswer(answer, by);
	const open = answers.some(({ answer }) => answer === undefined);
	const rowsOf = ({ syn, answer }: (typeof answers)[number]): readonly CaptureRow[] => (answer ? [syn, answer] : [syn]);
	const counters = answers.filter((each) => each.answer && !isSo(each)).flatMap((each) => rowsOf(each).slice(-1));
	if (open && counters.length === 0) return unchecked('NOT_IN_CAPTURE', all.slice(0, 6));
	return eachOf(answers.filter(isSo).flatMap(rowsOf), counters);
}

function isAnswer(row: CaptureRow, by: 'SYN, ACK' | 'RST'): boolean {
	return by === 'RST' ? row.flags.includes('RST') : flagsFit(row, ['SYN', 'ACK'], false);
}

/** Whether one attempt to connect is accepted or refused, counted from the first that was recorded. */
export function judgeAttempt(model: CaptureModel, { n, by }: WhatOf<'attempt-is'>): Finding {
	const all = model.tcp.filter((row) => flagsFit(row, ['SYN'], false) && !row.wasResent);
	const syn = all.at(n < 0 ? n : n - 1);
	const answer = firstAnswers(model).get(syn?.connection ?? 0);
	if (!syn || !answer || model.connections.some(({ startSeen }) => !startSeen))
		return unchecked('NOT_IN_CAPTURE', all.slice(0, 6));
	return isAnswer(answer, by) ? eachOf([syn, answer], []) : eachOf([], [syn, answer]);
}

/** What the server of each connection says first. */
function firstAnswers({ tcp }: CaptureModel): ReadonlyMap<number, CaptureRow> {
	const found = new Map<number, CaptureRow>();
	for (const row of tcp)
		if (row.side === 'server' && row.connection !== null && !found.has(row.connection)) found.set(row.connection, row);
	return found;
}

/** Whether one message of a side has an ACK of its own, and no other. */
export function judgeOnlyAcked(model: CaptureModel, { side, n }: WhatOf<'only-nth-acked'>): Finding {
	const main = model.main?.connection;
	const data = model.messages
		.filter((message) => message.side === side && message.connection === main)
		.map(({ packets }) => rowsAt(model, packets.slice(-1))[0]);
	const message = data.at(n < 0 ? n : n - 1);
	const acked = data.flatMap((row) => (row && acknowledger(model, row)?.bytes === 0 ? [row] : []));
	if (!message || acked.length === 0) return unchecked('NOT_IN_CAPTURE');
	const others = acked.filter(({ number }) => number !== message.number);
	// Of more than one it may be that only messages of a kind are meant.
	if (acked.includes(message))
		return others.length > 0
			? unchecked('UNBOUND', acked.slice(0, 6))
			: eachOf([message, ...rowsAt(model, [acknowledger(model, message)?.number ?? 0])], []);
	return eachOf([], others);
}

function eachOf(good: readonly CaptureRow[], counters: readonly CaptureRow[]): Finding {
	const [counter] = counters;
	if (good.length + counters.length === 0) return unchecked('NOT_IN_CAPTURE');
	const fact = {
		kind: 'all-of' as const,
		holds: good.length,
		of: good.length + counters.length,
		packets: good.slice(0, 60).map(({ number }) => number),
		counter: counter ? faceOf(counter) : null,
	};
	return counter ? refuted(counters.slice(0, 6), fact) : confirmed(good.slice(0, 60), fact);
}
