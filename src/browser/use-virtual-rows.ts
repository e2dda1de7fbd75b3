import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

const OVERSCAN = 8;

/** The rows of a long list that are seen, and a few above and below. */
export interface VirtualRows {
	readonly visible: readonly number[];
	/** Scrolls so that a row is seen; not if it is. */
	readonly show: (index: number) => void;
}

/** Follows what is seen of a list of equal rows inside a box. */
export function useVirtualRows(box: RefObject<HTMLElement | null>, count: number, rowHeight: number): VirtualRows {
	const [, drawAnew] = useReducer((times: number) => times + 1, 0);
	const options = {
		...{ count, overscan: OVERSCAN, observeElementOffset, observeElementRect },
		// The head sticks to the box's top and covers as much as a row.
		...{ scrollPaddingStart: 0, scrollPaddingEnd: rowHeight },
		getScrollElement: () => box.current,
		estimateSize: () => rowHeight,
		scrollToFn: elementScroll,
		onChange: () => drawAnew(undefined),
	};
	const [list] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
	list.setOptions(options);
	useLayoutEffect(() => list._didMount(), []);
	useLayoutEffect(() => list._willUpdate());
	useLayoutEffect(() => list.measure(), [rowHeight]);
	return {
		visible: list.getVirtualItems().map(({ index }) => index),
		show: (index) => list.scrollToIndex(index, { align: 'auto' }),
	};
}
