import { isOf, type Token } from '../text/token.ts';
import { allOf, rowsOf } from './features.ts';
import { addressHost, type HostRef } from './host.ts';
import { ANY_PACKET, type PacketQuery } from './packet-query.ts';
import { infoOf } from './row-fields.ts';
import { rowPacket } from './row-packet.ts';
import type { Say } from './say.ts';

/** A line as Wireshark, tshark or tcpdump print it: number, time, addresses, info. */
export function readPacketLine(tokens: readonly Token[]): readonly Say[] {
	const ips = allOf(tokens, 'ip');
	const [source, destination] = ips;
	const first = tokens[0];
	const named = rowsOf(tokens);
	const isBare =
		isOf(first, 'number') && !first.isWord && first.unit === null && (isOf(tokens[1], 'ip') || isOf(tokens[1], 'time'));
	const rows = named ?? (isBare && isOf(first, 'number') ? { rows: [first.value], isRange: false, noun: 'row' } : null);
	const info = infoOf(tokens);
	if (rows?.rows.length !== 1 || !source || !destination || (info.flags === undefined && info.sourcePort === undefined))
		return [];
	const [time] = allOf(tokens, 'time');
	const host = ({ address, port }: typeof source): HostRef => ({ ...addressHost(address), port });
	const query: PacketQuery = {
		...ANY_PACKET,
		from: host(source),
		to: host(destination),
		...info,
		seconds: time && time.digits >= 3 ? { value: time.seconds, digits: time.digits, written: time.written } : null,
	};
	return [rowPacket(rows, query, tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0)];
}
