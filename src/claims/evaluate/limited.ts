import type { CountLimit } from '../grammar/say-counts.ts';
import type { CaptureModel } from '../model/capture-model.ts';
import { eventRows } from './event-rows.ts';

/** The capture as if only what lies before or after something had been recorded; `null` where that is not in it. */
export function limitedModel(model: CaptureModel, { isBefore, rows, event }: CountLimit): CaptureModel | null {
	const numbers = rows ?? (event ? eventRows(model, event).map(({ number }) => number) : []);
	if (numbers.length === 0) return null;
	const edge = isBefore ? Math.min(...numbers) : Math.max(...numbers);
	const isIn = (number: number): boolean => (isBefore ? number < edge : number > edge);
	const isOwn = ({ number }: { readonly number: number }): boolean => isIn(number);
	return {
		...model,
		once: model.once.filter(isOwn),
		tcp: model.tcp.filter(isOwn),
		arp: model.arp.filter(isOwn),
		messages: model.messages.filter(({ packets }) => isIn(packets[0] ?? 0)),
	};
}
