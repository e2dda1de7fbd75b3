import type { Finding } from '../fact.ts';
import type { PacketQuery } from '../grammar/packet-query.ts';
import type { PacketSay } from '../grammar/say-packets.ts';
import { type CaptureModel, rowAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { isAllCovered, lastRows } from './coverage.ts';
import { confirmed, faceOf, refuted, turnedRound, unchecked } from './finding.ts';
import { missingHost } from './hosts.ts';
import { differences, flagsFit, hostText, isOnlyFlag, matches, textFit } from './match.ts';
import { eachText, judgeText, messagesThatFit } from './texts.ts';

/** A packet like this anywhere: one is enough; none refutes only where all would have been recorded. */
export function judgeAnywhere(model: CaptureModel, say: PacketSay): Finding {
	const { query } = say;
	const found = bestRows(
		say,
		model.once.filter((row) => matches(model, row, query)),
	);
	if (found.length > 0 && isOfOtherPhase(model, say, found)) return unchecked('NOT_IN_CAPTURE', lastRows(model));
	if (found.length > 0 && isOthersText(model, say, found)) return unchecked('UNBOUND', found);
	if (found.length > 0) return isOtherFirst(model, say, found) ? unchecked('UNBOUND', found) : confirmed(found);
	const inMessage = query.texts.length > 0 || query.http ? messagesThatFit(model, query) : [];
	if (inMessage.length > 0) return confirmed(inMessage);
	const each = eachText(model, query);
	if (each) return confirmed(each);
	if (say.isWeak) return unchecked(model.connections.length === 0 ? 'NOT_IN_CAPTURE' : 'UNBOUND');
	if (hasAbsentHost(model, query)) return absentHost(model, query);
	if (isUnread(query)) return unchecked('UNSUPPORTED');
	return judgeNothing(model, say);
}

/** The ACK of a handshake that was not recorded is none of the ACKs that were. */
function isOfOtherPhase(model: CaptureModel, { query, phase }: PacketSay, rows: readonly CaptureRow[]): boolean {
	const isBareAck = query.flags.length === 1 && query.flags[0]?.join() === 'ACK' && query.acknowledgment === null;
	return (
		isBareAck &&
		phase === 'handshake' &&
		rows.every((row) => row.phase !== phase) &&
		model.connections.some(({ startSeen }) => !startSeen)
	);
}

/** `sends the first FIN`: one of its own is not the first of its connection. */
export function isOtherFirst(
	{ tcp }: CaptureModel,
	{ isFirst, query, rows }: PacketSay,
	found: readonly CaptureRow[],
): boolean {
	const [set, ...others] = query.flags;
	if (!isFirst || !set?.some((flag) => flag === 'FIN' || flag === 'RST') || others.length > 0) return false;
	if (query.from === null && rows === null) return false;
	return found.every(({ connection, number }) =>
		tcp.some((row) => row.connection === connection && row.number < number && flagsFit(row, set, false)),
	);
}

/** `the server sends "halo"`: the message is the client's, and only stands within what the server sends back. */
function isOthersText(model: CaptureModel, { query, isReply }: PacketSay, found: readonly CaptureRow[]): boolean {
	const [text, ...others] = query.texts;
	if (text === undefined || others.length > 0 || isReply || query.isBetween || (!query.from && !query.to)) return false;
	const isWhole = (row: CaptureRow): boolean => textFit(row.text, text) === 'exact';
	return !found.some(isWhole) && rowsTheOtherWay(model, query).some(isWhole);
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
	const turned = rowsTheOtherWay(model, query);
	const covered = isAllCovered(model, query);
	if (query.texts.length > 0 || query.http !== null) return judgeText(model, query, turned, covered);
	if (turned.length > 0 && covered) return turnedRound(turned);
	const numbers = judgeNumbers(model, query);
	if (numbers) return numbers;
	if (query.protocol === 'tcp' && model.tcp.length === 0) {
		const others = model.once.filter(({ protocol, side }) => protocol === 'udp' && side !== null);
		if (others.length > 0 && query.flags.length === 0)
			return refuted(others.slice(0, 6), { kind: 'none-such', said: 'TCP', nearest: others.slice(0, 3).map(faceOf) });
	}
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

/** Packets that are as was said, but that sender and receiver have changed places. */
function rowsTheOtherWay(model: CaptureModel, query: PacketQuery): readonly CaptureRow[] {
	if ((!query.from && !query.to) || query.isBetween) return [];
	const turned = {
		...query,
		from: query.to,
		to: query.from,
		sourcePort: query.destinationPort,
		destinationPort: query.sourcePort,
	};
	return model.once.filter((row) => matches(model, row, turned));
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
