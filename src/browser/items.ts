import type { OpenedCapture } from './open-capture.ts';

/**
 * What the table lists, by number: a packet's own number, or below 0 a program event: -1 is the first. Numbers and not
 * objects, so that a hundred thousand cost nothing.
 */
export type Items = Int32Array;

/** All packets with the program events between them. */
export function createItems({ result, programs }: OpenedCapture): Items {
	const { packetCount } = result.analysis;
	const events = programs?.events ?? [];
	const items = new Int32Array(packetCount + events.length);
	let at = 0;
	let next = 0;
	for (let number = 0; number <= packetCount; number++) {
		if (number > 0) items[at++] = number;
		for (; events[next]?.after === number; next++) items[at++] = -1 - next;
	}
	return items;
}

/** Where an item stands in the list, which is as long as the packets that are shown; -1 if it is not there. */
export function indexOfItem(items: Items, item: number): number {
	return items.indexOf(item);
}

/** The nearest packet from an item on, in steps of 1 or -1; `undefined` if there is none. */
export function packetFrom(items: Items, index: number, step: 1 | -1): number | undefined {
	for (let i = index; i >= 0 && i < items.length; i += step) {
		const item = items[i] ?? 0;
		if (item > 0) return item;
	}
	return undefined;
}
