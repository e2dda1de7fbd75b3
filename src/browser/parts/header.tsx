import { useRef } from 'preact/hooks';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { visibleText } from '../../render/visible-text.ts';
import type { OpenedCapture } from '../open-capture.ts';
import { saveFile } from '../save-file.ts';
import type { Theme } from '../theme.ts';
import type { ViewName } from './capture.tsx';

type Language = Catalogue['language'];

interface Props {
	readonly words: Catalogue;
	readonly language: Language;
	readonly theme: Theme;
	readonly captures: readonly OpenedCapture[];
	readonly current: number;
	readonly view: ViewName;
	readonly views: readonly ViewName[];
	readonly onLanguage: (language: Language) => void;
	readonly onTheme: (theme: Theme) => void;
	readonly onView: (view: ViewName) => void;
	readonly onCurrent: (index: number) => void;
	readonly onFiles: (files: readonly File[]) => void;
	readonly onHelp: () => void;
}

const LANGUAGES: SwitchProps<Language>['choices'] = [
	{ value: 'en', text: 'EN', lang: 'en', title: 'English' },
	{ value: 'id', text: 'ID', lang: 'id', title: 'Indonesia' },
];
const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];

/** The captures' names, and what is done with the page as a whole. */
export function Header(props: Props) {
	const { words, language, theme, captures, current, view, views, onLanguage, onTheme, onView, onFiles, onHelp } =
		props;
	const { page } = words;
	const capture = captures[current];
	return (
		<header class="head">
			<div class="head-name">
				<span class="brand">capnote</span>
				<Names {...props} />
			</div>
			{capture && views.length > 1 && (
				<Switch
					label={page.views.label}
					chosen={view}
					choices={views.map((value) => ({ value, text: page.views[value] }))}
					onChoose={onView}
				/>
			)}
			<div class="head-tools">
				<OpenButton {...{ page, onFiles }} />
				{capture && (
					<button type="button" onClick={() => saveFile(capture.name, capture.bytes, 'application/vnd.tcpdump.pcap')}>
						{page.saveCapture}
					</button>
				)}
				<Switch label={page.languages} chosen={language} choices={LANGUAGES} onChoose={onLanguage} />
				<label class="choice">
					<span class="hidden">{page.theme.label}</span>
					<select value={theme} onChange={({ currentTarget }) => onTheme(currentTarget.value as Theme)}>
						{THEMES.map((name) => (
							<option key={name} value={name}>
								{page.theme[name]}
							</option>
						))}
					</select>
				</label>
				<button type="button" class="round" aria-label={page.help.title} title={page.help.title} onClick={onHelp}>
					?
				</button>
			</div>
		</header>
	);
}

/** The name of the capture; of two that are compared, both, to choose one. */
function Names({ captures, current, words, onCurrent }: Props) {
	const [capture, another] = captures;
	if (!another) return <h1>{capture ? visibleText(capture.name) : 'capnote'}</h1>;
	return (
		<>
			<h1 class="hidden">{captures.map(({ name }) => visibleText(name)).join(', ')}</h1>
			<Switch
				label={words.page.captures}
				chosen={`${current}`}
				choices={captures.map(({ name }, i) => ({ value: `${i}`, text: visibleText(name) }))}
				onChoose={(index) => onCurrent(Number(index))}
			/>
		</>
	);
}

interface SwitchProps<Value extends string> {
	readonly label: string;
	readonly chosen: Value;
	readonly choices: readonly {
		readonly value: Value;
		readonly text: string;
		readonly lang?: string;
		readonly title?: string;
	}[];
	readonly onChoose: (value: Value) => void;
}

/** A few choices side by side, of which one is chosen. */
function Switch<Value extends string>({ label, chosen, choices, onChoose }: SwitchProps<Value>) {
	return (
		<fieldset class="switch">
			<legend class="hidden">{label}</legend>
			{choices.map(({ value, text, lang, title }) => (
				<button
					key={value}
					type="button"
					aria-pressed={value === chosen}
					{...{ lang, title }}
					onClick={() => onChoose(value)}
				>
					{text}
				</button>
			))}
		</fieldset>
	);
}

function OpenButton({ page, onFiles }: { readonly page: Catalogue['page'] } & Pick<Props, 'onFiles'>) {
	const input = useRef<HTMLInputElement>(null);
	const onChange = () => {
		onFiles([...(input.current?.files ?? [])]);
		if (input.current) input.current.value = '';
	};
	return (
		<>
			<button type="button" title={`${page.openHint}. ${page.notUploaded}`} onClick={() => input.current?.click()}>
				{page.open}
			</button>
			<input
				ref={input}
				class="hidden"
				type="file"
				tabIndex={-1}
				aria-label={page.open}
				multiple
				accept=".pcap,.pcapng,.cap,.gz,.jsonl"
				onChange={onChange}
			/>
		</>
	);
}
