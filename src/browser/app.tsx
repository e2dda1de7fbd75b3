import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { en } from '../i18n/en/index.ts';
import { id } from '../i18n/id/index.ts';
import type { PageData, PageReport } from '../render/page-data.ts';
import { visibleText } from '../render/visible-text.ts';
import { type Chosen, packetsOfRuns, statementsOf } from './checked.ts';
import { filesToOpen } from './files-to-open.ts';
import { createItems } from './items.ts';
import { type Actions, useKeys } from './keys.ts';
import { type OpenedCapture, openCapture } from './open-capture.ts';
import { Capture, type ViewName } from './parts/capture.tsx';
import { CheckedReports } from './parts/checked-report.tsx';
import { DropZone } from './parts/drop-zone.tsx';
import { Header } from './parts/header.tsx';
import { HelpDialog } from './parts/help.tsx';
import { Notices } from './parts/notices.tsx';
import { Report } from './parts/report.tsx';
import { elementIdOf } from './parts/statement.tsx';
import { isLarge, toOpen } from './read-data.ts';
import { useTheme } from './theme.ts';

const CATALOGUES = { en, id };
type Language = keyof typeof CATALOGUES;

/** What the page shows in place of captures, or beside them. */
export type Status =
	| { readonly kind: 'ready' }
	| { readonly kind: 'reading'; readonly name: string }
	| { readonly kind: 'unreadable'; readonly reason: string };

type Captures = readonly OpenedCapture[];

const NO_STUDENT: PageReport = { title: null, student: {} };
const NOTHING: ReadonlySet<number> = new Set();

