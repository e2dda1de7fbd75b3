import type { Finding, Hint } from '../fact.ts';
import { ANY_PACKET, type PacketQuery, type PacketSay } from '../grammar/say.ts';
import { type CaptureModel, isCovered, rowAt, type SaidMessage } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { confirmed, faceOf, firstLine, refuted, unchecked } from './finding.ts';
import { missingHost } from './hosts.ts';
import { differences, flagsFit, hostText, httpFits, httpText, isOnlyFlag, matches, textFit } from './match.ts';

/** Judges a packet that is described, at its rows or anywhere. @param numbers The packets that its rows stand for. */
export function judgePacket(model: CaptureModel, say: PacketSay, numbers: readonly number[] | null): Finding {
	const missing = [say.query.from, say.query.to].map((host) => missingHost(model, host));
	if (missing.includes('unbound')) return unchecked('UNBOUND', [], undefined, { kind: 'name-it' });
	if (say.isNegated) return judgeNone(model, say, numbers);
	return numbers ? judgeRows(model, say, numbers) : judgeAnywhere(model, say);
}

function judgeNone(model: CaptureModel, say: PacketSay, numbers: readonly number[] | null): Finding {
	const rows = (numbers ? rowsAt(model, numbers) : model.once).filter((row) => matches(model, row, say.query));
	if (rows.length > 0 && numbers)
		return refuted(rows, { kind: 'packets', faces: rows.slice(0, 6).map(faceOf), more: Math.max(0, rows.length - 6) });
	if (rows.length > 0) return unchecked('UNBOUND', rows);
	if (numbers) return confirmed(rowsAt(model, numbers));
	return isAllCovered(model, say.query) && (say.query.flags.length > 0 || say.query.texts.length > 0)
		? confirmed([], { kind: 'absent', thing: 'packets', among: model.rows.length })
		: unchecked('UNBOUND');
}

function rowsAt(model: CaptureModel, numbers: readonly number[]): readonly CaptureRow[] {
	return numbers.flatMap((number) => rowAt(model, number) ?? []);
}

/** One row must be as said; of several, those that the statement is about. */
function judgeRows(model: CaptureModel, say: PacketSay, numbers: readonly number[]): Finding {
	const rows = rowsAt(model, numbers);
	const last = numbers.at(-1) ?? 0;
	if (rows.length < numbers.length) return beyondEnd(model, rows, last);
	const several = say.query.texts.length > 1 ? judgeTextsAtRows(model, say, rows) : null;
	if (several) return several;
	const fits = (row: CaptureRow): boolean => rowFits(model, row, say);
	const good = rows.filter(fits);
	const isEach =
		rows.length > 1 &&
		say.query.flags.length === 1 &&
		(say.query.isBetween || (say.query.from === null && say.query.to === null)) &&
		!isClose(model, say.query, numbers);
	if (good.length > 0 && (!isEach || good.length === rows.length)) return confirmed(good);
	if (
		say.query.flags.length > 1 &&
		say.query.flags.length === rows.length &&
		rows.every((row, i) => flagsFit(row, say.query.flags[i] ?? [], say.query.isExact))
	)
		return confirmed(rows);
	const whole = completedMessage(model, rows, say.query);
	if (whole) return confirmed(whole);
	const bad = rows.find((row) => !fits(row));
	if (!bad || say.isWeak) return unchecked('UNBOUND', rows);
	return refuted(
		rows,
		{ kind: 'row-differs', face: faceOf(bad), differences: rowDifferences(model, bad, say) },
		hintFor(model, bad, say, numbers),
	);
}

/**
 * Several texts beside rows are of several messages: `"A" (packet 6) and "B" (packet 10)`, `"A" is answered with "B" in
 * packet 15`. Confirmed if each row holds one of them and each is somewhere; only a row that holds none is judged on.
 */
function judgeTextsAtRows(model: CaptureModel, say: PacketSay, rows: readonly CaptureRow[]): Finding | null {
	const { texts } = say.query;
	const holds = (row: CaptureRow, text: string): boolean => rowFits(model, row, withTexts(say, [text]));
	if (!rows.every((row) => texts.some((text) => textFit(row.text, text) !== 'none'))) return null;
	const isInOrder = texts.length === rows.length && rows.every((row, i) => holds(row, texts[i] ?? ''));
	if (isInOrder) return confirmed(rows);
	const isEach = rows.every((row) => texts.some((text) => holds(row, text)));
	const areAll = texts.every((text) => isSomewhere(model, text));
	return isEach && areAll && rows.length < texts.length ? confirmed(rows) : unchecked('UNBOUND', rows);
}

