import { nodeContext } from '../src/cli/node-context.ts';
import { run } from '../src/cli/run.ts';

/** The reports that are kept, so that a change of them is seen in review. */
export const REPORTS = 'fixtures/reports';

/** What is written when a report is made: the report, its pictures, the answers. */
export interface GoldenReport {
	readonly path: string;
	readonly text: string;
}

/** Reports as they are read in a terminal. */
const IN_TERMINAL: readonly (readonly [name: string, captures: readonly string[], language: string, width: number])[] =
	[
		['reqresp', ['fixtures/typed-k2.pcap'], 'en', 80],
		['reqresp', ['fixtures/typed-k2.pcap'], 'id', 60],
		['started-midway', ['fixtures/started-midway.pcap'], 'id', 80],
		['voting', [`${REPORTS}/voting.pcap`], 'id', 120],
		['typed-and-automatic', ['fixtures/typed-k7.pcap', 'fixtures/automatic-k4.pcap'], 'id', 120],
	];

interface Wanted {
	readonly name: string;
	readonly captures: readonly string[];
	readonly languages: readonly string[];
}

const WANTED: readonly Wanted[] = [
	{ name: 'reqresp', captures: ['fixtures/typed-k2.pcap'], languages: ['en', 'id'] },
	{ name: 'upcall', captures: [`${REPORTS}/upcall.pcap`], languages: ['en', 'id'] },
	{ name: 'voting', captures: [`${REPORTS}/voting.pcap`], languages: ['en', 'id'] },
	{ name: 'started-midway', captures: ['fixtures/started-midway.pcap'], languages: ['id'] },
	{
		name: 'typed-and-automatic',
		captures: ['fixtures/typed-k7.pcap', 'fixtures/automatic-k4.pcap'],
		languages: ['id'],
	},
];

/** All files of all kept reports, as the command line writes them now. */
export async function goldenReports(): Promise<readonly GoldenReport[]> {
	const all = WANTED.flatMap(({ name, captures, languages }) =>
		languages.map((language) => filesOf(`${name}.${language}`, captures, language)),
	);
	return [...(await Promise.all(all)).flat(), ...(await Promise.all(IN_TERMINAL.map(terminalOf)))];
}

async function terminalOf([name, captures, language, width]: (typeof IN_TERMINAL)[number]): Promise<GoldenReport> {
	let text = '';
	const out = { write: (piece: string) => (text += piece), isTerminal: true, columns: width };
	const args = ['report', ...captures, '--lang', language, '--color', 'never'];
	const status = await run(args, { ...nodeContext(''), out }, '0.0.0');
	if (status !== 0) throw new Error(`${args.join(' ')} ended with status ${status}`);
	return { path: `${REPORTS}/${name}.${language}.golden.${width}.txt`, text };
}

async function filesOf(name: string, captures: readonly string[], language: string): Promise<readonly GoldenReport[]> {
	const written: GoldenReport[] = [];
	const world = nodeContext('');
	const write = async (path: string, text: string): Promise<void> => void written.push({ path, text });
	const output = `${REPORTS}/${name}.golden.md`;
	const answers = `${REPORTS}/${name}.answers.golden.md`;
	const args = ['report', ...captures, '--lang', language, '-o', output, '--answers', answers, '--force'];
	const status = await run(args, { ...world, files: { ...world.files, write } }, '0.0.0');
	if (status !== 0) throw new Error(`${args.join(' ')} ended with status ${status}`);
	return written;
}
