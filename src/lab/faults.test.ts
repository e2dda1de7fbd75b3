import { describe, expect, test } from 'vitest';
import { LABS } from '../profile/labs.ts';
import { checkFaultsRun, FAULT_FORMS, parseFaults, withFaults } from './faults.ts';
import { fullScenario } from './scenario.ts';

const SCENARIO = fullScenario({ kind: 'auto', messages: LABS.reqresp.messages });

test('parseFaults() takes every fault as its help writes it', () => {
	expect(FAULT_FORMS).toHaveLength(20);
	for (const form of FAULT_FORMS) expect(parseFaults([form])[0]?.name).toBe(form.split('=')[0]);
});

test.each([
	['loss', 5],
	['loss=10%', 10],
	['loss=2.5%', 2.5],
	['loss=10', 10],
	['delay=200ms', 200],
	['snaplen=96', 96],
	['reset', 0],
])('parseFaults() of %s', (text, value) => {
	expect(parseFaults([text])).toMatchObject([{ value }]);
});

test.each(['', 'los', 'loss=', 'loss=0%', 'loss=51%', 'loss=5ms', 'loss=-1', 'reset=1', 'delay=x', 'toString', 'LOSS'])(
	'parseFaults() refuses %j',
	(text) => {
		expect(() => parseFaults([text])).toThrowError(
			expect.objectContaining({ code: 'unknown-fault', details: { text, known: FAULT_FORMS } }),
		);
	},
);

test.each([
	[['reset', 'server-stops'], true],
	[['late-capture', 'slow-reader'], true],
	[['no-arp', 'flush-arp'], true],
	[['loss', 'loss=20%'], true],
	[['loss', 'delay', 'duplicate', 'reset', 'snaplen'], false],
	[['late-capture', 'killed-capture'], true],
])('parseFaults() of %j: collide %s', (texts, collide) => {
	if (!collide) expect(parseFaults(texts)).toHaveLength(texts.length);
	else expect(() => parseFaults(texts)).toThrowError(expect.objectContaining({ code: 'faults-collide' }));
});

describe('withFaults()', () => {
	test('puts the rules of two faults for one cable together', () => {
		const { wires } = withFaults(SCENARIO, parseFaults(['delay=10ms', 'duplicate', 'loss']), LABS.reqresp);
		expect(wires.map(({ host, rules }) => [host, rules.map(({ kind }) => kind)])).toEqual([
			['client', ['delay', 'delay', 'duplicate']],
			['server', ['drop']],
		]);
	});

	test('stops the voting server after its last reply: the last word has none', () => {
		const voting = fullScenario({ kind: 'auto', messages: LABS.voting.messages });
		const { serverManners } = withFaults(voting, parseFaults(['server-stops']), LABS.voting);
		expect(serverManners.ending).toEqual({ how: 'stop', after: 4 });
	});

	test('refuses a keyboard where the fault needs a client of its own', () => {
		const typed = fullScenario({ kind: 'typed' });
		expect(() => withFaults(typed, parseFaults(['half-close']), LABS.reqresp)).toThrowError(
			expect.objectContaining({ code: 'wrong-use', details: { problem: 'fault-types' } }),
		);
		expect(withFaults(typed, parseFaults(['server-stops']), LABS.reqresp).serverManners.ending?.after).toBe(1);
	});

	test('changes nothing without a fault', () => {
		expect(withFaults(SCENARIO, [], LABS.reqresp)).toEqual(SCENARIO);
	});
});

test('checkFaultsRun() names the runner that can', () => {
	expect(() => checkFaultsRun(parseFaults(['loss']), 'docker')).toThrowError(
		expect.objectContaining({
			code: 'fault-elsewhere',
			details: { fault: 'loss', runner: 'docker', runners: ['netns', 'simulated'] },
		}),
	);
	expect(() => checkFaultsRun(parseFaults(['reset', 'snaplen']), 'docker')).not.toThrow();
});
