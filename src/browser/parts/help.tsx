import { useEffect, useRef } from 'preact/hooks';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { PageKey } from '../../i18n/page-words.ts';

const KEYS: readonly { readonly key: PageKey; readonly names: readonly string[] }[] = [
	{ key: 'next', names: ['j', '↓'] },
	{ key: 'previous', names: ['k', '↑'] },
	{ key: 'ends', names: ['g', 'G', 'Home', 'End'] },
	{ key: 'filter', names: ['/'] },
	{ key: 'details', names: ['Enter'] },
	{ key: 'connection', names: ['[', ']'] },
	{ key: 'expand', names: ['e'] },
	{ key: 'language', names: ['l'] },
	{ key: 'view', names: ['r'] },
	{ key: 'statement', names: ['n', 'p'] },
	{ key: 'back', names: ['Esc'] },
	{ key: 'help', names: ['?'] },
];

/** Filters to try, each of another kind. */
export const FILTER_EXAMPLES: readonly string[] = [
	'Echo',
	'syn client',
	'arp or fin',
	'#8-#11',
	'tcp.port == 2222',
	'tcp.len > 0',
	'ip.src == 172.18.0.3 && !tcp.flags.syn == 1',
	'tcp.analysis.retransmission',
	'tcp.payload contains "hello"',
];

interface Props {
	readonly words: Catalogue;
	readonly hasKeys: boolean;
	readonly onKeys: (hasKeys: boolean) => void;
	readonly onClose: () => void;
}

/** Tells the keys and what the filter understands. */
export function HelpDialog({ words, hasKeys, onKeys, onClose }: Props) {
	const dialog = useRef<HTMLDialogElement>(null);
	const { help, filter } = words.page;
	useEffect(() => dialog.current?.showModal(), []);
	return (
		<dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={onClose}>
			<h2 id="help-title">{help.title}</h2>
			<dl class="keys">
				{KEYS.map(({ key, names }) => (
					<div key={key}>
						<dt>
							{names.map((name) => (
								<kbd key={name}>{name}</kbd>
							))}
						</dt>
						<dd>{help.keys[key]}</dd>
					</div>
				))}
			</dl>
			<label class="check">
				<input type="checkbox" checked={hasKeys} onChange={({ currentTarget }) => onKeys(currentTarget.checked)} />
				<span>{help.single}</span>
			</label>
			<h3>{help.filterTitle}</h3>
			<p>{help.filterText}</p>
			<p class="quiet">{filter.examples}</p>
			<ul class="examples">
				{FILTER_EXAMPLES.map((example) => (
					<li key={example}>
						<code>{example}</code>
					</li>
				))}
			</ul>
			<form method="dialog">
				<button type="submit">{help.close}</button>
			</form>
		</dialog>
	);
}
