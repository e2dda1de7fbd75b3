import type { Finding } from '../fact.ts';
import type { AcknowledgesSay } from '../grammar/say-packets.ts';
import type { CaptureModel } from '../model/capture-model.ts';
import { confirmed, refuted, unchecked } from './finding.ts';
import { isHost, missingHost } from './hosts.ts';

/** Hosts that have no connection with each other acknowledge nothing of each other. */
export function judgeAcknowledges(model: CaptureModel, { from, of }: AcknowledgesSay): Finding {
	if ([from, of].some((host) => missingHost(model, host) !== null)) return unchecked('UNBOUND');
	const acks = model.tcp.filter((row) => row.flags.includes('ACK') && isHost(model, row, 'source', from));
	const talks = acks.filter((row) => isHost(model, row, 'destination', of));
	if (talks.length > 0) return confirmed(talks.slice(0, 6));
	const [ack] = acks;
	if (!ack || (from.role === null && (from.address === null || of.address === null))) return unchecked('UNBOUND');
	const own = acks.filter((row) => row.bytes === 0).slice(0, 1);
	const other = model.tcp.filter((row) => row.bytes === 0 && isHost(model, row, 'destination', of)).slice(0, 1);
	return refuted([...own, ...other], {
		kind: 'never-talk',
		hosts: [ack.source, other[0]?.destination ?? ''],
		packets: [...own, ...other].map(({ number }) => number),
	});
}
