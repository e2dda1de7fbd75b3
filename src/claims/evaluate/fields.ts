import type { Finding, PacketField } from '../fact.ts';
import type { FieldSay } from '../grammar/say-packets.ts';
import { type CaptureModel, rowsAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { confirmed, faceOf, refuted, unchecked } from './finding.ts';
import { isHost, missingHost } from './hosts.ts';
import { flagsFit } from './match.ts';

/** A field of a packet or of all packets of a host: one that has it confirms, and none of several refutes. */
export function judgeField(model: CaptureModel, say: FieldSay, numbers: readonly number[] | null): Finding {
	if (missingHost(model, say.host) !== null) return unchecked('UNBOUND');
	const { flags, host } = say;
	const rows = (numbers ? rowsAt(model, numbers) : model.once).filter(
		(row) => (flags === null || flagsFit(row, flags, false)) && (numbers !== null || isOwn(model, row, say)),
	);
	const having = rows.filter((row) => valuesOf(row, say).length > 0);
	const good = having.filter((row) => valuesOf(row, say).includes(`${say.value}`));
	if (good.length > 0) return confirmed(good.slice(0, 6));
	const [row] = having;
	if (!row) return unchecked(model.rows.length === 0 ? 'NOT_IN_CAPTURE' : 'UNBOUND');
	const isTold = numbers !== null || host !== null || flags !== null;
	const found = [...new Set(having.flatMap((each) => valuesOf(each, say)))].slice(0, 4).join(', ');
	const difference = { field: say.field, said: `${say.value}`, found };
	return isTold && isComplete(say.field)
		? refuted([row], { kind: 'row-differs', face: faceOf(row), differences: [difference] })
		: unchecked('UNBOUND', [row]);
}

function isOwn(model: CaptureModel, row: CaptureRow, { host }: FieldSay): boolean {
	return host === null || isHost(model, row, 'source', host);
}

/** What a packet shows of the field; a scale is told as the shift or as what it multiplies by. */
function valuesOf({ windowScale, timeToLive }: CaptureRow, { field }: FieldSay): readonly string[] {
	if (field === 'ttl') return timeToLive === null ? [] : [`${timeToLive}`];
	return windowScale === null ? [] : [`${windowScale}`, `${2 ** windowScale}`];
}

/** Behind a router each hop counts the TTL down, and who wrote may mean the value that was sent. */
function isComplete(field: PacketField): boolean {
	return field !== 'ttl';
}
