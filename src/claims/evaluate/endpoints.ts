import type { Finding } from '../fact.ts';
import type { EndpointSay } from '../grammar/say-hosts.ts';
import { type CaptureModel, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { absent, endpointFact, endText, hasEnd } from './endpoint-ends.ts';
import { judgeRole } from './endpoint-roles.ts';
import { confirmed, faceOf, refuted, unchecked } from './finding.ts';
import { isAnywhere } from './hosts.ts';

/** Whether an address or a port is there, and is whose it is said to be. */
export function judgeEndpoint(model: CaptureModel, say: EndpointSay, numbers: readonly number[] | null): Finding {
	const { role, port } = say;
	const address = say.address !== null && isAnywhere(say.address) ? null : say.address;
	if (address === null && port === null) return unchecked('NO_WIRE_EVIDENCE');
	const other = otherProtocol(model, say);
	if (other) return other;
	const elsewhere = otherPeer(model, say);
	if (elsewhere) return elsewhere;
	if (numbers && (role === 'source' || role === 'destination')) return judgeAtRows(model, say, numbers, role);
	if (role === 'client' || role === 'server') return judgeRole(model, { ...say, address }, role);
	const rows = model.once.filter((row) => hasEnd(row, role, { ...say, address }));
	if (say.isNegated) return judgeNone(model, say, rows);
	if (rows.length === 0) return absent(model, say);
	return confirmed(rows.slice(0, 1), say.isPattern ? undefined : endpointFact(say, endText(say), rows));
}

/** The port is there, but what it is used to reach is another host. */
function otherPeer({ once }: CaptureModel, { peer, port, isNegated }: EndpointSay): Finding | null {
	if (peer === null || port === null || isNegated) return null;
	const [own, toPeer] = [once.filter((row) => row.sourcePort === port), once.filter((row) => row.destination === peer)];
	const [row, right] = [own[0], toPeer[0]];
	if (!row || !right || own.some(({ destination }) => destination === peer)) return null;
	const difference = { field: 'receiver' as const, said: peer, found: row.destination };
	return refuted([row, right], { kind: 'row-differs', face: faceOf(row), differences: [difference] });
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

function judgeNone(model: CaptureModel, say: EndpointSay, rows: readonly CaptureRow[]): Finding {
	if (rows.length === 0) return confirmed([], { kind: 'absent', thing: 'packets', among: model.rows.length });
	return model.connections.length > 0 && say.role === null
		? refuted(rows.slice(0, 6), endpointFact(say, endText(say), rows))
		: unchecked('UNBOUND', rows.slice(0, 6));
}

function judgeAtRows(
	model: CaptureModel,
	say: EndpointSay,
	numbers: readonly number[],
	role: 'source' | 'destination',
): Finding {
	const rows = rowsAt(model, numbers);
	if (rows.length < numbers.length) return unchecked('NOT_IN_CAPTURE', rows);
	const good = rows.filter((row) => hasEnd(row, role, say));
	const [row] = rows;
	if (good.length > 0 || !row) return confirmed(good);
	if (rows.length > 1) return unchecked('UNBOUND', rows);
	const [address, port] = role === 'source' ? [row.source, row.sourcePort] : [row.destination, row.destinationPort];
	const found = say.port === null ? address : `${say.address === null ? '' : `${address}:`}${port ?? ''}`;
	return refuted(rows, endpointFact(say, found, rows));
}
