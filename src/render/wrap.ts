import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';

const SUM = /Ack \d+(?: [=+] \d+(?: \((?:SYN|FIN)\))?)+/g;
const NO_BREAK = '\u00a0';

/** Wraps at spaces, but never inside a sum: `Ack 6 = 1 + 5` is one word to a reader. */
export function wrap(text: string, width: number): string {
	if (PLAIN.test(text) && text.length <= width && text === text.trim()) return text;
	const kept = text.replace(SUM, (sum) => (sum.length <= width ? sum.replaceAll(' ', NO_BREAK) : sum));
	const words = PLAIN.test(kept) ? kept.split(' ') : [];
	const wrapped = wrapPlain(words, width) ?? wrapAnsi(kept, width, { hard: true });
	return wrapped.replaceAll(NO_BREAK, ' ');
}

/** Words with one space between them, or one word that is too long for a line; nothing for other cases. */
function wrapPlain(words: readonly string[], width: number): string | undefined {
	const [first = ''] = words;
	if (words.length === 1 && first !== '') return first.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n');
	const lines: string[] = [];
	for (const word of words) {
		if (word === '' || word.length > width) return undefined;
		const line = lines.at(-1);
		if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
		else lines.push(word);
	}
	return lines.length === 0 ? undefined : lines.join('\n');
}

/**
 * Characters that are one column wide beyond doubt, which is nearly all of our text. For these neither width nor line
 * ends need the libraries: node waits at its end until it has compiled their hot loops, 15 ms for nothing.
 */
const PLAIN = /^[ -~µ°·–→←…\u00a0]*$/;

/** Columns that a text takes on a terminal. */
export function textWidth(text: string): number {
	return PLAIN.test(text) ? text.length : stringWidth(text);
}

/** Cuts text to a width, with an ellipsis that says so. */
export function shorten(text: string, width: number): string {
	if (textWidth(text) <= width) return text;
	let kept = '';
	let columns = 0;
	for (const character of text) {
		columns += textWidth(character);
		if (columns > width - 1) break;
		kept += character;
	}
	return `${kept}…`;
}
