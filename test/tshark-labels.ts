import type { AnalyzeResult } from '../src/analyze.ts';
import { LABEL_NAMES } from '../src/tcp/label.ts';
import { secondsText } from '../src/units.ts';
import type { TsharkRow } from './tshark.ts';

/** The fields of tshark that our labels must equal. */
export const LABEL_FIELDS: readonly string[] = [
	'tcp.stream',
	...LABEL_NAMES.map((name) => `tcp.analysis.${name}`),
	'tcp.analysis.duplicate_ack_num',
	'tcp.analysis.duplicate_ack_frame',
	'tcp.analysis.acks_frame',
	'tcp.analysis.ack_rtt',
	'tcp.analysis.rto',
	'tcp.analysis.rto_frame',
	'tcp.analysis.bytes_in_flight',
	'tcp.analysis.push_bytes_sent',
];

/** What tshark would print in these fields for a packet; `''` for what it would not print. */
export function labelsAsTshark({ analysis }: AnalyzeResult, number: number): TsharkRow {
	const { segment, labels } = analysis.packet(number);
	if (!segment || !labels) return Object.fromEntries(LABEL_FIELDS.map((field) => [field, '']));
	const names = Object.fromEntries(
		LABEL_NAMES.map((name) => [`tcp.analysis.${name}`, labels.names.includes(name) ? '1' : '']),
	);
	return {
		'tcp.stream': `${segment.stream}`,
		...names,
		'tcp.analysis.duplicate_ack_num': text(labels.duplicateAck?.number),
		'tcp.analysis.duplicate_ack_frame': text(labels.duplicateAck?.frame),
		'tcp.analysis.acks_frame': text(labels.acknowledgesFrame),
		'tcp.analysis.ack_rtt': time(labels.ackRttNs),
		'tcp.analysis.rto': time(labels.timeoutNs),
		'tcp.analysis.rto_frame': text(labels.timeoutFrame),
		'tcp.analysis.bytes_in_flight': text(labels.bytesInFlight),
		'tcp.analysis.push_bytes_sent': text(labels.pushBytesSent),
	};
}

/** A row of tshark in the same form: flags are 1 or empty, of several values the first. */
export function normalizeTshark(row: TsharkRow): TsharkRow {
	return Object.fromEntries(
		LABEL_FIELDS.map((field) => {
			const first = (row[field] ?? '').split(',')[0] ?? '';
			return [field, first];
		}),
	);
}

function text(value: number | null | undefined): string {
	return value === null || value === undefined ? '' : `${value}`;
}

function time(ns: bigint | null): string {
	return ns === null ? '' : secondsText(ns, 9);
}
