import { memo } from 'preact/compat';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { callTables, programLines } from '../../render/program-rows.ts';
import type { OpenedCapture } from '../open-capture.ts';
import { LinkedText } from './linked-text.tsx';

interface Props {
	readonly capture: OpenedCapture;
	readonly words: Catalogue;
}

/** Which call of a program put which packets on the wire, where the programs told of their calls. */
export const CallTables = memo(function CallTables({ capture: { result, programs }, words }: Props) {
	const view = { result, programs, words, findings: [] };
	const tables = callTables(view);
	if (!programs || tables.length === 0) return null;
	return (
		<section class="panel" aria-labelledby="programs-title">
			<h2 id="programs-title">{words.page.headings.programs}</h2>
			{tables.map(({ title, rows: [head = [], ...rows] }) => (
				<table key={title} class="plain-table">
					<caption>{title}</caption>
					<thead>
						<tr>
							{head.map((text) => (
								<th key={text} scope="col">
									{text}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{rows.map((cells, i) => (
							<tr key={`${i}`}>
								{cells.map((text, at) => (
									<td key={`${at}`}>
										<LinkedText text={text} />
									</td>
								))}
							</tr>
						))}
					</tbody>
				</table>
			))}
			{programLines(view).map((line) => (
				<p key={line} class="quiet">
					{line}
				</p>
			))}
		</section>
	);
});
