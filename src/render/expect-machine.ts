import type { Catalogue } from '../i18n/catalogue.ts';
import type { CheckedSpec } from './expect-text.ts';
import { junitXml } from './junit.ts';
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
	const { expected, found, value } = words.expect;
	const suites = checked.map(({ spec, capture, expectations, lineOf }) => ({
		name: `${spec} (${capture})`,
		cases: expectations.map(({ path, outcome }) => {
			const { line, text } = lineOf(path);
			const message = `${expected}: ${text}; ${found}: ${value(outcome)}`;
			const failure = outcome.met ? {} : { failure: { message, type: 'expectation' } };
			return { group: 'expect', name: `${spec}:${line} ${path.join('.')}`, ...failure };
		}),
	}));
	return junitXml(suites);
}
