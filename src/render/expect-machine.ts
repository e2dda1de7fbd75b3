import junit, { type Builder } from 'junit-report-builder';
import type { Catalogue } from '../i18n/catalogue.ts';
import type { CheckedSpec } from './expect-text.ts';
import { safeJson } from './safe-json.ts';

/** `{ "capnote": 1, "captures": […] }`: each expectation with what was expected, found, and the packets that show it. */
export function expectJson(checked: readonly CheckedSpec[]): string {
	const captures = checked.map(({ spec, capture, expectations, lineOf }) => ({
		spec,
		capture,
		met: expectations.every(({ outcome }) => outcome.met),
		expectations: expectations.map(({ path, outcome }) => ({ path, line: lineOf(path).line, ...outcome })),
	}));
	return `${safeJson({ capnote: 1, captures })}\n`;
}

/** One test suite for each specification, one test case for each expectation. */
export function expectJunit(checked: readonly CheckedSpec[], words: Catalogue): string {
	// Its types speak of an ES module; what is loaded is the builder itself.
	const builder = (junit as unknown as Builder).newBuilder();
	for (const { spec, capture, expectations, lineOf } of checked) {
		const suite = builder.testSuite().name(`${spec} (${capture})`);
		for (const { path, outcome } of expectations) {
			const { line, text } = lineOf(path);
			const test = suite
				.testCase()
				.className('expect')
				.name(`${spec}:${line} ${path.join('.')}`);
			if (outcome.met) continue;
			const { expected, found, value } = words.expect;
			test.failure(`${expected}: ${text}; ${found}: ${value(outcome)}`, 'expectation');
		}
	}
	return `${builder.build()}\n`;
}
