import type { OrderedEvent } from '../grammar/say-connections.ts';
import { type CaptureModel, rowAt, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { flagsFit, isOnlyFlag, matches, textFit } from './match.ts';
import { nthReadings } from './nth.ts';

/** The packets of a part of the conversation. */
export function eventRows(model: CaptureModel, { name, query, nth }: OrderedEvent): readonly CaptureRow[] {
	if (nth) return nthReadings(model, nth).flatMap((numbers) => rowsAt(model, numbers));
	const { tcp, arp, connections } = model;
	const at = (numbers: readonly number[]): readonly CaptureRow[] =>
		numbers.flatMap((number) => rowAt(model, number) ?? []);
	if (query !== null) {
		const [set] = query.flags;
		const found = model.once.filter(
			(row) => matches(model, row, query) && (name !== 'reply' || row.side === 'server' || query.from !== null),
		);
		const [text] = query.texts;
		const exact = text === undefined ? [] : found.filter((row) => textFit(row.text, text) === 'exact');
		if (exact.length > 0) return exact;
		const only = set ? found.filter((row) => isOnlyFlag(row, set)) : found;
		return only.length > 0 ? only : found;
	}
	switch (name) {
		case 'arp':
			return arp;
		case 'dns':
			return model.once.filter(({ sourcePort, destinationPort }) => sourcePort === 53 || destinationPort === 53);
		case 'tcp':
			return tcp;
		case 'handshake':
			return at(connections.flatMap(({ handshake }) => (handshake.complete ? handshake.packets : [])));
		case 'close':
			return at(connections.flatMap(({ close }) => close.packets));
		case 'syn':
			return tcp.filter((row) => flagsFit(row, ['SYN'], false));
		case 'packets':
			return model.once;
		default:
			return tcp.filter(({ bytes }) => bytes > 0);
	}
}
