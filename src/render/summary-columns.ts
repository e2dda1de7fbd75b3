import { endpointText } from '../decode/endpoint-text.ts';
import type { CaptureFacts } from '../summarize.ts';
import type { RecordedConnection } from '../tcp/recorded-close.ts';
import { secondsText } from '../units.ts';

/** One column of a summary for machines: of `tsv` and `csv`, of JSON (whole data, times in ns), or of both. */
export interface SummaryColumn<Row> {
	/** The name, as in `-f json`. */
	readonly key: string;
	readonly value: (row: Row) => unknown;
	readonly shown: 'always' | 'in-text' | 'in-json';
}

const DECIMALS = 9;

/** A capture in a line. A new column is one entry. */
export const CAPTURE_COLUMNS: readonly SummaryColumn<CaptureFacts>[] = [
	{ key: 'file', shown: 'in-text', value: ({ name }) => name },
	{ key: 'name', shown: 'in-json', value: ({ name }) => name },
	{ key: 'format', shown: 'always', value: ({ format }) => format },
	{ key: 'gzip', shown: 'in-json', value: ({ gzip }) => gzip },
	{ key: 'packets', shown: 'always', value: ({ packets }) => packets },
	{ key: 'bytes', shown: 'always', value: ({ bytes }) => bytes },
	{ key: 'start', shown: 'in-text', value: ({ span }) => span && secondsText(span.firstNs, DECIMALS) },
	{ key: 'duration', shown: 'in-text', value: ({ span }) => span && secondsText(span.lastNs - span.firstNs, DECIMALS) },
	{ key: 'firstNs', shown: 'in-json', value: ({ span }) => span && `${span.firstNs}` },
	{ key: 'lastNs', shown: 'in-json', value: ({ span }) => span && `${span.lastNs}` },
	{ key: 'connectionCount', shown: 'always', value: ({ connectionCount }) => connectionCount },
	{ key: 'tcpPackets', shown: 'always', value: ({ tcpPackets }) => tcpPackets },
	{ key: 'arpPackets', shown: 'always', value: ({ arpPackets }) => arpPackets },
	{ key: 'otherPackets', shown: 'always', value: ({ otherPackets }) => otherPackets },
	{ key: 'simulated', shown: 'in-json', value: ({ simulated }) => simulated },
	{ key: 'complete', shown: 'in-json', value: ({ damage }) => damage === null },
	{ key: 'damage', shown: 'in-json', value: ({ damage }) => damage },
	{ key: 'damage', shown: 'in-text', value: ({ damage }) => damage?.reason ?? null },
];

export type HandshakeWord = 'complete' | 'incomplete' | 'not-captured';

/** What was captured of the handshake, in a word. */
export function handshakeWord({ startSeen, handshake }: RecordedConnection): HandshakeWord {
	if (handshake.complete) return 'complete';
	return startSeen || handshake.packets.length > 0 ? 'incomplete' : 'not-captured';
}

/** A connection in a line. A new column is one entry. */
export const CONNECTION_COLUMNS: readonly SummaryColumn<RecordedConnection>[] = [
	{ key: 'connection', shown: 'always', value: ({ connection }) => connection },
	{ key: 'stream', shown: 'always', value: ({ stream }) => stream },
	{ key: 'client', shown: 'always', value: ({ client }) => endpointText(client.address, client.port) },
	{ key: 'server', shown: 'always', value: ({ server }) => endpointText(server.address, server.port) },
	{ key: 'roleRule', shown: 'always', value: ({ roleRule }) => roleRule },
	{ key: 'packets', shown: 'always', value: ({ packets }) => packets },
	{ key: 'clientBytes', shown: 'always', value: ({ clientBytes }) => clientBytes },
	{ key: 'serverBytes', shown: 'always', value: ({ serverBytes }) => serverBytes },
	{ key: 'firstPacket', shown: 'always', value: ({ firstPacket }) => firstPacket },
	{ key: 'lastPacket', shown: 'always', value: ({ lastPacket }) => lastPacket },
	{ key: 'start', shown: 'in-text', value: ({ firstNs }) => secondsText(firstNs, DECIMALS) },
	{ key: 'duration', shown: 'in-text', value: ({ firstNs, lastNs }) => secondsText(lastNs - firstNs, DECIMALS) },
	{ key: 'firstNs', shown: 'in-json', value: ({ firstNs }) => `${firstNs}` },
	{ key: 'lastNs', shown: 'in-json', value: ({ lastNs }) => `${lastNs}` },
	{ key: 'startSeen', shown: 'in-json', value: ({ startSeen }) => startSeen },
	{ key: 'endSeen', shown: 'in-json', value: ({ endSeen }) => endSeen },
	{ key: 'handshake', shown: 'in-text', value: handshakeWord },
	{ key: 'handshake', shown: 'in-json', value: ({ handshake }) => handshake },
	{ key: 'close', shown: 'in-text', value: ({ close }) => close.shape },
	{ key: 'closeStarter', shown: 'in-text', value: ({ close }) => close.starter },
	{ key: 'close', shown: 'in-json', value: ({ close }) => close },
	{ key: 'completeness', shown: 'always', value: ({ completeness }) => completeness },
	{
		key: 'initialRtt',
		shown: 'in-text',
		value: ({ initialRttNs }) => (initialRttNs === null ? null : secondsText(initialRttNs, DECIMALS)),
	},
	{
		key: 'initialRttNs',
		shown: 'in-json',
		value: ({ initialRttNs }) => (initialRttNs === null ? null : `${initialRttNs}`),
	},
];
