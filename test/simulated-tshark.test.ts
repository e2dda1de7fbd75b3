import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type AnalyzeResult, analyze } from '../src/analyze.ts';
import { type FrameToWrite, writePcap } from '../src/file/write-pcap.ts';
import { runSimulated } from '../src/lab/simulated/run-simulated.ts';
import type { SimulatedScenario } from '../src/lab/simulated/scenario.ts';
import { randomLab, START_NS } from '../src/testing/simulated.ts';
import { CASES } from '../src/testing/simulated-cases.ts';
import { bytesSource } from '../src/testing/source.ts';
import { named, needs } from './needs.ts';
import { type TsharkRow, tshark, tsharkProfile } from './tshark.ts';
import { LABEL_FIELDS, labelsAsTshark, normalizeTshark } from './tshark-labels.ts';

const CHECKS = ['-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE'];
const FIELDS = ['_ws.malformed', 'ip.checksum.status', 'tcp.checksum.status'];
/** What Wireshark calls not captured, or unseen. */
const UNSEEN = ['lost_segment', 'ack_lost_segment'];
const HOUR_NS = 3_600_000_000_000n;
const FIRST_PORT = 33_000;

/** All these labs in one file, an hour apart and each with its own client port: tshark takes long to start. */
async function inOneFile(labs: readonly SimulatedScenario[]): Promise<Uint8Array> {
	const frames: FrameToWrite[] = [];
	for (const [i, lab] of labs.entries()) {
		const scenario = { ...lab, clientPort: FIRST_PORT + i };
		const { capture } = runSimulated(scenario, { seed: i + 1, startNs: START_NS + BigInt(i) * HOUR_NS });
		const { analysis } = await analyze(bytesSource(capture));
		for (let number = 1; number <= analysis.packetCount; number++) frames.push(analysis.frame(number));
	}
	return Buffer.concat([...writePcap({ linkType: 1, snaplen: 0, nanoseconds: true, frames })]);
}

async function askTshark(file: Uint8Array): Promise<readonly TsharkRow[]> {
	const folder = mkdtempSync(join(tmpdir(), 'capnote-simulated-'));
	try {
		writeFileSync(join(folder, 'simulated.pcap'), file);
		return await tshark(join(folder, 'simulated.pcap'), [...LABEL_FIELDS, ...FIELDS], CHECKS);
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function differences(result: AnalyzeResult, rows: readonly TsharkRow[]): readonly string[] {
	return rows.flatMap((row, i) => {
		const ours = labelsAsTshark(result, i + 1);
		const theirs = normalizeTshark(row);
		return LABEL_FIELDS.filter((field) => ours[field] !== theirs[field]).map(
			(field) => `#${i + 1} ${field}: ours "${ours[field]}", tshark's "${theirs[field]}"`,
		);
	});
}

const reason = needs('tshark');
const GOOD = '1';
const onBridge = Object.values(CASES)
	.map(({ lab }) => lab)
	.filter(({ recording }) => recording.place === 'bridge' && recording.snaplen === 0);
const isClean = ({ links = {} }: SimulatedScenario): boolean => Object.keys(links).length === 0;

describe.skipIf(reason)(named('tshark takes a simulated capture for a real one', reason), () => {
	test.each([
		['clean labs', onBridge.filter(isClean), true],
		['labs with faults', onBridge.filter((lab) => !isClean(lab)), false],
		['random labs on bad cables', Array.from({ length: 60 }, (_, i) => randomLab(i + 1)), false],
	])('%s: nothing malformed, every checksum right, the same labels as ours', async (_, labs, clean) => {
		const file = await inOneFile(labs);
		const rows = await askTshark(file);
		expect(rows.length).toBeGreaterThan(100);
		expect(rows.filter((row) => row['_ws.malformed'] !== '')).toEqual([]);
		expect(rows.filter((row) => row['tcp.stream'] !== '' && row['tcp.checksum.status'] !== GOOD)).toEqual([]);
		expect(rows.filter((row) => row['tcp.stream'] !== '' && row['ip.checksum.status'] !== GOOD)).toEqual([]);
		const unseen = rows.filter((row) => UNSEEN.some((name) => row[`tcp.analysis.${name}`] !== ''));
		if (clean) expect(unseen).toEqual([]);
		const result = await analyze(bytesSource(file), { profile: tsharkProfile() });
		expect(differences(result, rows)).toEqual([]);
	});
});
