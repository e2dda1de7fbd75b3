import { useMemo } from 'preact/hooks';
import { isDamaged } from '../../file/read-result.ts';
import { findFindings } from '../../findings/find.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Catalogue, FindingText } from '../../i18n/catalogue.ts';
import type { OpenedCapture } from '../open-capture.ts';
import { LinkedText } from './linked-text.tsx';

interface Props {
	readonly capture: OpenedCapture;
	readonly words: Catalogue;
	/** Whether they are looked for yet. */
	readonly isTime: boolean;
}

/** What is missing in the capture and what went wrong, each with what to do next time. */
export function Findings({ capture, words, isTime }: Props) {
	const { analysis, read } = capture.result;
	const damaged = isDamaged(read);
	const findings = useMemo(
		() => (isTime ? findFindings(analysis, undefined, damaged) : null),
		[analysis, damaged, isTime],
	);
	const { page } = words;
	return (
		<section class="findings" aria-labelledby="findings-title">
			<h2 id="findings-title">{page.headings.findings}</h2>
			{findings === null && <p class="quiet">{page.findingsLater}</p>}
			{findings?.length === 0 && <p class="quiet">{page.nothingFound}</p>}
			<ul>
				{findings?.map((finding, i) => {
					const { text, advice } = (words.findings[finding.kind] as (of: Finding) => FindingText)(finding);
					return (
						<li key={`${i}`} data-finding={finding.kind}>
							<p>
								<LinkedText text={text} />
							</p>
							<p class="quiet">
								<strong>{words.capture.advice}:</strong> {advice}
							</p>
						</li>
					);
				})}
			</ul>
		</section>
	);
}
