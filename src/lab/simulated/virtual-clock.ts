/** Nanoseconds in one microsecond, millisecond, second of virtual time. */
export const US = 1000;
export const MS: number = 1000 * US;
export const SECOND: number = 1000 * MS;

/** A timer of one endpoint: starting it again moves it. */
export interface Timer {
	readonly start: (afterNs: number) => void;
	readonly stop: () => void;
	readonly isRunning: () => boolean;
}

/** Time that passes only when something happens. Times are whole nanoseconds since the start. */
export interface VirtualClock {
	readonly now: () => number;
	readonly after: (ns: number, action: () => void) => void;
	/** A timer as the kernel has them: it fires at a whole millisecond (a tick), never early. */
	readonly timer: (action: () => void) => Timer;
	/** Lets everything happen that is due until then, or until it is held; returns false if something is left. */
	readonly run: (untilNs: number, isHeld?: () => boolean) => boolean;
}

interface Due {
	readonly at: number;
	readonly order: number;
	readonly action: () => void;
}

/** Makes a clock that stands at 0. */
export function createVirtualClock(): VirtualClock {
	const heap: Due[] = [];
	let nowNs = 0;
	let orders = 0;

	const after = (ns: number, action: () => void): void => push(heap, { at: nowNs + ns, order: orders++, action });

	return {
		now: () => nowNs,
		after,
		timer(action) {
			let started = 0;
			let isRunning = false;
			return {
				start(afterNs) {
					const mine = ++started;
					isRunning = true;
					after(Math.ceil((nowNs + afterNs) / MS) * MS - nowNs, () => {
						if (!isRunning || mine !== started) return;
						isRunning = false;
						action();
					});
				},
				stop: () => {
					isRunning = false;
				},
				isRunning: () => isRunning,
			};
		},
		run(untilNs, isHeld = () => false) {
			for (let first = heap[0]; first && first.at <= untilNs && !isHeld(); first = heap[0]) {
				pop(heap);
				nowNs = first.at;
				first.action();
			}
			return heap.length === 0;
		},
	};
}

function isBefore(a: Due | undefined, b: Due | undefined): boolean {
	if (!a || !b) return false;
	return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function push(heap: Due[], due: Due): void {
	heap.push(due);
	for (let i = heap.length - 1; i > 0; ) {
		const parent = (i - 1) >> 1;
		if (!isBefore(heap[i], heap[parent])) return;
		swap(heap, i, parent);
		i = parent;
	}
}

function pop(heap: Due[]): void {
	swap(heap, 0, heap.length - 1);
	heap.pop();
	for (let i = 0; ; ) {
		const left = 2 * i + 1;
		const least = isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
		if (!isBefore(heap[least], heap[i])) return;
		swap(heap, i, least);
		i = least;
	}
}

function swap(heap: Due[], i: number, j: number): void {
	const [a, b] = [heap[i], heap[j]];
	if (a && b) [heap[i], heap[j]] = [b, a];
}
