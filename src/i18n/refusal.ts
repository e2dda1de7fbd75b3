import type { RecordedConnection } from '../tcp/recorded-close.ts';

/** Told without the packets: nothing of the connection was captured but the SYN and what the server answered to it. */
export function isRefusal({ startSeen, packets, handshake, close }: RecordedConnection): boolean {
	return startSeen && handshake.packets.length === 1 && close.starter === 'server' && packets === 2;
}
