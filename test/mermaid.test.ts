import { readdirSync, readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { en } from '../src/i18n/en/index.ts';
import { id } from '../src/i18n/id/index.ts';
import { analyze } from '../src/library.ts';
import { mermaidLadder } from '../src/render/ladder/mermaid.ts';
import { timelineOf } from '../src/tcp/timeline/timeline.ts';
import { parseScript, scriptFile } from '../src/testing/script.ts';
import { fixtureFiles } from './fixture-files.ts';

/** What GitHub draws diagrams with: it must be able to read ours. */
let parse: (diagram: string) => Promise<unknown>;

beforeAll(async () => {
	const { window, document } = parseHTML('<html><body></body></html>');
	const { Element, DocumentFragment } = window;
	for (const [name, value] of Object.entries({ window, document, Element, DocumentFragment }))
		vi.stubGlobal(name, value);
	const { default: mermaid } = await import('mermaid');
	parse = (diagram) => mermaid.parse(diagram);
});

const FILES = readdirSync('fixtures', { recursive: true, encoding: 'utf8' }).map((name) => `fixtures/${name}`);

/** Diagrams by themselves, and those inside Markdown. */
const DIAGRAMS = FILES.flatMap((path) => {
	if (path.endsWith('.mmd')) return [{ path, diagram: readFileSync(path, 'utf8') }];
	if (!path.endsWith('.md')) return [];
	const blocks = readFileSync(path, 'utf8').matchAll(/^```mermaid\n([\s\S]*?)^```/gm);
	return [...blocks].map(([, diagram = ''], i) => ({ path: `${path}, diagram ${i + 1}`, diagram }));
});

const HOSTILE = [
	'end',
	';',
	'#',
	'"',
	"'",
	'loop x',
	'%%',
	'<script>',
	'C->>S: x',
	'🙂; end',
	'} {',
	'participant Z',
	'\\n\\r',
];

describe('mermaid reads', () => {
	test.each(DIAGRAMS)('$path', async ({ diagram }) => {
		expect(await parse(diagram)).toMatchObject({ diagramType: 'sequence' });
	});

	test.each(fixtureFiles())('every ladder of $path', async ({ path }) => {
		const { analysis } = await analyze(path);
		for (const { connection } of analysis.connections) {
			for (const words of [en, id]) {
				const timeline = timelineOf(analysis, connection, { expand: true });
				await expect(parse(mermaidLadder({ timeline, words, style: 'teach' }))).resolves.toBeTruthy();
			}
		}
	});

	test.each(HOSTILE)('a ladder with the payload %j', async (payload) => {
		const length = new TextEncoder().encode(payload).length;
		const script = parseScript(`
			0.000 client SYN     0:0
			0.001 server SYN,ACK 0:0 ack 1
			0.002 client ACK     1:1 ack 1
			0.003 client PSH,ACK 1:${1 + length} ack 1 "${JSON.stringify(payload).slice(1, -1).replaceAll('\\"', '\\x22')}"
		`);
		const { analysis } = await analyze(scriptFile(script));
		const timeline = timelineOf(analysis, 1, { expand: true });
		await expect(parse(mermaidLadder({ timeline, words: en, style: 'plain' }))).resolves.toBeTruthy();
	});

	test('but not what is none', async () => {
		await expect(parse('sequenceDiagram\n  C->>S #8')).rejects.toThrow();
	});
});
