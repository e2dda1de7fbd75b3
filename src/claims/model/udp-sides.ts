import type { Side } from '../../tcp/segment-batch.ts';
import type { CaptureRow } from './capture-row.ts';

/** Below these, ports are of services; above, systems choose them (RFC 6335, section 6, and Linux's own range). */
const FIRST_EPHEMERAL = 32_768;

/**
 * Gives UDP datagrams their sides where there is nothing but UDP: the server is the end with a service's port, else who
 * gets the first datagram. Beside TCP connections "client" and "server" are theirs.
 */
export function withUdpSides(rows: readonly CaptureRow[]): readonly CaptureRow[] {
	if (rows.some(({ protocol }) => protocol === 'tcp')) return rows;
	const servers = new Map<string, string>();
	return rows.map((row) => {
		if (row.protocol !== 'udp' || row.sourcePort === row.destinationPort) return row;
		const [source, destination] = [`${row.source}:${row.sourcePort}`, `${row.destination}:${row.destinationPort}`];
		const pair = [source, destination].toSorted().join(' ');
		const server = servers.get(pair) ?? (isService(row) ? source : destination);
		servers.set(pair, server);
		const side: Side = source === server ? 'server' : 'client';
		return { ...row, side };
	});
}

/** Only the sender has a service's port. */
function isService({ sourcePort, destinationPort }: CaptureRow): boolean {
	return (sourcePort ?? 0) < FIRST_EPHEMERAL && (destinationPort ?? 0) >= FIRST_EPHEMERAL;
}
