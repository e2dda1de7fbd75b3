import { spawnSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ofProjects, output } from './docker.ts';
import { capturesOf, type LabProcess, startLab, tidy } from './lab-process.ts';
import { lacks, named, needs } from './needs.ts';
import { importNode } from './node-image.ts';
import { expectWholeRun } from './whole-run.ts';

const BASE = 'capnote-test/node:20-slim';
const BUILT = 'capnote-test/built';
const reason = needs('linux', 'root', 'tcpdump', 'docker');
const COMPOSES = [
	{ command: 'docker compose', missing: reason ?? lacks('compose-v2') },
	{ command: 'docker-compose', missing: reason ?? needs('compose-v1') },
] as const;

describe.skipIf(reason)(named('compose/Dockerfile', reason), () => {
	const started: LabProcess[] = [];
	beforeAll(() => importNode(BASE), 120_000);
	afterEach(() => {
		for (const run of started.splice(0)) tidy(run);
		spawnSync('docker', ['image', 'rm', BUILT]);
	});
	afterAll(() => output('docker', 'image', 'rm', BASE));

	test.each(COMPOSES)(
		'is built by $command, and the lab runs in it',
		async ({ command, missing }) => {
			if (missing !== undefined) return;
			const build = [...command.split(' '), '-f', 'compose/reqresp.yml', 'build', '--build-arg', `NODE=${BASE}`];
			output('env', `CAPNOTE_IMAGE=${BUILT}`, ...build);
			expect(output('docker', 'run', '--rm', BUILT, 'capnote', '--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
			const run = startLab(
				['lab', 'reqresp', '--runner', 'docker'],
				['env', `CAPNOTE_IMAGE=${BUILT}`, `CAPNOTE_COMPOSE=${command}`],
			);
			started.push(run);
			expect(await run.ended, run.log()).toEqual({ status: 0, signal: null });
			expectWholeRun(capturesOf(run)[0] ?? '');
			expect(ofProjects(`capnote-reqresp-${run.child.pid}`)).toEqual([]);
		},
		180_000,
	);
});
