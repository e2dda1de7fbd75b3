import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ofProjects } from './docker.ts';
import { FAULT_CASES } from './fault-cases.ts';
import { expectSeen, faultyLab } from './faulty-lab.ts';
import { lacks, named, needs } from './needs.ts';

const reason =
	needs('linux', 'root', 'tcpdump', 'docker') ?? (lacks('compose-v2') === undefined ? undefined : needs('compose-v1'));

/** The faults that need nothing of the cables, which are not ours here. */
const IN_CONTAINERS = new Set([
	...['refused', 'late-capture', 'server-stops', 'reset', 'half-close', 'slow-reader', 'snaplen=60', 'killed-capture'],
]);

describe.skipIf(reason)(named('lab --runner docker --fault', reason), () => {
	const folder = mkdtempSync(join(tmpdir(), 'capnote-faults-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	const cases = FAULT_CASES.filter(({ faults }) => faults.every((fault) => IN_CONTAINERS.has(fault)));

	test('has a case for each', () => expect(cases).toHaveLength(IN_CONTAINERS.size));

	test.each(cases)(
		'$faults is seen in the capture',
		async (of) => {
			await expectSeen(of, await faultyLab(folder, of.faults, { runner: 'docker' }), needs('tshark') === undefined);
			expect(ofProjects(`capnote-reqresp-${process.pid}`)).toEqual([]);
		},
		240_000,
	);
});
