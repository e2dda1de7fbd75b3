import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { describe, expect, test } from 'vitest';
import { footnotePlace } from './footnote-places.ts';

const MARK = '[^c001]';

/** Where something is said, the part that is said is between « and ». */
const PLACES: Readonly<Record<string, readonly [said: string, expected: string]>> = {
	'at the end of a sentence': ['«Packet 3 is a SYN.» Then comes data.', 'Packet 3 is a SYN.[^c001] Then comes data.'],
	'behind a link, not inside it': ['[«Packet 3»](a.png) is here', '[Packet 3](a.png)[^c001] is here'],
	'behind code in a sentence': ['It is `«SYN, ACK»` here', 'It is `SYN, ACK`[^c001] here'],
	'behind emphasis': ['**«Packet 3»** is here', '**Packet 3**[^c001] is here'],
	'not as part of a picture': ['«What a SYN!»', 'What a SYN! [^c001]'],
	'not as part of a link': ['«Packet 3»(a SYN)', 'Packet 3[^c001] (a SYN)'],
	'in the last cell of a row': ['| a | b |\n|---|---|\n| «3 | SYN |»', '| a | b |\n|---|---|\n| 3 | SYN[^c001] |'],
	'in a cell that is not empty': ['| a | b |\n|---|---|\n| «3 | |»', '| a | b |\n|---|---|\n| 3[^c001] | |'],
	'below a block of code': ['```\n«SYN»\n```\nmore', '```\nSYN\n```\n\n[^c001]\n\nmore'],
	'below a block of code in a list': ['- a\n  ```\n  «SYN»\n  ```\n', '- a\n  ```\n  SYN\n  ```\n\n  [^c001]\n\n'],
	'below a block of code in a quote': ['> ```\n> «SYN»\n> ```\n', '> ```\n> SYN\n> ```\n>\n> [^c001]\n\n'],
	'behind a block of code that nobody closed': ['~~~~\n«SYN»', '~~~~\nSYN\n~~~~\n\n[^c001]\n'],
	'behind HTML that an empty line does not end': ['<!-- «SYN»', '<!-- SYN\n-->\n\n[^c001]\n'],
	'behind a heading underlined': ['«Packet 3»\n===', 'Packet 3[^c001]\n==='],
};

function read(text: string): Root {
	return fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
}

function withMark(text: string, end: number): string {
	const { offset, before, after } = footnotePlace(read(text), text, end);
	return text.slice(0, offset) + before + MARK + after + text.slice(offset);
}

describe('footnotePlace() puts a reference', () => {
	test.each(Object.entries(PLACES))('%s', (_name, [said, expected]) => {
		const end = said.replace('«', '').indexOf('»');
		expect(withMark(said.replace('«', '').replace('»', ''), end)).toBe(expected);
	});
});

describe('wherever a statement ends, the reference is read as text and nothing else changes', () => {
	const DOCUMENT = [
		'# Title with `code`\n\nA *paragraph* with **strong [link](b "c")** and `code`!\nA second line.\n',
		'- item one\n  - nested `item`\n    ```js\n    let a = 1;\n    ```\n- item two\n\n1. first\n\n   more of it\n',
		'| a | b |\n|---|---|\n| 1 | `2` |\n| **3** | |\n\n> quoted text\n> ```\n> log\n> ```\n\n',
		'<div>\nhtml\n</div>\n\n<!-- a\n\ncomment -->\n\n    indented code\n\ntext at the end',
	].join('\n');
	const tree = blocksOf(read(DOCUMENT));

	test.each(Array.from({ length: DOCUMENT.length }, (_, i) => i + 1))('at character %i', (end) => {
		if (/\s/.test(DOCUMENT[end - 1] ?? '')) return;
		const marked = read(withMark(DOCUMENT, end));
		const texts = textsOf(marked).filter((text) => text.includes(MARK));
		expect(texts).toHaveLength(1);
		expect(blocksOf(marked).filter((block) => block !== 'paragraph:[^c001]')).toEqual(tree);
	});
});

function textsOf(node: Nodes): readonly string[] {
	if (node.type === 'text') return [node.value];
	return 'children' in node ? node.children.flatMap(textsOf) : [];
}

/** Kinds of the blocks in order; a paragraph that holds only the reference says so. */
function blocksOf(node: Nodes): readonly string[] {
	if (node.type === 'paragraph') return [textsOf(node).join('') === MARK ? `paragraph:${MARK}` : 'paragraph'];
	if (node.type === 'heading' || node.type === 'tableRow') return [node.type];
	return [
		'children' in node ? node.type : `${node.type}`,
		...('children' in node ? node.children.flatMap(blocksOf) : []),
	];
}
