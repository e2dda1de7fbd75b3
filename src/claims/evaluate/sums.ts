import type { Finding } from '../fact.ts';
import type { SumSay } from '../grammar/say.ts';
import type { CaptureModel } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { decimalsOf, readNumber } from '../text/numbers.ts';
import { confirmed, refuted } from './finding.ts';
import { timeFits } from './match.ts';

/** The packets whose times or numbers a formula is made of. */
function operandRows(model: CaptureModel | null, expression: string): readonly CaptureRow[] {
	const operands = (expression.match(/\d+(?:[.,]\d+)?/g) ?? []).filter((each) => decimalsOf(each) >= 4);
	return operands.flatMap((each) => {
		const row = model?.once.find(({ ns }) => timeFits(ns, readNumber(each, false), decimalsOf(each)));
		return row ? [row] : [];
	});
}

export function judgeSum(model: CaptureModel | null, { isTrue, expression, written, result }: SumSay): Finding {
	const fact = { kind: 'sum' as const, expression, said: written, result: `${result}` };
	const rows = operandRows(model, expression);
	return isTrue ? confirmed(rows, fact) : refuted(rows, fact);
}
