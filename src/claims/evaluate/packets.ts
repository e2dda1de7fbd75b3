import type { Finding } from '../fact.ts';
import { ANY_PACKET, type PacketQuery } from '../grammar/packet-query.ts';
import type { PacketSay } from '../grammar/say-packets.ts';
import { type CaptureModel, rowsAt } from '../model/capture-model.ts';
import { isAllCovered } from './coverage.ts';
import { confirmed, packetsFact, refuted, unchecked } from './finding.ts';
import { missingHost } from './hosts.ts';
import { matches, textFit } from './match.ts';
import { isOtherFirst, judgeAnywhere } from './packets-anywhere.ts';
import { judgeRows } from './packets-at-rows.ts';

/** Judges a packet that is described, at its rows or anywhere. @param numbers The packets that its rows stand for. */
export function judgePacket(model: CaptureModel, say: PacketSay, numbers: readonly number[] | null): Finding {
	const missing = [say.query.from, say.query.to].map((host) => missingHost(model, host));
	if (missing.includes('unbound')) return unchecked('UNBOUND', [], undefined, { kind: 'name-it' });
	if (say.isNegated) return judgeNone(model, say, numbers);
	const finding = numbers ? judgeRows(model, say, numbers) : judgeAnywhere(model, say);
	if (numbers === null && !areAllThere(model, say, finding)) return unchecked('UNBOUND', []);
	// So many bytes may have come with the last message alone.
	if (say.received !== undefined && finding.verdict === 'refuted') return unchecked('UNBOUND', []);
	if (numbers && finding.verdict === 'confirmed' && isOtherFirst(model, say, rowsAt(model, finding.packets)))
		return unchecked('UNBOUND', rowsAt(model, finding.packets));
	return say.lastOf ? isLast(model, say, say.lastOf, finding) : finding;
}

/** Of several packets that are told by their flags each must be there. */
function areAllThere(model: CaptureModel, { query }: PacketSay, { verdict }: Finding): boolean {
	if (verdict !== 'confirmed' || query.flags.length < 2) return true;
	return query.flags.every((set) =>
		model.once.some((row) => matches(model, row, { ...ANY_PACKET, flags: [set], isExact: query.isExact })),
	);
}

/** Of what is said to be the last, the last must be so: in the capture, or in its connection. */
function isLast(model: CaptureModel, say: PacketSay, of: PacketQuery, finding: Finding): Finding {
	if (finding.verdict !== 'confirmed') return finding;
	const such = model.once.filter((row) => matches(model, row, of));
	const own = such.filter(({ connection }) => connection === finding.connection);
	const last = [such.at(-1), own.at(-1)].find(
		(row) => row && (finding.packets.includes(row.number) || matches(model, row, say.query)),
	);
	if (last === undefined) return unchecked('UNBOUND', own.slice(-1));
	return say.rows === null ? confirmed([last]) : finding;
}

function judgeNone(model: CaptureModel, say: PacketSay, numbers: readonly number[] | null): Finding {
	const rows = (numbers ? rowsAt(model, numbers) : model.once).filter((row) => matches(model, row, say.query));
	if (rows.length > 0 && numbers) return refuted(rows, packetsFact(rows));
	const [text, ...others] = say.isNeverSent ? say.query.texts : [];
	const said = rows.filter((row) => text !== undefined && others.length === 0 && textFit(row.text, text) === 'exact');
	if (said.length > 0) return refuted(said, packetsFact(said));
	if (rows.length > 0) return unchecked('UNBOUND', rows);
	if (numbers) return confirmed(rowsAt(model, numbers));
	return isAllCovered(model, say.query) && (say.query.flags.length > 0 || say.query.texts.length > 0)
		? confirmed([], { kind: 'absent', thing: 'packets', among: model.rows.length })
		: unchecked('UNBOUND');
}
