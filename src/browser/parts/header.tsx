import { useRef } from 'preact/hooks';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { visibleText } from '../../render/visible-text.ts';
import type { OpenedCapture } from '../open-capture.ts';
import { saveFile } from '../save-file.ts';
import type { Theme } from '../theme.ts';

type Language = Catalogue['language'];

interface Props {
	readonly words: Catalogue;
	readonly language: Language;
	readonly theme: Theme;
	readonly capture: OpenedCapture | null;
	readonly onLanguage: (language: Language) => void;
	readonly onTheme: (theme: Theme) => void;
	readonly onFiles: (files: readonly File[]) => void;
	readonly onHelp: () => void;
}

const LANGUAGES: readonly { readonly code: Language; readonly name: string }[] = [
	{ code: 'en', name: 'English' },
	{ code: 'id', name: 'Indonesia' },
];
const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];

/** The capture's name, and what is done with the page as a whole. */
export function Header({ words, language, theme, capture, onLanguage, onTheme, onFiles, onHelp }: Props) {
	const { page } = words;
	return (
		<header class="head">
			<div class="head-name">
				<span class="brand">capnote</span>
				<h1>{capture ? visibleText(capture.name) : 'capnote'}</h1>
			</div>
			<div class="head-tools">
				<OpenButton {...{ page, onFiles }} />
				{capture && (
					<button type="button" onClick={() => saveFile(capture.name, capture.bytes, 'application/vnd.tcpdump.pcap')}>
						{page.saveCapture}
					</button>
				)}
				<fieldset class="switch">
					<legend class="hidden">{page.languages}</legend>
					{LANGUAGES.map(({ code, name }) => (
						<button
							key={code}
							type="button"
							lang={code}
							aria-pressed={code === language}
							title={name}
							onClick={() => onLanguage(code)}
						>
							{code.toUpperCase()}
						</button>
					))}
				</fieldset>
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
