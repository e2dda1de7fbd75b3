import type { CountedThing, Finding } from '../fact.ts';
import type { AbsenceSay } from '../grammar/say-counts.ts';
import { type CaptureModel, isCovered, rowAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { confirmed, refuted, unchecked } from './finding.ts';
import { isHost, missingHost } from './hosts.ts';
import { flagsFit } from './match.ts';

/** None of a thing, or some of it. */
export function judgeAbsence(model: CaptureModel, { thing, isPresent, phase, host }: AbsenceSay): Finding {
	const { tcp, rows } = model;
	if (model.rows.length === 0) return unchecked('NOT_IN_CAPTURE');
	if (missingHost(model, host) !== null) return unchecked('UNBOUND');
	const all = witnessesOf(model, thing);
	if (all === null) return unchecked('UNBOUND');
	const witnesses = all.filter(
		(row) =>
			(phase === null || thing !== 'retransmissions' || row.phase === phase) &&
			(host === null || isHost(model, row, 'source', host)),
	);
	const copies = rows.filter(({ copyOf }) => copyOf !== null);
	const present = {
		kind: 'present' as const,
		thing,
		packets: witnesses.slice(0, 6).map(({ number }) => number),
		found: witnesses.length,
	};
	const absent = { kind: 'absent' as const, thing, among: rows.length };
	const labelled =
		thing === 'retransmissions'
			? rows.filter(({ labels }) => labels.some((label) => label.endsWith('retransmission')))
			: [];
	if (isPresent) {
		if (witnesses.length > 0) return confirmed(witnesses.slice(0, 60), present);
		if (thing === 'duplicates' && copies.length > 0) return confirmed(copies.slice(0, 6));
		if (thing === 'retransmissions' && copies.length > 0) {
			const copy = copies.find(({ protocol }) => protocol === 'tcp') ?? copies[0];
			const packets = [copy?.copyOf ?? 0, copy?.number ?? 0];
			return refuted(
				packets.flatMap((number) => rowAt(model, number) ?? []),
				{ kind: 'one-packet-twice', packets },
			);
		}
		if (thing !== 'retransmissions' || labelled.length > 0) return unchecked('UNBOUND');
		return model.connections.every((connection) => isCovered(model, connection)) && model.connections.length > 0
			? refuted([], absent)
			: unchecked('NOT_IN_CAPTURE', [], absent);
	}
	if (witnesses.length > 0)
		return thing === 'errors' || thing === 'messages'
			? unchecked('UNBOUND', witnesses)
			: refuted(witnesses.slice(0, 60), present);
	if (labelled.length > 0 && copies.length === 0) return unchecked('UNBOUND', labelled);
	if (tcp.length === 0 && thing !== 'arp-packets' && thing !== 'udp-packets')
		return unchecked('NOT_IN_CAPTURE', [], absent);
	return confirmed([], absent);
}

/** `null` where it is too loosely named. */
function witnessesOf({ tcp, arp, once }: CaptureModel, thing: CountedThing): readonly CaptureRow[] | null {
	switch (thing) {
		case 'retransmissions':
			return tcp.filter(({ wasResent }) => wasResent);
		case 'errors':
			return tcp.filter(
				({ wasResent, flags, labels }) => wasResent || flags.includes('RST') || labels.includes('lost_segment'),
			);
		case 'rst':
			return tcp.filter(({ flags }) => flags.includes('RST'));
		case 'fin':
			return tcp.filter(({ flags }) => flags.includes('FIN'));
		case 'syn':
			return tcp.filter(({ flags }) => flags.includes('SYN'));
		case 'psh':
			return tcp.filter(({ flags }) => flags.includes('PSH'));
		case 'ack':
			return tcp.filter((row) => row.bytes === 0 && flagsFit(row, ['ACK'], true));
		case 'syn-ack':
			return tcp.filter((row) => flagsFit(row, ['SYN', 'ACK'], false));
		case 'messages':
			return tcp.filter(({ bytes }) => bytes > 0);
		case 'arp-packets':
			return arp;
		case 'udp-packets':
			return once.filter(({ protocol }) => protocol === 'udp');
		case 'duplicates':
			return [];
		default:
			return null;
	}
}
