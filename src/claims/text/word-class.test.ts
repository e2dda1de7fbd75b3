import { expect, test } from 'vitest';
import { NEUTRAL_ENGLISH } from './neutral-english.ts';
import { NEUTRAL_INDONESIAN } from './neutral-indonesian.ts';
import { OPERATOR_WORDS } from './operators.ts';
import { classOf } from './word-class.ts';

test.each([
	...['carefully', 'studies', 'stopped', 'noticed', 'their', 'explanation', 'choosing', 'screenshots'],
	...['dijelaskan', 'menulis', 'menyimpan', 'pengamatan', 'terlihat', 'dipakainya', 'percobaan', 'gambar-gambar'],
])('classOf() finds that %s changes no fact', (word) => {
	expect(classOf(word)).toBe('neutral');
});

test.each([
	['earlier', 'order'],
	['belakangan', 'order'],
	['remaining', 'part'],
	['sisanya', 'part'],
	['longer', 'comparison'],
	['daripada', 'comparison'],
	['exclusively', 'only'],
	['satu-satunya', 'only'],
	['presumably', 'hedge'],
	['keliru', 'hedge'],
	['unanswered', 'negation'],
	['gagal', 'negation'],
	['again', 'repeat'],
	['mengulang', 'repeat'],
] as const)('classOf() finds that %s changes what is said: %s', (word, operator) => {
	expect(classOf(word)).toBe(operator);
});

test.each(['quic', 'firewall', 'nagle', 'ekor', 'vlan', 'mtls'])('classOf() does not know %s', (word) => {
	expect(classOf(word)).toBe('unknown');
});

test('no word that turns a statement is neutral', () => {
	const neutral = new Set(`${NEUTRAL_ENGLISH} ${NEUTRAL_INDONESIAN}`.split(/\s+/).filter(Boolean));
	const turning = Object.values(OPERATOR_WORDS).flatMap((words) => words.split(/\s+/).filter(Boolean));
	expect(turning.filter((word) => neutral.has(word))).toEqual([]);
});
