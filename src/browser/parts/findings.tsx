import { useEffect, useState } from 'preact/hooks';
import { findFindings } from '../../findings/find.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Catalogue, FindingText } from '../../i18n/catalogue.ts';
import type { OpenedCapture } from '../open-capture.ts';
import { LinkedText } from './linked-text.tsx';

/** So many packets are looked through before the page is first drawn. */
const FEW_PACKETS = 5000;

interface Props {
	readonly capture: OpenedCapture;
	readonly words: Catalogue;
}

/** What is missing in the capture and what went wrong, each with what to do next time. */
export function Findings({ capture, words }: Props) {
	const findings = useFindings(capture);
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

/** The findings; `null` while those of a long capture are looked for, after the page is drawn. */
function useFindings({ result: { analysis } }: OpenedCapture): readonly Finding[] | null {
	const isLong = analysis.packetCount > FEW_PACKETS;
	const [findings, setFindings] = useState<readonly Finding[] | null>(() => (isLong ? null : findFindings(analysis)));
	useEffect(() => {
		if (!isLong) return;
		const timer = setTimeout(() => setFindings(findFindings(analysis)), 300);
		return () => clearTimeout(timer);
	}, [analysis, isLong]);
	return findings;
}
