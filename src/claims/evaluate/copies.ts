import type { Finding } from '../fact.ts';
import type { CopiesSay } from '../grammar/say-packets.ts';
import { type CaptureModel, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { confirmed, refuted, unchecked } from './finding.ts';

/** Whether named packets are copies of the recording, or one was sent again; a copy is nothing that was sent again. */
export function judgeCopies(model: CaptureModel, { isResent }: CopiesSay, numbers: readonly number[]): Finding {
	const rows = rowsAt(model, numbers);
	if (rows.length < numbers.length || rows.length === 0) return unchecked('NOT_IN_CAPTURE', rows);
	if (isResent && rows.some(({ wasResent }) => wasResent)) return confirmed(rows);
	const together = twins(model, rows);
	if (together === null) return unchecked('UNBOUND', rows);
	const packets = together.map(({ number }) => number);
	return isResent ? refuted(together, { kind: 'one-packet-twice', packets }) : confirmed(together);
}

/** A packet with its copy, where all that are named are of one packet. */
function twins({ rows: all }: CaptureModel, rows: readonly CaptureRow[]): readonly CaptureRow[] | null {
	const originals = new Set(rows.map(({ number, copyOf }) => copyOf ?? number));
	const [original] = originals;
	if (originals.size !== 1 || original === undefined) return null;
	const found = all.filter(({ number, copyOf }) => number === original || copyOf === original);
	return found.length > 1 ? found : null;
}
