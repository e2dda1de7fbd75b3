import { endpointText } from '../../decode/endpoint-text.ts';
import { serviceOf } from '../../decode/services.ts';
import type { Connection } from '../../tcp/analysis.ts';
import type { ConnectionFacts } from '../../tcp/connection.ts';
import type { RecordedConnection } from '../../tcp/recorded-close.ts';
import type { Side } from '../../tcp/segment-batch.ts';
import { duration } from '../duration.ts';
import { packetRuns } from '../packet-runs.ts';
import { count } from './counts.ts';

/** The clauses that sum a connection up. */
export function connection(facts: Connection): readonly string[] {
	return [ends(facts), handshake(facts), ...exchanges(facts), close(facts, resetOf(facts))];
}

export function ends({
	client,
	server,
	roleRule,
	lab,
	packets,
	firstNs,
	lastNs,
}: ConnectionFacts & Pick<Connection, 'lab'>): string {
	const roles = {
		syn: '',
		'lab-port': ` (taken for the server because port ${server.port} is the lab's)`,
		'lower-port': ' (taken for the server because its port is the lower one)',
	}[roleRule];
	const service = serviceOf('tcp', server.port, server.port);
	const name = lab ? `, lab ${lab.name}` : service ? `, ${service}` : '';
	const size = `${count(packets, 'segment')} in ${duration(lastNs - firstNs, '.')}`;
	return `client ${endpointText(client.address, client.port)} → server ${endpointText(server.address, server.port)}${roles}${name}; ${size}`;
}

export function handshake({
	startSeen,
	handshake: { complete, packets },
	handshakeNs,
	close: { shape },
}: RecordedConnection & Pick<Connection, 'handshakeNs'>): string {
	const where = packetRuns(packets).join(', ');
	if (complete) return `handshake ${where}${handshakeNs === null ? '' : ` (${duration(handshakeNs, '.')})`}`;
	if (!startSeen) return 'handshake not captured: the connection was open before the recording began';
	return shape === 'reset' && packets.length === 1
		? `SYN ${where}`
		: `handshake not complete in this capture (${where})`;
}

function exchanges({ exchanges: all, clientBytes, serverBytes, lab }: Connection): readonly string[] {
	const requests = all.filter(({ request }) => request !== null).length;
	const replies = all.filter(({ reply }) => reply !== null).length;
	const behind = all.filter(({ request }, index) => request === null && index > 0).length;
	const unasked = behind > 0 ? `, ${behind} of them unasked` : '';
	if (requests + replies === 0) return ['no data'];
	const sizes = `${count(requests, 'request')} (${count(clientBytes, 'byte')}), ${count(replies, 'reply', 'replies')}${unasked} (${count(serverBytes, 'byte')})`;
	const judged = all.filter(({ followsRule }) => followsRule !== null);
	if (judged.length === 0) return [sizes];
	const following = judged.filter(({ followsRule }) => followsRule).length;
	const rule = lab?.replyPatterns ? `as lab ${lab.name} replies` : `"${lab?.replyPrefix ?? ''}" + request`;
	return [sizes, `${rule} in ${following} of ${judged.length} replies`];
}

function resetOf({ close: { starter }, lifeCycle: { opening, ending } }: Connection): Parameters<typeof close>[1] {
	return { isRefusal: opening.kind === 'refused', by: 'by' in ending ? ending.by : starter };
}

/** @param reset Of a connection that an RST ended: whether it refused it, and whose it was, `null` if that is not known. */
export function close(
	{ close: { shape, starter, packets }, endSeen }: RecordedConnection,
	reset: { readonly isRefusal: boolean; readonly by: Side | null },
): string {
	const where = packetRuns(packets).join(', ');
	const unfinished = endSeen ? '' : ', the last ACK is not in the capture';
	switch (shape) {
		case 'three-segment':
			return `closed in 3 segments ${where}, ${starter} first${unfinished}`;
		case 'four-segment':
			return `closed in 4 segments ${where}, ${starter} first${unfinished}`;
		case 'simultaneous':
			return `both sides closed at the same time ${where}${unfinished}`;
		case 'reset':
			if (reset.isRefusal) return `refused by RST ${where}`;
			return reset.by === null ? `ended by RST ${where}` : `broken off by the ${reset.by}'s RST ${where}`;
		case 'half':
			return `only the ${starter} has closed its side (${where}) when the capture ends`;
		case 'none':
			return 'still open when the capture ends';
	}
}
