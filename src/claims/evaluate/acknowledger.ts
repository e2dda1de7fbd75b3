import type { CaptureModel } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';

/** The first packet that acknowledges all of a segment. */
export function acknowledger({ tcp }: CaptureModel, of: CaptureRow): CaptureRow | undefined {
	const end = (of.sequence ?? 0) + of.bytes + of.flags.filter((flag) => flag === 'SYN' || flag === 'FIN').length;
	return tcp.find(
		(row) =>
			row.connection === of.connection &&
			row.side !== of.side &&
			row.number > of.number &&
			(row.acknowledgment ?? 0) >= end,
	);
}
