import { describe, expect, test } from 'vitest';
import type { AnalyzeResult } from '../analyze.ts';
import { analyze } from '../analyze.ts';
import { findFindings } from '../findings/find.ts';
import { en } from '../i18n/en/index.ts';
import { report as englishReport } from '../i18n/en/report/index.ts';
import { id } from '../i18n/id/index.ts';
import { report as indonesianReport } from '../i18n/id/report/index.ts';
import { fullScenario } from '../lab/scenario.ts';
import { simulateLab } from '../lab/simulated/simulate-lab.ts';
import { LABS, type LabName } from '../profile/labs.ts';
import { type Block, reportBlocks } from '../render/report/blocks.ts';
import { randomLab, START_NS, simulate } from '../testing/simulated.ts';
import { bytesSource } from '../testing/source.ts';
import { falseStatement, headersOf } from '../testing/statement-checks.ts';
import { buildReport } from './build-report.ts';
import type { Report } from './report.ts';
import type { Statement } from './statement.ts';

/** `CAPNOTE_SEEDS=5000 npx vitest run src/report/true.test.ts` tries more. */
const SEEDS = Number(process.env.CAPNOTE_SEEDS ?? 150);

function reportOf(result: AnalyzeResult): Report {
	return buildReport([{ result, findings: findFindings(result.analysis), sha256: null }], { version: '0' });
}

function statementsOf({ sections }: Report): readonly Statement[] {
	return sections.flatMap(({ blocks }) =>
		blocks.flatMap((block) => (block.kind === 'statements' ? block.statements : [])),
	);
}

/** Packet numbers that stand in a sentence or beside a row. */
function namedPackets(blocks: readonly Block[]): readonly number[] {
	return blocks.flatMap((block) => {
		if (block.kind === 'table') return block.rows.flatMap(({ packets }) => packets);
		if (block.kind !== 'paragraph') return [];
		return block.text.flatMap((piece) => (typeof piece !== 'string' && piece.kind === 'packets' ? piece.packets : []));
	});
}

/** What a report says that is not so. */
function falsehoods(result: AnalyzeResult): readonly string[] {
	const report = reportOf(result);
	const headers = headersOf(result.analysis);
	const languages = [
		{ words: en, report: englishReport },
		{ words: id, report: indonesianReport },
	];
	const named = languages.flatMap((language) => namedPackets(reportBlocks(report, language)));
	const outside = named.filter((number) => !(number >= 1 && number <= headers.count));
	return [
		...outside.map((number) => `#${number} of ${headers.count} packets`),
		...statementsOf(report).flatMap((statement) => falseStatement(statement, headers) ?? []),
	];
}

describe('buildReport() says nothing that the headers of the named packets do not show', () => {
	test(
		`of ${SEEDS} labs on bad cables`,
		async () => {
			const wrong: string[] = [];
			const kinds = new Set<string>();
			for (let seed = 1; seed <= SEEDS; seed++) {
				const { result } = await simulate(randomLab(seed), seed);
				wrong.push(...falsehoods(result).map((what) => `seed ${seed}: ${what}`));
				for (const { kind } of statementsOf(reportOf(result))) kinds.add(kind);
				// The server of these labs only ever answers.
				if (kinds.has('server-unasked')) wrong.push(`seed ${seed}: the server speaks unasked`);
			}
			expect(wrong).toEqual([]);
			expect(kinds.size).toBeGreaterThan(25);
		},
		SEEDS * 500,
	);

	test.each(['start', 'connected'] as const)('of each lab, recorded from %s', async (recordFrom) => {
		for (const name of Object.keys(LABS) as LabName[]) {
			for (let seed = 1; seed <= 5; seed++) {
				const result = await simulated(name, seed, recordFrom);
				expect([name, seed, falsehoods(result)]).toEqual([name, seed, []]);
			}
		}
	});
});

describe('the checks', () => {
	test('notice a statement that is not true', async () => {
		const result = await simulated('reqresp', 1, 'start');
		const headers = headersOf(result.analysis);
		const all = statementsOf(reportOf(result));
		const moved = all
			.filter(({ packets }) => packets.length > 0)
			.map((statement) => ({ ...statement, packets: statement.packets.map((number) => number + 1) }));
		expect(moved.flatMap((statement) => falseStatement(statement, headers) ?? []).length).toBeGreaterThan(6);
		expect(falseStatement({ kind: 'open-at-end', last: 3, packets: [3] }, headers)).toContain('not true');
		expect(falseStatement({ kind: 'no-arp', packets: [999] }, headers)).toContain('999');
	});
});

async function simulated(name: LabName, seed: number, recordFrom: 'start' | 'connected'): Promise<AnalyzeResult> {
	const { messages } = LABS[name];
	const scenario = { ...fullScenario({ kind: 'auto', messages }), recordFrom };
	const { capture } = simulateLab(LABS[name], scenario as Parameters<typeof simulateLab>[1], {
		seed,
		startNs: START_NS,
	});
	return analyze(bytesSource(capture));
}
