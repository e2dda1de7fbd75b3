import { readdirSync } from 'node:fs';
import { nodeContext } from '../src/cli/node-context.ts';
import { run } from '../src/cli/run.ts';

const FOLDER = 'fixtures';

export interface Fixture {
	/** File name without its ending. */
	readonly name: string;
	readonly path: string;
	/** Cut on purpose. */
	readonly isCut: boolean;
	readonly isNanoseconds: boolean;
}

/** An output that is kept beside a fixture, so that a change of it is seen in review. */
export interface Golden {
	readonly path: string;
	readonly command: 'analyze' | 'ladder';
	readonly args: readonly string[];
	/** Columns. */
	readonly width: number;
}

/** The captures that we recorded ourselves. */
export function fixtureFiles(): readonly Fixture[] {
	const names = readdirSync(FOLDER)
		.filter((file) => file.endsWith('.pcap'))
		.sort();
	return names.map((file) => {
		const name = file.replace(/\.pcap$/, '');
		return { name, path: `${FOLDER}/${file}`, isCut: name === 'cut', isNanoseconds: name === 'nanoseconds' };
	});
}

/** Those of which only the table is kept; the others have all outputs. */
const ONLY_TABLE: ReadonlySet<string> = new Set(['any-sll2', 'refused-then-started', 'upcall-k4', 'utf8', 'voting-k5']);

/** What is kept beside a fixture: the table in both languages and widths, Markdown, JSON, and the ladder. */
export function goldenFiles({ name }: Fixture): readonly Golden[] {
	const at = (ending: string): string => `${FOLDER}/${name}.golden.${ending}`;
	const table: Golden = { path: at('txt'), command: 'analyze', args: ['--lang', 'en'], width: 120 };
	if (ONLY_TABLE.has(name)) return [table];
	return [
		table,
		{ path: at('id.txt'), command: 'analyze', args: ['--lang', 'id'], width: 80 },
		{ path: at('md'), command: 'analyze', args: ['--lang', 'en', '-f', 'md'], width: 120 },
		{ path: at('json'), command: 'analyze', args: ['-f', 'json'], width: 120 },
		{ path: at('svg'), command: 'ladder', args: ['--lang', 'en', '-f', 'svg'], width: 120 },
		{ path: at('id.mmd'), command: 'ladder', args: ['--lang', 'id', '-f', 'mermaid', '--style', 'teach'], width: 120 },
	];
}

/** What the command line prints for a fixture now. */
export async function goldenText({ path }: Fixture, { command, args, width }: Golden): Promise<string> {
	return await printed([command, path, ...args], width);
}

/** The table of a simulated fixture, in English: the only output that is kept of those. */
export function simulatedGolden(name: string): { readonly path: string; readonly text: () => Promise<string> } {
	const path = `${FOLDER}/simulated/${name}`;
	return {
		path: `${path.replace(/\.pcap(ng)?$/, '')}.golden.txt`,
		text: async () => await printed(['analyze', path, '--lang', 'en'], TABLE_WIDTH),
	};
}

const TABLE_WIDTH = 120;
/** What GitHub shows of a line without scrolling. */
const README_WIDTH = 98;
const README_COLUMNS = 'number,time,direction,flags,sequence,acknowledgment,length,payload,meaning';
const README_TABLE = /(<!-- table: fixtures\/record\.ts writes it -->\n```\n).*?(\n```\n)/s;

/** The README with the table that it opens with, as it is printed now. */
export async function withReadmeTable(readme: string): Promise<string> {
	const args = ['analyze', `${FOLDER}/typed-k7.pcap`, '--rows', '3-7', '--lang', 'en', '--columns', README_COLUMNS];
	const table = /^No\. .*?(?=\n\n|\n$)/ms.exec(await printed(args, README_WIDTH))?.[0] ?? '';
	return readme.replace(README_TABLE, (_, before: string, behind: string) => before + table + behind);
}

async function printed(args: readonly string[], width: number): Promise<string> {
	let text = '';
	const out = { write: (piece: string) => (text += piece), isTerminal: false, columns: width };
	await run(args, { ...nodeContext(''), out, environment: {} }, '');
	return text;
}
