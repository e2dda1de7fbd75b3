import type { Report } from '../../report/report.ts';
import { mermaidLadder } from '../ladder/mermaid.ts';
import { svgLadder } from '../ladder/svg.ts';
import { type Block, type ReportLanguage, reportBlocks } from './blocks.ts';
import { markdownReport } from './markdown.ts';
import { stripSvg } from './strip-svg.ts';

/** A report as Markdown, and the pictures that it shows. */
export interface MarkdownFiles {
	readonly text: string;
	readonly pictures: readonly { readonly path: string; readonly text: string }[];
}

type Picture = Extract<Block, { kind: 'ladder' | 'strip' }>;

/**
 * Writes a report in each of the languages, one below the other.
 *
 * @param path Of the report's file; without one there are no pictures, only what Markdown itself can draw.
 * @param tell What is told of the report.
 */
export function markdownFiles(
	report: Report,
	languages: readonly ReportLanguage[],
	path: string | undefined,
	tell: (report: Report, language: ReportLanguage) => readonly Block[] = reportBlocks,
): MarkdownFiles {
	const pictures: { path: string; text: string }[] = [];
	const texts = languages.map((language) => {
		const { words } = language;
		const ending = languages.length > 1 ? `.${words.language}.svg` : '.svg';
		return markdownReport(tell(report, language), {
			mermaid: (timeline) => mermaidLadder({ timeline, words, style: 'plain' }),
			picture(block) {
				if (path === undefined) return null;
				const name = `${path.replace(/\.(md|markdown)$/i, '')}.${pictureName(block, report)}${ending}`;
				pictures.push({ path: name, text: draw(block, language) });
				return encodeURI(name.replace(/^.*[/\\]/, ''));
			},
		});
	});
	return { text: texts.join('\n---\n\n'), pictures };
}

/** `ladder-1`, or `ladder-2-1` for the first connection of the second capture. */
function pictureName(block: Picture, { captures }: Report): string {
	const of = captures.length > 1 ? `-${block.capture + 1}` : '';
	return block.kind === 'strip' ? `strip${of}` : `ladder${of}-${block.timeline.connection.connection}`;
}

function draw(block: Picture, { words, report }: ReportLanguage): string {
	if (block.kind === 'strip') return stripSvg(block.strip, report, words);
	return svgLadder({ timeline: block.timeline, words, style: 'plain' });
}
