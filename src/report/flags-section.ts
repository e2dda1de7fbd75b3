import type { FlagName } from '../decode/tcp.ts';
import { count, packets, row, table, term, text } from './cells.ts';
import type { ReportBlock } from './report.ts';
import type { Subject } from './subject.ts';
import type { TermName } from './terms.ts';

/** In the order in which a connection meets them. */
const FLAGS: { readonly [F in FlagName]: TermName } = {
	SYN: 'flag-syn',
	ACK: 'flag-ack',
	PSH: 'flag-psh',
	FIN: 'flag-fin',
	RST: 'flag-rst',
	URG: 'flag-other',
	ECE: 'flag-other',
	CWR: 'flag-other',
	AE: 'flag-other',
};

/** Appendix A: the flags that occur, copies of packets left out. */
export function flagsSection({ analysis }: Subject): readonly ReportBlock[] {
	const seen = new Map<FlagName, { first: number; count: number }>();
	for (const { packet, duplicateOf } of analysis.packets) {
		if (duplicateOf !== null) continue;
		for (const flag of packet.tcp?.flags ?? []) {
			const known = seen.get(flag);
			if (known) known.count++;
			else seen.set(flag, { first: packet.number, count: 1 });
		}
	}
	const rows = (Object.keys(FLAGS) as FlagName[]).flatMap((flag) => {
		const of = seen.get(flag);
		return of ? [row([of.first], text(flag), term(FLAGS[flag]), count(of.count), packets([of.first]))] : [];
	});
	return table('flags', ['flag', 'meaning', 'count', 'firstPacket'], rows);
}
