import pico from 'picocolors';
import { CLAIM_KINDS } from '../../claims/claim.ts';
import { EXAMPLE_SENTENCES } from '../../claims/example-sentences.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { Style } from '../view.ts';
import { wrap } from '../wrap.ts';

const MIN_WIDTH = 60;

/** How to write sentences that can be checked: advice, and for each kind sentences in both languages. */
export function* patternText({ check, claims }: Catalogue, style: Style): Generator<string> {
	const { bold, dim } = pico.createColors(style.color);
	const width = Math.max(MIN_WIDTH, style.width);
	const { patterns } = check;
	yield `${bold(patterns.title)}\n\n`;
	for (const advice of patterns.advice) yield `${hanging(`- ${advice}`, 0, 2, width)}\n`;
	for (const kind of CLAIM_KINDS) {
		yield `\n${bold(`${kind} ${claims.kinds[kind]}`)}\n`;
		for (const language of ['en', 'id'] as const) {
			const name = `${patterns.examples[language]}:`;
			for (const sentence of EXAMPLE_SENTENCES[kind][language]) {
				yield `${hanging(`${dim(name)} ${sentence}`, 2, 4, width)}\n`;
			}
		}
	}
}

function hanging(text: string, first: number, rest: number, width: number): string {
	const lines = wrap(text, width - rest).split('\n');
	return lines.map((line, i) => ' '.repeat(i === 0 ? first : rest) + line).join('\n');
}
