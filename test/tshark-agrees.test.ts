import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AnalyzeResult } from '../src/analyze.ts';
import type { AnnotatedPacket } from '../src/tcp/analysis.ts';
import { secondsText } from '../src/units.ts';
import { analyzePath } from './capture-file.ts';
import { fixtureFiles } from './fixture-files.ts';
import { named, needs } from './needs.ts';
import { SHARED, sharedFiles, sharedReason } from './shared-files.ts';
import { parseTable, type TsharkRow, tshark } from './tshark.ts';

const FIELDS = [
	'frame.number',
	'frame.time_relative',
	'frame.len',
	'frame.cap_len',
	'tcp.stream',
	'tcp.flags',
	'tcp.len',
	'tcp.seq',
	'tcp.ack',
	'tcp.seq_raw',
	'tcp.ack_raw',
];

/** What tshark prints for a packet, made from our own analysis. */
function asTshark({ packet, relativeNs, segment }: AnnotatedPacket): TsharkRow {
	const tcp = segment && packet.tcp;
	return {
		'frame.number': `${packet.number}`,
		'frame.time_relative': secondsText(relativeNs, 9),
		'frame.len': `${packet.originalBytes}`,
		'frame.cap_len': `${packet.capturedBytes}`,
		'tcp.stream': tcp ? `${segment.stream}` : '',
		'tcp.flags': tcp ? hexFlags(tcp.flags) : '',
		'tcp.len': tcp ? `${segment.payloadBytes}` : '',
		'tcp.seq': tcp ? `${segment.relativeSequence}` : '',
		'tcp.ack': tcp ? `${segment.relativeAcknowledgment ?? 0}` : '',
		'tcp.seq_raw': tcp ? `${segment.sequence}` : '',
		'tcp.ack_raw': tcp ? `${segment.acknowledgment}` : '',
	};
}

const BITS: Readonly<Record<string, number>> = {
	FIN: 1,
	SYN: 2,
	RST: 4,
	PSH: 8,
	ACK: 16,
	URG: 32,
	ECE: 64,
	CWR: 128,
	AE: 256,
};

function hexFlags(names: readonly string[]): string {
	return `0x${names
		.reduce((bits, name) => bits | (BITS[name] ?? 0), 0)
		.toString(16)
		.padStart(4, '0')}`;
}

function rowsOf({ analysis }: AnalyzeResult, fields: readonly string[]): readonly TsharkRow[] {
	return Array.from({ length: analysis.packetCount }, (_, i) => {
		const row = asTshark(analysis.packet(i + 1));
		return Object.fromEntries(fields.map((field) => [field, row[field] ?? '']));
	});
}

const missing = sharedReason ?? needs('tshark');
const CAPTURES = ['edge/real/br.pcap', ...sharedFiles('corpus/lab', '.pcap')];

describe.skipIf(missing)(
	named('every packet of a lab capture equals that of the tshark on this machine', missing),
	() => {
		test.each(CAPTURES)('%s', async (capture) => {
			const path = join(SHARED, capture);
			expect(rowsOf(await analyzePath(path), FIELDS)).toEqual(await tshark(path, FIELDS));
		});
	},
);

const ORACLE_FIELDS = [
	'frame.number',
	'frame.len',
	'frame.cap_len',
	'tcp.stream',
	'tcp.flags',
	'tcp.len',
	'tcp.seq_raw',
	'tcp.ack_raw',
];

describe.skipIf(sharedReason)(
	named('every packet of a lab capture equals that of the stored tshark 4.0', sharedReason),
	() => {
		test.each(sharedFiles('corpus/lab', '.pcap'))('%s', async (capture) => {
			const path = join(SHARED, capture);
			const stored = parseTable(readFileSync(`${path}.tshark.tsv`, 'utf8'));
			const theirs = stored.map((row) => Object.fromEntries(ORACLE_FIELDS.map((field) => [field, row[field] ?? ''])));
			expect(rowsOf(await analyzePath(path), ORACLE_FIELDS)).toEqual(theirs);
		});
	},
);

const noTshark = needs('tshark');

describe.skipIf(noTshark)(
	named('every packet of our fixtures equals that of the tshark on this machine', noTshark),
	() => {
		test.each(fixtureFiles())('$name', async ({ path, isCut }) => {
			const rows = await tshark(path, FIELDS).catch((error) => {
				// tshark prints what is whole, then fails: a cut file is an error to it.
				if (isCut) return parseTable(error.stdout);
				throw error;
			});
			expect(rowsOf(await analyzePath(path), FIELDS)).toEqual(rows);
		});
	},
);