function withTexts(say: PacketSay, texts: readonly string[]): PacketSay {
	return { ...say, query: { ...say.query, texts } };
}

function isSomewhere(model: CaptureModel, text: string): boolean {
	return model.messages.some((message) => textFit(message.text, text) !== 'none');
}

/** A row behind the last of a whole capture does not exist; behind the last of a part it may. */
export function beyondEnd(model: CaptureModel, rows: readonly CaptureRow[], row: number): Finding {
	const fact = { kind: 'no-such-row' as const, row, packets: model.rows.length };
	const isWhole = model.connections.length > 0 && model.connections.every((connection) => isCovered(model, connection));
	return isWhole && row < 1_000_000 ? refuted(rows, fact) : unchecked('NOT_IN_CAPTURE', rows, fact);
}

function rowDifferences(model: CaptureModel, row: CaptureRow, say: PacketSay) {
	const found = differences(model, row, say.query);
	return found.length > 0
		? found
		: [
				{
					field: 'flags' as const,
					said: say.query.flags.map((set) => set.join(', ')).join(),
					found: row.flags.join(', '),
				},
			];
}

/** At a named row a bare ACK is the whole of it, unless data are spoken of too. */
function rowFits(model: CaptureModel, row: CaptureRow, say: PacketSay): boolean {
	if (!matches(model, row, say.query)) return false;
	const [set] = say.query.flags;
	const isBareAck = say.query.flags.length === 1 && set?.join() === 'ACK';
	return (
		!isBareAck ||
		isOnlyFlag(row, ['ACK']) ||
		say.query.carries === 'data' ||
		say.query.texts.length > 0 ||
		say.isReply ||
		say.acknowledges
	);
}

/** "Frame 15–17: FIN, ACK" may mean the whole close: both FINs and the ACK of the last. */
function isClose(model: CaptureModel, { flags }: PacketQuery, numbers: readonly number[]): boolean {
	if (flags.length !== 1 || !flags[0]?.includes('FIN')) return false;
	return model.connections.some(({ close }) => {
		const fins = close.packets.filter((number) => rowAt(model, number)?.flags.includes('FIN'));
		return (
			numbers.every((number) => close.packets.includes(number)) &&
			fins.length > 0 &&
			fins.every((fin) => numbers.includes(fin))
		);
	});
}

/** M16: Wireshark shows a message at the row where it is complete; who reads it there is not mistaken. */
function completedMessage(
	model: CaptureModel,
	rows: readonly CaptureRow[],
	query: PacketQuery,
): readonly CaptureRow[] | null {
	if (query.http === null && query.texts.length === 0) return null;
	if (query.flags.length > 0 || query.bytes !== null || query.sequence !== null) return null;
	for (const row of rows) {
		const message = messageCompletedAt(model, row);
		if (!message) continue;
		const first = rowAt(model, message.packets[0] ?? 0);
		const isSame =
			first !== undefined &&
			matches(model, { ...first, text: message.text, bytes: message.bytes }, { ...query, carries: null });
		if (isSame) return [...rowsAt(model, message.packets), row];
	}
	return null;
}

/** The message whose last byte this row carries, or whose end its FIN tells. */
function messageCompletedAt(model: CaptureModel, row: CaptureRow): SaidMessage | undefined {
	return model.messages.find(({ connection, side, packets, text }) => {
		if (
			connection !== row.connection ||
			side !== row.side ||
			packets.length < 2 ||
			!/^(?:HTTP\/|[A-Z]{3,7} \S+ HTTP\/)/.test(text)
		)
			return false;
		const last = packets.at(-1) ?? 0;
		const isNextFin =
			row.flags.includes('FIN') &&
			row.bytes === 0 &&
			row.number > last &&
			!model.tcp.some(
				(other) =>
					other.connection === connection && other.side === side && other.number > last && other.number < row.number,
			);
		return last === row.number || isNextFin;
	});
}

function hintFor(model: CaptureModel, row: CaptureRow, say: PacketSay, numbers: readonly number[]): Hint | null {
	const { query } = say;
	if (
		query.sequence !== null &&
		query.acknowledgment !== null &&
		row.sequence === query.acknowledgment &&
		row.acknowledgment === query.sequence
	)
		return { kind: 'swapped-numbers', sequence: row.sequence, acknowledgment: row.acknowledgment };
	if (query.bytes !== null && query.bytes === row.frameBytes)
		return { kind: 'frame-length', frameBytes: row.frameBytes, payloadBytes: row.bytes };
	for (const shift of [1, -1, 2, -2]) {
		const moved = numbers.map((number) => number + shift);
		const rows = rowsAt(model, moved);
		const isAll =
			rows.length === moved.length &&
			(moved.length === 1 ? rows.every((each) => rowFits(model, each, say)) : judgeShifted(model, say, moved));
		if (isAll) return { kind: 'other-rows', rows: moved };
	}
	const turned = { ...query, from: query.to, to: query.from };
	if ((query.from || query.to) && differences(model, row, turned).length === 0) return { kind: 'swapped-direction' };
	return null;
}

