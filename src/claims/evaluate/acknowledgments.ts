import type { FieldDifference, Finding } from '../fact.ts';
import type { AcknowledgmentSay } from '../grammar/say-packets.ts';
import { type CaptureModel, rowAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import type { RowNumbers } from './evaluate.ts';
import { confirmed, faceOf, refuted, unchecked } from './finding.ts';

/** Whether one packet acknowledges another, and its number is the sum that was written. */
export function judgeAcknowledgment(model: CaptureModel, say: AcknowledgmentSay, numbersOf: RowNumbers): Finding {
	const [number = 0] = numbersOf(say.rows.rows);
	const [other = 0] = say.of ? numbersOf(say.of.rows) : [];
	const [row, of] = [rowAt(model, number), rowAt(model, other)];
	if (row === undefined || (say.of !== null && of === undefined)) return unchecked('NOT_IN_CAPTURE');
	if (row.protocol !== 'tcp' || (of !== undefined && of.protocol !== 'tcp'))
		return refuted([row], { kind: 'row-differs', face: faceOf(row), differences: [protocolOf(row, of)] });
	const differences = [...ofNumber(row, say), ...(of ? ofOther(row, of) : [])];
	if (differences.length > 0) return refuted([row], { kind: 'row-differs', face: faceOf(row), differences });
	const parts = of ? ofParts(of, say) : [];
	if (of && parts.length > 0) return refuted([of], { kind: 'row-differs', face: faceOf(of), differences: parts });
	return confirmed(of ? [row, of] : [row]);
}

function protocolOf(row: CaptureRow, of: CaptureRow | undefined): FieldDifference {
	const odd = row.protocol === 'tcp' && of ? of : row;
	return { field: 'protocol', said: 'TCP', found: odd.protocol.toUpperCase() };
}

function ofNumber(row: CaptureRow, { parts }: AcknowledgmentSay): readonly FieldDifference[] {
	if (parts === null || isIn(parts.acknowledgment, row.acknowledgment, row.rawAcknowledgment)) return [];
	return [{ field: 'acknowledgment', said: `${parts.acknowledgment}`, found: `${row.acknowledgment ?? ''}` }];
}

/** What is acknowledged was sent before, by the other side of the connection, and the number lies behind it. */
function ofOther(row: CaptureRow, of: CaptureRow): readonly FieldDifference[] {
	if (row.connection !== of.connection || row.side === of.side)
		return [{ field: 'sender', said: of.side === 'client' ? 'server' : 'client', found: row.side ?? row.source }];
	const end = endOf(of);
	if (end === null || row.acknowledgment === null) return [];
	if (row.number > of.number && row.acknowledgment >= end) return [];
	return [{ field: 'acknowledgment', said: `${end}`, found: `${row.acknowledgment}` }];
}

function endOf({ sequence, bytes, flags }: CaptureRow): number | null {
	if (sequence === null) return null;
	return sequence + bytes + flags.filter((flag) => flag === 'SYN' || flag === 'FIN').length;
}

/** The first part of the sum is the other's Seq. */
function ofParts(of: CaptureRow, { parts }: AcknowledgmentSay): readonly FieldDifference[] {
	if (parts === null || isIn(parts.sequence, of.sequence, of.rawSequence)) return [];
	return [{ field: 'sequence', said: `${parts.sequence}`, found: `${of.sequence ?? ''}` }];
}

function isIn(value: number, ...numbers: readonly (number | null)[]): boolean {
	return numbers.includes(value);
}
