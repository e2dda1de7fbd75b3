import type { ReadResult } from '../file/read-result.ts';
import { isSimulated } from '../file/simulated.ts';
import { secondsText } from '../units.ts';
import type { View } from './view.ts';

/** What stands above the table: the whole capture in a line, then a line for each connection. */
export function summaryLines({ result, words }: View): readonly string[] {
	const simulated = isSimulated(result.read) ? [words.capture.simulated] : [];
	return [
		captureLine({ result, words }),
		...simulated,
		...(result.roughTimes ? [words.record.roughTimes] : []),
		...connectionLines({ result, words }),
	];
}

/** The whole capture in a line. */
export function captureLine({ result, words }: Pick<View, 'result' | 'words'>): string {
	const { analysis } = result;
	const tcpPackets = analysis.protocols.get('tcp') ?? 0;
	const arpPackets = analysis.protocols.get('arp') ?? 0;
	return words.capture.summary({
		packets: analysis.packetCount,
		seconds: secondsText(analysis.span ? analysis.span.lastNs - analysis.span.firstNs : 0n, 3),
		connections: analysis.connectionCount,
		tcpPackets,
		arpPackets,
		otherPackets: analysis.packetCount - tcpPackets - arpPackets,
	});
}

function connectionLines({ result, words }: Pick<View, 'result' | 'words'>): readonly string[] {
	return Array.from(
		result.analysis.connections,
		(connection, i) => `${words.capture.connectionTitle(i + 1)}: ${words.connection(connection).join('; ')}.`,
	);
}

/** What stands below the table: damage of the file, then each finding with its advice. */
export function findingLines({ result, findings, words }: View): readonly string[] {
	return [
		...fileLines(result.read, words),
		...findings.map((finding) => {
			const { text, advice } = (words.findings[finding.kind] as (of: typeof finding) => FindingWords)(finding);
			return `${text} ${words.capture.advice}: ${advice}`;
		}),
	];
}

function fileLines(read: ReadResult, { capture }: View['words']): readonly string[] {
	if (read.kind !== 'capture') return [];
	const { first, count } = read.badOptions;
	return [...(read.damage ? [capture.damage(read.damage)] : []), ...(first ? [capture.badOptions(first, count)] : [])];
}

interface FindingWords {
	readonly text: string;
	readonly advice: string;
}
