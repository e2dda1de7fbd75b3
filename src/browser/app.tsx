import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { en } from '../i18n/en/index.ts';
import { id } from '../i18n/id/index.ts';
import type { PageData } from '../render/page-data.ts';
import { visibleText } from '../render/visible-text.ts';
import { createItems } from './items.ts';
import { type Actions, useKeys } from './keys.ts';
import { type OpenedCapture, openCapture } from './open-capture.ts';
import { Capture } from './parts/capture.tsx';
import { DropZone } from './parts/drop-zone.tsx';
import { Header } from './parts/header.tsx';
import { HelpDialog } from './parts/help.tsx';
import { Notices } from './parts/notices.tsx';
import { captureBytes } from './read-data.ts';
import { useTheme } from './theme.ts';

const CATALOGUES = { en, id };
type Language = keyof typeof CATALOGUES;

/** What the page shows in place of a capture, or beside it. */
export type Status =
	| { readonly kind: 'ready' }
	| { readonly kind: 'reading'; readonly name: string }
	| { readonly kind: 'unreadable'; readonly reason: string };

/** The page: a capture, in one of two languages, and whatever capture somebody drops onto it. */
export function App({ data }: { readonly data: PageData | null }) {
	const [language, setLanguage] = useState<Language>(() => data?.language ?? readersLanguage());
	const [theme, setTheme] = useTheme();
	const [original, setOriginal] = useState<OpenedCapture | null>(null);
	const [shown, setShown] = useState<OpenedCapture | null>(null);
	const [status, setStatus] = useState<Status>({ kind: 'ready' });
	const [isHelpOpen, setHelpOpen] = useState(false);
	const [hasKeys, setHasKeys] = useState(true);
	const actions = useRef<Partial<Actions>>({});
	const words = CATALOGUES[language];
	const capture = shown ?? original;
	const items = useMemo(() => (capture ? createItems(capture) : null), [capture]);

	async function show(name: string, read: () => Promise<OpenedCapture>, put: (opened: OpenedCapture) => void) {
		setStatus({ kind: 'reading', name });
		try {
			put(await read());
			setStatus({ kind: 'ready' });
		} catch (error) {
			setStatus({ kind: 'unreadable', reason: error instanceof Error ? error.message : `${error}` });
		}
	}

	async function openFiles(files: readonly File[]) {
		const events = files.find(({ name }) => name.endsWith('.jsonl'));
		const file = files.find((each) => each !== events);
		if (!file) return;
		const read = async () =>
			openCapture({
				name: file.name,
				bytes: new Uint8Array(await file.arrayBuffer()),
				events: events ? await events.text() : null,
				roughTimes: false,
				profile: data?.profile ?? '4.6',
			});
		await show(file.name, read, setShown);
	}

	useEffect(() => {
		if (!data) return;
		const { name, roughTimes, events } = data.capture;
		const read = async () =>
			openCapture({ name, bytes: captureBytes(data), events, roughTimes, profile: data.profile });
		void show(name, read, setOriginal);
	}, [data]);

	useEffect(() => {
		document.documentElement.lang = language;
		document.title = capture ? words.page.title({ name: visibleText(capture.name) }) : 'capnote';
	}, [language, capture, words]);

	const changeLanguage = () => setLanguage((before) => (before === 'en' ? 'id' : 'en'));
	useKeys(hasKeys && !isHelpOpen, actions, { language: changeLanguage, help: () => setHelpOpen(true) });

	return (
		<DropZone words={words.page} onFiles={openFiles}>
			<a class="skip" href="#packets">
				{words.page.skip}
			</a>
			<Header
				{...{ words, language, theme, capture }}
				onLanguage={setLanguage}
				onTheme={setTheme}
				onFiles={openFiles}
				onHelp={() => setHelpOpen(true)}
			/>
			<main>
				<Notices {...{ words, capture, status }} onBack={shown && original ? () => setShown(null) : null} />
				{capture && items && (
					<Capture key={capture.name + capture.bytes.length} {...{ capture, items, words, actions }} />
				)}
			</main>
			<footer class="foot">{data && words.page.madeBy({ version: data.version })}</footer>
			{isHelpOpen && <HelpDialog {...{ words, hasKeys }} onKeys={setHasKeys} onClose={() => setHelpOpen(false)} />}
		</DropZone>
	);
}

function readersLanguage(): Language {
	return navigator.language.toLowerCase().startsWith('id') ? 'id' : 'en';
}
