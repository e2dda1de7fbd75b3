import { memo } from 'preact/compat';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { PageCheck, PageDocument, PageStatement } from '../../render/page-data.ts';
import { safeLines, visibleText } from '../../render/visible-text.ts';
import { type Chosen, restsOn } from '../checked.ts';
import { LinkedText } from './linked-text.tsx';
import { ReportText } from './report-text.tsx';
import { type Checking, CheckingContext, elementIdOf } from './statement.tsx';

/** As in the style: text and packets side by side. */
const SIDE_BY_SIDE = '(min-width: 1081px)';

interface Props {
	readonly check: PageCheck;
	readonly words: Catalogue;
	readonly chosen: Chosen | null;
	/** The capture that is shown, and the packet that is chosen in it. */
	readonly current: number;
	readonly selected: number | null;
	/** The names of the captures in the page. */
	readonly captures: readonly string[];
	readonly onChoose: (chosen: Chosen) => void;
	/** Shows a packet of one of the captures. */
	readonly onSelect: (capture: number, packet: number) => void;
}

/** The reports that were checked, as they were written, their statements marked with verdicts. */
export function CheckedReports(props: Props) {
	const { check, words, chosen, captures } = props;
	const [isAll, setAll] = useState(false);
	const { page } = words;
	useEffect(() => {
		if (chosen) document.getElementById(elementIdOf(chosen.document, chosen.id))?.scrollIntoView({ block: 'nearest' });
	}, [chosen]);
	return (
		<section class="panel checked" aria-labelledby="checked-title">
			<div class="panel-head">
				<h2 id="checked-title">{page.check.heading}</h2>
				<button type="button" aria-pressed={isAll} onClick={() => setAll(!isAll)}>
					{page.check.showAll}
				</button>
			</div>
			<p class="quiet no-print">{captures.length > 0 ? page.check.hint : page.check.noCapture}</p>
			{check.documents.map((document, i) => (
				<Checked key={`${i}`} {...props} {...{ document, isAll }} index={i} />
			))}
		</section>
	);
}

type CheckedProps = Props & { readonly document: PageDocument; readonly index: number; readonly isAll: boolean };

function Checked(props: CheckedProps) {
	const {
		check,
		document: report,
		words,
		index,
		chosen,
		current,
		selected,
		captures,
		isAll,
		onChoose,
		onSelect,
	} = props;
	const { name, statements, remarks, about, text } = report;
	const naming = useMemo(
		() => (selected === null ? [] : statements.filter((statement) => restsOn(statement, current, selected))),
		[statements, current, selected],
	);
	useEffect(() => {
		const [first] = naming;
		if (!first || !matchMedia(SIDE_BY_SIDE).matches) return;
		document.getElementById(elementIdOf(index, first.id))?.scrollIntoView({ block: 'nearest' });
	}, [naming]);
	const checking = useMemo<Checking>(
		() => ({
			...{ words, isAll, onSelect, document: index },
			statements: new Map(statements.map((statement) => [statement.id, statement])),
			chosen: chosen?.document === index ? chosen.id : null,
			naming: new Set(naming.map(({ id }) => id)),
			isForStudent: check.isForStudent,
			onChoose: (id) => onChoose({ document: index, id }),
		}),
		[words, isAll, statements, chosen, naming, check, onChoose, onSelect],
	);
	return (
		<CheckingContext.Provider value={checking}>
			<p class="lead">{words.check.title(visibleText(name), captures.map(visibleText))}</p>
			<Sum {...{ statements, words }} isForStudent={check.isForStudent} />
			{about.map((line) => (
				<p key={line.en} class="quiet">
					{safeLines(line[words.language])}
				</p>
			))}
			{selected !== null && <Naming {...{ naming, selected, words, checking }} />}
			<div class="report-text">
				<ReportText nodes={text} />
			</div>
			{remarks.length > 0 && <Remarks {...{ remarks, words }} />}
		</CheckingContext.Provider>
	);
}

/** How many of each verdict, which is the key to the signs as well. */
const Sum = memo(function Sum({
	statements,
	words,
	isForStudent,
}: {
	readonly statements: readonly PageStatement[];
	readonly words: Catalogue;
	readonly isForStudent: boolean;
}) {
	const { check, claims, page } = words;
	const of = (wanted: PageStatement['verdict']) => statements.filter(({ verdict }) => verdict === wanted).length;
	const tally = { confirmed: of('confirmed'), refuted: of('refuted'), 'not-checkable': of('not-checkable') };
	const sum = tally.refuted === 0 ? check.self.goodSoFar : check.self.lookAgain;
	return (
		<>
			<ul class="tally">
				{(['confirmed', 'refuted', 'not-checkable'] as const).map((verdict) => (
					<li key={verdict} class={verdict}>
						<span class="sign" aria-hidden="true" /> <strong>{tally[verdict]}</strong> {claims.verdicts[verdict]}
					</li>
				))}
				{of('open') > 0 && (
					<li class="open">
						<span class="sign" aria-hidden="true" /> <strong>{of('open')}</strong> {page.check.notUnderstood}
					</li>
				)}
			</ul>
			{isForStudent && <p>{sum}</p>}
			{statements.length === 0 && <p class="quiet">{check.nothingFound}</p>}
		</>
	);
});

/** The statements about the packet that is chosen, by their lines. */
function Naming({
	naming,
	selected,
	words: { page, check },
	checking,
}: {
	readonly naming: readonly PageStatement[];
	readonly selected: number;
	readonly words: Catalogue;
	readonly checking: Checking;
}) {
	return (
		<p class="naming" aria-live="polite">
			{page.check.naming({ packet: selected, statements: naming.length })}{' '}
			{naming.map(({ id, line }) => (
				<button key={id} type="button" class="plain" onClick={() => checking.onChoose(id)}>
					{check.line(line)}
				</button>
			))}
		</p>
	);
}

function Remarks({ remarks, words }: { readonly remarks: PageDocument['remarks']; readonly words: Catalogue }) {
	return (
		<>
			<h3>{words.check.remarks}</h3>
			<ul class="dots">
				{remarks.map(({ line, text, advice }, i) => (
					<li key={`${i}`}>
						<span class="quiet">{words.check.line(line)}:</span> <LinkedText text={text[words.language]} />{' '}
						<span class="quiet">{safeLines(advice[words.language])}</span>
					</li>
				))}
			</ul>
		</>
	);
}
