import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from '../src/analyze.ts';
import type { ByteSource } from '../src/file/source.ts';
import { createHotPlane } from '../src/hot-plane.ts';
import { openFile } from '../src/node/file-source.ts';
import { LABS } from '../src/profile/labs.ts';
import { csvCell } from '../src/render/csv-cell.ts';
import { ROW_COLUMNS, type RowColumn } from '../src/render/row-columns.ts';
import type { RowFormatName } from '../src/render/row-format-names.ts';
import { createRowText, defaultColumns } from '../src/render/row-text.ts';
import { decodeUtf8, visibleBytes } from '../src/render/visible-text.ts';
import type { AnnotatedPacket } from '../src/tcp/analysis.ts';
import { DEFAULT_LABEL_PROFILE, type LabelProfileName } from '../src/tcp/label-profile.ts';
import { bytesSource } from '../src/testing/source.ts';
import { randomTraffic } from '../src/testing/traffic.ts';
import { secondsText } from '../src/units.ts';
import { fixtureFiles } from './fixture-files.ts';
import { named, needs } from './needs.ts';
import { SHARED, sharedFiles, sharedReason } from './shared-files.ts';
import { tshark, tsharkProfile } from './tshark.ts';

const KEYS = ROW_COLUMNS.map(({ key }) => key);

/** The columns that text has unless others are asked for: for these the kernel has a short way. */
const TEXT_KEYS = defaultColumns('tsv').map(({ key }) => key);

/** Columns of a capture, all unless given, in the text of a format. */
async function rowsOf(
	source: ByteSource,
	format: RowFormatName,
	profile: LabelProfileName = DEFAULT_LABEL_PROFILE,
	columns: readonly RowColumn[] = ROW_COLUMNS,
): Promise<string> {
	const plane = createHotPlane(
		Object.values(LABS).map(({ port }) => port),
		profile,
	);
	const chunks: Uint8Array[] = [];
	const text = createRowText(plane, format, columns, (chunk) => chunks.push(chunk.slice()));
	await plane.read(source, text.rows);
	text.end();
	return Buffer.concat(chunks).toString('utf8');
}

/** What the human plane says of the same packet, by column. */
function expectedRow({ packet, segment, labels, relativeNs }: AnnotatedPacket): Readonly<Record<string, unknown>> {
	const { tcp, udp } = packet;
	const ip = packet.ipv4 ?? packet.ipv6;
	const ports = tcp ?? udp;
	return {
		number: packet.number,
		time: secondsText(packet.timeNs, 9),
		timeNs: `${packet.timeNs}`,
		relativeTime: secondsText(relativeNs, 9),
		relativeNs: `${relativeNs}`,
		capturedBytes: packet.capturedBytes,
		originalBytes: packet.originalBytes,
		interface: packet.interfaceId,
		protocol: packet.protocol,
		source: ip?.source ?? packet.arp?.senderIp ?? packet.ethernet?.source ?? packet.sll?.source ?? null,
		sourcePort: ports?.sourcePort ?? null,
		destination: ip?.destination ?? packet.arp?.targetIp ?? packet.ethernet?.destination ?? null,
		destinationPort: ports?.destinationPort ?? null,
		stream: segment?.stream ?? null,
		connection: segment?.connection ?? null,
		side: segment?.side ?? null,
		phase: segment?.phase ?? null,
		flags: tcp?.flags ?? null,
		sequence: segment?.sequence ?? null,
		acknowledgment: segment?.acknowledgment ?? null,
		relativeSequence: segment?.relativeSequence ?? null,
		relativeAcknowledgment: segment?.relativeAcknowledgment ?? null,
		window: tcp?.window ?? null,
		payloadBytes: ports ? packet.payloadBytes : null,
		labels: labels?.names ?? null,
		duplicateAckFrame: labels?.duplicateAck?.frame ?? null,
		duplicateAckNumber: labels?.duplicateAck?.number ?? null,
		acknowledgesFrame: labels?.acknowledgesFrame ?? null,
		bytesInFlight: labels?.bytesInFlight ?? null,
		pushBytesSent: labels?.pushBytesSent ?? null,
		payload: ports && packet.payloadBytes > 0 ? packet.payload : null,
	};
}

