import { escapeMarkup } from '../markup.ts';
import { safeLines, visibleText } from '../visible-text.ts';
import { PAGE_STYLE } from './page-style.ts';

/** Nothing in the page can run or be fetched, whatever a student wrote. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
export const PAGE_END = '</main>\n</body>\n</html>\n';

export function* pageHead(title: string, language: 'en' | 'id'): Generator<string> {
	yield `<!doctype html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">\n`;
	yield `<meta http-equiv="Content-Security-Policy" content="${POLICY}">\n`;
	yield `<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>${text(title)}</title>\n`;
	yield `<style>${PAGE_STYLE}</style>\n</head>\n<body>\n<main>\n`;
}

/** The head of a table, which whoever cannot see it hears the name of, and which the keyboard can scroll. */
export function table(name: string, titles: readonly (readonly [title: string, right: boolean])[]): string {
	const cells = titles.map(([title, right]) => `<th scope="col"${right ? ' class="n"' : ''}>${text(title)}</th>`);
	return `${scroll(name)}<table><thead><tr>${cells.join('')}</tr></thead><tbody>\n`;
}

export function scroll(name: string, kind = 'scroll'): string {
	return `<div class="${kind}" role="region" tabindex="0" aria-label="${text(name)}">`;
}

export function cardList(cards: readonly (readonly string[])[]): string {
	const items = cards.map(([big = '', small = '']) => `<li><strong>${text(big)}</strong>${text(small)}</li>`);
	return `<ul class="cards">${items.join('')}</ul>\n`;
}

export function lines(title: string, all: readonly string[]): string {
	return all.length === 0 ? '' : `<h2>${title}</h2>\n${plainList(all)}`;
}

export function plainList(all: readonly string[]): string {
	return all.length === 0 ? '' : `<ul class="plain">${all.map((one) => `<li>${linked(one)}</li>`).join('')}</ul>\n`;
}

/** Packets are links to their rows. */
export function linked(said: string): string {
	return text(said).replace(/(?<![&\w])#(\d+)/g, '<a href="#p$1">#$1</a>');
}

/** Foreign text, which is never markup and never turns or hides what is around it. */
export function text(said: string): string {
	return escapeMarkup(safeLines(said.includes('\r') ? visibleText(said) : said));
}