function judgeShifted(model: CaptureModel, say: PacketSay, numbers: readonly number[]): boolean {
	return rowsAt(model, numbers).every((row) => rowFits(model, row, say)) || isClose(model, say.query, numbers);
}

/** A packet like this anywhere: one is enough; none refutes only where all would have been recorded. */
function judgeAnywhere(model: CaptureModel, say: PacketSay): Finding {
	const { query } = say;
	const found = bestRows(
		say,
		model.once.filter((row) => matches(model, row, query)),
	);
	if (found.length > 0) return confirmed(found);
	const inMessage = query.texts.length > 0 || query.http ? messagesThatFit(model, query) : [];
	if (inMessage.length > 0) return confirmed(inMessage);
	const each = eachText(model, query);
	if (each) return confirmed(each);
	if (say.isWeak) return unchecked(model.connections.length === 0 ? 'NOT_IN_CAPTURE' : 'UNBOUND');
	if (hasAbsentHost(model, query)) return absentHost(model, query);
	if (isUnread(query)) return unchecked('UNSUPPORTED');
	return judgeNothing(model, say);
}

/** What an MQTT payload or an encrypted text holds is not looked into. */
function isUnread({ http }: PacketQuery): boolean {
	return http !== null && http.method === null && http.status === null && http.version === null;
}

function hasAbsentHost(model: CaptureModel, { from, to }: PacketQuery): boolean {
	return [from, to].some((host) => missingHost(model, host) === 'absent');
}

function absentHost(model: CaptureModel, query: PacketQuery): Finding {
	const [host] = [query.from, query.to].filter((each) => missingHost(model, each) === 'absent');
	if (model.connections.length === 0) return unchecked('NOT_IN_CAPTURE');
	const main = model.main;
	const found = main ? `${main.client.address}:${main.client.port} ↔ ${main.server.address}:${main.server.port}` : null;
	const first = main ? rowAt(model, main.firstPacket) : undefined;
	return refuted(
		first ? [first] : [],
		{
			kind: 'endpoint',
			role: host?.side ?? null,
			said: hostText(host ?? null),
			found,
			packets: first ? [first.number] : [],
		},
		{ kind: 'other-run' },
	);
}

/** Nothing fits: is it turned round, or another text, or not recorded? */
function judgeNothing(model: CaptureModel, say: PacketSay): Finding {
	const { query } = say;
	const turned = model.once.filter(
		(row) =>
			(query.from || query.to) &&
			!query.isBetween &&
			matches(model, row, {
				...query,
				from: query.to,
				to: query.from,
				sourcePort: query.destinationPort,
				destinationPort: query.sourcePort,
			}),
	);
	const covered = isAllCovered(model, query);
	if (query.texts.length > 0 || query.http !== null) return judgeText(model, query, turned, covered);
	if (turned.length > 0 && covered)
		return refuted(
			turned,
			{ kind: 'other-direction', faces: turned.slice(0, 6).map(faceOf), more: Math.max(0, turned.length - 6) },
			{ kind: 'swapped-direction' },
		);
	const numbers = judgeNumbers(model, query);
	if (numbers) return numbers;
	if (!covered)
		return unchecked('NOT_IN_CAPTURE', lastRows(model), undefined, {
			kind: model.connections.every(({ startSeen }) => startSeen) ? 'record-longer' : 'record-earlier',
		});
	if (query.protocol === 'udp' && model.tcp.length > 0)
		return refuted(model.tcp.slice(0, 1), {
			kind: 'none-such',
			said: 'UDP',
			nearest: model.tcp.slice(0, 1).map(faceOf),
		});
	if (query.flags.length === 0 && query.mqtt === null && !(query.from && query.to)) return unchecked('UNBOUND');
	if (query.bytes !== null || query.window !== null || query.seconds !== null) return unchecked('UNBOUND');
	return refuted([], { kind: 'none-such', said: describe(query), nearest: nearestRows(model, query).map(faceOf) });
}

