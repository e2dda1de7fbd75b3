import { nodeContext } from '../../src/cli/node-context.ts';
import { run } from '../../src/cli/run.ts';

/** What capnote itself says of a capture, in Markdown. */
export async function reportOf(capture: string, language: string): Promise<string> {
	let text = '';
	const out = { write: (piece: string) => (text += piece), isTerminal: false, columns: 120 };
	await run(['report', capture, '-f', 'md', '--lang', language], { ...nodeContext(''), out, environment: {} }, '');
	return text;
}
