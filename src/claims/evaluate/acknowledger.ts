import type { CaptureModel } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';

/** The first packet that acknowledges all of a segment. */
export function acknowledger({ tcp }: CaptureModel, of: CaptureRow): CaptureRow | undefined {
	return tcp.find((row) => acknowledges(row, of));
}

/** Whether a packet of the other side acknowledges all of a segment before it. */
export function acknowledges(row: CaptureRow, of: CaptureRow): boolean {
	return (
		row.connection === of.connection &&
		row.side !== of.side &&
		row.number > of.number &&
		(row.acknowledgment ?? 0) >= (endOf(of) ?? Number.POSITIVE_INFINITY)
	);
}

/** The number behind a segment's last byte: SYN and FIN count one (RFC 9293, section 3.4); `null` where there is nothing to acknowledge. */
export function endOf({ sequence, bytes, flags }: CaptureRow): number | null {
	const length = bytes + flags.filter((flag) => flag === 'SYN' || flag === 'FIN').length;
	return sequence === null || length === 0 ? null : sequence + length;
}
