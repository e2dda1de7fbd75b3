import type { Finding } from '../fact.ts';
import type { ArpSay } from '../grammar/say-hosts.ts';
import { type CaptureModel, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { confirmed, refuted, unchecked } from './finding.ts';
import { isHost, missingHost } from './hosts.ts';
import { hostText } from './match.ts';

/** ARP: who asks, who answers, and to whom the question goes. */
export function judgeArp(model: CaptureModel, say: ArpSay, numbers: readonly number[] | null): Finding {
	const all = numbers ? rowsAt(model, numbers) : say.isFirst ? firstOf(model, say) : model.arp;
	if (numbers && all.length < numbers.length) return unchecked('NOT_IN_CAPTURE', all);
	if (say.isEvery && !numbers) return judgeEach(model, say);
	if (model.arp.length === 0 && !(numbers && say.castTo === null))
		return say.isNegated
			? confirmed([], { kind: 'absent', thing: 'arp-packets', among: model.rows.length })
			: unchecked('NOT_IN_CAPTURE');
	const fits = all.filter((row) => arpFits(model, row, say, true));
	if (say.isNegated) return judgeNone(model, say, fits, numbers);
	const other = numbers || say.isFirst ? castDiffers(say, all) : null;
	if (other) return other;
	if (fits.length > 0)
		return isOfAsked(say, fits) ? unchecked('UNBOUND', fits) : confirmed(withReplies(say, fits, model), arpFact(fits));
	const named = all.filter(({ arp }) => arp !== null);
	return (
		(numbers ? otherProtocol(model, all) : null) ??
		otherCast(model, say, all) ??
		otherMac(model, say) ??
		otherWise(model, say, named, numbers !== null)
	);
}

function judgeNone(
	model: CaptureModel,
	say: ArpSay,
	fits: readonly CaptureRow[],
	numbers: readonly number[] | null,
): Finding {
	const isOfAny = say.asker === null && say.target === null && !numbers;
	if (fits.length > 0) return isOfAny ? refuted(fits.slice(0, 6), arpFact(fits)) : unchecked('UNBOUND', fits);
	const isOfKind = isOfAny && (say.isBroadcast !== null || say.does === 'announces');
	return isOfKind
		? confirmed([], { kind: 'absent', thing: 'arp-packets', among: model.rows.length })
		: unchecked('UNBOUND', fits);
}

/** The first frame that does it, whoever it is from and wherever it goes. */
function firstOf(model: CaptureModel, say: ArpSay): readonly CaptureRow[] {
	const any = { ...say, asker: null, target: null, isBroadcast: null, castTo: null, mac: null };
	return model.arp.filter((row) => arpFits(model, row, any, true)).slice(0, 1);
}

/** The MAC of the one who is answered is in the answer too. */
function isOfAsked({ mac, asker }: ArpSay, fits: readonly CaptureRow[]): boolean {
	return (
		mac !== null &&
		asker?.address != null &&
		fits.every(({ arp }) => arp?.senderIp === asker.address && arp?.senderMac !== mac)
	);
}

/** None of the rows that are named is ARP. */
function otherProtocol(model: CaptureModel, rows: readonly CaptureRow[]): Finding | null {
	if (rows.some(({ arp }) => arp !== null)) return null;
	const [row] = rows;
	if (!row) return unchecked('UNBOUND');
	const found = row.protocol.toUpperCase();
	const hint = { kind: 'other-rows' as const, rows: numbersOf(model.arp.slice(0, 4)) };
	return refuted(rows, { kind: 'arp-differs', said: 'ARP', found, packets: numbersOf(rows) }, hint);
}

/** Such frames are there, but went to one, or to all. */
function otherCast(model: CaptureModel, say: ArpSay, rows: readonly CaptureRow[]): Finding | null {
	const loose = rows.filter((row) => arpFits(model, row, say, false));
	const hasOwnKind = rows.some(({ arp }) => arp?.class === 'announcement' || arp?.class === 'probe');
	if (loose.length === 0 || say.isBroadcast === null || hasOwnKind) return null;
	return refuted(loose, castFact(say.isBroadcast, loose));
}

/** The one who answers has another MAC address. */
function otherMac(model: CaptureModel, { mac, asker }: ArpSay): Finding | null {
	if (mac === null) return null;
	const known = model.arp.find(
		({ arp }) => arp?.operation === 'reply' && (asker?.address == null || arp.senderIp === asker.address),
	);
	if (!known || model.macs.has(mac)) return unchecked('UNBOUND');
	const found = known.arp?.senderMac ?? '';
	return refuted([known], { kind: 'arp-differs', said: mac, found, packets: [known.number] });
}

/** The frames at the rows are of another kind or of others; without rows, the one who is asked for asks, or another answers. */
function otherWise(model: CaptureModel, say: ArpSay, arp: readonly CaptureRow[], areNamed: boolean): Finding {
	const { asker, target, does, castTo } = say;
	if (areNamed && castTo === null && say.mac === null) return differsAt(model, say, arp);
	const isOfHosts = asker !== null && (asker.address !== null || asker.side !== null || asker.role !== null);
	const turned = arp.filter((row) =>
		does === 'asks'
			? target !== null && arpFits(model, row, { ...say, asker: target, target: asker }, true)
			: does === 'answers' && say.mac === null && arpFits(model, row, { ...say, asker: null }, true),
	);
	if (!isOfHosts || turned.length === 0 || castTo !== null) return unchecked('NOT_IN_CAPTURE', arp.slice(0, 4));
	const [first] = turned;
	const [said, found] =
		does === 'asks'
			? [`${first?.destination} → ${first?.source}`, `${first?.source} → ${first?.destination}`]
			: [hostText(asker), `${first?.source}`];
	return refuted(
		turned.slice(0, 6),
		{ kind: 'arp-differs', said, found, packets: numbersOf(turned.slice(0, 6)) },
		{ kind: 'swapped-direction' },
	);
}

/** In what an ARP frame at its row is not as was said: what it does, or who sends it. */
function differsAt(model: CaptureModel, say: ArpSay, arp: readonly CaptureRow[]): Finding {
	const [row] = arp;
	if (!row?.arp || arp.some(({ arp: other }) => other?.operation !== row.arp?.operation))
		return unchecked('UNBOUND', arp);
	const isDone = arp.some((each) => arpFits(model, each, { ...say, asker: null, target: null }, true));
	const [said, found] = isDone
		? [[hostText(say.asker), hostText(say.target)].filter((part) => part !== '').join(' → '), row.source]
		: [VERB[say.does], row.arp.class === 'announcement' ? 'announcement' : row.arp.operation];
	const isOpen = isDone && [say.asker, say.target].some((host) => missingHost(model, host) === 'unbound');
	// "ARP request dari 172.18.0.3" may be for it.
	const isWhose = isDone && say.target === null && isHost(model, row, 'destination', say.asker);
	if (isOpen || isWhose || said === found || say.does === 'both') return unchecked('UNBOUND', arp);
	return refuted(arp, { kind: 'arp-differs', said, found, packets: numbersOf(arp) });
}

const VERB = { asks: 'request', answers: 'reply', announces: 'announcement', both: 'ARP', any: 'ARP' } as const;

/** What is said of all of a kind: one that is otherwise refutes it. */
function judgeEach(model: CaptureModel, say: ArpSay): Finding {
	const any = { ...say, isBroadcast: null, castTo: null };
	const all = model.arp.filter((row) => arpFits(model, row, any, true));
	const others = all.filter((row) => !arpFits(model, row, say, true));
	if (all.length === 0) return unchecked('NOT_IN_CAPTURE');
	if (others.length === 0) return confirmed(all.slice(0, 8), arpFact(all));
	return refuted(others.slice(0, 6), castFact(say.isBroadcast ?? say.castTo === ALL, others.slice(0, 6)));
}

const ALL = 'ff:ff:ff:ff:ff:ff';

function arpFits(model: CaptureModel, row: CaptureRow, say: ArpSay, withClass: boolean): boolean {
	const { arp } = row;
	if (!arp) return false;
	const isRequest = arp.operation === 'request';
	if (say.does === 'asks' && !isRequest) return false;
	if (say.does === 'answers' && isRequest) return false;
	if (say.does === 'announces' && arp.class !== 'announcement') return false;
	if (say.castTo !== null && row.macDestination !== say.castTo) return false;
	if (say.isBroadcast !== null && say.does !== 'answers' && !isRequest) return false;
	if (say.isBroadcast !== null && withClass && isBroadcastArp(row) !== say.isBroadcast) return false;
	if (say.mac !== null && arp.senderMac !== say.mac && arp.targetMac !== say.mac) return false;
	const asker = say.does === 'any' || say.does === 'both' ? null : say.asker;
	const target = say.does === 'asks' ? say.target : null;
	return isHost(model, row, 'source', asker) && (target === null || isHost(model, row, 'destination', target));
}

/** By the frame's own address, where it has one. */
function isBroadcastArp({ arp, macDestination }: CaptureRow): boolean {
	return macDestination === null ? arp?.class !== 'unicast' : macDestination === ALL;
}

/** ARP frames at their rows that went to all, or to one, unlike what was said. */
function castDiffers(say: ArpSay, rows: readonly CaptureRow[]): Finding | null {
	const isKnown = rows.length > 0 && rows.every(({ arp, macDestination }) => arp !== null && macDestination !== null);
	if (say.isBroadcast === null || !isKnown || rows.some((row) => isBroadcastArp(row) === say.isBroadcast)) return null;
	return refuted(rows, castFact(say.isBroadcast, rows));
}

function castFact(isBroadcast: boolean, rows: readonly CaptureRow[]) {
	const [said, found] = isBroadcast ? ['broadcast', 'unicast'] : ['unicast', 'broadcast'];
	return { kind: 'arp-differs' as const, said, found, packets: numbersOf(rows) };
}

/** A question is shown with its answer where the text speaks of both. */
function withReplies(say: ArpSay, fits: readonly CaptureRow[], model: CaptureModel): readonly CaptureRow[] {
	if (say.does === 'any' || say.does === 'both') return fits.slice(0, 8);
	return say.rows ? fits : fits.slice(0, Math.min(6, model.arp.length));
}

function arpFact(rows: readonly CaptureRow[]) {
	const request = rows.find((row) => row.arp?.operation === 'request');
	return {
		kind: 'arp' as const,
		packets: numbersOf(rows.slice(0, 6)),
		asks: request ? (request.arp?.class === 'unicast' ? ('unicast' as const) : ('broadcast' as const)) : null,
	};
}

function numbersOf(rows: readonly CaptureRow[]): readonly number[] {
	return rows.map(({ number }) => number);
}
