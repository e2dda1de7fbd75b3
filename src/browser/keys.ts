import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** What keys do; a part of the page puts in what it can do while it is there. */
export interface Actions {
	readonly next: () => void;
	readonly previous: () => void;
	readonly first: () => void;
	readonly last: () => void;
	readonly filter: () => void;
	readonly connection: (step: 1 | -1) => void;
	readonly expand: () => void;
	readonly language: () => void;
	readonly back: () => void;
	readonly help: () => void;
	readonly view: () => void;
	readonly statement: (step: 1 | -1) => void;
	/** Not a key: what a part beside asks for. */
	readonly select: (packet: number) => void;
}

type Run = (actions: Partial<Actions>) => void;

/** Letters that work wherever one is in the page, unless one is typing. */
const LETTERS: Readonly<Record<string, Run>> = {
	j: ({ next }) => next?.(),
	k: ({ previous }) => previous?.(),
	g: ({ first }) => first?.(),
	G: ({ last }) => last?.(),
	'/': ({ filter }) => filter?.(),
	'[': ({ connection }) => connection?.(-1),
	']': ({ connection }) => connection?.(1),
	e: ({ expand }) => expand?.(),
	l: ({ language }) => language?.(),
	r: ({ view }) => view?.(),
	n: ({ statement }) => statement?.(1),
	p: ({ statement }) => statement?.(-1),
	'?': ({ help }) => help?.(),
};

/** Listens to the keys of the whole page. @param hasLetters Whether single letters are keys (WCAG 2.1.4). */
export function useKeys(
	hasLetters: boolean,
	actions: RefObject<Partial<Actions>>,
	own: Pick<Actions, 'language' | 'help' | 'view' | 'statement'>,
): void {
	// At once, not after the next paint: keys follow each other faster.
	useLayoutEffect(() => {
		const onKey = (event: KeyboardEvent) => {
			if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
			const all = { ...actions.current, ...own };
			if (event.key === 'Escape') all.back?.();
			const run = hasLetters && !isTyping(event.target) ? LETTERS[event.key] : undefined;
			if (!run) return;
			event.preventDefault();
			run(all);
		};
		addEventListener('keydown', onKey);
		return () => removeEventListener('keydown', onKey);
	}, [hasLetters, own]);
}

function isTyping(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;
}
