import type { Analysis, Connection } from '../tcp/analysis.ts';
import type { Finding } from './finding.ts';

/** Looks a capture over as a careful teacher would: what is missing in it, and what went wrong in the lab. */
export function findFindings(analysis: Analysis): readonly Finding[] {
	if (analysis.packetCount === 0) return [{ kind: 'no-packets', connection: null, packets: [] }];
	const findings: Finding[] = [];
	for (let number = 1; number <= analysis.connectionCount; number++) {
		findings.push(...connectionFindings(analysis.connection(number)));
	}
	return [...findings, ...snaplenFindings(analysis)];
}

function connectionFindings(connection: Connection): readonly Finding[] {
	const { connection: number, firstPacket, lastPacket, startSeen, endSeen, close, handshake } = connection;
	const findings: Finding[] = [];
	if (!startSeen) findings.push({ kind: 'starts-mid-connection', connection: number, packets: [firstPacket] });
	if (!endSeen) findings.push({ kind: 'open-at-end', connection: number, packets: [lastPacket] });
	if (startSeen && close.shape === 'reset' && close.starter === 'server' && handshake.packets.length === 1) {
		const packets = [...handshake.packets, ...close.packets];
		findings.push({ kind: 'refused-attempt', connection: number, packets, port: connection.server.port });
	}
	return findings;
}

function snaplenFindings(analysis: Analysis): readonly Finding[] {
	const { count, first } = analysis.cutFrames;
	return first === null ? [] : [{ kind: 'cut-by-snaplen', connection: null, packets: [first], count }];
}
