import type { Finding } from '../fact.ts';
import type { ArpSay } from '../grammar/say-hosts.ts';
import { type CaptureModel, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { confirmed, refuted, unchecked } from './finding.ts';
import { isHost } from './hosts.ts';

/** ARP: who asks, who answers, and to whom the question goes. */
export function judgeArp(model: CaptureModel, say: ArpSay, numbers: readonly number[] | null): Finding {
	const all = numbers ? rowsAt(model, numbers) : model.arp;
	if (numbers && all.length < numbers.length) return unchecked('NOT_IN_CAPTURE', all);
	if (model.arp.length === 0)
		return say.isNegated
			? confirmed([], { kind: 'absent', thing: 'arp-packets', among: model.rows.length })
			: unchecked('NOT_IN_CAPTURE');
	const fits = all.filter((row) => arpFits(model, row, say, true));
	if (say.isNegated) return judgeNone(say, fits, numbers);
	const other = numbers ? castDiffers(say, all) : null;
	if (other) return other;
	if (fits.length > 0)
		return isOfAsked(say, fits) ? unchecked('UNBOUND', fits) : confirmed(withReplies(say, fits, model), arpFact(fits));
	return (
		(numbers ? otherProtocol(model, all) : null) ??
		otherCast(model, say, all) ??
		otherMac(model, say) ??
		turnedRound(
			say,
			all.filter(({ arp }) => arp !== null),
		)
	);
}

function judgeNone(say: ArpSay, fits: readonly CaptureRow[], numbers: readonly number[] | null): Finding {
	const isOfAny = say.asker === null && say.target === null && say.isBroadcast === null && !numbers;
	return fits.length > 0 && isOfAny ? refuted(fits.slice(0, 6), arpFact(fits)) : unchecked('UNBOUND', fits);
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

/** The one who is asked for asks. */
function turnedRound({ asker, target, does }: ArpSay, arp: readonly CaptureRow[]): Finding {
	const [from, to] = [asker?.address, target?.address];
	const turned = arp.filter(
		(row) =>
			from &&
			to &&
			does === 'asks' &&
			row.arp?.operation === 'request' &&
			row.arp.senderIp === to &&
			row.arp.targetIp === from,
	);
	if (turned.length === 0) return unchecked('NOT_IN_CAPTURE', arp.slice(0, 4));
	const [said, found] = [`${from} → ${to}`, `${to} → ${from}`];
	return refuted(
		turned,
		{ kind: 'arp-differs', said, found, packets: numbersOf(turned) },
		{ kind: 'swapped-direction' },
	);
}

function arpFits(model: CaptureModel, row: CaptureRow, say: ArpSay, withClass: boolean): boolean {
	const { arp } = row;
	if (!arp) return false;
	const isRequest = arp.operation === 'request';
	if (say.does === 'asks' && !isRequest) return false;
	if (say.does === 'answers' && isRequest) return false;
	if (say.isBroadcast !== null && say.does !== 'answers' && !isRequest) return false;
	if (say.isBroadcast !== null && withClass && isBroadcastArp(row) !== say.isBroadcast) return false;
	if (say.mac !== null && arp.senderMac !== say.mac && arp.targetMac !== say.mac) return false;
	const asker = say.does === 'any' || say.does === 'both' ? null : say.asker;
	const target = say.does === 'asks' ? say.target : null;
	return isHost(model, row, 'source', asker) && (target === null || isHost(model, row, 'destination', target));
}

/** By the frame's own address, where it has one. */
function isBroadcastArp({ arp, macDestination }: CaptureRow): boolean {
	return macDestination === null ? arp?.class !== 'unicast' : macDestination === 'ff:ff:ff:ff:ff:ff';
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
