import { useContext, useMemo } from 'preact/hooks';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { Block, BlockColumn } from '../../render/report/blocks.ts';
import { safeLines } from '../../render/visible-text.ts';
import type { OpenedCapture } from '../open-capture.ts';
import { drawLadder } from './ladder-drawing.tsx';
import { LinkedText, PointingContext } from './linked-text.tsx';
import { Strip } from './overview.tsx';
import { SaidText } from './saying.tsx';

interface Props {
	readonly block: Block;
	readonly words: Catalogue;
	/** Of the block in the page. */
	readonly id: string;
	readonly capture: OpenedCapture | undefined;
}

/** One block of a report. */
export function ReportBlock({ block, words, id, capture }: Props) {
	switch (block.kind) {
		case 'heading':
			return <Heading {...block} />;
		case 'paragraph':
			return (
				<p>
					<SaidText saying={block.text} />
				</p>
			);
		case 'table':
			return <Table block={block} />;
		case 'ladder':
			return <LadderFigure {...{ block, words, id }} />;
		case 'strip':
			return capture ? <StripFigure {...{ capture, words }} /> : null;
		case 'states':
			return (
				<ul class="dots">
					{block.sides.map(({ side, text }) => (
						<li key={side}>
							<LinkedText text={text} />
						</li>
					))}
				</ul>
			);
		case 'student':
			return (
				<p class="student">
					<span aria-hidden="true">✎ </span>
					<SaidText saying={block.text} />
				</p>
			);
		case 'advice':
			return (
				<div class="advice">
					<p>
						<LinkedText text={block.text} />
					</p>
					<p class="quiet">
						<strong>{block.title}:</strong> {block.advice}
					</p>
				</div>
			);
		case 'code':
			return (
				<pre class="commands">
					<code>{block.text}</code>
				</pre>
			);
		case 'list': {
			const items = block.items.map((item, i) => (
				<li key={`${i}`}>
					<SaidText saying={item} />
				</li>
			));
			return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
		}
	}
}

/** The page's own title is the heading of level 1. */
function Heading({ level, id, text }: Extract<Block, { kind: 'heading' }>) {
	if (level === 1) return <h2 class="report-title">{safeLines(text)}</h2>;
	return level === 2 ? (
		<h3 id={`section-${id}`}>{safeLines(text)}</h3>
	) : (
		<h4 id={`section-${id}`}>{safeLines(text)}</h4>
	);
}

function Table({ block }: { readonly block: Extract<Block, { kind: 'table' }> }) {
	return (
		// A wide table scrolls by itself, so its box must be reachable by keyboard (WCAG 2.1.1).
		<div
			role="group"
			class="scroll"
			tabIndex={0}
			aria-label={block.caption ?? block.columns.map(({ title }) => title).join(', ')}
		>
			<table class="plain-table">
				{block.caption !== null && <caption>{block.caption}</caption>}
				<thead>
					<tr>
						{block.columns.map(({ key, title, align }) => (
							<th key={key} scope="col" class={align}>
								{title}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{block.rows.map(({ cells, isMissing }, row) => (
						<tr key={`${row}`} class={isMissing ? 'missing' : ''}>
							{cells.map((cell, i) => (
								<td key={block.columns[i]?.key} class={cellClass(block.columns[i])}>
									<SaidText saying={cell} />
								</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

/** Flags are read at one glance, so they stay in one line. */
function cellClass(column: BlockColumn | undefined): string | undefined {
	return column?.key === 'flags' ? `${column.align} whole` : column?.align;
}

function LadderFigure({
	block,
	words,
	id,
}: Pick<Props, 'words' | 'id'> & { readonly block: Extract<Block, { kind: 'ladder' }> }) {
	const { select } = useContext(PointingContext);
	const drawing = useMemo(() => drawLadder({ timeline: block.timeline, words, style: 'plain' }, id), [block, words]);
	const onClick = (event: MouseEvent) => {
		const band = event.target instanceof Element ? event.target.closest('[data-packet]') : null;
		if (band) select(Number(band.getAttribute('data-packet')));
	};
	return (
		<div role="group" class="picture" tabIndex={0} aria-label={block.title} onClick={onClick}>
			{drawing}
		</div>
	);
}

function StripFigure({ capture, words }: { readonly capture: OpenedCapture; readonly words: Catalogue }) {
	const { select } = useContext(PointingContext);
	return <Strip {...{ capture, words }} selected={null} onSelect={select} />;
}