/** The page: captures and their report, in one of two languages, and whatever capture somebody drops onto it. */
export function App({ data }: { readonly data: PageData | null }) {
	const [language, setLanguage] = useState<Language>(() => data?.language ?? readersLanguage());
	const [theme, setTheme] = useTheme();
	const [original, setOriginal] = useState<Captures | null>(null);
	const [dropped, setDropped] = useState<Captures | null>(null);
	const [current, setCurrent] = useState(0);
	/** Each capture has parts of its own: nothing chosen in one is left in the next. */
	const [opened, setOpened] = useState(0);
	const [asked, setView] = useState<ViewName | null>(null);
	const [chosen, setChosen] = useState<Chosen | null>(null);
	const [status, setStatus] = useState<Status>({ kind: 'ready' });
	const [isHelpOpen, setHelpOpen] = useState(false);
	const [hasKeys, setHasKeys] = useState(true);
	const actions = useRef<Partial<Actions>>({});
	const words = CATALOGUES[language];
	const captures = dropped ?? original;
	const capture = captures?.[current] ?? null;
	const items = useMemo(() => (capture ? createItems(capture) : null), [capture]);
	const check = dropped ? null : (data?.check ?? null);
	const views: readonly ViewName[] = check ? ['check', 'explore'] : ['explore', 'report'];
	const view = views.find((each) => each === asked) ?? views[0] ?? 'explore';
	const statements = useMemo(() => (check ? statementsOf(check) : []), [check]);
	const lit = useMemo(() => {
		const statement = statements.find(
			({ document, id }) => document === chosen?.document && id === chosen.id,
		)?.statement;
		return statement?.capture === current ? packetsOfRuns(statement.packets) : NOTHING;
	}, [statements, chosen, current]);

	/** Reads captures and puts them into the page; what goes wrong is said there. */
	async function show(names: readonly string[], read: () => Promise<Captures>, put: (opened: Captures) => void) {
		setStatus({ kind: 'reading', name: names.join(', ') });
		try {
			put(await read());
			setCurrent(0);
			setOpened((times) => times + 1);
			setStatus({ kind: 'ready' });
		} catch (error) {
			setStatus({ kind: 'unreadable', reason: error instanceof Error ? error.message : `${error}` });
		}
	}

	async function openFiles(files: readonly File[]) {
		const read = async () => [await openCapture(await filesToOpen(files, data?.profile, data?.labs))];
		const forgetPlace = (opened: Captures) => {
			history.replaceState(null, '', location.pathname);
			setDropped(opened);
		};
		if (files.length > 0) await show([files[0]?.name ?? ''], read, forgetPlace);
	}

	// Before the page counts as loaded, for what prints it then (`chromium --print-to-pdf`).
	useLayoutEffect(() => {
		if (!data) return;
		const read = async () => {
			if (isLarge(data)) await afterPaint();
			return Promise.all(data.captures.map((each) => openCapture(toOpen(each, data))));
		};
		void show(
			data.captures.map(({ name }) => name),
			read,
			setOriginal,
		);
	}, [data]);

	useEffect(() => {
		document.documentElement.lang = language;
		document.title = capture ? words.page.title({ name: visibleText(capture.name) }) : 'capnote';
	}, [language, capture, words]);

	const choose = (next: Chosen) => {
		const capture = statements.find(({ document, id }) => document === next.document && id === next.id)?.statement
			.capture;
		if (capture !== null && capture !== undefined) setCurrent(capture);
		setView('check');
		setChosen({ document: next.document, id: next.id });
	};
	const stepStatement = (by: 1 | -1) => {
		const at = statements.findIndex(({ document, id }) => document === chosen?.document && id === chosen.id);
		const next = statements[at < 0 ? (by === 1 ? 0 : statements.length - 1) : at + by];
		if (!next) return;
		choose(next);
		document.getElementById(elementIdOf(next.document, next.id))?.focus();
	};

	/** The packet goes through the address, where the other capture finds it. */
	const selectIn = (index: number, packet: number) => {
		if (index === current) actions.current.select?.(packet);
		else {
			history.replaceState(null, '', `#packet-${packet}`);
			setCurrent(index);
		}
	};

	useKeys(hasKeys && !isHelpOpen, actions, {
		language: () => setLanguage((before) => (before === 'en' ? 'id' : 'en')),
		help: () => setHelpOpen(true),
		view: () => setView(views.find((each) => each !== view) ?? view),
		statement: stepStatement,
	});

	const checked = (selected: number | null) =>
		check ? (
			<CheckedReports
				{...{ check, words, chosen, current, selected }}
				captures={(captures ?? []).map(({ name }) => name)}
				onChoose={choose}
				onSelect={selectIn}
			/>
		) : null;

	return (
		<DropZone words={words.page} onFiles={openFiles}>
			<a class="skip" href="#packets">
				{words.page.skip}
			</a>
			<Header
				{...{ words, language, theme, view, views, current }}
				captures={captures ?? []}
				onLanguage={setLanguage}
				onTheme={setTheme}
				onView={setView}
				onCurrent={setCurrent}
				onFiles={openFiles}
				onHelp={() => setHelpOpen(true)}
			/>
			<main>
				<Notices
					{...{ words, capture, status }}
					isWithout={check !== null}
					onBack={dropped && original ? () => setDropped(null) : null}
				/>
				{captures && capture && items && (
					<Capture
						key={`${opened} ${captures === dropped} ${current}`}
						{...{ capture, items, words, actions, view, lit }}
						check={(selected) => checked(selected)}
						report={
							<Report
								{...{ captures, words }}
								about={dropped ? NO_STUDENT : (data?.report ?? NO_STUDENT)}
								version={data?.version ?? ''}
								labs={data?.labs}
								onSelect={selectIn}
							/>
						}
					/>
				)}
				{!capture && check && status.kind === 'ready' && checked(null)}
			</main>
			<footer class="foot">{data && words.page.madeBy({ version: data.version })}</footer>
			{isHelpOpen && <HelpDialog {...{ words, hasKeys }} onKeys={setHasKeys} onClose={() => setHelpOpen(false)} />}
		</DropZone>
	);
}

/** When what was said is to be seen: in a page behind others no frame tells. */
function afterPaint(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 30));
}

function readersLanguage(): Language {
	return navigator.language.toLowerCase().startsWith('id') ? 'id' : 'en';
}
