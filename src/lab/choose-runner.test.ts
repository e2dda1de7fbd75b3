import { expect, test } from 'vitest';
import { CapnoteError } from '../errors.ts';
import { chooseRunner } from './choose-runner.ts';

const noNamespaces = new CapnoteError('namespaces-forbidden', { setting: 's', found: '0', cure: 'c' });
const noEngine = new CapnoteError('no-engine', { address: 'unix:///x', state: 'absent', said: '' });

function trials(netns: CapnoteError | null, docker: CapnoteError | null) {
	const trial = (name: string, error: CapnoteError | null) => async (): Promise<string> => {
		if (error !== null) throw error;
		return name;
	};
	return { netns: trial('netns', netns), docker: trial('docker', docker) };
}

test.each([
	['auto', false, null, null, { ready: 'netns', why: 'first-choice', problem: null }],
	['auto', false, noNamespaces, null, { ready: 'docker', why: 'second-choice', problem: noNamespaces }],
	['auto', true, null, null, { ready: 'docker', why: 'asked', problem: null }],
	['docker', false, null, null, { ready: 'docker', why: 'asked', problem: null }],
	['netns', false, null, noEngine, { ready: 'netns', why: 'asked', problem: null }],
] as const)('chooseRunner(%s, keep %j) with netns %s and docker %s', async (wanted, keep, netns, docker, expected) => {
	expect(await chooseRunner(wanted, keep, trials(netns, docker))).toEqual(expected);
});

test.each([
	['auto', false, noNamespaces, noEngine, 'namespaces-forbidden'],
	['docker', false, null, noEngine, 'no-engine'],
	['netns', false, noNamespaces, null, 'namespaces-forbidden'],
	['netns', true, null, null, 'wrong-use'],
] as const)('chooseRunner(%s, keep %j) says why nothing works', async (wanted, keep, netns, docker, code) => {
	await expect(chooseRunner(wanted, keep, trials(netns, docker))).rejects.toMatchObject({ code });
});
