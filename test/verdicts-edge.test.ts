import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type AnalyzeResult, analyze } from '../src/analyze.ts';
import { openFile } from '../src/node/file-source.ts';
import { type LifeCycle, lifeCycle } from '../src/tcp/life-cycle.ts';
import type { LifeStep } from '../src/tcp/life-traits.ts';
import { synAnswer } from '../src/tcp/server-answer.ts';
import { createStates } from '../src/tcp/states.ts';
import { zeekVerdict } from '../src/tcp/zeek.ts';
import { named } from './needs.ts';
import { SHARED, sharedReason } from './shared-files.ts';

/** The segments of each connection with their times. */
function stepsOf({ analysis }: AnalyzeResult): readonly (readonly LifeStep[])[] {
	const steps: LifeStep[][] = Array.from({ length: analysis.connectionCount }, () => []);
	for (let number = 1; number <= analysis.packetCount; number++) {
		const { packet, segment } = analysis.packet(number);
		if (segment) steps[segment.connection - 1]?.push({ segment, timeNs: packet.timeNs });
	}
	return steps;
}

/** One line for each connection: opening, ending, traits, last states, Zeek's words. */
function verdicts(result: AnalyzeResult): readonly string[] {
	const all = stepsOf(result);
	return all.map((steps, i) => {
		const previous = i > 0 ? { connection: i, steps: all[i - 1] ?? [] } : null;
		const segments = steps.map(({ segment }) => segment);
		const { startSeen } = result.analysis.connection(i + 1);
		const states = createStates({ startSeen, answer: synAnswer(segments) });
		const last = segments.map((segment) => states.after(segment)).at(-1);
		const { state, history } = zeekVerdict(segments);
		const names = namesOf(lifeCycle(steps, previous));
		return `${names} | ${last?.client ?? '?'} ${last?.server ?? '?'} | ${state} ${history}`;
	});
}

function namesOf({ opening, ending, traits }: LifeCycle): string {
	return [opening, ending, ...traits].map(({ kind }) => kind).join(' ');
}

/** What each capture of the table in TCP-ANALYSIS section 2 must give. */
const CAPTURES: Record<string, readonly string[]> = {
	full4: ['three-way four-segment | TIME_WAIT CLOSED | SF ShADadFf'],
	full3: ['three-way three-segment | TIME_WAIT CLOSED | SF ShADadFf'],
	findata: ['three-way three-segment data-on-fin data-on-fin | TIME_WAIT CLOSED | SF ShAFf'],
	halfclose: ['three-way four-segment half-close | TIME_WAIT CLOSED | SF ShADFadf'],
	simclose: ['three-way simultaneous-close | TIME_WAIT TIME_WAIT | SF ShADadFf'],
	simopen: ['simultaneous-open open | ESTABLISHED ESTABLISHED | S1 SsDadA'],
	refused: ['refused never-opened | CLOSED CLOSED | REJ Sr'],
	synretx: ['no-answer never-opened | SYN_SENT ? | S0 S'],
	synretx_ok: ['three-way open syn-resent | ESTABLISHED ESTABLISHED | S1 ShA'],
	synack_retx: ['three-way open syn-ack-resent | ESTABLISHED ESTABLISHED | S1 ShA'],
	rst_abort: ['three-way aborted | CLOSED CLOSED | RSTO ShADadR'],
	rst_abort_noack: ['three-way aborted | CLOSED CLOSED | RSTO ShADadR'],
	dup_rst: ['three-way aborted | CLOSED CLOSED | RSTO ShADadR'],
	fin_rst: ['three-way fin-answered-by-reset | CLOSED CLOSED | RSTR ShADadFr'],
	fin_noack: ['three-way half-closed | FIN_WAIT_1 ESTABLISHED | S2 ShAF'],
	fin_retx: ['three-way four-segment fin-resent | TIME_WAIT CLOSED | SF ShADadFf'],
	halfopen: [
		'three-way open | ESTABLISHED ESTABLISHED | S1 ShADad',
		'challenged never-opened half-open-discovery port-reuse | SYN_SENT CLOSED | RSTOS0 SaR',
		'three-way open port-reuse | ESTABLISHED ESTABLISHED | S1 ShA',
	],
	reuse: [
		'three-way four-segment | TIME_WAIT CLOSED | SF ShADadFf',
		'three-way open port-reuse | ESTABLISHED ESTABLISHED | S1 ShA',
	],
	reuse_sameisn: [
		'three-way four-segment | TIME_WAIT CLOSED | SF ShADadFf',
		'three-way open port-reuse | ESTABLISHED ESTABLISHED | S1 ShA',
	],
	tfo: ['three-way open fast-open | ESTABLISHED ESTABLISHED | S1 ShAd'],
	tfo_ign: ['three-way open fast-open | ESTABLISHED ESTABLISHED | S1 ShDTa'],
	mid: ['not-captured four-segment | TIME_WAIT CLOSED | SF DadAFf'],
	mid_synack: ['not-captured four-segment | TIME_WAIT CLOSED | SF ^hADadFf'],
};

describe.skipIf(sharedReason)(named('verdicts over the captures of the edge cases', sharedReason), () => {
	test.each(Object.entries(CAPTURES))('%s', async (name, expected) => {
		const result = await analyze(openFile(join(SHARED, `edge/${name}.pcap`)));
		expect(verdicts(result)).toEqual(expected);
	});
});
