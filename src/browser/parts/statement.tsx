import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { PageStatement, SaidNode } from '../../render/page-data.ts';
import { safeLines } from '../../render/visible-text.ts';
import { LinkedText, type Pointing, PointingContext } from './linked-text.tsx';

/** What statements and their verdicts know of the page around them. */
export interface Checking {
	readonly words: Catalogue;
	readonly document: number;
	readonly statements: ReadonlyMap<string, PageStatement>;
	readonly chosen: string | null;
	/** Those that rest on the packet that is chosen. */
	readonly naming: ReadonlySet<string>;
	/** All verdicts are shown, not only those that matter most. */
	readonly isAll: boolean;
	readonly isForStudent: boolean;
	readonly onChoose: (id: string) => void;
	readonly onSelect: (capture: number, packet: number) => void;
}

export const CheckingContext = createContext<Checking | null>(null);

export function elementIdOf(document: number, id: string): string {
	return `said-${document}-${id}`;
}

/** A stretch of a statement. The first one takes the focus and says the verdict; the others can be clicked. */
export function Said({ of, isFirst, inside }: SaidNode) {
	const checking = useContext(CheckingContext);
	const statement = checking?.statements.get(of);
	if (!checking || !statement) return <>{inside}</>;
	const { document, chosen, naming, onChoose, words } = checking;
	const isChosen = chosen === of;
	const name = `statement ${statement.verdict}${isChosen ? ' chosen' : ''}${naming.has(of) ? ' naming' : ''}`;
	if (!isFirst) {
		return (
			<span class={name} onClick={() => onChoose(of)}>
				{inside}
			</span>
		);
	}
	const onKeyDown = (event: KeyboardEvent) => {
		if (event.key !== 'Enter' && event.key !== ' ') return;
		event.preventDefault();
		onChoose(of);
	};
	return (
		<span
			id={elementIdOf(document, of)}
			role="button"
			tabIndex={0}
			class={`${name} first`}
			aria-pressed={isChosen}
			{...{ onKeyDown }}
			onClick={() => onChoose(of)}
		>
			<span class="sign" aria-hidden="true" />
			<span class="hidden">{`${verdictWord(statement, words)}: `}</span>
			{inside}
		</span>
	);
}

function verdictWord({ verdict }: PageStatement, { claims, page }: Catalogue): string {
	return verdict === 'open' ? page.check.notUnderstood : claims.verdicts[verdict];
}

/** What is said of the statements of a block: of refuted ones and the chosen one; of all when that is asked for. */
export function VerdictList({
	ids,
	columns,
}: {
	readonly ids: readonly string[];
	readonly columns?: number | undefined;
}) {
	const list = (
		<ul class="verdicts">
			{ids.map((id) => (
				<VerdictItem key={id} id={id} />
			))}
		</ul>
	);
	if (columns === undefined) return list;
	return (
		<tr class="verdict-row">
			<td colSpan={columns}>{list}</td>
		</tr>
	);
}

function VerdictItem({ id }: { readonly id: string }) {
	const checking = useContext(CheckingContext);
	const statement = checking?.statements.get(id);
	const pointing = useMemo<Pointing>(() => {
		const capture = statement?.capture ?? null;
		if (!checking || capture === null) return { packetCount: 0, select: () => undefined };
		return { packetCount: Number.POSITIVE_INFINITY, select: (packet) => checking.onSelect(capture, packet) };
	}, [statement, checking?.onSelect]);
	if (!checking || !statement) return null;
	const { words, isForStudent } = checking;
	const { verdict, hint, notes, message, line } = statement;
	const isShown =
		checking.isAll || checking.chosen === id || verdict === 'refuted' || (isForStudent && verdict === 'open');
	const said = (text: PageStatement['message']) => <LinkedText text={text[words.language]} />;
	return (
		<li class={`${verdict}${isShown ? '' : ' folded'}${checking.chosen === id ? ' chosen' : ''}`}>
			<PointingContext.Provider value={pointing}>
				<span class="line-number">{words.check.line(line)}</span>
				<span class="sign" aria-hidden="true" /> {verdict === 'open' && <>{page(words).notUnderstood}: </>}
				{isForStudent && verdict === 'refuted' ? (
					<>
						{words.check.self.lookAgain}. {hint && said(hint)}
						<details>
							<summary>{page(words).reveal}</summary>
							{said(message)}
						</details>
					</>
				) : (
					said(message)
				)}
				{notes.map((note) => (
					<p key={note.en} class="note">
						{said(note)}
					</p>
				))}
				{verdict !== 'refuted' && hint && <p class="note">{safeLines(hint[words.language])}</p>}
			</PointingContext.Provider>
		</li>
	);
}

function page({ page: { check } }: Catalogue): Catalogue['page']['check'] {
	return check;
}
