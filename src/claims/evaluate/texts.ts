import type { Finding, Hint } from '../fact.ts';
import { ANY_PACKET, type PacketQuery } from '../grammar/packet-query.ts';
import { type CaptureModel, rowAt, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { lastRows } from './coverage.ts';
import { faceOf, firstLine, refuted, turnedRound, unchecked } from './finding.ts';
import { httpFits, httpText, matches, textFit } from './match.ts';

export function judgeText(
	model: CaptureModel,
	query: PacketQuery,
	turned: readonly CaptureRow[],
	covered: boolean,
): Finding {
	// A request and the text of its reply in one breath.
	const areBoth =
		query.http !== null && query.texts.length > 0 && query.texts.every((text) => isSomewhere(model, text));
	if (areBoth) return unchecked('UNBOUND');
	const other = otherLength(model, query, covered);
	if (other) return other;
	if (query.texts.length > 1) {
		const missing = query.texts.find((text) => !isSomewhere(model, text));
		if (missing !== undefined) return missingText(model, missing, ANY_PACKET, covered);
		if (turned.length === 0) return unchecked('UNBOUND');
	}
	const said = query.texts[0] ?? (query.http ? httpText(query.http) : '');
	if (turned.length > 0 && !covered) return unchecked('NOT_IN_CAPTURE', turned);
	if (turned.length > 0) return turnedRound(turned);
	return missingText(model, said, query, covered);
}

/** The text is there, but is not so long; where it stands in no other message. */
function otherLength(model: CaptureModel, query: PacketQuery, covered: boolean): Finding | null {
	const [text] = query.texts;
	if (query.bytes === null || text === undefined || query.texts.length > 1 || query.http !== null) return null;
	const same = model.messages.filter((message) => message.text.trim() === text);
	const [message] = same;
	const row = rowAt(model, message?.packets[0] ?? 0);
	if (message?.bytes === query.bytes) return null;
	const isAlone = same.every(({ bytes }) => bytes === message?.bytes) && message?.packets.length === 1;
	if (!message || !row || !isAlone) return isSomewhere(model, text) ? unchecked('UNBOUND') : null;
	const difference = { field: 'length' as const, said: `${query.bytes}`, found: `${row.bytes}` };
	const hint = row.frameBytes === query.bytes ? frameHint(row) : null;
	return covered || query.flags.length === 0
		? refuted([row], { kind: 'row-differs', face: faceOf(row), differences: [difference] }, hint)
		: unchecked('UNBOUND', [row]);
}

function frameHint({ frameBytes, bytes }: CaptureRow): Hint {
	return { kind: 'frame-length', frameBytes, payloadBytes: bytes };
}

/** No packet holds this text. What was sent instead is shown, the nearest first. */
export function missingText(model: CaptureModel, text: string, query: PacketQuery, covered: boolean): Finding {
	const side = query.from?.side ?? null;
	const messages = model.messages.filter((message) => side === null || message.side === side);
	const sent = messages.flatMap(({ packets, text: own }) =>
		firstLine(own) === null ? [] : [{ packet: packets[0] ?? 0, text: firstLine(own) ?? '' }],
	);
	if (messages.length === 0) return unchecked('NOT_IN_CAPTURE', lastRows(model));
	if (sent.length === 0) return unchecked('UNSUPPORTED');
	const nearest = sent.find((each) => isNear(each.text, text));
	const fact = { kind: 'text-missing' as const, text, sent: sent.slice(0, 4), more: Math.max(0, sent.length - 4) };
	if (nearest) {
		const row = rowAt(model, nearest.packet);
		const near = row ? [row] : [];
		const hint = { kind: 'nearest-text' as const, packet: nearest.packet, text: nearest.text };
		const isCopied = covered || lettersOf(nearest.text) === lettersOf(text);
		return isCopied ? refuted(near, fact, hint) : unchecked('NOT_IN_CAPTURE', near, fact, hint);
	}
	const fin = END_WORDS.test(text.trim()) ? model.tcp.find((row) => row.flags.includes('FIN')) : undefined;
	const rows = fin ? [fin] : sent.slice(0, 4).flatMap(({ packet }) => rowAt(model, packet) ?? []);
	return covered ? refuted(rows, fact) : unchecked('NOT_IN_CAPTURE', rows, fact);
}

export function isSomewhere(model: CaptureModel, text: string): boolean {
	return model.messages.some((message) => textFit(message.text, text) !== 'none');
}

/** Several texts in one sentence are mostly several packets. */
export function eachText(model: CaptureModel, query: PacketQuery): readonly CaptureRow[] | null {
	if (query.texts.length < 2) return null;
	const found = query.texts.map((text) =>
		model.once.filter((row) => matches(model, row, { ...query, texts: [text], http: null })),
	);
	if (found.some((rows) => rows.length === 0)) return null;
	const numbers =
		query.http === null
			? []
			: model.once.filter((row) => query.http && matches(model, row, { ...query, texts: [], http: query.http }));
	return query.http !== null && numbers.length === 0 ? null : found.flat();
}

/** Texts that several segments make up together. */
export function messagesThatFit(model: CaptureModel, query: PacketQuery): readonly CaptureRow[] {
	const { texts, http, from } = query;
	const fits = model.messages.filter(
		({ side, text, bytes }) =>
			(query.bytes === null || query.bytes === bytes) &&
			query.acknowledgment === null &&
			(from?.side == null || from.side === side) &&
			texts.every((each) => textFit(text, each) !== 'none') &&
			(http === null || httpFits(text, http)),
	);
	const rows = fits
		.flatMap(({ packets }) => rowsAt(model, packets))
		.filter((row) =>
			matches(model, row, { ...ANY_PACKET, from: query.from, to: query.to, isBetween: query.isBetween }),
		);
	return query.flags.length === 0 && query.sequence === null ? rows : [];
}

/** What makes a program stop; where it is not sent, the close shows it. */
const END_WORDS = /^(?:bye|exit|quit)$/i;

/** Without punctuation and white space, which are easily lost when a text is copied. */
function lettersOf(text: string): string {
	return text.replace(/[\p{P}\s]+/gu, '').toLowerCase();
}

/** Edit distance up to 3 where the texts are long enough, or one is the beginning of the other. */
export function isNear(a: string, b: string): boolean {
	const [x, y] = [a.trim().toLowerCase(), b.trim().toLowerCase()];
	if (Math.min(x.length, y.length) >= 4 && (x.startsWith(y) || y.startsWith(x)) && Math.abs(x.length - y.length) <= 3)
		return true;
	const most = Math.min(3, Math.floor(Math.min(x.length, y.length) / 4));
	return most > 0 && Math.abs(x.length - y.length) <= most && x.length < 200 && distance(x, y) <= most;
}

function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++)
			next.push(
				Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
			);
		row = next;
	}
	return row[b.length] ?? 0;
}
