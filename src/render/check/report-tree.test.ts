import { describe, expect, test } from 'vitest';
import type { ReportNode } from '../page-data.ts';
import { reportTree } from './report-tree.ts';

/** The tree in short: elements in brackets, statements as `{id:words}`, what is said of them as `!id`. */
function short(nodes: readonly ReportNode[]): string {
	return nodes
		.map((node) => {
			if (typeof node === 'string') return node;
			if ('of' in node) return `{${node.of}${node.isFirst ? '' : '…'}:${node.inside}}`;
			if ('verdicts' in node) return `!${node.verdicts.join(',')}`;
			return `<${node.tag}>${short(node.inside)}</>`;
		})
		.join('');
}

/** Marks each of the words where they stand. */
function tree(text: string, ...statements: readonly string[]): string {
	const stretches = statements.map((words, i) => {
		const start = text.indexOf(words);
		return { id: `c${i + 1}`, start, end: start + words.length };
	});
	return short(reportTree(text, stretches));
}

describe('reportTree()', () => {
	test.each([
		['a sentence in a paragraph', 'One. Two. Three.', ['Two.'], '<p>One. {c1:Two.} Three.</>!c1'],
		['two in one', 'One. Two.', ['One.', 'Two.'], '<p>{c1:One.} {c2:Two.}</>!c1,c2'],
		[
			'one through emphasis and code',
			'See *packet 3* `SYN` now.',
			['packet 3* `SYN` now.'],
			'<p>See <em>{c1:packet 3}</> <code>{c1…:SYN}</>{c1…: now.}</>!c1',
		],
		['headings without a gap in their levels', '# A\n\n### B\n\n## C', [], '<h3>A</><h4>B</><h4>C</>'],
		['items of a list', '- one\n- two', ['one', 'two'], '<ul><li><p>{c1:one}</>!c1</><li><p>{c2:two}</>!c2</></>'],
		[
			'a row of a table',
			'| a | b |\n|---|---|\n| 1 | 2 |',
			['| 1 | 2 |'],
			'<table><thead><tr><th>a</><th>b</></></><tbody><tr><td>{c1:1}</><td>{c1…:2}</></>!c1</></>',
		],
		['lines of code without the fences', '```\nrow 1\nrow 2\n```', ['row 2'], '<pre>row 1\n{c1:row 2}</>!c1'],
		['an escape', 'a \\* b', ['b'], '<p>a * {c1:b}</>!c1'],
		['letters beyond the first plane', '😀 one. two', ['two'], '<p>😀 one. {c1:two}</>!c1'],
	])('marks %s', (_what, text, statements, expected) => {
		expect(tree(text, ...statements)).toBe(expected);
	});

	test.each([
		['a link', '[here](javascript:alert(1))', '<p><link>here</></>'],
		['a picture', '![ladder](http://evil/x.png)', '<p><picture>ladder</></>'],
		['HTML', '<img src=x onerror=alert(1)>', '<pre><img src=x onerror=alert(1)></>'],
		['HTML in a line', 'a <b onclick=x>b</b><br>c', '<p>a <b onclick=x>b</b><br></>c</>'],
		['what turns the direction of text', 'a\u202egpj.exe', '<p>a\\u{202e}gpj.exe</>'],
	])('leaves of %s only the words', (_what, text, expected) => {
		expect(tree(text)).toBe(expected);
	});

	test('loses no statement, wherever it is said to stand', () => {
		const text = 'One.\n\n[x]: http://a "b"\n\n---\n\nTwo.';
		const stretches = [0, 8, 27, 30, 200].map((start, i) => ({ id: `c${i}`, start, end: start + 2 }));
		const all = short(reportTree(text, stretches))
			.match(/!([c\d,]+)/g)
			?.join(',')
			.replaceAll('!', '')
			.split(',');
		expect(all).toEqual(['c0', 'c1', 'c2', 'c3', 'c4']);
	});

	test('needs time that grows with the length, however deep lists go', () => {
		const deep = Array.from({ length: 500 }, (_, i) => `${'  '.repeat(i)}- item ${i}`).join('\n');
		for (const text of [deep, '*'.repeat(1e6), `${'> '.repeat(5000)}x`, '| a '.repeat(1e5), '[a]('.repeat(1e5)]) {
			const start = performance.now();
			expect(short(reportTree(text, [])).length).toBeGreaterThan(0);
			expect(performance.now() - start).toBeLessThan(10_000);
		}
	});
});
