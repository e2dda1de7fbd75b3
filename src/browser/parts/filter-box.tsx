import type { RefObject } from 'preact';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { FilterMistake } from '../../i18n/page-words.ts';
import type { Filtered } from '../use-filter.ts';

interface Props {
	readonly words: Catalogue;
	readonly filter: string;
	readonly filtered: Filtered;
	/** Packets of the capture. */
	readonly all: number;
	readonly input: RefObject<HTMLInputElement | null>;
	readonly onFilter: (filter: string) => void;
}

/** Filters while one types; what is wrong with a filter is said, and the packets stay as they were. */
export function FilterBox({ words, filter, filtered, all, input, onFilter }: Props) {
	const { filter: said } = words.page;
	const { mistake, isLooking, packets } = filtered;
	return (
		<div class="filter">
			<label>
				<span class="hidden">{said.label}</span>
				<input
					ref={input}
					id="filter"
					type="text"
					autocomplete="off"
					autocapitalize="off"
					spellcheck={false}
					placeholder={said.placeholder}
					value={filter}
					aria-invalid={mistake !== null}
					aria-describedby="filter-said"
					onInput={({ currentTarget }) => onFilter(currentTarget.value)}
				/>
			</label>
			{filter !== '' && (
				<button type="button" class="plain" aria-label={said.clear} title={said.clear} onClick={() => onFilter('')}>
					×
				</button>
			)}
			<p id="filter-said" class={mistake ? 'said bad' : 'said quiet'} role="status">
				{mistake ? mistakeText(mistake, words) : said.count({ shown: packets, all })}
				{isLooking && `, ${said.looking}`}
			</p>
		</div>
	);
}

function mistakeText(mistake: FilterMistake, { page }: Catalogue): string {
	return page.filter.mistakes[mistake.kind](mistake);
}
