import type { Connection } from '../../tcp/analysis.ts';
import type { Finding } from '../fact.ts';
import type { ArpSay, EndpointSay } from '../grammar/say-hosts.ts';
import { type CaptureModel, rowAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { confirmed, faceOf, refuted, unchecked } from './finding.ts';
import { isAnywhere, isHost } from './hosts.ts';

/** Whether an address or a port is there, and is whose it is said to be. */
export function judgeEndpoint(model: CaptureModel, say: EndpointSay, numbers: readonly number[] | null): Finding {
	const { role, port } = say;
	const address = say.address !== null && isAnywhere(say.address) ? null : say.address;
	if (address === null && port === null) return unchecked('NO_WIRE_EVIDENCE');
	const other = otherProtocol(model, say);
	if (other) return other;
	if (numbers && (role === 'source' || role === 'destination')) return judgeAtRows(model, say, numbers, role);
	if (role === 'client' || role === 'server') return judgeRole(model, { ...say, address }, role);
	const rows = model.once.filter((row) => hasEnd(row, role, address, say.isPattern, port));
	if (rows.length > 0)
		return say.isNegated
			? refutedIf(model, rows, say)
			: confirmed(ofRole(rows), say.isPattern ? undefined : endpointFact(say, endText(say), rows));
	if (say.isNegated) return confirmed([], { kind: 'absent', thing: 'packets', among: model.rows.length });
	return absent(model, say);
}

/** The port is there, but of the other transport protocol: `UDP port 2222` of a TCP connection. */
function otherProtocol(model: CaptureModel, { port, protocol, isNegated }: EndpointSay): Finding | null {
	if (protocol === null || port === null || isNegated) return null;
	const own = model.once.filter(({ sourcePort, destinationPort }) => sourcePort === port || destinationPort === port);
	const [row] = own;
	if (!row || own.some((each) => each.protocol === protocol)) return null;
	const difference = { field: 'protocol' as const, said: protocol.toUpperCase(), found: row.protocol.toUpperCase() };
	return refuted([row], { kind: 'row-differs', face: faceOf(row), differences: [difference] });
}

function refutedIf(model: CaptureModel, rows: readonly CaptureRow[], say: EndpointSay): Finding {
	return model.connections.length > 0 && say.role === null
		? refuted(rows.slice(0, 6), endpointFact(say, endText(say), rows))
		: unchecked('UNBOUND', rows.slice(0, 6));
}

/** One row is enough to show an endpoint; a few are shown. */
function ofRole(rows: readonly CaptureRow[]): readonly CaptureRow[] {
	return rows.slice(0, 1);
}

function hasEnd(
	row: CaptureRow,
	role: EndpointSay['role'],
	address: string | null,
	isPattern: boolean,
	port: number | null,
): boolean {
	const is = (own: string, ownPort: number | null): boolean =>
		(address === null || (isPattern ? own.startsWith(address) : own === address)) &&
		(port === null || port === ownPort);
	const source = is(row.source, row.sourcePort);
	const destination = is(row.destination, row.destinationPort);
	if (isPattern) return source && destination;
	if (role === 'source') return source;
	if (role === 'destination') return destination;
	return source || destination;
}

function judgeRole(model: CaptureModel, say: EndpointSay, side: 'client' | 'server'): Finding {
	const is = (end: Connection['client']): boolean =>
		(say.address === null || (say.isPattern ? end.address.startsWith(say.address) : end.address === say.address)) &&
		(say.port === null || end.port === say.port);
	const good = model.connections.filter((connection) => is(connection[side]));
	const shown = good.find(({ connection }) => connection === model.main?.connection) ?? good[0];
	if (shown) {
		const row = rowAt(model, shown.firstPacket);
		return confirmed(row ? [row] : [], endpointFact(say, endText(say), row ? [row] : []));
	}
	const other = side === 'client' ? 'server' : 'client';
	const swapped = model.connections.find((connection) => is(connection[other]));
	if (swapped) {
		// Without a SYN the roles are only likely.
		if (swapped.roleRule === 'lower-port') return unchecked('UNBOUND');
		const row = rowAt(model, swapped.firstPacket);
		const found = say.port === null ? swapped[side].address : `${swapped[side].port}`;
		return refuted(row ? [row] : [], endpointFact(say, found, row ? [row] : []));
	}
	const inArp = model.arp.filter(
		({ source, destination }) => say.port === null && (source === say.address || destination === say.address),
	);
	if (inArp.length > 0) return confirmed(inArp.slice(0, 1));
	if (
		say.port !== null &&
		model.once.some((row) => row.protocol === 'udp' && hasEnd(row, null, say.address, false, say.port))
	) {
		const own = model.once.filter((row) => row.protocol === 'udp' && isUdpEnd(row, side, say));
		return own.length > 0 ? confirmed(own.slice(0, 1)) : unchecked('UNBOUND');
	}
	return absent(model, say);
}

/** A datagram of this side from that end. */
function isUdpEnd(row: CaptureRow, side: 'client' | 'server', { address, port }: EndpointSay): boolean {
	return (
		(row.side === side && hasEnd(row, 'source', address, false, port)) ||
		(row.side !== null && row.side !== side && hasEnd(row, 'destination', address, false, port))
	);
}

function judgeAtRows(
	model: CaptureModel,
	say: EndpointSay,
	numbers: readonly number[],
	role: 'source' | 'destination',
): Finding {
	const rows = numbers.flatMap((number) => rowAt(model, number) ?? []);
	if (rows.length < numbers.length) return unchecked('NOT_IN_CAPTURE', rows);
	const good = rows.filter((row) => hasEnd(row, role, say.address, say.isPattern, say.port));
	const [row] = rows;
	if (good.length > 0 || !row) return confirmed(good);
	if (rows.length > 1) return unchecked('UNBOUND', rows);
	const [address, port] = role === 'source' ? [row.source, row.sourcePort] : [row.destination, row.destinationPort];
	return refuted(
		rows,
		endpointFact(say, say.port === null ? address : `${say.address === null ? '' : `${address}:`}${port ?? ''}`, rows),
	);
}

/** Nobody has this endpoint: refuted where a connection shows who has. */
function absent(model: CaptureModel, say: EndpointSay): Finding {
	const { main } = model;
	if (!main || say.isPattern) return unchecked('NOT_IN_CAPTURE');
	const row = rowAt(model, main.firstPacket);
	const side = say.role === 'client' || say.role === 'server' ? say.role : null;
	const found =
		side === null
			? `${main.client.address}:${main.client.port} ↔ ${main.server.address}:${main.server.port}`
			: say.port === null
				? main[side].address
				: say.address === null
					? `${main[side].port}`
					: `${main[side].address}:${main[side].port}`;
	if (say.role === null && say.address === null)
		return unchecked('UNBOUND', row ? [row] : [], endpointFact(say, found, row ? [row] : []));
	return refuted(row ? [row] : [], endpointFact(say, found, row ? [row] : []), { kind: 'other-run' });
}

function endText({ address, port }: EndpointSay): string {
	return address === null ? `${port ?? ''}` : `${address}${port === null ? '' : `:${port}`}`;
}

function endpointFact(say: EndpointSay, found: string, rows: readonly CaptureRow[]) {
	return {
		kind: 'endpoint' as const,
		role: say.role,
		said: endText(say),
		found,
		packets: rows.slice(0, 6).map(({ number }) => number),
	};
}

/** ARP: who asks, who answers, and to whom the question goes. */
export function judgeArp(model: CaptureModel, say: ArpSay, numbers: readonly number[] | null): Finding {
	const all = numbers ? numbers.flatMap((number) => rowAt(model, number) ?? []) : model.arp;
	if (numbers && all.length < numbers.length) return unchecked('NOT_IN_CAPTURE', all);
	const arp = all.filter((row) => row.arp !== null);
	if (model.arp.length === 0)
		return say.isNegated
			? confirmed([], { kind: 'absent', thing: 'arp-packets', among: model.rows.length })
			: unchecked('NOT_IN_CAPTURE');
	const other = numbers && !say.isNegated ? castDiffers(say, all) : null;
	if (other) return other;
	const fits = arp.filter((row) => arpFits(model, row, say, true));
	if (say.isNegated)
		return fits.length > 0 && say.asker === null && say.target === null && say.isBroadcast === null && !numbers
			? refuted(fits.slice(0, 6), arpFact(fits))
			: unchecked('UNBOUND', fits);
	// The MAC of the one who is answered is in the answer too.
	const isOther =
		say.mac !== null &&
		say.asker?.address != null &&
		fits.every((row) => row.arp?.senderIp === say.asker?.address && row.arp?.senderMac !== say.mac);
	if (fits.length > 0 && isOther) return unchecked('UNBOUND', fits);
	if (fits.length > 0) return confirmed(withReplies(say, fits, model), arpFact(fits));
	if (numbers && arp.length === 0) {
		const [row] = all;
		return row
			? refuted(
					all,
					{
						kind: 'arp-differs',
						said: 'ARP',
						found: row.protocol.toUpperCase(),
						packets: all.map(({ number }) => number),
					},
					{ kind: 'other-rows', rows: model.arp.slice(0, 4).map(({ number }) => number) },
				)
			: unchecked('UNBOUND');
	}
	const loose = arp.filter((row) => arpFits(model, row, say, false));
	if (
		loose.length > 0 &&
		say.isBroadcast !== null &&
		!arp.some((row) => row.arp?.class === 'announcement' || row.arp?.class === 'probe')
	)
		return refuted(loose, {
			kind: 'arp-differs',
			said: say.isBroadcast ? 'broadcast' : 'unicast',
			found: say.isBroadcast ? 'unicast' : 'broadcast',
			packets: loose.map(({ number }) => number),
		});
	if (say.mac !== null) {
		const known = model.arp.find(
			(row) => row.arp?.operation === 'reply' && (say.asker?.address == null || row.arp.senderIp === say.asker.address),
		);
		return known && !model.macs.has(say.mac)
			? refuted([known], {
					kind: 'arp-differs',
					said: say.mac,
					found: known.arp?.senderMac ?? '',
					packets: [known.number],
				})
			: unchecked('UNBOUND');
	}
	const turned = arp.filter(
		(row) =>
			say.asker?.address &&
			say.target?.address &&
			say.does === 'asks' &&
			row.arp?.operation === 'request' &&
			row.arp.senderIp === say.target.address &&
			row.arp.targetIp === say.asker.address,
	);
	if (turned.length > 0)
		return refuted(
			turned,
			{
				kind: 'arp-differs',
				said: `${say.asker?.address} → ${say.target?.address}`,
				found: `${say.target?.address} → ${say.asker?.address}`,
				packets: turned.map(({ number }) => number),
			},
			{ kind: 'swapped-direction' },
		);
	return unchecked('NOT_IN_CAPTURE', arp.slice(0, 4));
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
	const [said, found] = say.isBroadcast ? ['broadcast', 'unicast'] : ['unicast', 'broadcast'];
	return refuted(rows, { kind: 'arp-differs', said, found, packets: rows.map(({ number }) => number) });
}

/** A question is shown with its answer where the text speaks of both. */
function withReplies(say: ArpSay, fits: readonly CaptureRow[], model: CaptureModel): readonly CaptureRow[] {
	return say.does === 'any' || say.does === 'both'
		? fits.slice(0, 8)
		: say.rows
			? fits
			: fits.slice(0, Math.min(6, model.arp.length));
}

function arpFact(rows: readonly CaptureRow[]) {
	const request = rows.find((row) => row.arp?.operation === 'request');
	return {
		kind: 'arp' as const,
		packets: rows.slice(0, 6).map(({ number }) => number),
		asks: request ? (request.arp?.class === 'unicast' ? ('unicast' as const) : ('broadcast' as const)) : null,
	};
}