/** The packet is told by who sends it and its flags; then its numbers must agree. */
function judgeNumbers(model: CaptureModel, query: PacketQuery): Finding | null {
	if (query.sequence === null && query.acknowledgment === null && query.bytes === null) return null;
	const same = model.once.filter((row) =>
		matches(model, row, { ...query, sequence: null, acknowledgment: null, bytes: null, window: null }),
	);
	const isTold = query.flags.length > 0 && (query.from !== null || query.flags[0]?.includes('SYN') === true);
	const [row] = same;
	if (!isTold || same.length === 0 || same.length > 1 || row === undefined)
		return unchecked('UNBOUND', [], undefined, { kind: 'name-it' });
	return refuted([row], { kind: 'row-differs', face: faceOf(row), differences: differences(model, row, query) });
}

function judgeText(model: CaptureModel, query: PacketQuery, turned: readonly CaptureRow[], covered: boolean): Finding {
	if (query.texts.length > 1) {
		const missing = query.texts.find((text) => !isSomewhere(model, text));
		if (missing !== undefined) return missingText(model, missing, ANY_PACKET, covered);
		if (turned.length === 0) return unchecked('UNBOUND');
	}
	const said = query.texts[0] ?? (query.http ? httpText(query.http) : '');
	if (turned.length > 0 && !covered) return unchecked('NOT_IN_CAPTURE', turned);
	if (turned.length > 0)
		return refuted(
			turned,
			{ kind: 'other-direction', faces: turned.slice(0, 6).map(faceOf), more: Math.max(0, turned.length - 6) },
			{ kind: 'swapped-direction' },
		);
	return missingText(model, said, query, covered);
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

/** Of rows that fit, those of the part of the conversation that is spoken of, and with no other flags. */
function bestRows(say: PacketSay, rows: readonly CaptureRow[]): readonly CaptureRow[] {
	const [set] = say.query.flags;
	const only = set && say.query.flags.length === 1 ? rows.filter((row) => isOnlyFlag(row, set)) : rows;
	const flagged = only.length > 0 ? only : rows;
	const inPhase = say.phase === null ? flagged : flagged.filter((row) => row.phase === say.phase);
	const phased = inPhase.length > 0 ? inPhase : flagged;
	const exact =
		say.query.texts.length === 1 ? phased.filter((row) => textFit(row.text, say.query.texts[0] ?? '') === 'exact') : [];
	const chosen = exact.length > 0 ? exact : phased;
	if (say.query.carries === 'data' && say.query.flags.length === 0 && say.query.texts.length === 0 && say.isReply) {
		const replies = chosen.filter(({ side }) => side === 'server');
		return replies.length > 0 && say.query.from === null ? replies : chosen;
	}
	return say.isFirst ? chosen.slice(0, 1) : chosen;
}

/** Several texts in one sentence are mostly several packets. */
function eachText(model: CaptureModel, query: PacketQuery): readonly CaptureRow[] | null {
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
function messagesThatFit(model: CaptureModel, query: PacketQuery): readonly CaptureRow[] {
	const { texts, http, from } = query;
	const fits = model.messages.filter(
		({ side, text }) =>
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

/** True if each packet of this kind would be in the capture. */
export function isAllCovered(model: CaptureModel, query: PacketQuery): boolean {
	const relevant = model.connections.filter((connection) => isRelevant(connection, query));
	if (relevant.length === 0) return false;
	return relevant.every((connection) => {
		const flags = query.flags.flat();
		const isText = query.texts.length > 0 || query.carries !== null || query.http !== null || query.mqtt !== null;
		if (!isText && flags.includes('SYN')) return connection.startSeen;
		if (!isText && (flags.includes('FIN') || flags.includes('RST'))) return connection.endSeen;
		return isCovered(model, connection);
	});
}

function isRelevant(
	{ client, server }: { readonly client: { readonly address: string }; readonly server: { readonly address: string } },
	{ from, to }: PacketQuery,
): boolean {
	const addresses = [from, to].flatMap((host) => (host?.address && !host.isPattern ? [host.address] : []));
	return addresses.every((address) => address === client.address || address === server.address);
}

function lastRows(model: CaptureModel): readonly CaptureRow[] {
	const main = model.main;
	const row = main ? rowAt(model, main.startSeen ? main.lastPacket : main.firstPacket) : undefined;
	return row ? [row] : [];
}

function nearestRows(model: CaptureModel, query: PacketQuery): readonly CaptureRow[] {
	return model.tcp.filter((row) => query.flags.some((set) => flagsFit(row, set, false))).slice(0, 3);
}

function describe(query: PacketQuery): string {
	const flags = query.flags.map((set) => set.join(', ')).join(' / ');
	const ends = [hostText(query.from), hostText(query.to)].filter((part) => part !== '').join(' → ');
	return [ends, flags, query.mqtt?.message ?? '', query.carries === 'data' ? 'data' : '']
		.filter((part) => part !== '')
		.join(' ');
}
