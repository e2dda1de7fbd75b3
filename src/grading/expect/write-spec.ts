import type { Analysis, Connection } from '../../tcp/analysis.ts';
import { handshakeFound, segmentCount } from '../evaluate-connection.ts';
import type { ConnectionRequirement, Requirement } from '../requirement.ts';
import { exchangesFound } from './exchanges-found.ts';

/** Of a capture with more connections than this only the counts are written down. */
const MOST_CONNECTIONS = 20;

/**
 * A specification that this capture meets, as YAML. It has what a run of the same lab has again: no addresses, no
 * client port, no times.
 *
 * @param capture Path of the capture, as the specification is to have it.
 */
export async function writeSpec(analysis: Analysis, capture: string): Promise<string> {
	const { Document } = await import('yaml');
	const document = new Document({ expect: 1, capture, ...specOf(analysis) });
	return document.toString({ lineWidth: 0, flowCollectionPadding: false, collectionStyle: 'any' });
}

function specOf(analysis: Analysis): Requirement {
	const connections = [...analysis.connections];
	const few = connections.length > 0 && connections.length <= MOST_CONNECTIONS;
	return {
		connections: connections.length,
		...(few ? { connection: connections.map((one) => connectionSpec(one, analysis)) } : {}),
		...arpSpec(analysis),
	};
}

function connectionSpec(connection: Connection, analysis: Analysis): ConnectionRequirement {
	const { server, close, retransmissions } = connection;
	return {
		server: { port: server.port },
		handshake: handshakeFound(connection),
		exchanges: exchangesFound(connection),
		close: { shape: close.shape, ...(close.starter ? { starter: close.starter } : {}) },
		retransmissions,
		segments: segmentCount(connection, { analysis }),
	};
}

function arpSpec({ arpPackets }: Analysis): Pick<Requirement, 'arp'> {
	const once = [...arpPackets].filter(({ duplicateOf }) => duplicateOf === null);
	const requests = once.flatMap(({ packet: { arp } }) => (arp?.operation === 'request' ? [arp] : []));
	const broadcast = requests.filter((arp) => arp.class !== 'unicast').length;
	return once.length === 0 ? {} : { arp: { requests: requests.length, broadcast } };
}
