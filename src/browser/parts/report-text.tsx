import { type ComponentChild, h } from 'preact';
import { memo } from 'preact/compat';
import { useContext } from 'preact/hooks';
import type { ReportNode, ReportTag } from '../../render/page-data.ts';
import { CheckingContext, Said, VerdictList } from './statement.tsx';

/** Elements of the page for those of a report; links and pictures are their words. */
const ELEMENTS: { readonly [T in ReportTag]?: readonly [element: string, className?: string] } = {
	link: ['span', 'was-link'],
	picture: ['span', 'was-picture'],
};
/** Without anything inside. */
const EMPTY: ReadonlySet<ReportTag> = new Set(['hr', 'br']);

/** A report's text as it was written. */
export const ReportText = memo(function ReportText({ nodes }: { readonly nodes: readonly ReportNode[] }) {
	return <>{nodes.map(elementOf)}</>;
});

function elementOf(node: ReportNode, key: number): ComponentChild {
	if (typeof node === 'string') return node;
	if ('of' in node) return <Said key={key} {...node} />;
	if ('verdicts' in node) return <VerdictList key={key} ids={node.verdicts} columns={node.columns} />;
	const { tag, start, inside } = node;
	const [element, className] = ELEMENTS[tag] ?? [tag];
	if (EMPTY.has(tag)) return h(element, { key });
	if (tag === 'table' || tag === 'pre') {
		return (
			<Wide key={key} name={tag}>
				{h(element, { class: tag === 'table' ? 'plain-table' : undefined }, inside.map(elementOf))}
			</Wide>
		);
	}
	const attributes = { key, class: className, start, scope: tag === 'th' ? 'col' : undefined };
	return h(element, attributes as object, inside.map(elementOf));
}

/** What may be wider than the text scrolls by itself, so it must be reachable by keyboard (WCAG 2.1.1). */
function Wide({ name, children }: { readonly name: 'table' | 'pre'; readonly children: ComponentChild }) {
	const label = useContext(CheckingContext)?.words.page.check.heading;
	return (
		<div role="group" class={`scroll ${name}`} tabIndex={0} aria-label={label}>
			{children}
		</div>
	);
}
