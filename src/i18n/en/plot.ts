import { endpointText } from '../../decode/endpoint-text.ts';
import type { TransferSeries } from '../../tcp/transfer-series.ts';
import { duration } from '../duration.ts';
import type { PlotWords } from '../plot-words.ts';
import { bytes, count } from './counts.ts';

function whose({ connection: { connection, client, server }, side }: TransferSeries): string {
	const end = side === 'client' ? client : server;
	return `connection ${connection}, bytes of the ${side} ${endpointText(end.address, end.port)}`;
}

function sum({ sent }: TransferSeries): number {
	return sent.reduce((all, { from, to }) => all + to - from, 0);
}

function span({ connection: { firstNs, lastNs } }: TransferSeries): string {
	return duration(lastNs - firstNs, '.');
}

export const plot: PlotWords = {
	title: {
		sequence: (series) => `Time and sequence numbers: ${whose(series)}`,
		throughput: (series) => `Throughput: ${whose(series)}`,
		rtt: (series) => `Round-trip times: ${whose(series)}`,
	},
	description: {
		sequence: (series) =>
			`${count(series.sent.length, 'segment')} with ${bytes(sum(series))} in ${span(series)}; ${count(series.sent.filter(({ again }) => again).length, 'of them sent', 'of them sent')} again. Each mark is a segment, the line below is what was acknowledged, the line above is the end of the receive window.`,
		throughput: (series) => `New bytes per second in ${count(series.rate.length, 'step')} over ${span(series)}.`,
		rtt: (series) =>
			`${count(series.roundTrips.length, 'round-trip time')} from a segment to its acknowledgment, over ${span(series)}.`,
	},
	kinds: { sequence: 'Sequence numbers', throughput: 'Throughput', rtt: 'Round-trip times' },
	table: 'In numbers',
	time: 'Time since the first packet of the connection (s)',
	value: {
		sequence: 'Sequence number (relative, bytes)',
		throughput: 'Bytes per second',
		rtt: 'Round-trip time (ms)',
	},
	marks: { sent: 'sent', again: 'sent again', acknowledged: 'acknowledged', window: 'end of window' },
};
