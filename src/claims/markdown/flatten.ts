import type { Nodes, PhrasingContent } from 'mdast';
import type { PlainText } from '../report-document.ts';

/** An escape or entity is no longer than this. */
const FARTHEST = 12;

/** Builds a plain text character by character. */
export interface TextBuilder {
	readonly add: (characters: string, offset: number) => void;
	/** Adds a stretch of the source as it stands. */
	readonly copy: (characters: string, offset: number) => void;
	readonly done: (end: number) => PlainText;
}

export function createTextBuilder(): TextBuilder {
	const parts: string[] = [];
	const offsets: number[] = [];
	return {
		add(characters, offset) {
			parts.push(characters);
			for (let i = 0; i < characters.length; i++) offsets.push(offset);
		},
		copy(characters, offset) {
			parts.push(characters);
			for (let i = 0; i < characters.length; i++) offsets.push(offset + i);
		},
		done(end) {
			offsets.push(end);
			return { text: parts.join(''), offsets };
		},
	};
}

/** The words of inline nodes without emphasis, links and pictures; a line break of the source is a space. */
export function flatten(nodes: readonly PhrasingContent[], source: string, base: number): PlainText {
	const builder = createTextBuilder();
	let end = base;
	for (const node of nodes) end = Math.max(end, addNode(node, source, base, builder));
	return builder.done(end);
}

function addNode(node: Nodes, source: string, base: number, builder: TextBuilder): number {
	const from = node.position?.start.offset ?? 0;
	const to = node.position?.end.offset ?? from;
	switch (node.type) {
		case 'text':
			addText(node.value, source.slice(from, to), base + from, builder);
			break;
		case 'inlineCode':
			builder.add('`', base + from);
			builder.copy(node.value.replaceAll('\n', ' '), base + from + 1);
			builder.add('`', base + to - 1);
			break;
		case 'break':
			builder.add('\n', base + from);
			break;
		case 'html':
			if (/^<br\s*\/?>/i.test(node.value)) builder.add('\n', base + from);
			break;
		default:
			if ('children' in node) for (const child of node.children) addNode(child, source, base, builder);
	}
	return base + to;
}

/** The value of a text node; where escapes or entities make it differ from the source, all of it stands at its start. */
function addText(value: string, raw: string, at: number, builder: TextBuilder): void {
	if (value.length === raw.length) {
		builder.copy(value.replaceAll('\n', ' '), at);
		return;
	}
	let i = 0;
	for (const character of value.split('')) {
		const found = raw.slice(i, i + FARTHEST).indexOf(character);
		if (found >= 0) i += found;
		builder.add(character === '\n' ? ' ' : character, at + Math.min(i, Math.max(0, raw.length - 1)));
		i++;
	}
}
