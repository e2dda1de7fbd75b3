import { expect, test } from 'vitest';
import { ownerMark, ownerState, type Processes } from './owner-mark.ts';

const HERE: Processes = { machine: 'boot-1', startOf: (pid) => (pid === 77 ? '8912' : null) };
const AFTER_RESTART: Processes = { ...HERE, machine: 'boot-2' };
const NUMBER_GIVEN_AGAIN: Processes = { ...HERE, startOf: () => '9999' };
const ENDED: Processes = { ...HERE, startOf: () => null };
const MARK = ownerMark(77, false, HERE);
const KEPT = ownerMark(77, true, HERE);

test.each([
	['a run that lives', MARK, HERE, 'live'],
	['a run that has ended', MARK, ENDED, 'dead'],
	['a run whose number another process has now', MARK, NUMBER_GIVEN_AGAIN, 'dead'],
	['a run of another machine, or before a restart', MARK, AFTER_RESTART, 'unknown'],
	['what is to be kept, while its run lives', KEPT, HERE, 'live'],
	['what was kept', KEPT, ENDED, 'kept'],
	['what was kept before a restart', KEPT, AFTER_RESTART, 'kept'],
	['what was started by hand', '', HERE, 'unknown'],
	['what is not marked', undefined, HERE, 'unknown'],
])('ownerState() of %s', (_, mark, processes, expected) => {
	expect(ownerState(mark, processes)).toBe(expected);
});
