import type { Finding } from '../fact.ts';
import type { ReturnsSay } from '../grammar/say-packets.ts';
import { type CaptureModel, rowAt, rowsAt, type SaidMessage } from '../model/capture-model.ts';
import { confirmed, faceOf, refuted, unchecked } from './finding.ts';

/** A request and what came back for it. */
interface Call {
	readonly request: SaidMessage;
	readonly reply: SaidMessage;
}

/** What a request is answered with: one such request with this value confirms, such requests with others refute. */
export function judgeReturns(model: CaptureModel, say: ReturnsSay, numbers: readonly number[] | null): Finding {
	const all = callsOf(model).filter((call) => numbers === null || isAt(call, numbers));
	const asked = all.filter(({ request }) => isAsked(request.text, say));
	const good = asked.filter(({ reply }) => resultOf(reply.text) === say.value);
	const right = good[0];
	if (right)
		return confirmed(
			rowsAt(
				model,
				good.flatMap(({ request, reply }) => [...request.packets, ...reply.packets]),
			),
		);
	const [first] = numbers === null ? asked : all;
	const found = first ? resultOf(first.reply.text) : null;
	const row = rowAt(model, first?.reply.packets.at(-1) ?? 0);
	if (!first || found === null || !row || !first.reply.isWhole) return unchecked('UNBOUND');
	const difference = { field: 'text' as const, said: `${say.value}`, found: `${found}` };
	return refuted(rowsAt(model, [...first.request.packets, ...first.reply.packets]), {
		kind: 'row-differs',
		face: faceOf(row),
		differences: [difference],
	});
}

function callsOf({ messages }: CaptureModel): readonly Call[] {
	return messages.flatMap((request, i) => {
		const reply = messages.slice(i + 1, i + 2).find(({ connection }) => connection === request.connection);
		return request.side === 'client' && reply?.side === 'server' ? [{ request, reply }] : [];
	});
}

function isAt({ request, reply }: Call, numbers: readonly number[]): boolean {
	return numbers.some((number) => request.packets.includes(number) || reply.packets.includes(number));
}

/** Of another operation, another path or other operands it is another request. */
function isAsked(text: string, { operation, path, operands }: ReturnsSay): boolean {
	const lower = text.toLowerCase();
	if (operation !== null && !lower.includes(operation)) return false;
	if (path !== null && !lower.includes(` ${path.toLowerCase()}`)) return false;
	return operands.every((operand) => new RegExp(`(?<![\\w.])${operand}(?![\\w]|\\.\\d)`).test(lower.slice(-MOST_READ)));
}

const MOST_READ = 4000;

/** The value that a body holds: that of its `result`, else its only number. */
function resultOf(text: string): number | null {
	const body = text.slice(text.indexOf('\r\n\r\n') + 1).slice(0, MOST_READ);
	const named = /result["']?\s{0,4}[:=>]\s{0,4}["']?(-?\d{1,12}(?:\.\d{1,9})?)/i.exec(body);
	if (named) return Number(named[1]);
	const numbers = body.match(/(?<![\w.])-?\d{1,12}(?:\.\d{1,9})?(?![\w])/g) ?? [];
	return numbers.length === 1 ? Number(numbers[0]) : null;
}
