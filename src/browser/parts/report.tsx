import { memo } from 'preact/compat';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { isDamaged } from '../../file/read-result.ts';
import { findFindings } from '../../findings/find.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { report as en } from '../../i18n/en/report/index.ts';
import { report as id } from '../../i18n/id/report/index.ts';
import type { LabProfile } from '../../profile/lab-profile.ts';
import type { PageReport } from '../../render/page-data.ts';
import { type Block, reportBlocks } from '../../render/report/blocks.ts';
import { visibleText } from '../../render/visible-text.ts';
import { buildReport } from '../../report/build-report.ts';
import type { Report as ReportModel } from '../../report/report.ts';
import type { OpenedCapture } from '../open-capture.ts';
import { type Pointing, PointingContext } from './linked-text.tsx';
import { ReportBlock } from './report-block.tsx';

const WORDS = { en, id };

interface Props {
	readonly captures: readonly OpenedCapture[];
	readonly words: Catalogue;
	readonly about: PageReport;
	readonly version: string;
	readonly labs: readonly LabProfile[] | undefined;
	/** Shows a packet of one of the captures. */
	readonly onSelect: (capture: number, packet: number) => void;
}

/** The lab report: its sections as `capnote report` writes them, made in the page from the captures. */
export const Report = memo(function Report({ captures, words, about, version, labs, onSelect }: Props) {
	const report = useReport(captures, about, version, labs);
	const sections = useMemo(() => report && sectionsOf(report, words), [report, words]);
	if (!report || !sections) return <p class="panel quiet">{words.page.findingsLater}</p>;
	return (
		<article class="panel report">
			{sections.map(({ key, capture, blocks }) => (
				<PointingContext.Provider key={key} value={pointingOf(captures, capture, onSelect)}>
					{blocks.map((block, i) => (
						<ReportBlock key={`${key}-${i}`} {...{ block, words }} id={`${key}-${i}`} capture={captures[capture]} />
					))}
				</PointingContext.Provider>
			))}
		</article>
	);
});

/** The report; `null` while it is made, which takes a while for long captures. */
function useReport(
	captures: readonly OpenedCapture[],
	about: PageReport,
	version: string,
	labs: Props['labs'],
): ReportModel | null {
	const [report, setReport] = useState<ReportModel | null>(null);
	useEffect(() => {
		const timer = setTimeout(() => {
			const sources = captures.map(({ result, programs, sha256 }) => {
				const named = { ...result, name: visibleText(result.name) };
				const findings = findFindings(result.analysis, labs, isDamaged(result.read));
				return { result: named, programs, sha256, findings };
			});
			setReport(buildReport(sources, { version, labs, title: about.title ?? undefined, student: about.student }));
		}, 0);
		return () => clearTimeout(timer);
	}, [captures, about, version, labs]);
	return report;
}

interface Section {
	readonly key: string;
	/** Which capture its packet numbers are of. */
	readonly capture: number;
	readonly blocks: readonly Block[];
}

/** The blocks by section, the title in front. */
function sectionsOf(report: ReportModel, words: Catalogue): readonly Section[] {
	const language = { words, report: WORDS[words.language] };
	const [title] = reportBlocks({ ...report, sections: [] }, language);
	const head = title ? [{ key: 'title', capture: 0, blocks: [title] }] : [];
	return [
		...head,
		...report.sections.map((section) => ({
			key: `${section.id}-${section.capture ?? 0}`,
			capture: section.capture ?? 0,
			blocks: reportBlocks({ ...report, sections: [section] }, language).slice(1),
		})),
	];
}

function pointingOf(captures: readonly OpenedCapture[], capture: number, onSelect: Props['onSelect']): Pointing {
	const packetCount = captures[capture]?.result.analysis.packetCount ?? 0;
	return { packetCount, select: (number) => onSelect(capture, number) };
}
