import { describe, expect, test } from 'vitest';
import type { Reason, Verdict } from '../../src/claims/claim.ts';
import { named } from '../needs.ts';
import { SHARED, sharedReason } from '../shared-files.ts';
import { judge } from './claim-files.ts';

/** What is said, what is to be found of it, and why not where it cannot be checked; `not-confirmed` may be left open. */
export type Case = readonly [text: string, verdict: Verdict | 'not-confirmed', reason?: Reason];

/** Cases of one class, all of one capture. */
export type Class = readonly [title: string, capture: string, cases: readonly Case[]];

/** Another writer's capture of the shared ones. */
export function shared(name: string): string {
	return `${SHARED}/claims/captures/${name}`;
}

/** Judges each sentence by itself. */
export function judgeClasses(classes: readonly Class[]): void {
	describe.each(classes)('%s (%s)', (_title, capture, cases) => {
		const missing = capture.startsWith(SHARED) ? sharedReason : undefined;
		test.skipIf(missing).each(cases.map((one) => ({ one, text: one[0] })))(
			named('$text', missing),
			async ({ one: [text, verdict, reason] }) => {
				const judged = await judge({ text, capture });
				if (verdict === 'not-confirmed') expect(judged.verdict).not.toBe('confirmed');
				else expect(judged.verdict).toBe(verdict);
				if (reason !== undefined) expect(judged.claims.map((claim) => claim.reason)).toContain(reason);
			},
		);
	});
}
