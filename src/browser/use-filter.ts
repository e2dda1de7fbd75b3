import { useEffect, useRef, useState } from 'preact/hooks';
import type { Catalogue } from '../i18n/catalogue.ts';
import type { FilterMistake } from '../i18n/page-words.ts';
import { type Match, matcherOf } from './filter/match.ts';
import { type Expression, isMistake, parseFilter } from './filter/parse.ts';
import type { Items } from './items.ts';
import { createLines, type Lines } from './lines.ts';
import type { OpenedCapture } from './open-capture.ts';

/** What a filter lets through. */
export interface Filtered {
	readonly shown: Items;
	/** How many of them are packets. */
	readonly packets: number;
	/** There may be more: a long capture is looked through in pieces, so that the page does not stand still. */
	readonly isLooking: boolean;
	/** What is wrong with the filter; the packets are those of the one before. */
	readonly mistake: FilterMistake | null;
}

const SLICE_MS = 8;
const BETWEEN_CLOCKS = 64;
const BETWEEN_PUTS_MS = 60;

/** Looks for the packets and events that a filter wants. */
export function useFilter(capture: OpenedCapture, items: Items, words: Catalogue, filter: string): Filtered {
	const all = { shown: items, packets: capture.result.analysis.packetCount, isLooking: false, mistake: null };
	const [filtered, setFiltered] = useState<Filtered>(all);
	const lines = useRef<Lines | null>(null);
	useEffect(() => {
		const parsed = parseFilter(filter);
		if (isMistake(parsed)) {
			setFiltered((before) => ({ ...before, isLooking: false, mistake: parsed }));
			return;
		}
		if (parsed === null) {
			setFiltered(all);
			return;
		}
		if (lines.current?.words !== words || lines.current.capture !== capture)
			lines.current = createLines(capture, words);
		return lookThrough(items, itemMatch(parsed, lines.current), setFiltered);
	}, [capture, items, words, filter]);
	return filtered;
}

/** Says whether an item is wanted. An event has a line, and is found by text alone. */
function itemMatch(parsed: Expression, lines: Lines): (item: number) => boolean {
	const match: Match = matcherOf(parsed);
	const { rows, result } = lines.capture;
	return (item) => {
		const row = item - 1;
		if (item > 0) return match({ rows, row, packet: () => result.analysis.packet(item) }, () => lines.of(item));
		return (
			isTextOnly(parsed) && match({ rows, row: -1, packet: () => result.analysis.packet(1) }, () => lines.of(item))
		);
	};
}

function isTextOnly(expression: Expression): boolean {
	if (expression.kind === 'and' || expression.kind === 'or') {
		return isTextOnly(expression.left) && isTextOnly(expression.right);
	}
	return expression.kind === 'text' || expression.kind === 'word';
}

/** Goes through the items in slices of a few milliseconds. @returns Stops it. */
function lookThrough(items: Items, isWanted: (item: number) => boolean, put: (filtered: Filtered) => void): () => void {
	const found: number[] = [];
	let next = 0;
	let packets = 0;
	let putAt = 0;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const slice = () => {
		const until = performance.now() + SLICE_MS;
		do {
			const end = Math.min(items.length, next + BETWEEN_CLOCKS);
			for (; next < end; next++) {
				const item = items[next] ?? 0;
				if (!isWanted(item)) continue;
				found.push(item);
				if (item > 0) packets++;
			}
		} while (next < items.length && performance.now() < until);
		const isLooking = next < items.length;
		if (isLooking && putAt !== 0 && performance.now() - putAt < BETWEEN_PUTS_MS) {
			timer = setTimeout(slice, 0);
			return;
		}
		putAt = performance.now();
		put({ shown: Int32Array.from(found), packets, isLooking, mistake: null });
		if (isLooking) timer = setTimeout(slice, 0);
	};
	slice();
	return () => clearTimeout(timer);
}
