import { groupedNumber } from '../grouped.ts';
import { packetRuns } from '../packet-runs.ts';

const grouped = groupedNumber('en');

/** `1 packet`, `22 packets`: `one` is the singular. */
export function count(number: number, one: string, many = `${one}s`): string {
	return `${grouped(number)} ${number === 1 ? one : many}`;
}

export function bytes(number: number): string {
	return count(number, 'byte');
}

/** `#3`, `#3 and #5`, `#3, #5 and #9`; runs of three and more as `#3–#7`. */
export function listPackets(packets: readonly number[]): string {
	const runs = packetRuns(packets);
	const last = runs.pop() ?? '';
	return runs.length === 0 ? last : `${runs.join(', ')} and ${last}`;
}
