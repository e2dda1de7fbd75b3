import type { Atom, Reason } from './claim.ts';
import { type ChosenReading, isExplicit } from './document/readings.ts';
import type { Statement } from './document/statement.ts';
import { charitable } from './evaluate/charity.ts';
import { withoutDoubt } from './evaluate/doubt.ts';
import { judge, type RowNumbers } from './evaluate/evaluate.ts';
import { hasPacketWithoutPart, isOfOtherConnection, isOutOfOrder } from './evaluate/witness.ts';
import type { Finding } from './fact.ts';
import type { Say } from './grammar/say.ts';
import type { CaptureModel } from './model/capture-model.ts';
import type { ReportDocument } from './report-document.ts';
import { type Judged, type RolledUp, rollUp } from './roll-up.ts';

/** What the capture says of one part of a statement. In prose words may mean something else; rows and lines of a terminal are what they are. */
export function findingOf(
	{ text }: ReportDocument,
	model: CaptureModel | null,
	say: Say,
	reading: ChosenReading | null,
	{ unit, plain, tokens }: Statement,
): Finding {
	const finding = judgeWithHints(model, say, reading);
	if (unit.kind !== 'prose') return finding;
	const sure = withoutDoubt(finding, plain.text, text.slice(plain.offsets[0] ?? 0, say.start));
	return charitable(model, say, sure, numbersIn(reading, say), tokens);
}

/** The verdict on a statement of these parts. */
export function verdictOf(
	judged: readonly Judged[],
	statement: Statement,
	model: CaptureModel | null,
	reading: ChosenReading | null,
): RolledUp {
	const unmet = isConditional(
		statement.says,
		judged.flatMap(({ atoms }) => atoms),
	);
	if (unmet) return { verdict: 'not-checkable', reason: unmet };
	const rolled = rollUp(judged);
	if (rolled.verdict !== 'confirmed' || isShown(judged, statement, model, reading)) return rolled;
	return { verdict: 'not-checkable', reason: 'UNBOUND' };
}

function isShown(
	judged: readonly Judged[],
	{ unit, tokens }: Statement,
	model: CaptureModel | null,
	reading: ChosenReading | null,
): boolean {
	if (unit.kind !== 'prose' || reading === null || model === null) return true;
	return (
		!hasPacketWithoutPart(tokens, judged, reading.numbersOf) &&
		!isOfOtherConnection(model, tokens, judged) &&
		!isOutOfOrder(judged)
	);
}

/** Of a condition all must hold, and of what is said in general nothing may be otherwise; else the reason why not. */
function isConditional(says: readonly Say[], atoms: readonly Atom[]): Reason | null {
	const [tentative] = says.flatMap((say) => say.tentative ?? (say.unsaid ? ['UNBOUND' as const] : []));
	if (!tentative || atoms.some(({ verdict }) => verdict === 'refuted')) return null;
	if (atoms.some(({ wasRefuted }) => wasRefuted)) return tentative;
	const isIf = says.some((say) => say.tentative === 'CONDITION_NOT_MET');
	return isIf && atoms.some(({ verdict }) => verdict !== 'confirmed') ? 'CONDITION_NOT_MET' : null;
}

function numbersIn(reading: ChosenReading | null, say: Say): RowNumbers {
	return (!isExplicit(say) && reading?.numbersOf) || ((rows) => rows);
}

/** Rows that the sentence before named are tried; what does not fit there is looked for everywhere. */
function judgeWithHints(model: CaptureModel | null, say: Say, reading: ChosenReading | null): Finding {
	const numbersOf = numbersIn(reading, say);
	const finding = withoutOtherReading(model, say, reading, judge(model, say, numbersOf));
	const isHinted = 'rows' in say && say.rows !== null && !say.kinds.includes('K01') && say.say !== 'row-flags';
	if (!isHinted || finding.verdict === 'confirmed' || model === null) return finding;
	return judge(model, { ...say, rows: null } as Say, numbersOf);
}

/** What is so in another reading of its row is not refuted. */
function withoutOtherReading(
	model: CaptureModel | null,
	say: Say,
	reading: ChosenReading | null,
	finding: Finding,
): Finding {
	const isDoubtful =
		finding.verdict === 'refuted' &&
		// Which protocol it is fits any other packet too easily.
		!(finding.fact.kind === 'row-differs' && finding.fact.differences[0]?.field === 'protocol') &&
		'rows' in say &&
		say.rows !== null &&
		(say.rows.noun === '(' || !isExplicit(say)) &&
		reading?.doubts.some((numbersOf) => judge(model, say, numbersOf).verdict === 'confirmed');
	return isDoubtful ? { ...finding, verdict: 'not-checkable', reason: 'UNBOUND', hint: { kind: 'name-it' } } : finding;
}
