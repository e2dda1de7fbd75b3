import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type AnalyzeResult, analyze } from '../src/analyze.ts';
import { openFile } from '../src/node/file-source.ts';
import { DEFAULT_LABEL_PROFILE } from '../src/tcp/label-profile.ts';
import { bytesSource } from '../src/testing/source.ts';
import { randomTraffic } from '../src/testing/traffic.ts';
import { secondsText } from '../src/units.ts';
import { named } from './needs.ts';
import { SHARED, sharedFiles, sharedReason } from './shared-files.ts';
import { parseTable, type TsharkRow, tshark, tsharkCompleteness } from './tshark.ts';
import { LABEL_FIELDS, labelsAsTshark, normalizeTshark } from './tshark-labels.ts';
import { TSHARKS } from './tsharks.ts';

/** One line for each difference between us and tshark: packet, field, ours, theirs. @param first Packet of the first row. */
function differences(result: AnalyzeResult, rows: readonly TsharkRow[], first = 1): readonly string[] {
	return rows.flatMap((row, i) => {
		if (isNotComparable(row)) return [];
		const ours = labelsAsTshark(result, first + i);
		const theirs = normalizeTshark(row);
		return LABEL_FIELDS.filter((field) => ours[field] !== theirs[field]).map(
			(field) => `#${first + i} ${field}: ours "${ours[field]}", tshark's "${theirs[field]}"`,
		);
	});
}

/**
 * Rows that tshark itself does not print in full: an ICMP error quotes a TCP header, a tunnel has two of them, and a
 * header is longer than its datagram (no `tcp.len`).
 */
function isNotComparable(row: TsharkRow): boolean {
	const isQuoted = (row['icmp.type'] ?? '') !== '' || (row['tcp.stream'] ?? '').includes(',');
	return isQuoted || row['tcp.len'] === '';
}

/**
 * The stored rows were printed with raw numbers, and a tshark stops in a SACK option without a block unless the
 * acknowledgment number that it prints is over 2^31. With relative numbers, as they are by default, it stops here.
 */
const PRINTED_WITH_RAW_NUMBERS: Readonly<Record<string, readonly string[]>> = {
	'tcp-empty-sack/tcp-opt.pcap.tshark.tsv': [
		`#24 tcp.analysis.acks_frame: ours "", tshark's "20"`,
		`#24 tcp.analysis.ack_rtt: ours "", tshark's "0.186323000"`,
	],
};

const ORACLES = sharedFiles('corpus', '.tshark.tsv');

describe.skipIf(sharedReason)(named('labels equal those of the stored tshark 4.0', sharedReason), () => {
	test.each(ORACLES)('%s', async (oracle) => {
		const path = join(SHARED, oracle).replace(/\.tshark\.tsv$/, '');
		const result = await analyze(openFile(path), { profile: '4.0' });
		const rows = parseTable(readFileSync(join(SHARED, oracle), 'utf8'));
		if (result.read.kind !== 'capture') return;
		const found = differences(result, rows.slice(0, result.analysis.packetCount));
		expect(found).toEqual(PRINTED_WITH_RAW_NUMBERS[oracle.split('/').slice(-2).join('/')] ?? []);
	});

	const COMPLETENESS = ORACLES.map((name) => name.replace(/tshark\.tsv$/, 'completeness.tsv')).filter((name) =>
		existsSync(join(SHARED, name)),
	);
	test.each(COMPLETENESS)('%s', async (oracle) => {
		const path = join(SHARED, oracle).replace(/\.completeness\.tsv$/, '');
		const { analysis, read } = await analyze(openFile(path), { profile: '4.0' });
		if (read.kind !== 'capture') return;
		const lines = readFileSync(join(SHARED, oracle), 'utf8').trim().split('\n');
		const theirs = new Map(lines.map((line) => line.split('\t').map(Number) as [number, number]));
		for (let number = 1; number <= analysis.connectionCount; number++) {
			const { firstPacket, completeness } = analysis.connection(number);
			// Of other streams the stored value is that of their first packet, which does not count itself.
			const isSyn = analysis.packet(firstPacket).packet.tcp?.flags.join() === 'SYN';
			if (isSyn) expect([number - 1, completeness]).toEqual([number - 1, theirs.get(number - 1)]);
		}
	});
});

const PACKETS_PER_SEED = 2000;
const CAPTURES = ['.pcap', '.pcapng'].flatMap((ending) => sharedFiles('edge', ending));
/** For the version that is the default; above they are compared with what a tshark 4.0 printed. */
const MORE_CAPTURES = ['.pcap', '.pcapng'].flatMap((ending) => sharedFiles('corpus', ending));
const WILD_SEEDS = 25;
/** The others are of brief connections. */
const SEEDS = Array.from({ length: WILD_SEEDS + 6 }, (_, i) => i + 1);

