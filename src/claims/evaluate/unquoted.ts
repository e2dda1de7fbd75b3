import type { Finding } from '../fact.ts';
import type { UnquotedSay } from '../grammar/say-packets.ts';
import { type CaptureModel, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { confirmed, unchecked } from './finding.ts';
import { isBetween } from './hosts.ts';

/** A text without quotes: confirmed where it is a whole message of the side that is spoken of, or its topic; never refuted. */
export function judgeUnquoted(model: CaptureModel, say: UnquotedSay, numbers: readonly number[] | null): Finding {
	const wanted = new Set(say.texts.map(plain));
	const isFrom = (row: CaptureRow): boolean => isBetween(model, row, say.from, say.to, false);
	const inMessages = model.messages
		.filter(({ text }) => wanted.has(plain(text)))
		.flatMap(({ packets }) => rowsAt(model, packets));
	const inRows = model.once.filter(
		(row) =>
			row.bytes > 0 &&
			(wanted.has(plain(row.text)) ||
				row.mqtt.some(({ topic }) => topic !== '' && wanted.has(plain(topic))) ||
				say.texts.some((text) => isInside(row.text, text))),
	);
	const found = [...new Set([...inMessages, ...inRows])].filter(isFrom);
	const named = numbers ? found.filter(({ number }) => numbers.includes(number)) : found;
	return named.length > 0 ? confirmed(named) : unchecked('UNBOUND');
}

/** Several words that stand in a payload as they do in the sentence. */
function isInside(text: string, wanted: string): boolean {
	return wanted.length >= 8 && /\s/.test(wanted) && plain(text).includes(plain(wanted));
}

function plain(text: string): string {
	return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
