/** A stretch of the capture without a long pause, and its place on the strip. */
export interface Burst {
	readonly firstRow: number;
	readonly lastRow: number;
	/** Seconds since the first packet. */
	readonly startSeconds: number;
	readonly endSeconds: number;
	readonly left: number;
	readonly right: number;
}

/** A pause between two bursts, drawn shorter than it was. */
export interface Pause {
	readonly seconds: number;
	readonly left: number;
	readonly right: number;
}

/** The time of a capture from left to right. */
export interface TimeAxis {
	readonly bursts: readonly Burst[];
	readonly pauses: readonly Pause[];
	/** Where a packet stands. */
	readonly xOf: (row: number) => number;
}

const PAUSE_WIDTH = 46;
const LEAST_PAUSE_SECONDS = 1;
/** A burst of few packets has so much room for each. */
const PACKET_WIDTH = 9;
const LEAST_BURST = 24;

/**
 * Lays the times of packets out on a strip. Pauses of more than a second are shortened, the longest first where there
 * are many. Between pauses time runs evenly where packets are many; few packets are moved apart so that each is seen.
 *
 * @param seconds Of each row, since the first packet; they need not grow.
 */
export function timeAxis(seconds: Float64Array, left: number, width: number): TimeAxis {
	const cuts = pauseRows(seconds, Math.floor(width / 3 / PAUSE_WIDTH));
	const starts = [0, ...cuts];
	const room = width - cuts.length * PAUSE_WIDTH;
	const weights = starts.map((start, i) =>
		Math.max(LEAST_BURST, ((starts[i + 1] ?? seconds.length) - start) * PACKET_WIDTH),
	);
	const sum = weights.reduce((all, weight) => all + weight, 0);
	let x = left;
	const bursts: Burst[] = [];
	const pauses: Pause[] = [];
	starts.forEach((firstRow, i) => {
		const before = bursts.at(-1);
		const startSeconds = seconds[firstRow] ?? 0;
		if (before) {
			pauses.push({ seconds: startSeconds - before.endSeconds, left: x, right: x + PAUSE_WIDTH });
			x += PAUSE_WIDTH;
		}
		const right = x + ((weights[i] ?? 0) / sum) * room;
		const lastRow = (starts[i + 1] ?? seconds.length) - 1;
		bursts.push({ firstRow, lastRow, startSeconds, endSeconds: latest(seconds, firstRow, lastRow), left: x, right });
		x = right;
	});
	return { bursts, pauses, xOf: (row) => placeOf(bursts[burstOf(starts, row)], seconds[row] ?? 0, row) };
}

/** The rows that stand behind the longest pauses, in order. */
function pauseRows(seconds: Float64Array, most: number): readonly number[] {
	const rows: number[] = [];
	for (let row = 1; row < seconds.length; row++) {
		if ((seconds[row] ?? 0) - (seconds[row - 1] ?? 0) > LEAST_PAUSE_SECONDS) rows.push(row);
	}
	const lengthOf = (row: number): number => (seconds[row] ?? 0) - (seconds[row - 1] ?? 0);
	const longest = rows.sort((a, b) => lengthOf(b) - lengthOf(a)).slice(0, Math.max(0, most));
	return longest.sort((a, b) => a - b);
}

function latest(seconds: Float64Array, first: number, last: number): number {
	let most = seconds[first] ?? 0;
	for (let row = first; row <= last; row++) most = Math.max(most, seconds[row] ?? 0);
	return most;
}

function burstOf(starts: readonly number[], row: number): number {
	return starts.findLastIndex((start) => start <= row);
}

function placeOf(burst: Burst | undefined, seconds: number, row: number): number {
	if (!burst) return 0;
	const { left, right, startSeconds, endSeconds, firstRow, lastRow } = burst;
	const width = right - left;
	const count = lastRow - firstRow;
	const span = endSeconds - startSeconds;
	const byTime = span > 0 ? Math.min(1, Math.max(0, (seconds - startSeconds) / span)) : 0.5;
	const byOrder = count > 0 ? (row - firstRow) / count : 0.5;
	const order = count > 0 && width / count >= PACKET_WIDTH / 2 ? 0.7 : 0;
	return left + 4 + (width - 8) * (byOrder * order + byTime * (1 - order));
}
