import type { PacketQuery } from '../grammar/packet-query.ts';
import { type CaptureModel, rowAt, rowsAt, type SaidMessage } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { matches } from './match.ts';

/** M16: Wireshark shows a message at the row where it is complete; who reads it there is not mistaken. */
export function completedMessage(
	model: CaptureModel,
	rows: readonly CaptureRow[],
	query: PacketQuery,
): readonly CaptureRow[] | null {
	if (query.http === null && query.texts.length === 0) return null;
	if (query.flags.length > 0 || query.bytes !== null || query.sequence !== null) return null;
	for (const row of rows) {
		const message = messageCompletedAt(model, row);
		if (!message) continue;
		const first = rowAt(model, message.packets[0] ?? 0);
		const isSame =
			first !== undefined &&
			matches(model, { ...first, text: message.text, bytes: message.bytes }, { ...query, carries: null });
		if (isSame) return [...rowsAt(model, message.packets), row];
	}
	return null;
}

/** The message whose last byte this row carries, or whose end its FIN tells. */
function messageCompletedAt(model: CaptureModel, row: CaptureRow): SaidMessage | undefined {
	return model.messages.find(({ connection, side, packets, text }) => {
		if (
			connection !== row.connection ||
			side !== row.side ||
			packets.length < 2 ||
			!/^(?:HTTP\/|[A-Z]{3,7} \S+ HTTP\/)/.test(text)
		)
			return false;
		const last = packets.at(-1) ?? 0;
		const isNextFin =
			row.flags.includes('FIN') &&
			row.bytes === 0 &&
			row.number > last &&
			!model.tcp.some(
				(other) =>
					other.connection === connection && other.side === side && other.number > last && other.number < row.number,
			);
		return last === row.number || isNextFin;
	});
}
