import type { Connection } from '../../tcp/analysis.ts';
import type { Finding } from '../fact.ts';
import type { EndpointSay } from '../grammar/say-hosts.ts';
import { type CaptureModel, rowAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { absent, endpointFact, endText, hasEnd } from './endpoint-ends.ts';
import { confirmed, refuted, unchecked } from './finding.ts';

/** Whether an end is that of the client, or of the server. */
export function judgeRole(model: CaptureModel, say: EndpointSay, side: 'client' | 'server'): Finding {
	const good = model.connections.filter((connection) => isEnd(connection[side], say));
	const shown = good.find(({ connection }) => connection === model.main?.connection) ?? good[0];
	if (shown) {
		const rows = firstRow(model, shown);
		return confirmed(rows, endpointFact(say, endText(say), rows));
	}
	return swapped(model, say, side) ?? inArp(model, say) ?? ofUdp(model, say, side) ?? absent(model, say);
}

function isEnd(end: Connection['client'], { address, port, isPattern }: EndpointSay): boolean {
	return (
		(address === null || (isPattern ? end.address.startsWith(address) : end.address === address)) &&
		(port === null || end.port === port)
	);
}

function firstRow(model: CaptureModel, { firstPacket }: Connection): readonly CaptureRow[] {
	const row = rowAt(model, firstPacket);
	return row ? [row] : [];
}

/** It is that of the other side; without a SYN the roles are only likely. */
function swapped(model: CaptureModel, say: EndpointSay, side: 'client' | 'server'): Finding | null {
	const other = side === 'client' ? 'server' : 'client';
	const connection = model.connections.find((each) => isEnd(each[other], say));
	if (!connection) return null;
	if (connection.roleRule === 'lower-port') return unchecked('UNBOUND');
	const rows = firstRow(model, connection);
	const found = say.port === null ? connection[side].address : `${connection[side].port}`;
	return refuted(rows, endpointFact(say, found, rows));
}

function inArp(model: CaptureModel, { port, address }: EndpointSay): Finding | null {
	const [row] = model.arp.filter(
		({ source, destination }) => port === null && (source === address || destination === address),
	);
	return row ? confirmed([row]) : null;
}

function ofUdp(model: CaptureModel, say: EndpointSay, side: 'client' | 'server'): Finding | null {
	const end = { ...say, isPattern: false };
	const all = model.once.filter(({ protocol }) => protocol === 'udp');
	if (say.port === null || !all.some((row) => hasEnd(row, null, end))) return null;
	const [row] = all.filter((each) => isUdpEnd(each, side, end));
	return row ? confirmed([row]) : unchecked('UNBOUND');
}

/** A datagram of this side from that end, or one to it. */
function isUdpEnd(row: CaptureRow, side: 'client' | 'server', end: EndpointSay): boolean {
	if (row.side === null) return false;
	return hasEnd(row, row.side === side ? 'source' : 'destination', end);
}
