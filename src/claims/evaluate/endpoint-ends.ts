import type { Fact, Finding } from '../fact.ts';
import type { EndpointSay } from '../grammar/say-hosts.ts';
import { type CaptureModel, rowAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { refuted, unchecked } from './finding.ts';

/** An address, a port, or both, at the end of a packet that its role says; at either where it says none. */
export function hasEnd(
	row: CaptureRow,
	role: EndpointSay['role'],
	{ address, port, isPattern }: Pick<EndpointSay, 'address' | 'port' | 'isPattern'>,
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

/** Nobody has this endpoint: refuted where a connection shows who has. */
export function absent(model: CaptureModel, say: EndpointSay): Finding {
	const { main } = model;
	if (!main || say.isPattern) return unchecked('NOT_IN_CAPTURE');
	const row = rowAt(model, main.firstPacket);
	const rows = row ? [row] : [];
	const side = say.role === 'client' || say.role === 'server' ? say.role : null;
	const found =
		side === null
			? `${main.client.address}:${main.client.port} ↔ ${main.server.address}:${main.server.port}`
			: endOf(main[side], say);
	if (say.role === null && say.address === null) return unchecked('UNBOUND', rows, endpointFact(say, found, rows));
	return refuted(rows, endpointFact(say, found, rows), { kind: 'other-run' });
}

/** As much of an end as was said of it. */
function endOf(end: { readonly address: string; readonly port: number }, { address, port }: EndpointSay): string {
	if (port === null) return end.address;
	return address === null ? `${end.port}` : `${end.address}:${end.port}`;
}

/** An end as it was said. */
export function endText({ address, port }: EndpointSay): string {
	return address === null ? `${port ?? ''}` : `${address}${port === null ? '' : `:${port}`}`;
}

/** What was said of an end, and what was found. */
export function endpointFact(say: EndpointSay, found: string, rows: readonly CaptureRow[]): Fact {
	return {
		kind: 'endpoint',
		role: say.role,
		said: endText(say),
		found,
		packets: rows.slice(0, 6).map(({ number }) => number),
	};
}