describe.each(TSHARKS)('tshark $profile', ({ profile, program, reason }) => {
	describe.skipIf(reason)(named('labels of random traffic equal its', reason), () => {
		let result: AnalyzeResult;
		let rows: readonly TsharkRow[] = [];
		let complete: ReadonlyMap<number, number> = new Map();
		let connections: readonly OurConnection[] = [];

		// All seeds in one file, each with addresses of its own: a tshark takes longer to start than to read it.
		beforeAll(async () => {
			const folder = await mkdtemp(join(tmpdir(), 'capnote-traffic-'));
			const path = join(folder, 'traffic.pcap');
			const manner = (seed: number) => (seed > WILD_SEEDS ? 'brief' : 'wild');
			const bytes = joined(SEEDS.map((seed) => randomTraffic(seed, PACKETS_PER_SEED, manner(seed), seed)));
			writeFileSync(path, bytes);
			result = await analyze(bytesSource(bytes), { profile });
			connections = connectionsOf(result);
			rows = await tshark(path, [...LABEL_FIELDS, 'tcp.analysis.initial_rtt'], [], program);
			complete = await tsharkCompleteness(path, program);
			await rm(folder, { recursive: true });
		}, 60_000);

		test.each(SEEDS)(`seed %i, ${PACKETS_PER_SEED} packets`, (seed) => {
			expect(rows).toHaveLength(SEEDS.length * PACKETS_PER_SEED);
			const first = 1 + (seed - 1) * PACKETS_PER_SEED;
			const own = rows.slice(first - 1, first - 1 + PACKETS_PER_SEED);
			expect(differences(result, own, first)).toEqual([]);
			const ours = connections.filter(({ packet }) => packet >= first && packet < first + PACKETS_PER_SEED);
			expect(ours.map(({ shown }) => shown)).toEqual(theirConnections(own, complete));
		});
	});

	const noCaptures = sharedReason ?? reason;
	describe.skipIf(noCaptures)(named('labels of captures equal its', noCaptures), () => {
		test.each(profile === DEFAULT_LABEL_PROFILE ? [...CAPTURES, ...MORE_CAPTURES] : CAPTURES)('%s', async (capture) => {
			const path = join(SHARED, capture);
			const result = await analyze(openFile(path), { profile });
			if (result.read.kind !== 'capture') return;
			const fields = [...LABEL_FIELDS, 'tcp.len', 'icmp.type'];
			// Of a damaged file it prints what it could read, and fails.
			const rows = await tshark(path, fields, [], program).catch((error) => parseTable(error.stdout));
			expect(differences(result, rows.slice(0, result.analysis.packetCount))).toEqual([]);
		});
	});
});

/** The packets of several captures in one. */
function joined(captures: readonly Uint8Array[]): Uint8Array {
	return Buffer.concat(captures.map((bytes, i) => (i === 0 ? bytes : bytes.subarray(PCAP_HEADER_BYTES))));
}

const PCAP_HEADER_BYTES = 24;

interface OurConnection {
	/** Its first one. */
	readonly packet: number;
	readonly shown: { readonly completeness: number; readonly initialRtt: string };
}

/** Completeness and initial round-trip time of each connection, as tshark would print them. */
function connectionsOf({ analysis }: AnalyzeResult): readonly OurConnection[] {
	return Array.from({ length: analysis.connectionCount }, (_, i) => {
		const { firstPacket, completeness, initialRttNs } = analysis.connection(i + 1);
		const initialRtt = initialRttNs === null ? '' : secondsText(initialRttNs, 9);
		return { packet: firstPacket, shown: { completeness, initialRtt } };
	});
}

/**
 * tshark prints the round-trip time only beside something else that it found out, so it may be missing everywhere; and
 * version 4.0 does not count the first packet of a stream before it comes to the second.
 */
function theirConnections(rows: readonly TsharkRow[], complete: ReadonlyMap<number, number>) {
	const streams = [...new Set(rows.map((row) => Number(row['tcp.stream'])))].sort((a, b) => a - b);
	return streams.map((stream) => {
		const mine = rows.filter((row) => row['tcp.stream'] === `${stream}`);
		const initialRtt = mine.map((row) => row['tcp.analysis.initial_rtt']).find((text) => text !== '');
		return {
			completeness: mine.length > 1 ? complete.get(stream) : expect.any(Number),
			initialRtt: initialRtt ?? expect.any(String),
		};
	});
}
