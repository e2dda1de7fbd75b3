import { groupedNumber } from '../grouped.ts';
import { packetRuns } from '../packet-runs.ts';

const grouped = groupedNumber('id');

/** `22 paket`: Indonesian has no plural form after a number. */
export function count(number: number, noun: string): string {
	return `${grouped(number)} ${noun}`;
}

/** `#3`, `#3 dan #5`, `#3, #5 dan #9`; runs of three and more as `#3–#7`. */
export function listPackets(packets: readonly number[]): string {
	const runs = packetRuns(packets);
	const last = runs.pop() ?? '';
	return runs.length === 0 ? last : `${runs.join(', ')} dan ${last}`;
}