function asJson(row: Readonly<Record<string, unknown>>, payloadBytes: number): Readonly<Record<string, unknown>> {
	const { payload, time, relativeTime } = row;
	const isWhole = payload instanceof Uint8Array && payload.length === payloadBytes;
	return {
		...row,
		time: Number(time),
		relativeTime: Number(relativeTime),
		payload: isWhole ? decodeUtf8(payload) : null,
	};
}

function asText(value: unknown): string {
	if (value instanceof Uint8Array) return visibleBytes(value);
	return Array.isArray(value) ? value.join(' ') : `${value ?? ''}`;
}

async function expectAgreement(open: () => ByteSource): Promise<void> {
	const { analysis, read } = await analyze(open());
	if (read.kind !== 'capture') return;
	const packets = Array.from({ length: analysis.packetCount }, (_, i) => analysis.packet(i + 1));
	const [tsv, csv, jsonl, usual] = [
		await rowsOf(open(), 'tsv'),
		await rowsOf(open(), 'csv'),
		await rowsOf(open(), 'jsonl'),
		await rowsOf(open(), 'tsv', DEFAULT_LABEL_PROFILE, defaultColumns('tsv')),
	].map((text) => text.split('\n').slice(0, -1)) as [string[], string[], string[], string[]];
	expect([tsv[0], csv[0], jsonl.length]).toEqual([KEYS.join('\t'), KEYS.join(','), packets.length]);
	expect(usual[0]).toBe(TEXT_KEYS.join('\t'));
	packets.forEach((packet, i) => {
		const row = expectedRow(packet);
		const cells = KEYS.map((key) => asText(row[key]));
		expect(tsv[i + 1]?.split('\t')).toEqual(cells);
		expect(usual[i + 1]).toBe(TEXT_KEYS.map((key) => asText(row[key])).join('\t'));
		expect(csv[i + 1]).toEqual([...cells.slice(0, -1), csvCell(cells.at(-1) ?? '')].join(','));
		expect(JSON.parse(jsonl[i] ?? '')).toEqual(asJson(row, packet.packet.payloadBytes));
	});
}

describe('a line per packet says what the analysis says', () => {
	test.each(fixtureFiles())('$name', ({ path }) => expectAgreement(() => openFile(path)));

	test.each([1, 2, 3])('random traffic, seed %i', (seed) => {
		const bytes = randomTraffic(seed, 700);
		return expectAgreement(() => bytesSource(bytes));
	});

	const CAPTURES = ['corpus', 'edge'].flatMap((folder) =>
		['.pcap', '.pcapng', '.cap'].flatMap((ending) => sharedFiles(folder, ending)),
	);
	test.skipIf(sharedReason).each(CAPTURES)(`${named('%s', sharedReason)}`, (path) =>
		expectAgreement(() => openFile(join(SHARED, path))),
	);
});

/** Our columns and tshark's fields that mean the same. */
const SAME: Readonly<Record<string, string>> = {
	number: 'frame.number',
	time: 'frame.time_epoch',
	relativeTime: 'frame.time_relative',
	capturedBytes: 'frame.cap_len',
	originalBytes: 'frame.len',
	stream: 'tcp.stream',
	sequence: 'tcp.seq_raw',
	acknowledgment: 'tcp.ack_raw',
	relativeSequence: 'tcp.seq',
	window: 'tcp.window_size_value',
	duplicateAckFrame: 'tcp.analysis.duplicate_ack_frame',
	duplicateAckNumber: 'tcp.analysis.duplicate_ack_num',
	acknowledgesFrame: 'tcp.analysis.acks_frame',
	bytesInFlight: 'tcp.analysis.bytes_in_flight',
};

const noTshark = needs('tshark');

describe.skipIf(noTshark)(named('a line per packet equals the fields of tshark', noTshark), () => {
	test.each(fixtureFiles().filter(({ isCut }) => !isCut))('$name', async ({ path }) => {
		const theirs = await tshark(path, Object.values(SAME));
		const [head = '', ...lines] = (await rowsOf(openFile(path), 'tsv', tsharkProfile())).split('\n').slice(0, -1);
		const keys = head.split('\t');
		const ours = lines.map((line) => {
			const cells = line.split('\t');
			return Object.fromEntries(Object.entries(SAME).map(([key, field]) => [field, cells[keys.indexOf(key)]]));
		});
		expect(ours).toEqual(theirs);
	});
});
