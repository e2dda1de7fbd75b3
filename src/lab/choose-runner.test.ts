import { expect, test } from 'vitest';
import { CapnoteError } from '../errors.ts';
import { chooseRunner, RUNNERS } from './choose-runner.ts';

const noNamespaces = new CapnoteError('namespaces-forbidden', { setting: 's', found: '0', cure: 'c' });
const noEngine = new CapnoteError('no-engine', { address: 'unix:///x', state: 'absent', said: '' });
const netns = { runner: 'netns', problem: noNamespaces };
const docker = { runner: 'docker', problem: noEngine };

function trials(ofNetns: CapnoteError | null, ofDocker: CapnoteError | null) {
	const trial = (name: string, error: CapnoteError | null) => async (): Promise<string> => {
		if (error !== null) throw error;
		return name;
	};
	return { netns: trial('netns', ofNetns), docker: trial('docker', ofDocker), simulated: trial('simulated', null) };
}

test.each([
	['auto', RUNNERS, null, null, { ready: 'netns', why: 'first-choice', problems: [] }],
	['auto', RUNNERS, noNamespaces, null, { ready: 'docker', why: 'fallback', problems: [netns] }],
	['auto', RUNNERS, noNamespaces, noEngine, { ready: 'simulated', why: 'fallback', problems: [netns, docker] }],
	['auto', ['netns', 'simulated'], noNamespaces, null, { ready: 'simulated', why: 'fallback', problems: [netns] }],
	['auto', ['docker'], null, null, { ready: 'docker', why: 'only-one', problems: [] }],
	['auto', ['simulated'], null, null, { ready: 'simulated', why: 'only-one', problems: [] }],
	['docker', RUNNERS, null, null, { ready: 'docker', why: 'asked', problems: [] }],
	['netns', RUNNERS, null, noEngine, { ready: 'netns', why: 'asked', problems: [] }],
] as const)('chooseRunner(%s of %j) with netns %s and docker %s', async (wanted, able, ofNetns, ofDocker, expected) => {
	expect(await chooseRunner(wanted, able, trials(ofNetns, ofDocker))).toEqual(expected);
});

test.each([
	['auto', ['netns', 'docker'], noNamespaces, noEngine, 'namespaces-forbidden'],
	['docker', RUNNERS, null, noEngine, 'no-engine'],
	['netns', RUNNERS, noNamespaces, null, 'namespaces-forbidden'],
] as const)('chooseRunner(%s of %j) says why nothing works', async (wanted, able, ofNetns, ofDocker, code) => {
	await expect(chooseRunner(wanted, able, trials(ofNetns, ofDocker))).rejects.toMatchObject({ code });
});
